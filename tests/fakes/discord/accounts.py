"""Users, and the bots among them."""

from __future__ import annotations

from dataclasses import dataclass, field

from .wire import Json

PRESENCES_LIMITED = 1 << 13
MEMBERS_LIMITED = 1 << 15
MESSAGE_CONTENT_LIMITED = 1 << 19


@dataclass(eq=False, repr=False)
class User:
    """An account: a person, a bot, or the face that a webhook puts on."""

    id: int
    name: str
    display_name: str | None = None
    avatar: str | None = None
    bot: bool = False
    locale: str = "en-US"
    discriminator: str = "0"
    accepts_direct_messages: bool = True

    def __repr__(self) -> str:
        return f"<User {self.name}>"

    @property
    def mention(self) -> str:
        """What one writes to ping this user."""
        return f"<@{self.id}>"

    @property
    def shown_name(self) -> str:
        """The name that people see outside of a guild."""
        return self.display_name or self.name


@dataclass(eq=False, repr=False)
class Bot:
    """A bot: its user, its application and its token.

    The three switches are those of the developer portal; with one off, asking for its intent closes the gateway with
    4014, and without `message_content` the bot sees no text, not over REST either.
    """

    user: User
    token: str
    owner: User
    message_content: bool = True
    members: bool = True
    presences: bool = False
    public: bool = True
    commands: dict[int, Command] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """The id of the application, which is the bot user's too."""
        return self.user.id

    @property
    def flags(self) -> int:
        """The application's flags."""
        flags = MESSAGE_CONTENT_LIMITED if self.message_content else 0
        flags |= MEMBERS_LIMITED if self.members else 0
        return flags | (PRESENCES_LIMITED if self.presences else 0)

    def command(self, name: str, kind: int, guild: int | None) -> Command | None:
        """The command `name` of `kind` that one sees in `guild`: the guild's own first, then the global one."""
        for place in (guild, None):
            for command in self.commands.values():
                if (command.name, command.kind, command.guild) == (name, kind, place):
                    return command
        return None


@dataclass(eq=False, repr=False)
class Command:
    """An application command as it was registered. `guild` is None for a global one."""

    id: int
    version: int
    guild: int | None
    definition: Json

    @property
    def name(self) -> str:
        """The name that all languages share."""
        return str(self.definition["name"])

    @property
    def kind(self) -> int:
        """1: a slash command, 2: on a user, 3: on a message."""
        return int(self.definition.get("type", 1))

    def shown_name(self, locale: str) -> str:
        """The name as it stands in the menu of someone whose Discord speaks `locale`."""
        names = self.definition.get("name_localizations") or {}
        return str(names.get(locale, self.name))
