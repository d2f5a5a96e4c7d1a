"""Chats: who is in them, who hears what, what becomes of them."""

from __future__ import annotations

import pytest

from tests.fakes.telegram import Bot, Chat, FakeTelegram, Origin, User
from tests.fakes.test_telegram.clients import Client, Json, Refused, connect


async def _updates(client: Client) -> list[Json]:
    updates = await client.calls("getUpdates", timeout=0)
    if updates:
        await client.calls("getUpdates", offset=updates[-1]["update_id"] + 1, timeout=0)
    return updates


async def test_a_group_becomes_a_supergroup(client: Client, telegram: FakeTelegram, bot: Bot, ann: User) -> None:
    small = telegram.create_group("Small", ann, bot)
    bot.updates.clear()
    await client.call("sendMessage", chat_id=small.id, text="before")
    large = await telegram.migrate(small)
    updates = await _updates(client)
    told = [update["message"] for update in updates if "message" in update]
    (place,) = [update["my_chat_member"] for update in updates if "my_chat_member" in update]
    assert (place["chat"]["id"], place["new_chat_member"]["status"]) == (large.id, "member")
    assert [(m["chat"]["id"], m.get("migrate_to_chat_id"), m.get("migrate_from_chat_id")) for m in told] == [
        (small.id, large.id, None),
        (large.id, None, small.id),
    ]
    with pytest.raises(Refused) as refused:
        await client.call("sendMessage", chat_id=small.id, text="to the old id")
    assert refused.value.migrated_to == large.id
    await client.call("sendMessage", chat_id=large.id, text="after")
    assert (small.texts, large.texts) == (["before"], ["after"])


