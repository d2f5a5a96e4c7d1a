"""Edits that change the files of a message, both ways."""

from __future__ import annotations

from bridge.chat.attachment import Attachment, AttachmentKind
from bridge.chat.event import Edited
from bridge.chat.message import Message
from bridge.chat.text import Text
from tests.adapters.telegram.stage import TOM, B, Play, Stage
from tests.adapters.telegram.test_media import attachment, send
from tests.fakes.telegram import Message as Shown
from tests.fakes.telegram.picture import make_png
from tests.relay.conversation import now


def photo(stage: Stage, name: str, side: int = 4) -> Attachment:
    return attachment(stage, AttachmentKind.PHOTO, name, "image/png", make_png(side, side))


async def change(play: Play, native: str, words: str, *files: Attachment) -> None:
    await play.accept(Edited(f"{native}-edited", Message(native, B, TOM, Text(words), now(), attachments=files), now()))


def content(message: Shown) -> bytes:
    assert message.media is not None
    return message.media.file.content


async def test_another_photo_is_shown_elsewhere(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.telegram.say(
            stage.ann, stage.group, "my cat", media=stage.telegram.make_media("photo", make_png(3, 3))
        )
        await play.beta_shows("my cat")
        await stage.telegram.edit(said, "my cat", media=stage.telegram.make_media("photo", make_png(5, 5)))
        edit = await play.event(lambda event: isinstance(event, Edited))
        assert isinstance(edit, Edited)
        await play.settled()
        (shown,) = stage.beta.rooms["b"]
        assert shown.shipment.blocks[0].content.attachments == edit.message.attachments


async def test_a_photo_is_changed_in_its_place(stage: Stage) -> None:
    async with stage.play() as play:
        native = await send(play, "look", photo(stage, "a.png"))
        shown = await stage.group.wait_for(lambda m: m.media)
        await play.settled()
        await change(play, native, "look here", photo(stage, "b.png", 6))
        await stage.group.wait_until(lambda _: content(shown) == make_png(6, 6))
        await play.settled()
        assert "look here" in shown.text
        assert len(stage.group.messages) == 1


async def test_a_text_gets_a_photo(stage: Stage) -> None:
    async with stage.play() as play:
        native = await send(play, "look")
        shown = await stage.group.wait_for(lambda m: "look" in m.text)
        await play.settled()
        await change(play, native, "look", photo(stage, "a.png"))
        await stage.group.wait_until(lambda _: shown.media is not None)
        await play.settled()
        assert "look" in shown.text
        assert len(stage.group.messages) == 1


async def test_one_of_an_album_is_changed_and_one_taken_away(stage: Stage) -> None:
    async with stage.play() as play:
        a, b, c = (photo(stage, name, side) for name, side in (("a.png", 2), ("b.png", 3), ("c.png", 4)))
        native = await send(play, "three", a, b, c)
        await stage.group.wait_until(lambda chat: len(chat.messages) == 3)
        await play.settled()
        await change(play, native, "three", a, photo(stage, "d.png", 9), c)
        await stage.group.wait_until(lambda chat: content(chat.messages[1]) == make_png(9, 9))
        await play.settled()
        assert len(stage.group.messages) == 3


async def test_the_first_of_an_album_goes_and_the_words_stay(stage: Stage) -> None:
    async with stage.play() as play:
        a, b, c = (photo(stage, name, side) for name, side in (("a.png", 2), ("b.png", 3), ("c.png", 4)))
        native = await send(play, "three", a, b, c)
        await stage.group.wait_until(lambda chat: len(chat.messages) == 3)
        await play.settled()
        await change(play, native, "only two", b, c)
        await stage.group.wait_until(lambda chat: len(chat.messages) == 2 and "only two" in chat.messages[0].text)
        await play.settled()
        await play.accept(Edited("again", Message(native, B, TOM, Text("just two"), now(), attachments=(b, c)), now()))
        await stage.group.wait_until(lambda chat: "just two" in chat.messages[0].text)
        await play.settled()
        assert [content(message) for message in stage.group.messages] == [make_png(3, 3), make_png(4, 4)]
        await play.delete(native, B)
        await stage.group.wait_until(lambda chat: not chat.messages)


async def test_what_telegram_cannot_change_is_shown_anew(stage: Stage) -> None:
    async with stage.play() as play:
        a, b = photo(stage, "a.png", 2), photo(stage, "b.png", 3)
        native = await send(play, "grows", a)
        first = await stage.group.wait_for(lambda m: m.media)
        await play.settled()
        await change(play, native, "grows", a, b)
        await stage.group.wait_until(lambda chat: len(chat.messages) == 2)
        await play.settled()
        assert first.deleted
        assert [content(message) for message in stage.group.messages] == [make_png(2, 2), make_png(3, 3)]
        await play.accept(Edited("none", Message(native, B, TOM, Text("only words"), now()), now()))
        await stage.group.wait_until(lambda chat: [m.media for m in chat.messages] == [None])
        await play.settled()
        assert "only words" in stage.group.messages[0].text


async def test_a_file_that_cannot_be_had_is_named(stage: Stage) -> None:
    async with stage.play() as play:
        native = await send(play, "look", photo(stage, "a.png"))
        await stage.group.wait_for(lambda m: m.media)
        await play.settled()
        missing = Attachment(AttachmentKind.PHOTO, "nowhere", "x", "x.png", "image/png", 10)
        await change(play, native, "look", missing)
        await stage.group.wait_until(lambda chat: any("png could" in m.text for m in chat.messages))
        await play.settled()
        assert len(stage.group.messages) == 1
