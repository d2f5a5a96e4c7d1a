"""Reactions, buttons, polls, menus."""

from __future__ import annotations

import pytest
from telegram.constants import ReactionEmoji

from tests.fakes.telegram import Bot, Chat, FakeTelegram, User
from tests.fakes.telegram.methods.reacting import REACTIONS, bare
from tests.fakes.test_telegram.clients import Client, Json, Refused, connect


def test_the_reactions_are_those_that_the_library_knows() -> None:
    assert {bare(emoji.value) for emoji in ReactionEmoji} == REACTIONS
    assert len(REACTIONS) == 73


async def test_reactions_of_people_need_an_administrator_that_asked(
    client: Client, telegram: FakeTelegram, bot: Bot, ann: User, bob: User, group: Chat
) -> None:
    message = await telegram.say(ann, group, "look")
    bot.updates.clear()
    await client.calls("getUpdates", allowed_updates=["message_reaction"], timeout=0)
    await telegram.react(bob, message, "👍")
    assert len(bot.updates) == 0
    await telegram.promote(bot, group)
    await telegram.react(bob, message, "🔥", "👍")
    await telegram.react(bob, message)
    changed, taken_back = [u["message_reaction"] for u in await client.calls("getUpdates", timeout=0)]
    assert [each["emoji"] for each in changed["old_reaction"]] == ["👍"]
    assert [each["emoji"] for each in changed["new_reaction"]] == ["🔥", "👍"]
    assert (taken_back.get("new_reaction", []), taken_back["user"]["id"]) == ([], bob.id)
    await client.calls("getUpdates", offset=-1, allowed_updates=[], timeout=0)
    bot.updates.clear()
    await telegram.react(bob, message, "👍")
    assert len(bot.updates) == 0


def _reaction(*emoji: str) -> list[Json]:
    return [{"type": "emoji", "emoji": each} for each in emoji]


async def test_a_bot_reacts_once_with_what_is_allowed(
    client: Client, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat
) -> None:
    message = await telegram.say(ann, group, "look")
    place = {"chat_id": group.id, "message_id": message.id}
    await client.call("setMessageReaction", **place, reaction=client.reactions("🤔"))
    await group.wait_for(lambda m: m.reaction_of(bot) == "🤔")
    await client.call("setMessageReaction", **place, reaction=client.reactions("❤"))
    assert message.reactions == {bot.id: ("❤",)}
    await client.call("setMessageReaction", **place, reaction=[])
    assert message.reactions == {}
    for unknown in ("❓", "🐦"):
        with pytest.raises(Refused, match="reaction_invalid"):
            await client.call("setMessageReaction", **place, reaction=client.reactions(unknown))
    with pytest.raises(Refused, match="reactions_too_many"):
        await client.call("setMessageReaction", **place, reaction=client.reactions("👍", "🔥"))
    group.allowed_reactions = frozenset({"👎"})
    with pytest.raises(Refused, match="reaction_invalid"):
        await client.call("setMessageReaction", **place, reaction=client.reactions("👍"))
    with pytest.raises(Refused, match="message to react not found"):
        await client.call("setMessageReaction", chat_id=group.id, message_id=999, reaction=client.reactions("👎"))


async def test_a_button_is_pressed_and_answered_once(
    client: Client, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat
) -> None:
    await client.call(
        "sendMessage", chat_id=group.id, text="?", reply_markup=client.keyboard(("Yes", "y"), ("No", "n"))
    )
    press = await telegram.press(ann, group.messages[0], "Yes")
    query = (await client.calls("getUpdates", timeout=0))[0]["callback_query"]
    assert (query["data"], query["from"]["id"], query["message"]["text"]) == ("y", ann.id, "?")
    await client.call("answerCallbackQuery", callback_query_id=query["id"], text="好", show_alert=True)
    assert await press.answered() == "好"
    assert press.is_alert
    for query_id in (query["id"], "404"):
        with pytest.raises(Refused, match="query is too old and response timeout expired or query id is invalid"):
            await client.call("answerCallbackQuery", callback_query_id=query_id)
    late = await telegram.press(ann, group.messages[0], "n")
    telegram.clock.advance(3600)
    with pytest.raises(Refused, match="query is too old"):
        await client.call("answerCallbackQuery", callback_query_id=late.id)
    with pytest.raises(ValueError, match="no button 'Maybe'"):
        await telegram.press(ann, group.messages[0], "Maybe")


async def test_the_data_of_a_button_is_short(client: Client, group: Chat) -> None:
    keyboard = client.keyboard(("Yes", "鹊" * 22))
    with pytest.raises(Refused, match="button_data_invalid"):
        await client.call("sendMessage", chat_id=group.id, text="?", reply_markup=keyboard)


