"""``sendMessage`` and where it goes."""

from __future__ import annotations

import pytest

from tests.fakes.telegram import Bot, Chat, Entity, FakeTelegram, User
from tests.fakes.test_telegram.clients import Client, Refused


async def test_a_text_arrives_with_its_format(client: Client, bot: Bot, group: Chat) -> None:
    sent = await client.call("sendMessage", chat_id=group.id, text="<b>喜鹊</b> 🐦 <i>x</i>", parse_mode="HTML")
    message = group.messages[0]
    assert (message.text, message.sender) == ("喜鹊 🐦 x", bot)
    assert message.entities == (Entity("bold", 0, 2), Entity("italic", 6, 1))
    assert [(e["type"], e["offset"], e["length"]) for e in sent["entities"]] == [("bold", 0, 2), ("italic", 6, 1)]


async def test_entities_beside_the_text(client: Client, ann: User, group: Chat) -> None:
    entities = [
        {"type": "expandable_blockquote", "offset": 0, "length": 5},
        {"type": "text_mention", "offset": 6, "length": 3, "user": {"id": ann.id, "is_bot": False, "first_name": "A"}},
        {"type": "text_link", "offset": 10, "length": 4, "url": "https://example.com"},
    ]
    sent = await client.call(
        "sendMessage", chat_id=group.id, text="🐦 ab\nAnn link", entities=_as_sent(client, entities)
    )
    assert group.messages[0].entities == (
        Entity("expandable_blockquote", 0, 5),
        Entity("text_mention", 6, 3, user_id=ann.id),
        Entity("text_link", 10, 4, url="https://example.com/"),
    )
    assert sent["entities"][1]["user"]["language_code"] == "zh-hans"


def _as_sent(client: Client, entities: list[dict[str, object]]) -> list[object]:
    """The library's own entities, so that it is the library that writes them."""
    return [client.entity(entity) for entity in entities]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "🐦" * 2049}, "message is too long"),
        (
            {"text": "<b>x", "parse_mode": "HTML"},
            "can't parse entities: can't find end tag corresponding to start tag b",
        ),
        ({"text": "1. x", "parse_mode": "MarkdownV2"}, "can't parse entities: character '.' is reserved"),
        ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
    ],
)
async def test_texts_that_are_refused(
    client: Client, telegram: FakeTelegram, group: Chat, arguments: dict[str, object], complaint: str
) -> None:
    with pytest.raises(Refused) as refused:
        await client.call("sendMessage", chat_id=group.id, **arguments)
    assert refused.value.code == 400
    assert complaint in refused.value.description
    assert group.messages == []
    assert telegram.log.rejected["sendMessage", 400] == 1


async def test_the_limit_counts_utf16_units_after_parsing(client: Client, group: Chat) -> None:
    await client.call("sendMessage", chat_id=group.id, text=f"<b>{'🐦' * 2048}</b>", parse_mode="HTML")
    assert group.messages[0].content.length == 4096


@pytest.mark.parametrize(
    ("offset", "length", "complaint"),
    [
        (0, 9, "ends after the end of the text"),
        (8, 1, "begins after the end of the text"),
        (1, 2, "begins in a middle of a utf-16 symbol"),
        (2, 1, None),
        (-1, 2, "incorrect offset"),
        (0, 1, "ends in a middle of a utf-16 symbol"),
    ],
)
async def test_entities_must_lie_on_characters(
    client: Client, group: Chat, offset: int, length: int, complaint: str | None
) -> None:
    arguments = {"text": "🐦bird", "entities": [client.entity({"type": "bold", "offset": offset, "length": length})]}
    if complaint is None:
        await client.call("sendMessage", chat_id=group.id, **arguments)
        assert group.messages[0].spans("bold") == ["b"]
        return
    with pytest.raises(Refused) as refused:
        await client.call("sendMessage", chat_id=group.id, **arguments)
    assert complaint in refused.value.description


async def test_a_reply_and_its_quote(client: Client, telegram: FakeTelegram, ann: User, group: Chat) -> None:
    asked = await telegram.say(ann, group, "how are you, bird?")
    reply = client.reply(asked.id, quote="you")
    sent = await client.call("sendMessage", chat_id=group.id, text="fine", reply_parameters=reply)
    message = group.messages[-1]
    assert message.reply_to is asked
    assert message.quote is not None
    assert (message.quote.content.text, message.quote.position) == ("you", 8)
    assert sent["reply_to_message"]["message_id"] == asked.id
    assert sent["quote"]["text"] == "you"


