"""Edits and deletions."""

from __future__ import annotations

import pytest

from tests.fakes.telegram import Bot, Chat, FakeTelegram, User, make_png
from tests.fakes.test_telegram.clients import Client, Refused


async def _send(client: Client, group: Chat, text: str = "鹊") -> int:
    sent = await client.call("sendMessage", chat_id=group.id, text=text)
    number = sent["message_id"]
    assert isinstance(number, int)
    return number


async def test_a_message_is_sent_edited_and_deleted(client: Client, bot: Bot, group: Chat) -> None:
    number = await _send(client, group)
    message = await group.wait_for(lambda m: m.text == "鹊" and m.sender is bot)
    edited = await client.call("editMessageText", chat_id=group.id, message_id=number, text="magpie")
    assert edited["edit_date"]
    assert (group.texts, message.is_edited) == (["magpie"], True)
    assert [version.content.text for version in message.versions] == ["鹊"]
    assert len(bot.updates) == 0
    await client.call("deleteMessage", chat_id=group.id, message_id=number)
    assert (message.deleted, group.messages) == (True, [])


async def test_edits_that_change_nothing(client: Client, group: Chat) -> None:
    number = await _send(client, group)
    with pytest.raises(Refused, match="message is not modified: specified new message content"):
        await client.call("editMessageText", chat_id=group.id, message_id=number, text=" 鹊 ")
    keyboard = client.keyboard(("Original", "o:1"))
    await client.call("editMessageText", chat_id=group.id, message_id=number, text="鹊", reply_markup=keyboard)
    assert [button.text for button in group.messages[0].buttons] == ["Original"]
    assert not group.messages[0].is_edited
    with pytest.raises(Refused, match="message is not modified"):
        await client.call("editMessageReplyMarkup", chat_id=group.id, message_id=number, reply_markup=keyboard)
    await client.call("editMessageReplyMarkup", chat_id=group.id, message_id=number)
    assert group.messages[0].buttons == []


async def test_edits_that_are_refused(client: Client, telegram: FakeTelegram, ann: User, group: Chat) -> None:
    theirs = await telegram.say(ann, group, "mine")
    with pytest.raises(Refused, match="message can't be edited"):
        await client.call("editMessageText", chat_id=group.id, message_id=theirs.id, text="x")
    with pytest.raises(Refused, match="message to edit not found"):
        await client.call("editMessageText", chat_id=group.id, message_id=999, text="x")
    number = await _send(client, group)
    with pytest.raises(Refused, match="there is no caption in the message to edit"):
        await client.call("editMessageCaption", chat_id=group.id, message_id=number, caption="x")
    with pytest.raises(Refused, match="message is too long"):
        await client.call("editMessageText", chat_id=group.id, message_id=number, text="x" * 4097)
    await telegram.delete(group.messages[-1])
    with pytest.raises(Refused, match="message to edit not found"):
        await client.call("editMessageText", chat_id=group.id, message_id=number, text="x")


async def test_captions_and_media_are_edited(client: Client, group: Chat) -> None:
    photo = client.file(make_png(1, 1), "a.png")
    number = (await client.call("sendPhoto", chat_id=group.id, photo=photo, caption="a"))["message_id"]
    with pytest.raises(Refused, match="there is no text in the message to edit"):
        await client.call("editMessageText", chat_id=group.id, message_id=number, text="x")
    await client.call("editMessageCaption", chat_id=group.id, message_id=number, caption="b")
    assert group.texts == ["b"]
    media = client.album_item("photo", client.file(make_png(7, 7), "b.png"), "c")
    await client.call("editMessageMedia", chat_id=group.id, message_id=number, media=media)
    message = group.messages[0]
    assert message.media is not None
    assert (message.text, message.media.width) == ("c", 7)
    assert [version.content.text for version in message.versions] == ["a", "b"]


async def test_who_may_delete_what(client: Client, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat) -> None:
    theirs = await telegram.say(ann, group, "mine")
    with pytest.raises(Refused, match="message can't be deleted"):
        await client.call("deleteMessage", chat_id=group.id, message_id=theirs.id)
    with pytest.raises(Refused, match="message to delete not found"):
        await client.call("deleteMessage", chat_id=group.id, message_id=999)
    await telegram.promote(bot, group, "can_delete_messages")
    await client.call("deleteMessage", chat_id=group.id, message_id=theirs.id)
    with pytest.raises(Refused, match="message to delete not found"):
        await client.call("deleteMessage", chat_id=group.id, message_id=theirs.id)


async def test_after_two_days_a_message_stays(client: Client, telegram: FakeTelegram, group: Chat) -> None:
    number = await _send(client, group)
    telegram.clock.advance(48 * 3600 + 1)
    with pytest.raises(Refused, match="message can't be deleted for everyone"):
        await client.call("deleteMessage", chat_id=group.id, message_id=number)


async def test_several_are_deleted_at_once(client: Client, group: Chat) -> None:
    numbers = [await _send(client, group, text) for text in "abc"]
    await client.call("deleteMessages", chat_id=group.id, message_ids=[*numbers[:2], 999])
    assert group.texts == ["c"]


async def test_edits_of_people_are_told_deletions_are_not(
    client: Client, telegram: FakeTelegram, ann: User, group: Chat
) -> None:
    message = await telegram.say(ann, group, "teh")
    await telegram.edit(message, html="<i>the</i>")
    await telegram.delete(message)
    posted, edited = await client.calls("getUpdates", timeout=0)
    assert posted["message"]["text"] == "teh"
    assert edited["edited_message"]["text"] == "the"
    assert edited["edited_message"]["entities"][0]["type"] == "italic"
    assert edited["edited_message"]["message_id"] == message.id


async def test_the_picture_of_an_album_becomes_no_document(client: Client, group: Chat) -> None:
    items = [client.album_item("photo", client.file(make_png(), f"{number}.png")) for number in range(2)]
    number = (await client.calls("sendMediaGroup", chat_id=group.id, media=items))[0]["message_id"]
    document = client.album_item("document", client.file(b"x", "x.pdf"))
    with pytest.raises(Refused, match="can't use the media of the specified type in the album"):
        await client.call("editMessageMedia", chat_id=group.id, message_id=number, media=document)


async def test_a_preview_is_changed_with_the_text(client: Client, group: Chat) -> None:
    number = await _send(client, group)
    await client.call(
        "editMessageText", chat_id=group.id, message_id=number, text="x", link_preview_options=client.preview()
    )
    assert group.messages[0].link_preview == {"is_disabled": True}
