"""The test's hand: slash commands, context menus, buttons and forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from . import definitions
from .accounts import Bot, Command, User
from .components import LABEL, SELECT, TEXT_INPUT, find
from .interactions import Interaction, InteractionType
from .messages import Message
from .options import CannotUse, Resolver
from .payloads import people, places, talk
from .permissions import Permission, in_guild
from .places import Channel
from .wire import Json
from .world import Event, World


class Commanding:
    """What people do with an application. Each returns the interaction, whose answers one can wait for."""

    world: World

    def visible_commands(self, user: User, channel: Channel) -> list[str]:
        """The names in the menu of `user`, in the language of their Discord."""
        return [command.shown_name(user.locale) for _, command in self._usable(user, channel)]

    def _usable(self, user: User, channel: Channel) -> list[tuple[Bot, Command]]:
        guild = channel.guild
        found: list[tuple[Bot, Command]] = []
        bots = self.world.bots_in(guild) if guild is not None else iter(self.world.bots.values())
        for bot in bots:
            for command in bot.commands.values():
                if command.guild not in {None, guild.id if guild else None}:
                    continue
                if self._may(user, channel, command):
                    found.append((bot, command))
        return found

    def _may(self, user: User, channel: Channel, command: Command) -> bool:
        contexts = command.definition.get("contexts")
        if contexts is None:
            contexts = [0, 1] if command.definition.get("dm_permission", True) else [0]
        if (1 if channel.guild is None else 0) not in contexts:
            return False
        if channel.guild is None:
            return True
        if Permission.USE_APPLICATION_COMMANDS not in self.world.permissions(user, channel):
            return False
        needed = command.definition.get("default_member_permissions")
        if needed is None:
            return True
        granted = in_guild(channel.guild, channel.guild.member(user))
        return not (Permission(int(needed)) or Permission.ADMINISTRATOR) & ~granted

    def _command(self, user: User, channel: Channel, name: str, kind: int) -> tuple[Bot, Command]:
        found = [one for one in self._usable(user, channel) if one[1].name == name and one[1].kind == kind]
        if not found:
            seen = ", ".join(command.name for _, command in self._usable(user, channel))
            msg = f"{user.name} has no command {name!r} in #{channel.name}, only: {seen or 'none'}"
            raise CannotUse(msg)
        return max(found, key=lambda one: one[1].guild is not None)

    async def slash(
        self, user: User, channel: Channel, name: str, options: Mapping[str, object] | None = None
    ) -> Interaction:
        """Use a slash command. `name` may hold a subcommand: "glossary add".

        Values are what the option's type asks for: text, number, bool, a User, Role or Channel, or a File. Raises
        CannotUse where the app would not send it: no such command, a missing or wrong value.
        """
        bot, command = self._command(user, channel, name.partition(" ")[0], definitions.SLASH)
        data = self._data(command)
        Resolver(self.world, channel, bot).fill(data, command, name.split()[1:], options or {})
        return self._send(InteractionType.COMMAND, bot, user, channel, data)

    async def autocomplete(
        self, user: User, channel: Channel, name: str, options: Mapping[str, object], focused: str
    ) -> list[Json]:
        """Type into the option `focused` and wait for the choices: `[{"name": …, "value": …}]`."""
        bot, command = self._command(user, channel, name.partition(" ")[0], definitions.SLASH)
        data = self._data(command)
        Resolver(self.world, channel, bot, focused=focused).fill(data, command, name.split()[1:], options)
        return await self._send(InteractionType.AUTOCOMPLETE, bot, user, channel, data).suggestions()

    async def context_menu(
        self, user: User, target: Message | User, name: str, channel: Channel | None = None
    ) -> Interaction:
        """Use a command on a message or, in `channel`, on a user."""
        if isinstance(target, Message):
            place, kind = target.channel, definitions.ON_MESSAGE
        elif channel is not None:
            place, kind = channel, definitions.ON_USER
        else:
            msg = "a command on a user needs the channel"
            raise CannotUse(msg)
        bot, command = self._command(user, place, name, kind)
        data = self._data(command) | {"target_id": str(target.id)}
        if isinstance(target, Message):
            data["resolved"] = {"messages": {str(target.id): talk.message(self.world, target, bot, may_read=True)}}
        else:
            data["resolved"] = {"users": {str(target.id): people.user(target)}}
            if place.guild is not None and target.id in place.guild.members:
                member = place.guild.member(target)
                granted = str(int(self.world.permissions(target, place)))
                one = people.member(member, with_user=False) | {"permissions": granted}
                data["resolved"]["members"] = {str(target.id): one}
        return self._send(InteractionType.COMMAND, bot, user, place, data)

    async def press(
        self, user: User, message: Message, *, custom_id: str | None = None, label: str | None = None
    ) -> Interaction:
        """Press the button with this id or label, under a message that `user` sees as it is now."""
        if message.gone or (message.ephemeral and not self._shown_to(user, message)):
            msg = f"{user.name} does not see: {message}"
            raise CannotUse(msg)
        button = find(message.components, custom_id=custom_id, label=label)
        if button is None or button.get("disabled") or "custom_id" not in button:
            msg = f"no button {label or custom_id!r} to press under: {message}"
            raise CannotUse(msg)
        data: Json = {"component_type": button["type"], "custom_id": button["custom_id"], "id": button["id"]}
        return self._component(user, message, data)

    def _shown_to(self, user: User, message: Message) -> bool:
        """Whether an answer that one person sees was shown to this one."""
        return any(one.user is user and message in one.messages for one in self.world.interactions.values())

    async def choose(self, user: User, message: Message, values: Sequence[str], *, custom_id: str) -> Interaction:
        """Choose values in a menu."""
        menu = find(message.components, custom_id=custom_id)
        if menu is None:
            msg = f"no menu {custom_id!r} under: {message}"
            raise CannotUse(msg)
        offered = {option["value"] for option in menu.get("options") or ()}
        if offered and not set(values) <= offered:
            msg = f"the menu {custom_id!r} offers {sorted(offered)}"
            raise CannotUse(msg)
        data: Json = {"component_type": menu["type"], "custom_id": custom_id, "values": list(values), "id": menu["id"]}
        return self._component(user, message, data)

    def _component(self, user: User, message: Message, data: Json) -> Interaction:
        bot = message.application or next((one for one in self.world.bots.values() if one.user is message.author), None)
        if bot is None:
            msg = "only an application's message has live components"
            raise CannotUse(msg)
        return self._send(InteractionType.COMPONENT, bot, user, message.channel, data, message)

    async def submit_modal(self, user: User, interaction: Interaction, values: Mapping[str, str]) -> Interaction:
        """Fill in the form that `interaction` opened, by the ids or labels of its fields, and send it.

        A menu in it takes the value or the label of one of its options.
        """
        modal = await interaction.modal()
        unused = dict(values)
        rows: list[Json] = []
        for row in modal["components"]:
            inner = row.get("component") or next(iter(row.get("components") or ()), None)
            if inner is None or inner.get("type") not in {TEXT_INPUT, SELECT}:
                rows.append({"type": row["type"], "id": row["id"]})
                continue
            label = row.get("label") or inner.get("label")
            key = inner["custom_id"] if inner["custom_id"] in unused else label
            written = unused.pop(key, None)
            filled = {"type": inner["type"], "custom_id": inner["custom_id"], "id": inner["id"]}
            filled |= _chosen(inner, label, written) if inner["type"] == SELECT else _typed(inner, label, written)
            holder = {"component": filled} if row["type"] == LABEL else {"components": [filled]}
            rows.append({"type": row["type"], "id": row["id"]} | holder)
        if unused:
            msg = f"the form has no fields {sorted(unused)}"
            raise CannotUse(msg)
        data: Json = {"custom_id": modal["custom_id"], "components": rows}
        return self._send(InteractionType.MODAL, interaction.bot, user, interaction.channel, data, interaction.source)

    @staticmethod
    def _data(command: Command) -> Json:
        data: Json = {"id": str(command.id), "name": command.name, "type": command.kind}
        if command.guild is not None:
            data["guild_id"] = str(command.guild)
        return data

    def _send(
        self,
        kind: InteractionType,
        bot: Bot,
        user: User,
        channel: Channel,
        data: Json,
        source: Message | None = None,
    ) -> Interaction:
        world = self.world
        one = Interaction(
            world.snowflakes.make(), world.make_token(), kind, bot, user, channel, world.clock.elapsed(), data, source
        )
        world.interactions[one.id] = one
        payload = self._payload(one)
        world.emit(Event("INTERACTION_CREATE", lambda _bot, _reads: payload, only=bot))
        return one

    def _payload(self, one: Interaction) -> Json:
        """https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object ."""
        channel, guild = one.channel, one.channel.guild
        payload: Json = {
            "id": str(one.id),
            "application_id": str(one.bot.id),
            "type": int(one.kind),
            "token": one.token,
            "version": 1,
            "data": one.data,
            "channel_id": str(channel.id),
            "channel": places.channel(channel, one.bot.user),
            "locale": one.user.locale,
            "entitlements": [],
            "app_permissions": str(int(self.world.permissions(one.bot.user, channel))),
            "attachment_size_limit": 10 * 1024 * 1024,
            "authorizing_integration_owners": {"0": str(guild.id) if guild else "0"},
            "context": 0 if guild else 1,
        }
        granted = str(int(self.world.permissions(one.user, channel)))
        payload["channel"]["permissions"] = granted
        if guild is None:
            payload["user"] = people.user(one.user)
        else:
            payload |= {
                "guild_id": str(guild.id),
                "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
                "guild_locale": guild.locale,
                "member": people.member(guild.member(one.user)) | {"permissions": granted},
            }
        if one.source is not None:
            payload["message"] = talk.message(self.world, one.source, one.bot, may_read=True)
        return payload


def _typed(field: Json, label: str, written: str | None) -> Json:
    value = (field.get("value") or "") if written is None else written
    low = int(field.get("min_length") or (1 if field.get("required", True) else 0))
    if not low <= len(value) <= int(field.get("max_length") or 4000):
        msg = f"the form does not take {len(value)} characters for {label!r}"
        raise CannotUse(msg)
    return {"value": value}


def _chosen(menu: Json, label: str, written: str | None) -> Json:
    options = menu["options"]
    values = [one["value"] for one in options if written in {one["value"], one["label"]}]
    if written is None:
        values = [one["value"] for one in options if one.get("default")]
    if written is not None and not values:
        msg = f"the form offers {[one['label'] for one in options]} for {label!r}, not {written!r}"
        raise CannotUse(msg)
    if not values and menu.get("required", True):
        msg = f"the form needs a choice for {label!r}"
        raise CannotUse(msg)
    return {"values": values}
