"""Registering application commands, for all guilds or for one.

https://discord.com/developers/docs/interactions/application-commands
"""

from __future__ import annotations

from tests.fakes.discord.accounts import Bot, Command
from tests.fakes.discord.definitions import check_command, check_commands
from tests.fakes.discord.refusals import ApiError, Refusal, form, refuse
from tests.fakes.discord.wire import Json

from .request import Answer, ApiRequest, Body, Route


def _application(ask: ApiRequest) -> Bot:
    if ask.id("application_id") != ask.bot.id:
        raise ApiError(403, 20012, "You are not authorized to perform this action on this application")
    return ask.bot


def _place(ask: ApiRequest) -> int | None:
    """The guild in the path, None on a global route."""
    try:
        guild_id = ask.id("guild_id")
    except KeyError:
        return None
    return ask.world.guild_for(ask.bot.user, guild_id).id


def render(bot: Bot, command: Command, *, localizations: bool = True) -> Json:
    """https://discord.com/developers/docs/interactions/application-commands#application-command-object ."""
    data: Json = {
        "default_member_permissions": None,
        "name_localizations": None,
        "description": "",
        "description_localizations": None,
        "dm_permission": True,
        "contexts": None,
        "integration_types": [0],
        "nsfw": False,
        "type": 1,
    }
    data |= command.definition
    data |= {"id": str(command.id), "application_id": str(bot.id), "version": str(command.version)}
    if command.guild is not None:
        data["guild_id"] = str(command.guild)
    if not localizations:
        del data["name_localizations"], data["description_localizations"]
    return data


def _register(ask: ApiRequest, bot: Bot, definition: Json, place: int | None) -> tuple[Command, bool]:
    """Keep a command; one of the same name and type in the same place is replaced and keeps its id."""
    known = next(
        (
            one
            for one in bot.commands.values()
            if (one.name, one.kind, one.guild) == (definition["name"], int(definition.get("type", 1)), place)
        ),
        None,
    )
    version = ask.world.snowflakes.make()
    command = Command(known.id if known else ask.world.snowflakes.make(), version, place, dict(definition))
    bot.commands[command.id] = command
    return command, known is None


async def commands(ask: ApiRequest) -> Body:
    """GET .../commands ."""
    bot, place = _application(ask), _place(ask)
    full = ask.query_flag("with_localizations")
    return [render(bot, one, localizations=full) for one in bot.commands.values() if one.guild == place]


async def replace(ask: ApiRequest) -> Body:
    """PUT .../commands ; what is not in the list is gone."""
    bot, place = _application(ask), _place(ask)
    with form() as errors:
        definitions = check_commands(ask.payload, errors)
    kept = [_register(ask, bot, definition, place)[0] for definition in definitions]
    for one in list(bot.commands.values()):
        if one.guild == place and one not in kept:
            del bot.commands[one.id]
    return [render(bot, one) for one in kept]


async def create(ask: ApiRequest) -> Body:
    """POST .../commands ."""
    bot, place = _application(ask), _place(ask)
    with form() as errors:
        check_command(ask.fields, errors, "")
    command, fresh = _register(ask, bot, ask.fields, place)
    return Answer(201 if fresh else 200, render(bot, command))


def _command(ask: ApiRequest) -> tuple[Bot, Command]:
    bot = _application(ask)
    command = bot.commands.get(ask.id("command_id"))
    if command is None or command.guild != _place(ask):
        raise refuse(Refusal.UNKNOWN_COMMAND)
    return bot, command


async def command(ask: ApiRequest) -> Body:
    """GET .../commands/{command_id} ."""
    return render(*_command(ask))


async def edit(ask: ApiRequest) -> Body:
    """PATCH .../commands/{command_id} ."""
    bot, one = _command(ask)
    definition = one.definition | ask.fields
    with form() as errors:
        check_command(definition, errors, "")
    one.definition, one.version = definition, ask.world.snowflakes.make()
    return render(bot, one)


async def delete(ask: ApiRequest) -> Body:
    """DELETE .../commands/{command_id} ."""
    bot, one = _command(ask)
    del bot.commands[one.id]
    return None


_PREFIXES = ("/applications/{application_id}/commands", "/applications/{application_id}/guilds/{guild_id}/commands")
ROUTES = tuple(
    route
    for prefix in _PREFIXES
    for route in (
        Route("GET", prefix, commands),
        Route("PUT", prefix, replace),
        Route("POST", prefix, create),
        Route("GET", prefix + "/{command_id}", command),
        Route("PATCH", prefix + "/{command_id}", edit),
        Route("DELETE", prefix + "/{command_id}", delete),
    )
)
