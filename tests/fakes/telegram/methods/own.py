"""What a bot tells of itself: https://core.telegram.org/bots/api#available-methods."""

from __future__ import annotations

import json
import re

from tests.fakes.telegram.call import Call, Method, method
from tests.fakes.telegram.errors import bad_request

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SCOPES = frozenset(
    {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    }
)
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")


@method("getMe")
async def get_me(call: Call) -> object:
    """The bot."""
    return call.bot.profile()


@method("setMyCommands")
async def set_my_commands(call: Call) -> object:
    """The menu for a scope and a language."""
    commands = call.parameters.array("commands", "BotCommand") or []
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    kept = [_checked_command(command) for command in commands]
    call.bot.commands[_key(call)] = kept
    return True


@method("getMyCommands")
async def get_my_commands(call: Call) -> object:
    """The menu of exactly that scope and language."""
    return call.bot.commands.get(_key(call), [])


@method("deleteMyCommands")
async def delete_my_commands(call: Call) -> object:
    """No menu of its own for that scope and language."""
    call.bot.commands.pop(_key(call), None)
    return True


def _register_text(what: str, field: str, limit: int) -> None:
    async def setter(call: Call) -> object:
        text = call.parameters.text(field)
        if len(text) > limit:
            raise bad_request(f"bot {field.replace('_', ' ')} is too long")
        call.bot.texts[field, _language(call)] = text
        return True

    async def getter(call: Call) -> object:
        default = call.bot.texts.get((field, ""), call.bot.first_name if field == "name" else "")
        return {field: call.bot.texts.get((field, _language(call))) or default}

    functions: dict[str, Method] = {f"setMy{what}": setter, f"getMy{what}": getter}
    for name, function in functions.items():
        method(name)(function)


_register_text("Name", "name", 64)
_register_text("Description", "description", 512)
_register_text("ShortDescription", "short_description", 120)


@method("logOut")
async def log_out(_: Call) -> object:
    """Not from the cloud server."""
    return True


@method("close")
async def close(_: Call) -> object:
    """Nothing to close."""
    return True


def _checked_command(command: object) -> dict[str, object]:
    if not isinstance(command, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name, description = str(command.get("command", "")).removeprefix("/"), str(command.get("description", ""))
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _key(call: Call) -> tuple[str, str]:
    scope = call.parameters.mapping("scope", "BotCommandScope") or {"type": "default"}
    if scope.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    return json.dumps(scope, sort_keys=True), _language(call)


def _language(call: Call) -> str:
    language = call.parameters.text("language_code")
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language