async def test_a_bot_that_was_kicked(client: Client, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat) -> None:
    await telegram.kick(bot, group)
    with pytest.raises(Refused, match="bot was kicked from the supergroup chat") as refused:
        await client.call("sendMessage", chat_id=group.id, text="x")
    assert refused.value.code == 403
    update, farewell = await _updates(client)
    assert farewell["message"]["left_chat_member"]["id"] == bot.id
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert update["my_chat_member"]["from"]["id"] == ann.id
    await telegram.say(ann, group, "unheard")
    assert await _updates(client) == []
    await telegram.join(bot, group, by=ann)
    await client.call("sendMessage", chat_id=group.id, text="back")
    back = await _updates(client)
    assert back[0]["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert back[1]["message"]["new_chat_members"][0]["id"] == bot.id


async def test_a_bot_that_left_or_was_never_there(
    client: Client, telegram: FakeTelegram, ann: User, group: Chat
) -> None:
    await client.call("leaveChat", chat_id=group.id)
    with pytest.raises(Refused, match="bot is not a member of the supergroup chat") as refused:
        await client.call("sendMessage", chat_id=group.id, text="x")
    assert refused.value.code == 403
    elsewhere = telegram.create_supergroup("Elsewhere", ann)
    with pytest.raises(Refused, match="chat not found"):
        await client.call("sendMessage", chat_id=elsewhere.id, text="x")


async def test_private_chats_are_opened_by_the_person(
    client: Client, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat
) -> None:
    stranger = telegram.create_user("Stranger")
    with pytest.raises(Refused, match="bot can't initiate conversation with a user"):
        await client.call("sendMessage", chat_id=ann.id, text="x")
    with pytest.raises(Refused, match="chat not found"):
        await client.call("sendMessage", chat_id=stranger.id, text="x")
    chat = telegram.private_chat(ann, bot)
    await telegram.command(ann, chat, "start")
    (update,) = await _updates(client)
    assert update["message"]["chat"] == {
        "id": ann.id,
        "type": "private",
        "first_name": "Ann",
        "last_name": "Lee",
        "username": "ann",
    }
    await client.call("sendMessage", chat_id=ann.id, text="hello")
    assert chat.texts == ["/start", "hello"]
    await telegram.block(ann, bot)
    with pytest.raises(Refused, match="bot was blocked by the user") as refused:
        await client.call("sendMessage", chat_id=ann.id, text="x")
    assert refused.value.code == 403
    await telegram.unblock(ann, bot)
    await client.call("sendMessage", chat_id=ann.id, text="again")


async def test_privacy_mode(telegram: FakeTelegram, ann: User) -> None:
    shy = telegram.create_bot("shy_bot")
    other = telegram.create_bot("other_bot", privacy_mode=False)
    group = telegram.create_supergroup("Birds", ann, shy, other)
    async with connect("python-telegram-bot", telegram, shy) as client, connect("aiogram", telegram, other) as loud:
        assert (await client.call("getMe"))["can_read_all_group_messages"] is False
        await _updates(client)
        await telegram.say(ann, group, "chatter")
        await telegram.say(ann, group, "hi @shy_bot")
        await telegram.command(ann, group, "link", to=shy)
        await telegram.command(ann, group, "link", to=other)
        await telegram.command(ann, group, "early")
        own = await client.call("sendMessage", chat_id=group.id, text="peep")
        reply = await telegram.say(ann, group, "answer", reply_to=group.find(own["message_id"]))
        await telegram.command(ann, group, "mine")
        await loud.call("sendMessage", chat_id=group.id, text="I speak last")
        await telegram.command(ann, group, "theirs")
        await telegram.edit(reply, "better answer")
        heard = await _updates(client)
        assert [u["message"]["text"] for u in heard[:-1]] == ["/link@shy_bot", "/early", "answer", "/mine"]
        assert heard[-1]["edited_message"]["text"] == "better answer"
        await telegram.promote(shy, group)
        await _updates(client)
        await telegram.say(ann, group, "administrators hear all")
        assert [u["message"]["text"] for u in await _updates(client)] == ["administrators hear all"]


async def test_bots_do_not_hear_each_other(client: Client, telegram: FakeTelegram, group: Chat) -> None:
    other = telegram.create_bot("other_bot", privacy_mode=False)
    await telegram.join(other, group)
    other.updates.clear()
    await client.call("sendMessage", chat_id=group.id, text="x")
    assert len(other.updates) == 0


async def test_members_and_administrators(
    client: Client, telegram: FakeTelegram, bot: Bot, ann: User, bob: User, group: Chat
) -> None:
    stranger = telegram.create_user("Stranger")
    assert (await client.call("getChatMember", chat_id=group.id, user_id=ann.id))["status"] == "creator"
    assert (await client.call("getChatMember", chat_id=group.id, user_id=bob.id))["status"] == "member"
    assert (await client.call("getChatMember", chat_id=group.id, user_id=stranger.id))["status"] == "left"
    await telegram.promote(bob, group, "can_delete_messages")
    await telegram.promote(bot, group)
    administrators = await client.calls("getChatAdministrators", chat_id=group.id)
    assert {each["user"]["id"] for each in administrators} == {ann.id, bob.id, bot.id}
    place = await client.call("getChatMember", chat_id=group.id, user_id=bob.id)
    assert (place["can_delete_messages"], place["can_pin_messages"]) == (True, False)
    await telegram.restrict(bob, group, "can_send_photos")
    place = await client.call("getChatMember", chat_id=group.id, user_id=bob.id)
    assert (place["status"], place["can_send_photos"], place["can_send_messages"]) == ("restricted", False, True)
    assert (await client.call("getChatMemberCount", chat_id=group.id))["result"] == 3


async def test_joining_and_leaving(client: Client, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat) -> None:
    await client.calls("getUpdates", allowed_updates=["message", "chat_member"], timeout=0)
    cat = telegram.create_user("Cat")
    await telegram.join(cat, group)
    (notice,) = await _updates(client)
    assert notice["message"]["new_chat_members"][0]["first_name"] == "Cat"
    await telegram.promote(bot, group)
    await telegram.leave(cat, group)
    changed, notice = await _updates(client)
    assert changed["chat_member"]["new_chat_member"]["status"] == "left"
    assert notice["message"]["left_chat_member"]["id"] == cat.id
    assert [message.text for message in group.messages] == []
    with pytest.raises(ValueError, match="Cat is not in Birds"):
        await telegram.say(cat, group, "still here?")


async def test_a_chat_in_full(client: Client, telegram: FakeTelegram, ann: User, group: Chat) -> None:
    group.description = "鸟"
    group.allowed_reactions = frozenset({"👍"})
    await telegram.pin(ann, await telegram.say(ann, group, "rules"))
    chat = await client.call("getChat", chat_id=group.id)
    assert (chat["title"], chat["description"], chat["pinned_message"]["text"]) == ("Birds", "鸟", "rules")
    assert chat["permissions"]["can_send_messages"] is True
    assert chat["available_reactions"] == [{"type": "emoji", "emoji": "👍"}]


async def test_a_public_chat_is_found_by_its_name(client: Client, telegram: FakeTelegram, ann: User, bot: Bot) -> None:
    chat = telegram.create_supergroup("Birds", ann, bot, username="birdwatch")
    await client.call("sendMessage", chat_id="@BirdWatch", text="x")
    assert chat.texts == ["x"]


async def test_topics_are_made_by_bots_with_the_right(
    client: Client, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat
) -> None:
    forum = telegram.create_forum("Forest", ann, bot)
    with pytest.raises(Refused, match="not enough rights to create a topic"):
        await client.call("createForumTopic", chat_id=forum.id, name="Nest")
    await telegram.promote(bot, forum)
    topic = await client.call("createForumTopic", chat_id=forum.id, name="Nest")
    assert forum.topics[topic["message_thread_id"]].name == "Nest"
    with pytest.raises(Refused, match="the chat is not a forum"):
        await client.call("createForumTopic", chat_id=group.id, name="Nest")


async def test_replies_outside_forums_carry_a_thread_all_the_same(
    client: Client, telegram: FakeTelegram, ann: User, bob: User, group: Chat
) -> None:
    first = await telegram.say(ann, group, "a")
    second = await telegram.say(bob, group, "b", reply_to=first, quote="a")
    await telegram.say(ann, group, "c", reply_to=second)
    _, told, last = [update["message"] for update in await _updates(client)]
    assert (told["message_thread_id"], told.get("is_topic_message")) == (first.id, None)
    assert told["quote"]["text"] == "a"
    assert last["message_thread_id"] == first.id
    assert last["reply_to_message"]["message_id"] == second.id
    assert "reply_to_message" not in last["reply_to_message"]


async def test_pins(client: Client, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat) -> None:
    message = await telegram.say(ann, group, "rules")
    with pytest.raises(Refused, match="not enough rights to manage pinned messages in the chat"):
        await client.call("pinChatMessage", chat_id=group.id, message_id=message.id)
    await telegram.promote(bot, group, "can_pin_messages")
    await client.call("pinChatMessage", chat_id=group.id, message_id=message.id)
    assert group.pinned == [message]
    assert (await _updates(client))[-1]["message"]["pinned_message"]["text"] == "rules"
    await client.call("unpinChatMessage", chat_id=group.id, message_id=message.id)
    assert group.pinned == []
    with pytest.raises(Refused, match="message to unpin not found"):
        await client.call("unpinChatMessage", chat_id=group.id, message_id=message.id)
    with pytest.raises(Refused, match="message to pin not found"):
        await client.call("pinChatMessage", chat_id=group.id, message_id=999)


async def test_forwards_and_copies(client: Client, telegram: FakeTelegram, ann: User, bob: User, group: Chat) -> None:
    message = await telegram.say(ann, group, html="<b>news</b>")
    await client.call("forwardMessage", chat_id=group.id, from_chat_id=group.id, message_id=message.id)
    copied = await client.call("copyMessage", chat_id=group.id, from_chat_id=group.id, message_id=message.id)
    forwarded, copy = group.messages[1:]
    assert forwarded.origin is not None
    assert (forwarded.origin.user, forwarded.text) == (ann, "news")
    assert (copy.id, copy.origin, copy.spans("bold")) == (copied["message_id"], None, ["news"])
    await telegram.forward(bob, message, group, hidden=True)
    await telegram.forward(bob, message, group)
    hidden, shown = [update["message"]["forward_origin"] for update in (await _updates(client))[1:]]
    assert hidden["sender_user_name"] == "Ann Lee"
    assert shown["sender_user"]["id"] == ann.id
    with pytest.raises(Refused, match="message to forward not found"):
        await client.call("forwardMessage", chat_id=group.id, from_chat_id=group.id, message_id=999)


async def test_anonymous_administrators(client: Client, telegram: FakeTelegram, ann: User, group: Chat) -> None:
    await telegram.say(ann, group, "by nobody", anonymous=True)
    message = (await _updates(client))[0]["message"]
    assert message["sender_chat"]["id"] == group.id
    assert (message["from"]["username"], message["from"]["is_bot"]) == ("GroupAnonymousBot", True)


async def test_a_chat_gets_another_name(client: Client, telegram: FakeTelegram, group: Chat) -> None:
    await telegram.rename(group, "Magpies")
    assert (await _updates(client))[0]["message"]["new_chat_title"] == "Magpies"
    assert (await client.call("getChat", chat_id=group.id))["title"] == "Magpies"


async def test_forwards_from_channels_and_chats(client: Client, telegram: FakeTelegram, ann: User, group: Chat) -> None:
    channel = Chat(-1001, "channel", "News")
    await telegram.say(ann, group, "one", origin=Origin(1, chat=channel, message_id=7))
    await telegram.say(ann, group, "two", origin=Origin(2, chat=group))
    first, second = [update["message"]["forward_origin"] for update in await _updates(client)]
    assert (first["type"], first["chat"]["title"], first["message_id"]) == ("channel", "News", 7)
    assert (second["type"], second["sender_chat"]["id"]) == ("chat", group.id)


async def test_people_cannot_do_what_their_app_would_not_let_them(
    telegram: FakeTelegram, ann: User, group: Chat
) -> None:
    with pytest.raises(ValueError, match="at most 4096 UTF-16 units"):
        await telegram.say(ann, group, "x" * 4097)
    with pytest.raises(ValueError, match="at most 1024 UTF-16 units"):
        await telegram.say(ann, group, "x" * 1025, media=telegram.make_media("photo"))
    with pytest.raises(ValueError, match="needs a text"):
        await telegram.say(ann, group, " ")
    with pytest.raises(ValueError, match="not migrated yet"):
        await telegram.migrate(group)
    message = await telegram.say(ann, group, "pinned")
    await telegram.pin(ann, message)
    await telegram.unpin(message)
    assert group.pinned == []


async def test_every_chat_has_a_number_of_its_own(telegram: FakeTelegram, ann: User) -> None:
    large = [telegram.create_supergroup(str(number), ann).id for number in range(300)]
    small = [telegram.create_group(str(number), ann).id for number in range(300)]
    assert len(telegram.world.chats) == len({*large, *small}) == 600
    assert all(str(number).startswith("-100") and len(str(number)) == 14 for number in large)
    assert all(-4_000_000_000 < number < 0 for number in small)
