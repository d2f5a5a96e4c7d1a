"""Filling in the options of a slash command, as the app does before it sends it."""

from __future__ import annotations

from collections.abc import Mapping

from . import definitions
from .accounts import Bot, Command, User
from .drafts import keep_file
from .payloads import people, places, talk
from .places import Channel, Role
from .talking import File
from .wire import Json
from .world import World

PLAIN: dict[int, type | tuple[type, ...]] = {
    definitions.STRING: str,
    definitions.INTEGER: int,
    definitions.BOOLEAN: bool,
    definitions.NUMBER: (int, float),
}


class CannotUse(Exception):
    """Discord's app would not let this person do that: the message tells why."""


class Resolver:
    """Checks values against the command's definition and writes them into an interaction's data.

    With `focused`, the command is still being typed: nothing is required, and that option is marked.
    """

    def __init__(self, world: World, channel: Channel, bot: Bot, *, focused: str | None = None) -> None:
        self._world = world
        self._channel = channel
        self._bot = bot
        self._focused = focused
        self._resolved: dict[str, Json] = {}

    def fill(self, data: Json, command: Command, path: list[str], values: Mapping[str, object]) -> None:
        """Write `values` for the subcommand at `path` into `data`. Raises CannotUse."""
        schema = command.definition.get("options") or []
        place = data
        for step in path:
            found = next((one for one in schema if one["name"] == step), None)
            if found is None:
                msg = f"/{command.name} has no subcommand {step!r}"
                raise CannotUse(msg)
            inner: Json = {"name": step, "type": found["type"], "options": []}
            place["options"] = [inner]
            place, schema = inner, found.get("options") or []
        if any(one["type"] in {definitions.SUBCOMMAND, definitions.GROUP} for one in schema):
            msg = f"/{command.name} needs a subcommand"
            raise CannotUse(msg)
        if unknown := set(values) - {one["name"] for one in schema}:
            msg = f"/{command.name} has no options {sorted(unknown)}"
            raise CannotUse(msg)
        written = []
        for option in schema:
            name = option["name"]
            if name in values:
                written.append(self._write(option, values[name]))
            elif option.get("required") and self._focused is None:
                msg = f"/{command.name} needs the option {name!r}"
                raise CannotUse(msg)
        if written:
            place["options"] = written
        if self._resolved:
            data["resolved"] = self._resolved

    def _write(self, option: Json, value: object) -> Json:
        kind = option["type"]
        written: Json = {"name": option["name"], "type": kind, "value": value}
        if option["name"] == self._focused:
            return written | {"focused": True, "value": str(value)}
        if kind in PLAIN:
            self._check_plain(option, value)
            return written
        fits: dict[int, type | tuple[type, ...]] = {
            definitions.USER: User,
            definitions.CHANNEL: Channel,
            definitions.ROLE: Role,
            definitions.MENTIONABLE: (User, Role),
            definitions.ATTACHMENT: File,
        }
        if not isinstance(value, fits[kind]):
            msg = f"the option {option['name']!r} does not take {value!r}"
            raise CannotUse(msg)
        return written | {"value": self._resolve(value)}

    @staticmethod
    def _check_plain(option: Json, value: object) -> None:
        name, kind = option["name"], option["type"]
        whole = isinstance(value, bool) and kind != definitions.BOOLEAN
        if whole or not isinstance(value, PLAIN[kind]):
            msg = f"the option {name!r} does not take {value!r}"
            raise CannotUse(msg)
        choices = [one["value"] for one in option.get("choices") or ()]
        if choices and value not in choices:
            msg = f"the option {name!r} offers {choices}, not {value!r}"
            raise CannotUse(msg)
        measure = len(value) if isinstance(value, str) else value
        suffix = "length" if isinstance(value, str) else "value"
        low, high = option.get(f"min_{suffix}"), option.get(f"max_{suffix}", 6000 if suffix == "length" else None)
        if isinstance(measure, int | float) and (
            (low is not None and measure < low) or (high is not None and measure > high)
        ):
            msg = f"the option {name!r} takes {low} to {high}, not {measure}"
            raise CannotUse(msg)

    def _resolve(self, value: object) -> str:
        """Describe what an option points to and return its id."""
        guild = self._channel.guild
        if isinstance(value, User):
            self._add("users", value.id, people.user(value))
            if guild is not None and value.id in guild.members:
                granted = str(int(self._world.permissions(value, self._channel)))
                member = people.member(guild.member(value), with_user=False) | {"permissions": granted}
                self._add("members", value.id, member)
            return str(value.id)
        if isinstance(value, Role):
            self._add("roles", value.id, places.role(value))
            return str(value.id)
        if isinstance(value, Channel):
            granted = str(int(self._world.permissions(self._bot.user, value)))
            self._add("channels", value.id, places.channel(value) | {"permissions": granted})
            return str(value.id)
        if isinstance(value, File):
            kept = keep_file(self._world, self._channel, value.name, value.data)
            self._add("attachments", kept.id, talk.attachment(self._world, kept, ephemeral=True))
            return str(kept.id)
        raise CannotUse(repr(value))

    def _add(self, table: str, key: int, value: Json) -> None:
        self._resolved.setdefault(table, {})[str(key)] = value
