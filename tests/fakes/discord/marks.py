"""Reactions, pins and the sight of someone typing."""

from __future__ import annotations

import re
import unicodedata

from .accounts import User
from .messages import Message, MessageType, Reaction
from .payloads import people, places
from .places import Channel, Emoji
from .posting import announce, intents_for, place
from .refusals import Refusal, refuse
from .wire import Json, iso
from .world import Intent, World

REACTIONS = 20
PINS = 250
LONGEST = 16
"""Code points of the longest emoji, a flag made of tags among them."""

ODD_SIGNS = frozenset("\u20e3\u203c\u2049\u2194\u25fb\u25fc\u25fd\u25fe\u2934\u2935\u3030\u303d")
"""Emoji whose Unicode category is not that of other emoji."""


def read_emoji(world: World, text: str, user: User) -> Emoji | str:
    """The emoji that a path names: `name:id` for a custom one of a guild of `user`, else the character itself.

    Raises 10014 for what is no emoji or is not known.
    """
    if (custom := re.fullmatch(r"(?:a?:)?\w+:(\d+)", text)) is not None:
        for guild in world.guilds.values():
            emoji = guild.emojis.get(int(custom[1]))
            if emoji is not None and user.id in guild.members:
                return emoji
        raise refuse(Refusal.UNKNOWN_EMOJI)
    signs = [character for character in text if not _joins(character)]
    if not signs or len(text) > LONGEST or not all(_is_sign(character) for character in signs):
        raise refuse(Refusal.UNKNOWN_EMOJI)
    return text


def _joins(character: str) -> bool:
    """Whether a character only adds to an emoji: a joiner, a variation selector, a tag, the digit of a keycap."""
    return character in "\u200d\ufe0f#*0123456789" or "\U000e0020" <= character <= "\U000e007f"


def _is_sign(character: str) -> bool:
    return unicodedata.category(character) in {"So", "Sk"} or character in ODD_SIGNS


def key(emoji: Emoji | str) -> str:
    """Under what a reaction is kept: a variation selector makes no other emoji."""
    return str(emoji.id) if isinstance(emoji, Emoji) else emoji.replace("\ufe0f", "")


def _tell(world: World, name: str, message: Message, data: Json) -> None:
    channel = message.channel
    data |= {"channel_id": str(channel.id), "message_id": str(message.id)}
    if channel.guild is not None:
        data["guild_id"] = str(channel.guild.id)
    intents = intents_for(channel, Intent.GUILD_MESSAGE_REACTIONS, Intent.DIRECT_MESSAGE_REACTIONS)
    world.emit_plain(name, data, intents=intents, guild=channel.guild, channel=channel)
    channel.watch.touch()


def react(world: World, message: Message, user: User, emoji: Emoji | str) -> None:
    """Put `emoji` of `user` under `message`; once more changes nothing. Raises 30010 for a 21st emoji."""
    reaction = message.reactions.get(key(emoji))
    if reaction is None:
        if len(message.reactions) >= REACTIONS:
            raise refuse(Refusal.TOO_MANY_REACTIONS)
        reaction = message.reactions.setdefault(key(emoji), Reaction(emoji))
    if user.id in reaction.users:
        return
    reaction.users[user.id] = user
    data: Json = {
        "user_id": str(user.id),
        "emoji": places.emoji(emoji),
        "message_author_id": str(message.author.id),
        "burst": False,
        "type": 0,
    }
    guild = message.guild
    if guild is not None and user.id in guild.members:
        data["member"] = people.member(guild.members[user.id])
    _tell(world, "MESSAGE_REACTION_ADD", message, data)


def unreact(world: World, message: Message, user: User, emoji: Emoji | str) -> None:
    """Take the `emoji` of `user` away. Raises 10014 when it is not there."""
    reaction = message.reactions.get(key(emoji))
    if reaction is None or user.id not in reaction.users:
        raise refuse(Refusal.UNKNOWN_EMOJI)
    del reaction.users[user.id]
    if not reaction.users:
        del message.reactions[key(emoji)]
    data: Json = {"user_id": str(user.id), "emoji": places.emoji(emoji), "burst": False, "type": 0}
    _tell(world, "MESSAGE_REACTION_REMOVE", message, data)


