"""The test's hand: making people, guilds, channels."""

from __future__ import annotations

from collections.abc import Iterable

from . import layout, roster
from .accounts import Bot, User
from .messages import Message
from .payloads import places
from .permissions import BRIDGE, Overwrite, Permission
from .places import Channel, ChannelType, Emoji, Guild, Member, Role, Sticker
from .webhooks import Webhook
from .wire import Json
from .world import Event, Intent, World

STICKER_TYPES = {1: ("png", "image/png"), 2: ("png", "image/png"), 3: ("json", "application/json"),
                 4: ("gif", "image/gif")}  # fmt: skip


class Building:
    """What an owner does in Discord's settings. Everything is told to the bots that may know."""

    world: World

    async def create_user(
        self,
        name: str,
        *guilds: Guild,
        display_name: str | None = None,
        locale: str = "en-US",
        avatar: bytes | None = None,
    ) -> User:
        """Make a person, who joins `guilds`. `avatar` is a PNG; `locale` is the language of their Discord."""
        user = self.world.make_user(name, display_name=display_name, locale=locale, avatar=avatar)
        for guild in guilds:
            roster.join(self.world, guild, user)
        return user

    async def create_bot(
        self,
        name: str = "Magpie",
        *guilds: Guild,
        token: str | None = None,
        permissions: Permission = BRIDGE,
        message_content: bool = True,
        members: bool = True,
    ) -> Bot:
        """Make a bot, which joins `guilds` with a role that has `permissions`.

        `message_content` and `members` are the privileged intents' switches in the developer portal.
        """
        user = self.world.make_user(name, bot=True)
        owner = self.world.make_user(f"owner-of-{name.lower()}")
        bot = Bot(user, token or self.world.make_bot_token(user), owner, message_content, members)
        self.world.bots[bot.token] = bot
        for guild in guilds:
            roster.join(self.world, guild, user, permissions)
        return bot

    async def create_guild(
        self, name: str, *members: User | Bot, owner: User | None = None, locale: str = "en-US"
    ) -> Guild:
        """Make a guild that `members` join; without `owner`, someone is made for it."""
        guild = roster.create_guild(self.world, name, owner or self.world.make_user("owner"), locale)
        for member in members:
            roster.join(self.world, guild, member.user if isinstance(member, Bot) else member)
        return guild

    async def create_channel(
        self,
        guild: Guild,
        name: str,
        kind: ChannelType = ChannelType.TEXT,
        *,
        topic: str | None = None,
        parent: Channel | None = None,
        nsfw: bool = False,
    ) -> Channel:
        """Make a channel; `parent` is its category."""
        return layout.create_channel(self.world, guild, name, kind, topic=topic, parent=parent, nsfw=nsfw)

    async def delete_channel(self, channel: Channel) -> None:
        """Delete a channel or a thread."""
        layout.delete_channel(self.world, channel)

    async def rename_channel(self, channel: Channel, name: str) -> None:
        """Give a channel another name."""
        channel.name = name
        layout.channel_changed(self.world, channel)

    async def create_thread(
        self, parent: Channel | Message, name: str, starter: User, *, private: bool = False
    ) -> Channel:
        """Start a thread in a channel or from a message."""
        if isinstance(parent, Message):
            return layout.create_thread(self.world, parent.channel, name, starter, message=parent)
        return layout.create_thread(self.world, parent, name, starter, private=private)

    async def archive_thread(self, thread: Channel, *, archived: bool = True, locked: bool | None = None) -> None:
        """Archive, unarchive, lock or unlock a thread."""
        layout.archive(self.world, thread, archived=archived, locked=locked)

    async def add_to_thread(self, thread: Channel, user: User) -> None:
        """Add someone to a thread."""
        layout.join_thread(self.world, thread, user)

    async def create_role(
        self,
        guild: Guild,
        name: str,
        permissions: Permission = Permission.NONE,
        *,
        mentionable: bool = False,
        members: Iterable[User] = (),
    ) -> Role:
        """Make a role and give it to `members`."""
        return roster.create_role(self.world, guild, name, permissions, mentionable=mentionable, members=members)

    async def give_role(self, guild: Guild, user: User, role: Role) -> None:
        """Give a role."""
        guild.member(user).roles.append(role)
        roster.member_changed(self.world, guild.member(user))

    async def set_permissions(self, guild: Guild, bot: Bot, permissions: Permission) -> None:
        """Change what the role of `bot` may do."""
        for role in guild.member(bot.user).roles:
            if role.bot is bot.user:
                role.permissions = permissions
                roster.role_changed(self.world, guild, role)

    async def overwrite(
        self,
        channel: Channel,
        target: User | Role,
        *,
        allow: Permission = Permission.NONE,
        deny: Permission = Permission.NONE,
    ) -> None:
        """Allow or deny something in one channel."""
        kind = 1 if isinstance(target, User) else 0
        layout.set_overwrite(self.world, channel, Overwrite(target.id, kind, allow, deny))

    async def join(self, guild: Guild, user: User | Bot, permissions: Permission = BRIDGE) -> Member:
        """Let someone join; a bot's role gets `permissions`."""
        return roster.join(self.world, guild, user.user if isinstance(user, Bot) else user, permissions)

    async def leave(self, guild: Guild, user: User | Bot) -> None:
        """Let someone leave, or kick a bot: it looks the same."""
        roster.leave(self.world, guild, user.user if isinstance(user, Bot) else user)

    async def ban(self, guild: Guild, user: User) -> None:
        """Ban someone."""
        roster.ban(self.world, guild, user)

    async def change_guild(self, guild: Guild, *, name: str | None = None, locale: str | None = None) -> None:
        """Give a guild another name or preferred locale."""
        guild.name, guild.locale = name or guild.name, locale or guild.locale
        self.world.emit(Event("GUILD_UPDATE", lambda bot, _: places.guild(guild, bot), Intent.GUILDS, guild))

    async def change_profile(self, user: User, *, display_name: str | None = None, avatar: bytes | None = None) -> None:
        """Give someone another display name or picture (a PNG), which every guild of theirs hears."""
        user.display_name = display_name or user.display_name
        if avatar is not None:
            user.avatar = self.world.cdn.keep_image("avatars", user.id, avatar)
        for guild in self.world.guilds.values():
            if user.id in guild.members:
                roster.member_changed(self.world, guild.member(user))

    async def set_timeout(self, guild: Guild, user: User, seconds: float | None) -> None:
        """Put someone in time-out for `seconds`, or end it with None."""
        guild.member(user).timeout_until = None if seconds is None else self.world.clock.time() + seconds
        roster.member_changed(self.world, guild.member(user))

    async def set_nick(self, guild: Guild, user: User, nick: str | None) -> None:
        """Change a nickname."""
        guild.member(user).nick = nick
        roster.member_changed(self.world, guild.member(user))

    async def create_emoji(self, guild: Guild, name: str, data: bytes = b"", *, animated: bool = False) -> Emoji:
        """Add a custom emoji; `data` is its PNG or GIF."""
        emoji = Emoji(self.world.snowflakes.make(), name, animated)
        guild.emojis[emoji.id] = emoji
        for extension in ("png", "gif", "webp"):
            self.world.cdn.keep(f"/emojis/{emoji.id}.{extension}", data, f"image/{extension}")
        table: Json = {"guild_id": str(guild.id), "emojis": [places.guild_emoji(one) for one in guild.emojis.values()]}
        self.world.emit_plain("GUILD_EMOJIS_UPDATE", table, intents=Intent.GUILD_EXPRESSIONS, guild=guild)
        return emoji

    async def create_sticker(self, guild: Guild, name: str, data: bytes, *, kind: int = 1) -> Sticker:
        """Add a sticker; `kind` is 1 PNG, 2 APNG, 3 Lottie, 4 GIF, `data` its file."""
        sticker = Sticker(self.world.snowflakes.make(), name, kind)
        guild.stickers[sticker.id] = sticker
        extension, media = STICKER_TYPES[kind]
        self.world.cdn.keep(f"/stickers/{sticker.id}.{extension}", data, media)
        return sticker

    async def create_webhook(self, channel: Channel, name: str, creator: User, owner: Bot | None = None) -> Webhook:
        """Make a webhook by a person, or with `owner` by a bot."""
        world = self.world
        webhook = Webhook(world.snowflakes.make(), world.make_token(), channel, name, creator, owner)
        world.webhooks[webhook.id] = webhook
        layout.webhooks_changed(world, channel)
        return webhook

    async def delete_webhook(self, webhook: Webhook) -> None:
        """Delete a webhook behind its owner's back."""
        del self.world.webhooks[webhook.id]
        layout.webhooks_changed(self.world, webhook.channel)

    def webhooks_of(self, channel: Channel) -> list[Webhook]:
        """The webhooks of a channel."""
        return [one for one in self.world.webhooks.values() if one.channel is channel]
