"""Who is named in a text, and whom that rings.

https://discord.com/developers/docs/resources/message#allowed-mentions-object
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .accounts import User
from .messages import Mentions
from .permissions import Permission
from .places import Channel
from .refusals import FormErrors
from .world import World

KINDS = frozenset({"users", "roles", "everyone"})
_CODE = re.compile(r"```.*?```|``.+?``|`[^`\n]+`", re.DOTALL)
_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_EVERYONE = re.compile(r"@(?:everyone|here)\b")
_LISTED_LIMIT = 100


@dataclass(frozen=True)
class AllowedMentions:
    """What a sender lets ring. Without one, everything in the text rings, and the author of what is answered."""

    parse: frozenset[str] = KINDS
    users: frozenset[int] = frozenset()
    roles: frozenset[int] = frozenset()
    replied_user: bool = True

    @classmethod
    def read(cls, raw: object, errors: FormErrors) -> AllowedMentions:
        """Read the field of a request and note in `errors` what is wrong with it."""
        if raw is None:
            return cls()
        if not isinstance(raw, dict):
            errors.add("allowed_mentions", "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
            return cls()
        parse = frozenset(raw.get("parse") or ())
        if unknown := parse - KINDS:
            names = ", ".join(sorted(unknown))
            errors.add("allowed_mentions.parse", "BASE_TYPE_CHOICES", f"Value {names} must be one of {sorted(KINDS)}.")
        listed: dict[str, frozenset[int]] = {}
        for kind in ("users", "roles"):
            listed[kind] = frozenset(int(one) for one in raw.get(kind) or ())
            if listed[kind] and kind in parse:
                text = f"parse:['{kind}'] and {kind}: [ids...] are mutually exclusive."
                errors.add("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", text)
            if len(listed[kind]) > _LISTED_LIMIT:
                errors.add(f"allowed_mentions.{kind}", "BASE_TYPE_BAD_LENGTH", "Must be 100 or fewer in length.")
        return cls(parse, listed["users"], listed["roles"], bool(raw.get("replied_user", False)))


def resolve(
    world: World, channel: Channel, content: str, allowed: AllowedMentions, *, replied: User | None = None
) -> Mentions:
    """Whom `content`, sent to `channel`, names in a way that may ring. Text in code names nobody.

    A backslash before a mention does not help: a bot must rely on `allowed_mentions`, not on escapes.
    """
    text = _CODE.sub(" ", content)
    mentions = Mentions()
    for found in _USER.finditer(text):
        user = world.users.get(int(found[1]))
        if user is not None and user not in mentions.users and ("users" in allowed.parse or user.id in allowed.users):
            mentions.users.append(user)
    if replied is not None and allowed.replied_user and replied not in mentions.users:
        mentions.users.append(replied)
    if channel.guild is not None:
        for found in _ROLE.finditer(text):
            role = channel.guild.roles.get(int(found[1]))
            wanted = role is not None and ("roles" in allowed.parse or role.id in allowed.roles)
            if role is not None and wanted and role not in mentions.roles:
                mentions.roles.append(role)
        mentions.everyone = "everyone" in allowed.parse and _EVERYONE.search(text) is not None
    return mentions


def silence(mentions: Mentions, granted: Permission) -> Mentions:
    """Take away what a sender with `granted` may not ring: everyone, and roles that are not mentionable.

    A webhook has no permissions and is not held back by this.
    """
    if Permission.MENTION_EVERYONE in granted:
        return mentions
    return Mentions(mentions.users, [role for role in mentions.roles if role.mentionable])


def rung(world: World, channel: Channel, mentions: Mentions, author: User) -> set[User]:
    """The people whose Discord makes a sound: those named who see the channel, without the author."""
    guild = channel.guild
    if guild is None:
        return {user for user in mentions.users if user in channel.recipients and user is not author}
    named = set(mentions.users)
    for member in guild.members.values() if mentions.everyone or mentions.roles else ():
        if mentions.everyone or any(role in member.roles for role in mentions.roles):
            named.add(member.user)
    return {user for user in named if user is not author and user.id in guild.members and world.sees(user, channel)}