def clear(world: World, message: Message, emoji: Emoji | str | None = None) -> None:
    """Take all reactions away, or all of one emoji."""
    if emoji is None:
        message.reactions.clear()
        _tell(world, "MESSAGE_REACTION_REMOVE_ALL", message, {})
    else:
        message.reactions.pop(key(emoji), None)
        _tell(world, "MESSAGE_REACTION_REMOVE_EMOJI", message, {"emoji": places.emoji(emoji)})


def _tell_pins(world: World, channel: Channel) -> None:
    pins = channel.pins
    channel.last_pin_at = pins[0].pinned_at if pins else None
    data: Json = {"channel_id": str(channel.id), "last_pin_timestamp": iso(channel.last_pin_at)}
    if channel.guild is not None:
        data["guild_id"] = str(channel.guild.id)
    intents = intents_for(channel, Intent.GUILDS, Intent.DIRECT_MESSAGES)
    world.emit_plain("CHANNEL_PINS_UPDATE", data, intents=intents, guild=channel.guild, channel=channel)
    channel.watch.touch()


def pin(world: World, message: Message, user: User) -> None:
    """Pin a message; Discord says so in the channel. Raises 30003 for a 251st pin, 50021 for a notice."""
    channel = message.channel
    if message.pinned:
        return
    if message.is_notice:
        raise refuse(Refusal.SYSTEM_MESSAGE)
    if len(channel.pins) >= PINS:
        raise refuse(Refusal.TOO_MANY_PINS)
    message.pinned_at = world.clock.time()
    announce(world, "MESSAGE_UPDATE", message)
    _tell_pins(world, channel)
    notice = Message(world.snowflakes.make(), channel, user, "", world.clock.time(), MessageType.PINNED)
    notice.reference = message.id
    place(world, notice)


def unpin(world: World, message: Message) -> None:
    """Unpin a message."""
    if not message.pinned:
        return
    message.pinned_at = None
    announce(world, "MESSAGE_UPDATE", message)
    _tell_pins(world, message.channel)


def voted(world: World, message: Message, user: User, answer: int) -> None:
    """Tell of a vote in a poll."""
    channel = message.channel
    data: Json = {
        "user_id": str(user.id),
        "channel_id": str(channel.id),
        "message_id": str(message.id),
        "answer_id": answer,
    }
    if channel.guild is not None:
        data["guild_id"] = str(channel.guild.id)
    intents = intents_for(channel, Intent.GUILD_MESSAGE_POLLS, Intent.DIRECT_MESSAGE_POLLS)
    world.emit_plain("MESSAGE_POLL_VOTE_ADD", data, intents=intents, guild=channel.guild, channel=channel)
    channel.watch.touch()


def typing(world: World, channel: Channel, user: User) -> None:
    """Show that `user` is typing."""
    if user not in channel.typing:
        channel.typing.append(user)
    data: Json = {"channel_id": str(channel.id), "user_id": str(user.id), "timestamp": int(world.clock.time())}
    if channel.guild is not None:
        data["guild_id"] = str(channel.guild.id)
        if user.id in channel.guild.members:
            data["member"] = people.member(channel.guild.members[user.id])
    intents = intents_for(channel, Intent.GUILD_MESSAGE_TYPING, Intent.DIRECT_MESSAGE_TYPING)
    world.emit_plain("TYPING_START", data, intents=intents, guild=channel.guild, channel=channel)
    channel.watch.touch()


def finish_poll(world: World, message: Message) -> Message:
    """End a poll; Discord posts what came of it: https://discord.com/developers/docs/resources/poll ."""
    poll = message.poll
    if poll is None or poll.finished:
        msg = "the message holds no open poll"
        raise ValueError(msg)
    poll.finished = True
    announce(world, "MESSAGE_UPDATE", message)
    counts = {number: len(poll.votes.get(number, {})) for number in range(1, len(poll.answers) + 1)}
    best = max(counts, key=lambda number: counts[number])
    fields = {
        "poll_question_text": poll.question,
        "victor_answer_votes": str(counts[best]),
        "total_votes": str(sum(counts.values())),
        "victor_answer_id": str(best),
        "victor_answer_text": poll.answers[best - 1],
    }
    embed = {"type": "poll_result", "fields": [{"name": name, "value": value} for name, value in fields.items()]}
    now = world.clock.time()
    number = world.snowflakes.make()
    notice = Message(number, message.channel, message.author, "", now, MessageType.POLL_RESULT)
    notice.embeds, notice.reference = [embed], message.id
    return place(world, notice)
