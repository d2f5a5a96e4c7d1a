"""Files: uploaded, sent again, fetched, too large."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.fakes.telegram import Bot, Chat, FakeTelegram, User, make_png
from tests.fakes.test_telegram.clients import Client, Refused, connect


async def test_a_photo_with_a_caption(client: Client, group: Chat) -> None:
    picture = make_png(3, 5)
    await client.call(
        "sendPhoto",
        chat_id=group.id,
        photo=client.file(picture, "nest.png"),
        caption="<b>窝</b>",
        parse_mode="HTML",
        has_spoiler=True,
    )
    message = group.messages[0]
    assert message.media is not None
    assert (message.media.kind, message.media.width, message.media.height) == ("photo", 3, 5)
    assert message.media.file.content == picture
    assert (message.text, message.spans("bold"), message.has_spoiler) == ("窝", ["窝"], True)


@pytest.mark.parametrize("kind", ["video", "animation", "audio", "voice", "document", "sticker", "video_note"])
async def test_every_kind_of_file(client: Client, group: Chat, kind: str) -> None:
    method = "send" + kind.title().replace("_", "")
    sent = await client.call(method, chat_id=group.id, **{kind: client.file(b"content of a file", "bird.bin")})
    media = group.messages[0].media
    assert media is not None
    assert (media.kind, media.file.content) == (kind, b"content of a file")
    again = await client.call(method, chat_id=group.id, **{kind: sent[kind]["file_id"]})
    assert again[kind]["file_unique_id"] == sent[kind]["file_unique_id"]
    assert await client.download(sent[kind]["file_id"]) == b"content of a file"


async def test_a_photo_must_be_a_picture(client: Client, group: Chat) -> None:
    with pytest.raises(Refused, match="image_process_failed"):
        await client.call("sendPhoto", chat_id=group.id, photo=client.file(b"no picture", "x.png"))
    large = make_png() + bytes(10 * 1024 * 1024)
    with pytest.raises(Refused, match="too big for a photo"):
        await client.call("sendPhoto", chat_id=group.id, photo=client.file(large, "x.png"))


async def test_what_is_no_file(client: Client, group: Chat) -> None:
    with pytest.raises(Refused, match="wrong file identifier/http url specified"):
        await client.call("sendDocument", chat_id=group.id, document="unknown")
    with pytest.raises(Refused, match="file must be non-empty"):
        await client.call("sendDocument", chat_id=group.id, document=client.file(b"", "x"))
    with pytest.raises(Refused, match="failed to get http url content"):
        await client.call("sendDocument", chat_id=group.id, document="http://127.0.0.1:9/x")


async def test_a_file_may_be_fetched_from_an_address(
    client: Client, telegram: FakeTelegram, bot: Bot, group: Chat
) -> None:
    file = telegram.world.files.add("document", b"from afar", name="far.bin")
    url = f"{telegram.base_file_url}{bot.token}/{file.path}"
    await client.call("sendDocument", chat_id=group.id, document=url)
    media = group.messages[0].media
    assert media is not None
    assert media.file.content == b"from afar"


async def test_a_file_belongs_to_the_bot_that_got_it(
    client: Client, telegram: FakeTelegram, ann: User, group: Chat
) -> None:
    other = telegram.create_bot("other_bot")
    await telegram.join(other, group)
    sent = await client.call("sendDocument", chat_id=group.id, document=client.file(b"x", "x.bin"))
    async with connect(client.name, telegram, other) as stranger:
        with pytest.raises(Refused, match="wrong file identifier"):
            await stranger.call("sendDocument", chat_id=group.id, document=sent["document"]["file_id"])
        with pytest.raises(Refused, match="temporarily unavailable"):
            await stranger.call("getFile", file_id=sent["document"]["file_id"])
    with pytest.raises(Refused, match="can't use file of type document as photo"):
        await client.call("sendPhoto", chat_id=group.id, photo=sent["document"]["file_id"])


async def test_captions_have_their_own_limit(client: Client, group: Chat) -> None:
    await client.call("sendPhoto", chat_id=group.id, photo=client.file(make_png(), "x.png"), caption="🐦" * 512)
    with pytest.raises(Refused, match="message caption is too long"):
        await client.call("sendPhoto", chat_id=group.id, photo=client.file(make_png(), "x.png"), caption="🐦" * 513)
    assert len(group.messages) == 1


async def test_large_files_cannot_be_fetched(client: Client, telegram: FakeTelegram, ann: User, group: Chat) -> None:
    edge = 20 * 1024 * 1024
    await telegram.say(ann, group, media=telegram.make_media("document", b"x", size=edge))
    await telegram.say(ann, group, media=telegram.make_media("document", b"y", size=edge + 1))
    small, large = [u["message"]["document"] for u in await client.calls("getUpdates", timeout=0)]
    assert large["file_size"] == edge + 1
    assert await client.download(small["file_id"]) == b"x"
    with pytest.raises(Refused, match="file is too big"):
        await client.call("getFile", file_id=large["file_id"])


@pytest.fixture
async def narrow() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(upload_limit=200_000) as fake:
        yield fake


@pytest.mark.parametrize("name", ["python-telegram-bot", "aiogram"])
async def test_uploads_over_the_limit_are_413(narrow: FakeTelegram, name: str) -> None:
    bot = narrow.create_bot()
    group = narrow.create_group("Birds", narrow.create_user("Ann"), bot)
    async with connect(name, narrow, bot) as client:
        with pytest.raises(Refused, match="too large") as refused:
            await client.call("sendDocument", chat_id=group.id, document=client.file(bytes(300_000), "x"))
        assert refused.value.code == 413
        await client.call("sendDocument", chat_id=group.id, document=client.file(bytes(150_000), "x"))
    assert len(group.messages) == 1


async def test_the_real_upload_limit_is_fifty_megabytes(telegram: FakeTelegram) -> None:
    assert telegram.server.handler.upload_limit == 50 * 1024 * 1024


async def test_an_album(client: Client, telegram: FakeTelegram, group: Chat) -> None:
    items = [
        client.album_item("photo", client.file(make_png(), "a.png"), "第一"),
        client.album_item("video", client.file(b"moving", "b.mp4")),
    ]
    sent = await client.calls("sendMediaGroup", chat_id=group.id, media=items)
    assert [message.media.kind for message in group.messages if message.media] == ["photo", "video"]
    assert len({message["media_group_id"] for message in sent}) == 1
    assert group.texts == ["第一", ""]
    mixed = [*items, client.album_item("document", client.file(b"x", "x.pdf"))]
    with pytest.raises(Refused, match="document can't be mixed with other media types"):
        await client.calls("sendMediaGroup", chat_id=group.id, media=mixed)
    assert len(group.messages) == 2


async def test_media_of_people(client: Client, telegram: FakeTelegram, ann: User, group: Chat) -> None:
    number = telegram.create_custom_emoji("🐦", b"GIF of a bird")
    await telegram.say_album(ann, group, [telegram.make_media("photo"), telegram.make_media("photo")], "two")
    await telegram.say(ann, group, media=telegram.make_media("sticker", emoji="🐤", sticker_format="animated"))
    await telegram.say(ann, group, media=telegram.make_media("voice", duration=7))
    await telegram.say(ann, group, special={"location": {"latitude": 1.5, "longitude": 2.5}})
    first, second, sticker, voice, place = [u["message"] for u in await client.calls("getUpdates", timeout=0)]
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], "caption" in second) == ("two", False)
    assert len(first["photo"]) == 2
    assert sticker["sticker"]["is_animated"] is True
    assert voice["voice"]["duration"] == 7
    assert place["location"]["latitude"] == 1.5
    stickers = await client.calls("getCustomEmojiStickers", custom_emoji_ids=[number, "404"])
    assert [each["emoji"] for each in stickers] == ["🐦"]
    assert await client.download(stickers[0]["file_id"]) == b"GIF of a bird"


async def test_profile_photos(client: Client, telegram: FakeTelegram, ann: User, bob: User) -> None:
    telegram.set_photo(ann, make_png(9, 9))
    photos = await client.call("getUserProfilePhotos", user_id=ann.id)
    assert photos["total_count"] == 1
    assert await client.download(photos["photos"][0][0]["file_id"]) == make_png(9, 9)
    assert (await client.call("getUserProfilePhotos", user_id=bob.id))["total_count"] == 0