async def test_a_poll_of_a_bot(client: Client, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat) -> None:
    sent = await client.call("sendPoll", chat_id=group.id, question="Fly?", options=["yes", "no"], is_anonymous=False)
    assert [option["text"] for option in sent["poll"]["options"]] == ["yes", "no"]
    message = group.messages[0]
    await telegram.vote(ann, message, 1)
    poll, answer = await client.calls("getUpdates", timeout=0)
    assert [option["voter_count"] for option in poll["poll"]["options"]] == [0, 1]
    assert (answer["poll_answer"]["option_ids"], answer["poll_answer"]["user"]["id"]) == ([1], ann.id)
    stopped = await client.call("stopPoll", chat_id=group.id, message_id=message.id)
    assert (stopped["is_closed"], stopped["total_voter_count"]) == (True, 1)
    with pytest.raises(ValueError, match="no open poll"):
        await telegram.vote(ann, message, 0)


@pytest.mark.parametrize(
    ("question", "options", "complaint"),
    [
        ("q" * 301, ["a", "b"], "poll question length must not exceed 300"),
        ("q", ["a", "b" * 101], "poll options length must not exceed 100"),
        ("q", [str(number) for number in range(13)], "poll can't have more than 12 options"),
        ("q", [], "poll must have at least 1 option"),
    ],
)
async def test_polls_that_are_refused(
    client: Client, group: Chat, question: str, options: list[str], complaint: str
) -> None:
    with pytest.raises(Refused, match=complaint):
        await client.call("sendPoll", chat_id=group.id, question=question, options=options)


async def test_a_poll_of_a_person(client: Client, telegram: FakeTelegram, ann: User, group: Chat) -> None:
    await telegram.ask(ann, group, "今晚？", ["好", "不"])
    poll = (await client.calls("getUpdates", timeout=0))[0]["message"]["poll"]
    assert (poll["question"], [option["text"] for option in poll["options"]]) == ("今晚？", ["好", "不"])


async def test_menus_by_language_and_scope(client: Client, bot: Bot, group: Chat) -> None:
    await client.call("setMyCommands", commands=client.commands(("link", "Link rooms")))
    await client.call("setMyCommands", commands=client.commands(("link", "连接")), language_code="zh")
    await client.call(
        "setMyCommands", commands=client.commands(("ban", "Ban")), scope=client.scope("all_chat_administrators")
    )
    assert [each["description"] for each in await client.calls("getMyCommands", language_code="zh")] == ["连接"]
    assert [each["description"] for each in await client.calls("getMyCommands")] == ["Link rooms"]
    assert await client.calls("getMyCommands", language_code="en") == []
    scoped = await client.calls("getMyCommands", scope=client.scope("all_chat_administrators"))
    assert [each["command"] for each in scoped] == ["ban"]
    await client.call("deleteMyCommands", language_code="zh")
    assert await client.calls("getMyCommands", language_code="zh") == []
    with pytest.raises(Refused, match="bot_command_invalid"):
        await client.call("setMyCommands", commands=client.commands(("Link", "Link rooms")))


async def test_descriptions_by_language(client: Client) -> None:
    await client.call("setMyDescription", description="A bridge")
    await client.call("setMyDescription", description="鹊桥", language_code="zh")
    await client.call("setMyShortDescription", short_description="short")
    assert (await client.call("getMyDescription", language_code="zh"))["description"] == "鹊桥"
    assert (await client.call("getMyDescription", language_code="fr"))["description"] == "A bridge"
    assert (await client.call("getMyShortDescription"))["short_description"] == "short"
    assert (await client.call("getMyName"))["name"] == "Magpie"


async def test_several_bots_have_their_own_updates(telegram: FakeTelegram, ann: User) -> None:
    bots = [telegram.create_bot(f"bird{number}_bot", privacy_mode=False) for number in range(3)]
    group = telegram.create_supergroup("Birds", ann, *bots[:2])
    for bot in bots:
        bot.updates.clear()
    await telegram.say(ann, group, "hello")
    for bot, expected in zip(bots, (1, 1, 0), strict=True):
        async with connect("aiogram", telegram, bot) as client:
            assert len(await client.calls("getUpdates", timeout=0)) == expected


async def test_a_quiz_tells_its_answer_when_it_is_closed(client: Client, group: Chat) -> None:
    sent = await client.call(
        "sendPoll", chat_id=group.id, question="2+2?", options=["3", "4"], type="quiz", correct_option_ids=[1]
    )
    assert (sent["poll"]["type"], sent["poll"].get("correct_option_ids")) == ("quiz", None)
    stopped = await client.call("stopPoll", chat_id=group.id, message_id=sent["message_id"])
    assert list(stopped["correct_option_ids"]) == [1]
    with pytest.raises(Refused, match="poll has already been closed"):
        await client.call("stopPoll", chat_id=group.id, message_id=sent["message_id"])


async def test_a_custom_reaction_must_be_there_already(
    client: Client, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat
) -> None:
    number = telegram.create_custom_emoji("🐦")
    message = await telegram.say(ann, group, "look")
    place = {"chat_id": group.id, "message_id": message.id}
    with pytest.raises(Refused, match="reaction_invalid"):
        await client.call("setMessageReaction", **place, reaction=client.custom_reaction(number))
    await telegram.react(ann, message, number)
    await client.call("setMessageReaction", **place, reaction=client.custom_reaction(number))
    assert message.reaction_of(bot) == number
