"""Commands, buttons, forms and completions, the application's side played by hand."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.fakes.discord import Bot, CannotUse, Channel, FakeDiscord, File, Guild, Permission, User
from tests.fakes.discord.interactions import CallbackType, Interaction
from tests.fakes.discord.messages import MessageType
from tests.fakes.test_discord.clients import Rest, open_socket

LINK = {
    "name": "link",
    "name_localizations": {"zh-CN": "连接"},
    "description": "Join two rooms",
    "description_localizations": {"zh-CN": "连接两个房间"},
    "options": [{"type": 3, "name": "code", "description": "The code", "min_length": 6, "max_length": 6}],
}
GLOSSARY = {
    "name": "glossary",
    "description": "The glossary",
    "options": [
        {
            "type": 1,
            "name": "add",
            "description": "Add a term",
            "options": [
                {"type": 3, "name": "term", "description": "The term", "required": True, "autocomplete": True},
                {"type": 6, "name": "by", "description": "Who"},
                {"type": 11, "name": "file", "description": "A file"},
                {"type": 4, "name": "times", "description": "How often", "min_value": 1, "max_value": 9},
            ],
        }
    ],
}
TRANSLATE = {"name": "Translate this", "type": 3}
GREET = {"name": "Greet", "type": 2}
COMMANDS = [LINK, GLOSSARY, TRANSLATE, GREET]
BUTTONS = [
    {
        "type": 1,
        "components": [
            {"type": 2, "style": 1, "label": "Yes", "custom_id": "yes"},
            {"type": 2, "style": 5, "label": "Read", "url": "https://example.com"},
        ],
    },
    {"type": 1, "components": [{"type": 3, "custom_id": "menu", "options": [{"label": "a", "value": "a"}]}]},
]
FORM = {
    "title": "Fix it",
    "custom_id": "fix",
    "components": [
        {
            "type": 1,
            "components": [{"type": 4, "custom_id": "text", "label": "Better", "style": 1, "max_length": 20}],
        },
        {"type": 18, "label": "Why", "component": {"type": 4, "custom_id": "why", "style": 2, "required": False}},
        {
            "type": 18,
            "label": "How",
            "component": {
                "type": 3,
                "custom_id": "how",
                "options": [
                    {"label": "Kindly", "value": "kind", "default": True},
                    {"label": "Curtly", "value": "curt"},
                ],
            },
        },
        {"type": 10, "content": "All of it can be changed later."},
    ],
}


def _option(**change: object) -> dict[str, object]:
    return {"type": 3, "name": "a", "description": "a"} | change


_LONG = [_option(name=f"i{number}", description="x" * 100) for number in range(10)]


@pytest.fixture
async def registered(rest: Rest, bot: Bot) -> Any:
    reply = await rest("PUT", f"/applications/{bot.id}/commands", COMMANDS)
    assert reply.status == 200
    return reply.body


async def _answer(anyone: Rest, one: Interaction, kind: int, data: object = None, *, with_response: bool = True) -> Any:
    path = f"/interactions/{one.id}/{one.token}/callback" + ("?with_response=1" if with_response else "")
    payload = {"type": kind} | ({} if data is None else {"data": data})
    return await anyone("POST", path, payload)


def _webhook(one: Interaction, rest: str = "") -> str:
    return f"/webhooks/{one.bot.id}/{one.token}{rest}"


async def test_commands_are_registered_and_listed(rest: Rest, bot: Bot, guild: Guild, registered: Any) -> None:
    path = f"/applications/{bot.id}/commands"
    assert [one["name"] for one in registered] == ["link", "glossary", "Translate this", "Greet"]
    listed = (await rest("GET", path)).body
    assert "name_localizations" not in listed[0]
    full = (await rest("GET", path + "?with_localizations=true")).body
    assert full[0]["name_localizations"] == {"zh-CN": "连接"}
    again = (await rest("PUT", path, [LINK])).body
    assert again[0]["id"] == registered[0]["id"]
    assert len((await rest("GET", path)).body) == 1
    local = f"/applications/{bot.id}/guilds/{guild.id}/commands"
    made = await rest("POST", local, LINK)
    assert (made.status, made.body["guild_id"]) == (201, str(guild.id))
    assert (await rest("POST", local, LINK)).status == 200
    one = f"{local}/{made.body['id']}"
    assert (await rest("PATCH", one, {"description": "new"})).body["description"] == "new"
    assert (await rest("DELETE", one)).status == 204
    assert (await rest("GET", one)).body["code"] == 10063
    assert (await rest("GET", "/applications/1/commands")).body["code"] == 20012


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"name": "Has Space"}, ("0", "name")),
        ({"name": "UPPER"}, ("0", "name")),
        ({"name": "x" * 33}, ("0", "name")),
        ({"description": ""}, ("0", "description")),
        ({"description": "x" * 101}, ("0", "description")),
        ({"name_localizations": {"zh": "连接"}}, ("0", "name_localizations", "zh")),
        ({"name_localizations": {"zh-CN": "有 空格"}}, ("0", "name_localizations", "zh-CN")),
        ({"description_localizations": {"zh-TW": ""}}, ("0", "description_localizations", "zh-TW")),
        ({"type": 3}, ("0", "description")),
        ({"options": [_option(), _option(type=1)]}, ("0", "options")),
        ({"options": [_option(type=1, options=[_option(type=1)])]}, ("0", "options", "0", "options", "0", "type")),
        ({"options": [_option(type=1, options=[_option()] * 2)]}, ("0", "options", "0", "options", "1", "name")),
        ({"options": [_option(type=5, autocomplete=True)]}, ("0", "options", "0")),
        ({"options": [_option(max_length=6001)]}, ("0", "options", "0", "max_length")),
        ({"options": [_option(min_value=1)]}, ("0", "options", "0", "min_value")),
        (
            {"options": [_option(choices=[{"name": "x", "value": "x" * 101}])]},
            ("0", "options", "0", "choices", "0", "value"),
        ),
        ({"options": [_option(choices=[{"name": "x", "value": "a"}] * 2)]}, ("0", "options", "0", "choices")),
        ({"options": [_option(name=f"o{n}", description="x" * 99) for n in range(26)]}, ("0", "options")),
        ({"options": [_option(name=f"o{n}", type=1, options=_LONG) for n in range(4)]}, ("0",)),
        (
            {
                "options": [
                    {"type": 3, "name": "a", "description": "a"},
                    {"type": 3, "name": "b", "description": "b", "required": True},
                ]
            },
            ("0", "options", "1"),
        ),
    ],
)
async def test_definitions_have_rules(rest: Rest, bot: Bot, change: object, path: tuple[str, ...]) -> None:
    assert isinstance(change, dict)
    reply = await rest("PUT", f"/applications/{bot.id}/commands", [LINK | change])
    assert reply.body["code"] == 50035
    assert reply.errors(*path)
    assert bot.commands == {}


async def test_people_see_names_in_their_language_and_only_what_they_may_use(
    rest: Rest, server: FakeDiscord, bot: Bot, guild: Guild, channel: Channel, ann: User, ben: User, registered: Any
) -> None:
    assert server.visible_commands(ann, channel)[0] == "link"
    assert server.visible_commands(ben, channel)[0] == "连接"
    restricted = LINK | {"default_member_permissions": str(int(Permission.MANAGE_GUILD)), "contexts": [0]}
    await rest("PUT", f"/applications/{bot.id}/commands", [restricted])
    assert server.visible_commands(ann, channel) == []
    assert server.visible_commands(guild.owner, channel) == ["link"]
    assert server.visible_commands(ann, server.direct(ann, bot.user)) == []
    with pytest.raises(CannotUse, match="no command 'link'"):
        await server.slash(ann, channel, "link")


async def test_a_slash_command_reaches_the_bot(
    server: FakeDiscord, bot: Bot, guild: Guild, channel: Channel, ben: User, registered: Any
) -> None:
    async with open_socket(server) as socket:
        await socket.identify(bot, 0)
        await server.slash(ben, channel, "link", {"code": "123456"})
        data = await socket.until("INTERACTION_CREATE")
    assert data["data"]["options"] == [{"name": "code", "type": 3, "value": "123456"}]
    assert (data["type"], data["locale"], data["guild_locale"]) == (2, "zh-CN", "zh-CN")
    assert data["member"]["user"]["id"] == str(ben.id)
    assert int(data["app_permissions"]) & Permission.MANAGE_WEBHOOKS


async def test_options_are_checked_as_the_app_does(
    server: FakeDiscord, channel: Channel, ann: User, ben: User, registered: Any
) -> None:
    wrong: list[tuple[str, dict[str, object]]] = [
        ("link", {"code": "123"}),
        ("link", {"code": 5}),
        ("link", {"other": "x"}),
        ("glossary", {}),
        ("glossary remove", {}),
        ("glossary add", {}),
        ("glossary add", {"term": "yyds", "by": "ben"}),
        ("glossary add", {"term": "yyds", "times": 10}),
    ]
    for name, options in wrong:
        with pytest.raises(CannotUse):
            await server.slash(ann, channel, name, options)
    file = File("terms.csv", b"a,b")
    used = await server.slash(ann, channel, "glossary add", {"term": "yyds", "by": ben, "file": file, "times": 3})
    inner = used.data["options"][0]
    assert [one["name"] for one in inner["options"]] == ["term", "by", "file", "times"]
    assert used.data["resolved"]["users"][str(ben.id)]["username"] == "ben"
    assert next(iter(used.data["resolved"]["attachments"].values()))["filename"] == "terms.csv"


async def test_an_answer_all_see(
    anyone: Rest, server: FakeDiscord, channel: Channel, ann: User, registered: Any
) -> None:
    used = await server.slash(ann, channel, "link")
    reply = await _answer(anyone, used, 4, {"content": "Code: 123456"})
    assert reply.body["interaction"]["response_message_id"] == reply.body["resource"]["message"]["id"]
    message = await used.response()
    assert (message.content, message.ephemeral, message.type) == ("Code: 123456", False, MessageType.SLASH)
    assert channel.messages == [message]
    again = await _answer(anyone, used, 4, {"content": "x"})
    assert (again.status, again.body["code"]) == (400, 40060)
    assert await used.acknowledged() == CallbackType.MESSAGE


async def test_an_answer_one_sees(
    anyone: Rest, rest: Rest, server: FakeDiscord, bot: Bot, channel: Channel, ann: User, registered: Any
) -> None:
    async with open_socket(server) as socket:
        await socket.identify(bot)
        used = await server.slash(ann, channel, "link")
        assert (await _answer(anyone, used, 4, {"content": "psst", "flags": 64}, with_response=False)).status == 204
        message = await used.response()
        assert message.ephemeral
        assert channel.messages == []
        assert (await rest("GET", f"/channels/{channel.id}/messages/{message.id}")).body["code"] == 10008
        told = await socket.until("MESSAGE_CREATE")
        assert (told["content"], told["flags"], "guild_id" in told, "member" in told) == ("psst", 64, False, False)
        await anyone("PATCH", _webhook(used, "/messages/@original"), {"content": "psst!"})
        assert (await socket.until("MESSAGE_UPDATE"))["content"] == "psst!"
        await anyone("DELETE", _webhook(used, "/messages/@original"))
        assert await socket.until("MESSAGE_DELETE") == {"id": str(message.id), "channel_id": str(channel.id)}


async def test_deferred_then_filled(
    anyone: Rest, server: FakeDiscord, channel: Channel, ann: User, registered: Any
) -> None:
    used = await server.slash(ann, channel, "link")
    await _answer(anyone, used, 5)
    assert channel.messages[0].loading
    filled = await anyone("PATCH", _webhook(used, "/messages/@original"), {"content": "done"})
    assert filled.body["edited_timestamp"] is None
    message = await used.response()
    assert (message.content, message.loading) == ("done", False)
    assert (await anyone("GET", _webhook(used, "/messages/@original"))).body["content"] == "done"
    await anyone("PATCH", _webhook(used, "/messages/@original"), {"content": "edited"})
    assert message.edited


async def test_a_followup_takes_the_place_of_what_loads(
    anyone: Rest, server: FakeDiscord, channel: Channel, ann: User, registered: Any
) -> None:
    used = await server.slash(ann, channel, "link")
    await _answer(anyone, used, 5, {"flags": 64})
    first = await anyone("POST", _webhook(used), {"content": "one"})
    second = await anyone("POST", _webhook(used), {"content": "two"})
    assert first.body["flags"] & 64
    assert not second.body["flags"] & 64
    assert [one.content for one in used.messages] == ["one", "two"]
    assert [one.content for one in channel.messages] == ["two"]
    assert (await anyone("DELETE", _webhook(used, f"/messages/{second.body['id']}"))).status == 204
    assert channel.messages == []
    assert (await anyone("DELETE", _webhook(used, "/messages/@original"))).status == 204
    assert (await anyone("GET", _webhook(used, "/messages/@original"))).body["code"] == 10008


async def test_three_seconds_and_fifteen_minutes(
    anyone: Rest, server: FakeDiscord, channel: Channel, ann: User, registered: Any
) -> None:
    late = await server.slash(ann, channel, "link")
    assert (await anyone("POST", _webhook(late), {"content": "x"})).body["code"] == 10015
    server.clock.advance(3.1)
    assert (await _answer(anyone, late, 4, {"content": "x"})).body["code"] == 10062
    used = await server.slash(ann, channel, "link")
    await _answer(anyone, used, 4, {"content": "x"})
    server.clock.advance(15 * 60 + 1)
    over = await anyone("POST", _webhook(used), {"content": "x"})
    assert (over.status, over.body["code"]) == (401, 50027)
    wrong = Interaction(used.id, "wrong", used.kind, used.bot, ann, channel, 0, {})
    assert (await _answer(anyone, wrong, 4, {"content": "x"})).body["code"] == 10062


async def test_answers_have_the_limits_of_messages(
    anyone: Rest, server: FakeDiscord, channel: Channel, ann: User, registered: Any
) -> None:
    used = await server.slash(ann, channel, "link")
    assert (await _answer(anyone, used, 4, {"content": "x" * 2001})).errors("content")
    assert (await _answer(anyone, used, 4, {"content": ""})).body["code"] == 50006
    assert (await _answer(anyone, used, 8, {"choices": []})).body["code"] == 50035
    assert (await _answer(anyone, used, 77)).errors("type")
    assert (await _answer(anyone, used, 4, {"content": "x"})).status == 200


async def test_a_context_menu_carries_its_message(
    anyone: Rest, server: FakeDiscord, bot: Bot, channel: Channel, ann: User, ben: User, registered: Any
) -> None:
    said = await server.say(ben, channel, "yyds")
    used = await server.context_menu(ann, said, "Translate this")
    assert used.data["target_id"] == str(said.id)
    assert used.data["resolved"]["messages"][str(said.id)]["content"] == "yyds"
    await _answer(anyone, used, 4, {"content": "GOAT", "flags": 64})
    assert (await used.response()).type == MessageType.CONTEXT_MENU
    greeted = await server.context_menu(ann, ben, "Greet", channel)
    assert greeted.data["resolved"]["members"][str(ben.id)]["permissions"]
    with pytest.raises(CannotUse, match="needs the channel"):
        await server.context_menu(ann, ben, "Greet")


async def test_completions(
    anyone: Rest, server: FakeDiscord, bot: Bot, channel: Channel, ann: User, registered: Any
) -> None:
    async with open_socket(server) as socket:
        await socket.identify(bot, 0)
        typing = asyncio.create_task(server.autocomplete(ann, channel, "glossary add", {"term": "y"}, "term"))
        data = await socket.until("INTERACTION_CREATE")
    option = data["data"]["options"][0]["options"][0]
    assert (option["focused"], option["value"]) == (True, "y")
    one = server.world.interactions[int(data["id"])]
    too_many = {"choices": [{"name": "x", "value": "x"}] * 26}
    assert (await _answer(anyone, one, 8, too_many)).errors("data", "choices")
    long = {"choices": [{"name": "x" * 101, "value": "x"}]}
    assert (await _answer(anyone, one, 8, long)).errors("data", "choices", "0", "name")
    await _answer(anyone, one, 8, {"choices": [{"name": "yyds", "value": "1"}]})
    assert await typing == [{"name": "yyds", "value": "1"}]


async def test_buttons_and_menus(
    anyone: Rest, server: FakeDiscord, channel: Channel, ann: User, ben: User, registered: Any
) -> None:
    used = await server.slash(ann, channel, "link")
    await _answer(anyone, used, 4, {"content": "Sure?", "flags": 64, "components": BUTTONS})
    message = await used.response()
    with pytest.raises(CannotUse, match="no button"):
        await server.press(ann, message, label="No")
    with pytest.raises(CannotUse, match="no button"):
        await server.press(ann, message, label="Read")
    with pytest.raises(CannotUse, match="ben does not see"):
        await server.press(ben, message, label="Yes")
    pressed = await server.press(ann, message, label="Yes")
    assert pressed.data["custom_id"] == "yes"
    await _answer(anyone, pressed, 7, {"content": "Done", "components": []})
    assert (message.content, message.components) == ("Done", [])
    await anyone("PATCH", _webhook(pressed, "/messages/@original"), {"components": BUTTONS})
    with pytest.raises(CannotUse, match="offers"):
        await server.choose(ann, message, ["b"], custom_id="menu")
    chosen = await server.choose(ann, message, ["a"], custom_id="menu")
    await _answer(anyone, chosen, 6)
    assert await chosen.acknowledged() == CallbackType.DEFERRED_UPDATE
    await anyone("PATCH", _webhook(chosen, "/messages/@original"), {"content": "a it is"})
    assert message.content == "a it is"


async def test_forms(anyone: Rest, server: FakeDiscord, channel: Channel, ann: User, registered: Any) -> None:
    used = await server.slash(ann, channel, "link")
    assert (await _answer(anyone, used, 9, FORM | {"title": "x" * 46})).errors("data", "title")
    assert (await _answer(anyone, used, 9, FORM)).status == 200
    with pytest.raises(CannotUse, match="does not take 21"):
        await server.submit_modal(ann, used, {"text": "x" * 21})
    with pytest.raises(CannotUse, match="no fields"):
        await server.submit_modal(ann, used, {"text": "x", "other": "x"})
    with pytest.raises(CannotUse, match="offers"):
        await server.submit_modal(ann, used, {"text": "x", "how": "Loudly"})
    sent = await server.submit_modal(ann, used, {"Better": "GOAT", "why": "slang"})
    rows = sent.data["components"]
    assert rows[2]["component"]["values"] == ["kind"]
    assert rows[3] == {"type": 10, "id": 7}
    again = await server.submit_modal(ann, used, {"Better": "GOAT", "How": "Curtly"})
    assert again.data["components"][2]["component"]["values"] == ["curt"]
    assert rows[0]["components"][0]["value"] == "GOAT"
    assert rows[1]["component"]["value"] == "slang"
    assert (await _answer(anyone, sent, 9, FORM)).body["code"] == 50035
    await _answer(anyone, sent, 4, {"content": "Thanks", "flags": 64})
    assert (await sent.response()).content == "Thanks"


def _buttons(*changes: dict[str, object]) -> list[dict[str, object]]:
    """A row of buttons, each changed; None takes a field away."""
    usual: dict[str, object] = {"type": 2, "style": 1, "label": "x"}
    made = [usual | {"custom_id": f"b{number}"} | change for number, change in enumerate(changes)]
    return [{"type": 1, "components": [{k: v for k, v in one.items() if v is not None} for one in made]}]


@pytest.mark.parametrize(
    "components",
    [
        [{"type": 2, "style": 1, "label": "x", "custom_id": "x"}],
        [{"type": 1, "components": []}],
        _buttons({"custom_id": None}),
        _buttons({"custom_id": "x" * 101}),
        _buttons({"label": "x" * 81}),
        _buttons({"label": None}),
        _buttons({"style": None}),
        _buttons({"style": 7}),
        _buttons({"style": 5}),
        _buttons({"style": 5, "custom_id": None}),
        _buttons({"url": "https://example.com"}),
        _buttons({"custom_id": "x"}, {"custom_id": "x"}),
        _buttons({}, {}, {}, {}, {}, {}),
        _buttons({}) * 6,
        _buttons({}, {"type": 3, "options": [{"label": "a", "value": "a"}]}),
        _buttons({"type": 3, "options": [{"label": "a", "value": "a"}, {"label": "b", "value": "a"}]}),
        _buttons({"type": 3, "options": [{"label": "", "value": "a"}]}),
        _buttons({"type": 4, "style": 1}),
        [{"type": 18, "label": "x", "component": {"type": 4, "custom_id": "x", "style": 1}}],
    ],
)
async def test_components_have_rules(rest: Rest, channel: Channel, components: object) -> None:
    reply = await rest("POST", f"/channels/{channel.id}/messages", {"content": "x", "components": components})
    assert reply.body["code"] == 50035
    assert channel.messages == []


async def test_components_that_follow_the_rules(rest: Rest, channel: Channel) -> None:
    fine = _buttons(
        {}, {"style": 2}, {"style": 5, "custom_id": None, "url": "https://example.com"}, {"label": "y" * 80}
    )
    reply = await rest("POST", f"/channels/{channel.id}/messages", {"content": "x", "components": fine})
    assert reply.status == 200
    assert len(channel.messages[0].components[0]["components"]) == 4


def _field(**change: object) -> dict[str, object]:
    return {"type": 18, "label": "x", "component": {"type": 4, "custom_id": "x", "style": 1} | change}


@pytest.mark.parametrize(
    "row",
    [
        {"type": 18, "label": "x"},
        _field() | {"label": "x" * 46},
        _field() | {"label": ""},
        _field() | {"description": "x" * 101},
        _field(label="x"),
        _field(style=3),
        _field(value="x" * 6, max_length=5),
        _field(max_length=4001),
        _field(placeholder="x" * 101),
        _field(type=2),
        _field(type=3, options=[{"label": "a", "value": "a"}], disabled=True),
        _field(type=3, options=[{"label": one, "value": one, "default": True} for one in "ab"]),
        {"type": 1, "components": [{"type": 2, "style": 1, "label": "x", "custom_id": "x"}]},
        {"type": 1, "components": [{"type": 4, "style": 1, "custom_id": "x"}]},
        {"type": 10, "content": ""},
    ],
)
async def test_forms_have_rules(
    anyone: Rest, server: FakeDiscord, channel: Channel, ann: User, registered: Any, row: object
) -> None:
    used = await server.slash(ann, channel, "link")
    reply = await _answer(anyone, used, 9, {"title": "x", "custom_id": "x", "components": [row]})
    assert reply.body["code"] == 50035


async def test_who_did_not_answer(server: FakeDiscord, channel: Channel, ann: User, registered: Any) -> None:
    used = await server.slash(ann, channel, "link")
    with pytest.raises(TimeoutError, match="did not respond"):
        await used.acknowledged(timeout=0.01)
    with pytest.raises(TimeoutError, match="no such answer"):
        await used.response(timeout=0.01)