async def test_replies_to_what_is_gone(client: Client, telegram: FakeTelegram, ann: User, group: Chat) -> None:
    asked = await telegram.say(ann, group, "hm")
    await telegram.delete(asked)
    with pytest.raises(Refused, match="message to be replied not found"):
        await client.call("sendMessage", chat_id=group.id, text="x", reply_parameters=client.reply(asked.id))
    lenient = client.reply(asked.id, allow_sending_without_reply=True)
    await client.call("sendMessage", chat_id=group.id, text="x", reply_parameters=lenient)
    assert group.messages[-1].reply_to is None


async def test_a_quote_must_be_there(client: Client, telegram: FakeTelegram, ann: User, group: Chat) -> None:
    asked = await telegram.say(ann, group, "how are you")
    with pytest.raises(Refused, match="quote_text_invalid"):
        await client.call(
            "sendMessage", chat_id=group.id, text="x", reply_parameters=client.reply(asked.id, quote="never said")
        )


async def test_topics(client: Client, telegram: FakeTelegram, ann: User, bot: Bot) -> None:
    forum = telegram.create_forum("Forest", ann, bot)
    nest = telegram.create_topic(forum, "Nest")
    bot.updates.clear()
    sent = await client.call("sendMessage", chat_id=forum.id, text="cheep", message_thread_id=nest.thread_id)
    assert sent["is_topic_message"] is True
    assert sent["message_thread_id"] == nest.thread_id
    assert [message.text for message in nest.messages] == ["cheep"]
    reply = client.reply(nest.messages[0].id)
    await client.call("sendMessage", chat_id=forum.id, text="again", reply_parameters=reply)
    assert [message.text for message in nest.messages] == ["cheep", "again"]
    await client.call("sendMessage", chat_id=forum.id, text="general")
    assert forum.messages[-1].thread_id is None
    for unknown in (1, 999):
        with pytest.raises(Refused, match="message thread not found"):
            await client.call("sendMessage", chat_id=forum.id, text="x", message_thread_id=unknown)
    await telegram.say(ann, forum, "inside", topic=nest)
    update = (await client.calls("getUpdates", timeout=0))[0]["message"]
    assert update["is_topic_message"] is True
    assert update["reply_to_message"]["forum_topic_created"]["name"] == "Nest"
    await telegram.close_topic(nest)
    with pytest.raises(Refused, match="topic_closed"):
        await client.call("sendMessage", chat_id=forum.id, text="x", message_thread_id=nest.thread_id)
    await telegram.delete_topic(nest)
    with pytest.raises(Refused, match="message thread not found"):
        await client.call("sendMessage", chat_id=forum.id, text="x", message_thread_id=nest.thread_id)


async def test_a_group_without_topics_has_no_threads_to_send_to(client: Client, group: Chat) -> None:
    with pytest.raises(Refused, match="message thread not found"):
        await client.call("sendMessage", chat_id=group.id, text="x", message_thread_id=7)


async def test_link_previews_and_what_is_found_in_a_text(client: Client, group: Chat) -> None:
    await client.call(
        "sendMessage",
        chat_id=group.id,
        text="see https://example.com/a, @ann #鸟 /go",
        link_preview_options=client.preview(),
    )
    message = group.messages[0]
    assert message.link_preview == {"is_disabled": True}
    assert message.spans("url") == ["https://example.com/a"]
    assert (message.spans("mention"), message.spans("hashtag"), message.spans("bot_command")) == (
        ["@ann"],
        ["#鸟"],
        ["/go"],
    )


async def test_typing_is_seen(client: Client, bot: Bot, group: Chat) -> None:
    await client.call("sendChatAction", chat_id=group.id, action="typing")
    assert group.actions == [(bot, "typing", None)]


async def test_restricted_bots_may_not_write(client: Client, telegram: FakeTelegram, bot: Bot, group: Chat) -> None:
    await telegram.restrict(bot, group, "can_send_messages")
    with pytest.raises(Refused, match="not enough rights to send text messages to the chat"):
        await client.call("sendMessage", chat_id=group.id, text="x")
    await telegram.demote(bot, group)
    await telegram.forbid(group, "can_send_messages")
    with pytest.raises(Refused, match="not enough rights to send text messages to the chat"):
        await client.call("sendMessage", chat_id=group.id, text="x")
    await telegram.promote(bot, group)
    await client.call("sendMessage", chat_id=group.id, text="x")
    assert group.texts == ["x"]
