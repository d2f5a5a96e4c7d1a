"""Calls that are malformed, each refused in the server's words."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest

from tests.fakes.telegram import Bot, Chat, FakeTelegram, User, make_png
from tests.fakes.telegram.call import METHODS, Call
from tests.fakes.test_telegram.clients import Json

Ask = Callable[[str, Json], Awaitable[tuple[int, Json]]]


@pytest.fixture
async def ask(telegram: FakeTelegram, bot: Bot) -> AsyncIterator[Ask]:
    """Call a method with JSON, whatever it holds; the status and the answer."""
    async with aiohttp.ClientSession() as session:

        async def ask(method: str, arguments: Json) -> tuple[int, Json]:
            async with session.post(f"{telegram.base_url}{bot.token}/{method}", json=arguments) as answer:
                return answer.status, await answer.json()

        yield ask


def _button(**fields: object) -> Json:
    return {"text": "x", "reply_markup": {"inline_keyboard": [[fields]]}}


def _entity(**fields: object) -> Json:
    return {"text": "xyz", "entities": [{"offset": 0, "length": 1, **fields}]}


@pytest.mark.parametrize(
    ("method", "arguments", "complaint"),
    [
        ("sendMessage", {"chat_id": "", "text": "x"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": "@nobody", "text": "x"}, "chat not found"),
        ("sendMessage", {"text": "x", "entities": {}}, "expected an Array of entities"),
        ("sendMessage", {"text": "x", "entities": "[nonsense"}, "can't parse entities JSON object"),
        ("sendMessage", {"text": "x", "entities": ["bold"]}, "can't parse MessageEntity: expected an Object"),
        (
            "sendMessage",
            {"text": "x", "entities": [{"type": "bold"}]},
            'Can\'t find field "type", "offset" or "length"',
        ),
        ("sendMessage", _entity(type="blink"), "Unsupported type specified"),
        ("sendMessage", _entity(type="text_link", url="not a link"), "entity URL 'not a link' is invalid"),
        ("sendMessage", _entity(type="text_mention"), 'field "user" must hold an "id"'),
        ("sendMessage", _entity(type="custom_emoji", custom_emoji_id="x"), "invalid custom emoji identifier specified"),
        ("sendMessage", _entity(type="bold", length=-1), "receive an entity with incorrect length -1"),
        ("sendMessage", {"text": "x", "reply_parameters": []}, "object expected as reply parameters"),
        ("sendMessage", {"text": "x", "reply_parameters": {"quote": "x"}}, 'Can\'t find field "message_id"'),
        ("sendMessage", {"text": "x", "reply_parameters": {"message_id": 1, "chat_id": 7}}, "message to be replied"),
        ("sendMessage", {"text": "x", "reply_to_message_id": 99}, "message to be replied not found"),
        ("sendMessage", {"text": "x", "reply_markup": {"inline_keyboard": "x"}}, "should be an Array of Arrays"),
        ("sendMessage", {"text": "x", "reply_markup": {"inline_keyboard": [["x"]]}}, "must be an Object"),
        ("sendMessage", _button(callback_data="x"), "text must be non-empty"),
        ("sendMessage", _button(text="x"), "Text buttons are unallowed in the inline keyboard"),
        ("sendMessage", _button(text="x" * 10_000, url="https://example.com"), "reply markup is too long"),
        ("sendChatAction", {"action": "dancing"}, "wrong parameter action in request"),
        ("sendChatAction", {"action": "typing", "message_thread_id": 5}, "message thread not found"),
        ("sendLocation", {"latitude": "north"}, "latitude and longitude must be specified"),
        ("sendPhoto", {}, "there is no photo in the request"),
        ("sendPhoto", {"photo": "attach://nothing"}, "wrong file identifier/HTTP URL specified"),
        ("sendMediaGroup", {"media": []}, "there are no messages to send"),
        ("sendMediaGroup", {"media": ["x"]}, "can't parse InputMedia: expected an Object"),
        ("sendMediaGroup", {"media": [{}] * 11}, "too many messages to send as an album"),
        (
            "sendMediaGroup",
            {"media": [{"type": "animation"}]},
            "can't use the media of the specified type in the album",
        ),
        ("sendMediaGroup", {"media": [{"type": "sticker"}]}, "Unsupported type specified"),
        ("sendMediaGroup", {"media": [{"type": "photo"}]}, 'Field "media" must be of type String'),
        ("sendPoll", {"question": "", "options": ["a"]}, "poll question must be non-empty"),
        ("sendPoll", {"question": "q", "options": ["a", " "]}, "poll options must be non-empty"),
        ("sendPoll", {"question": "q", "options": ["a"], "type": "quiz"}, "wrong correct option ID specified"),
        ("editMessageText", {"text": "x"}, "message identifier is not specified"),
        ("editMessageText", {"chat_id": None, "inline_message_id": "x", "text": "x"}, "MESSAGE_ID_INVALID"),
        ("deleteMessages", {"message_ids": []}, "message identifiers are not specified"),
        ("deleteMessages", {"message_ids": list(range(101))}, "too many message identifiers specified"),
        ("forwardMessages", {"from_chat_id": "", "message_ids": [1]}, "chat_id is empty"),
        ("setMessageReaction", {"message_id": 2, "reaction": ["👍"]}, "can't parse reaction type"),
        ("setMessageReaction", {"message_id": 2, "reaction": [{"type": "paid"}]}, "REACTION_INVALID"),
        ("getFile", {}, "file_id not specified"),
        ("getChatMember", {"user_id": 1}, "invalid user_id specified"),
        ("getCustomEmojiStickers", {"custom_emoji_ids": []}, "wrong number of custom emoji identifiers specified"),
        ("setMyCommands", {"commands": ["x"]}, "can't parse BotCommand: expected an Object"),
        ("setMyCommands", {"commands": [{"command": "a", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("setMyCommands", {"commands": [{}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ("getMyCommands", {"scope": {"type": "everywhere"}}, "can't parse BotCommandScope"),
        ("getMyCommands", {"language_code": "chinese"}, "invalid language code specified"),
        ("setMyName", {"name": "x" * 65}, "bot name is too long"),
        ("setWebhook", {"url": "https://example.com", "secret_token": "x" * 257}, "secret token"),
        ("answerCallbackQuery", {}, "query is too old"),
    ],
)
async def test_malformed_calls(
    ask: Ask, telegram: FakeTelegram, ann: User, group: Chat, method: str, arguments: Json, complaint: str
) -> None:
    await telegram.say(ann, group, "target")
    status, answer = await ask(method, {"chat_id": group.id, **arguments})
    assert (status, answer["ok"], answer["error_code"]) == (400, False, 400)
    assert answer["description"].startswith("Bad Request: ")
    assert complaint in answer["description"]
    assert group.texts == ["target"]


@pytest.mark.parametrize(("content_type", "body"), [("application/json", b"{nonsense"), ("application/json", b"[]")])
async def test_bodies_that_are_none(telegram: FakeTelegram, bot: Bot, content_type: str, body: bytes) -> None:
    async with aiohttp.ClientSession(headers={"Content-Type": content_type}) as session:
        async with session.post(f"{telegram.base_url}{bot.token}/getMe", data=body) as answer:
            assert answer.status == 400
        async with session.post(f"{telegram.base_url}{bot.token}/getMe", data=b"") as answer:
            assert answer.status == 200
        async with session.get(f"{telegram.base_file_url}{bot.token}/documents/none") as answer:
            assert answer.status == 404
        async with session.get(f"{telegram.base_file_url}1:x/documents/none") as answer:
            assert answer.status == 401


async def test_answers_that_refuse_for_a_while_say_so_in_a_header_too(telegram: FakeTelegram, bot: Bot) -> None:
    telegram.faults.flood("getMe", retry_after=9)
    async with aiohttp.ClientSession() as session, session.get(f"{telegram.base_url}{bot.token}/getMe") as answer:
        assert answer.headers["Retry-After"] == "9"
        assert (await answer.json())["parameters"] == {"retry_after": 9}


async def test_what_fails_inside_the_fake_is_not_overlooked(monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(_: Call) -> object:
        raise RuntimeError("a fault of the fake's own")

    monkeypatch.setitem(METHODS, "getme", broken)

    async def meet_it() -> int:
        async with FakeTelegram() as fake, aiohttp.ClientSession() as session:
            async with session.get(f"{fake.base_url}{fake.create_bot().token}/getMe") as answer:
                assert (await answer.json())["description"] == "Internal Server Error"
            return answer.status

    with pytest.raises(ExceptionGroup, match="The fake Telegram itself failed"):
        await meet_it()


async def test_smaller_methods(ask: Ask, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat) -> None:
    here = {"chat_id": group.id}
    first, second = [await telegram.say(ann, group, text) for text in "ab"]
    await telegram.promote(bot, group)
    both = {**here, "from_chat_id": group.id, "message_ids": [first.id, second.id, 999]}
    for method in ("forwardMessages", "copyMessages"):
        status, answer = await ask(method, both)
        assert (status, len(answer["result"])) == (200, 2)
    assert group.texts == ["a", "b", "a", "b", "a", "b"]
    for method in ("forwardMessages", "copyMessages"):
        assert (await ask(method, {**both, "message_ids": [999]}))[0] == 400
    await ask("sendLocation", {**here, "latitude": 1.5, "longitude": 2})
    await ask("sendDice", here)
    assert [list(message.special) for message in group.messages[-2:]] == [["location"], ["dice"]]
    for message in (first, second):
        await ask("pinChatMessage", {**here, "message_id": message.id})
    await ask("unpinChatMessage", here)
    assert group.pinned == [first]
    await ask("unpinAllChatMessages", here)
    assert group.pinned == []
    notice = group.notices[-1]
    assert (await ask("copyMessage", {**here, "from_chat_id": group.id, "message_id": notice.id}))[0] == 400
    assert (await ask("forwardMessage", {**here, "from_chat_id": group.id, "message_id": notice.id}))[0] == 400
    assert (await ask("setMessageReaction", {**here, "message_id": notice.id}))[0] == 400
    assert (await ask("editMessageText", {**here, "message_id": group.messages[-1].id, "text": "x"}))[0] == 400


async def test_topics_are_closed_opened_and_deleted_by_bots(
    ask: Ask, telegram: FakeTelegram, bot: Bot, ann: User
) -> None:
    forum = telegram.create_forum("Forest", ann, bot)
    nest = telegram.create_topic(forum, "Nest")
    await telegram.say(ann, forum, "inside", topic=nest)
    here = {"chat_id": forum.id, "message_thread_id": nest.thread_id}
    assert (await ask("closeForumTopic", here))[0] == 400
    await telegram.promote(bot, forum)
    for method, closed in (("closeForumTopic", True), ("reopenForumTopic", False)):
        assert (await ask(method, here))[0] == 200
        assert nest.is_closed is closed
    await telegram.close_topic(nest)
    await telegram.reopen_topic(nest)
    assert (await ask("deleteForumTopic", here))[0] == 200
    assert nest.messages == []
    status, answer = await ask("closeForumTopic", here)
    assert (status, answer["description"]) == (400, "Bad Request: TOPIC_ID_INVALID")
    for name in ("", "x" * 129):
        assert (await ask("createForumTopic", {"chat_id": forum.id, "name": name}))[0] == 400
    assert (await ask("createForumTopic", {"chat_id": forum.id, "name": "x", "icon_color": 1}))[0] == 400


async def test_a_reply_to_another_chat(ask: Ask, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat) -> None:
    other = telegram.create_supergroup("Others", ann, bot)
    asked = await telegram.say(ann, other, "over here")
    reply = {"message_id": asked.id, "chat_id": other.id}
    _, answer = await ask("sendMessage", {"chat_id": group.id, "text": "x", "reply_parameters": reply})
    assert answer["result"]["external_reply"]["chat"]["id"] == other.id
    assert "reply_to_message" not in answer["result"]


async def test_a_call_goes_on_when_its_client_is_gone(telegram: FakeTelegram, bot: Bot, ann: User, group: Chat) -> None:
    """The picture is fetched from the fake itself, which is slow to give it."""
    telegram.clock.scale = 10
    file = telegram.world.files.add("photo", make_png())
    telegram.faults.add("delay", "file", seconds=3)
    address = f"{telegram.base_file_url}{bot.token}/{file.path}"
    async with aiohttp.ClientSession() as session:
        url = f"{telegram.base_url}{bot.token}/sendPhoto"
        call = asyncio.ensure_future(session.post(url, json={"chat_id": group.id, "photo": address, "caption": "late"}))
        await telegram.log.wait_for("file")
        call.cancel()
        await asyncio.gather(call, return_exceptions=True)
    await group.wait_for(lambda m: m.text == "late")
