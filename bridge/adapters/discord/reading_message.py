"""Discord's messages as the core's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import discord
from discord.components import Container, SectionComponent, TextDisplay

from bridge.adapters.discord.names import clean
from bridge.adapters.discord.people import People
from bridge.adapters.discord.reading_media import read_attachment, read_sticker
from bridge.adapters.discord.reading_text import read_text
from bridge.adapters.discord.rooms import room_ref
from bridge.chat import message as chat
from bridge.chat.attachment import Attachment
from bridge.chat.author import Author
from bridge.chat.text import EntityKind, Text, joined

_SOMEWHERE = "Discord"


class Mentioned:
    """What the numbers in one message stand for."""

    def __init__(self, message: discord.Message, guild: int, people: People, client: discord.Client) -> None:
        self._shown = {user.id: clean(user.display_name) for user in message.mentions}
        self._guild = guild
        self._people = people
        self._client = client

    def user(self, number: str) -> str:
        """A person's name: as the message tells it, else as they were met."""
        return self._shown.get(int(number)) or self._people.name(self._guild, int(number))

    def role(self, number: str) -> str:
        """A role's name."""
        guild = self._client.get_guild(self._guild)
        role = guild.get_role(int(number)) if guild is not None else None
        return clean(role.name) if role is not None else ""

    def channel(self, number: str) -> str:
        """A channel's name."""
        return clean(getattr(self._client.get_channel(int(number)), "name", ""))


class MessageReader:
    """Reads messages of one client."""

    def __init__(self, client: discord.Client, people: People) -> None:
        self._client = client
        self._people = people

    def read(self, message: discord.Message, author: Author, guild: int) -> chat.Message | None:
        """What somebody wrote, None where there is nothing to show of it."""
        mentioned = Mentioned(message, guild, self._people, self._client)
        text = self._text(message, lambda source: read_text(source, mentioned))
        attachments = _files(message)
        poll = _poll(message)
        if not (text or attachments or poll):
            return None
        return chat.Message(
            str(message.id),
            room_ref(message.channel.id),
            author,
            text,
            message.created_at.timestamp(),
            attachments=attachments,
            reply_to=_answered(message),
            forwarded_from=self._origin(message),
            poll=poll,
        )

    def result(self, message: discord.Message, author: Author) -> chat.Message | None:
        """What came of a poll, as Discord tells it in answer to it; None where it tells nothing."""
        embed = next((each for each in message.embeds if each.type == "poll_result"), None)
        if embed is None:
            return None
        found = {str(field.name): str(field.value) for field in embed.fields}
        emoji = found.get("victor_answer_emoji_name", "") if not found.get("victor_answer_emoji_id") else ""
        winner = " ".join(part for part in (emoji, found.get("victor_answer_text", "")) if part)
        counts = "/".join(found[name] for name in ("victor_answer_votes", "total_votes") if name in found)
        words = f"📊 {found.get('poll_question_text', '')}\n{winner} ({counts})".strip()
        reference = message.reference
        answered = "" if reference is None or reference.message_id is None else str(reference.message_id)
        written = message.created_at.timestamp()
        return chat.Message(
            str(message.id), room_ref(message.channel.id), author, Text(words), written, reply_to=answered
        )

    def _text(self, message: discord.Message, read: Callable[[str], Text]) -> Text:
        parts = [read(message.content)]
        parts += [read(snapshot.content) for snapshot in message.message_snapshots]
        if message.author.bot:
            parts += [_embed(embed, read) for embed in message.embeds if embed.type == "rich"]
            parts += [read(words) for words in _displayed(message.components)]
        return joined([part.strip() for part in parts if part.plain.strip()], "\n")

    def _origin(self, message: discord.Message) -> str:
        """Whence a message was forwarded; Discord does not say whose it was."""
        if not message.message_snapshots:
            return ""
        channel = self._client.get_channel(message.reference.channel_id) if message.reference is not None else None
        name = clean(getattr(channel, "name", ""))
        return f"#{name}" if name else _SOMEWHERE


def _embed(embed: discord.Embed, read: Callable[[str], Text]) -> Text:
    """What another bot says in a card."""
    title = Text(embed.title or "").wrapped(EntityKind.BOLD)
    fields = [read(f"{field.name}: {field.value}") for field in embed.fields]
    return joined([part for part in (title, read(embed.description or ""), *fields) if part], "\n")


def _displayed(components: Iterable[object]) -> Iterator[str]:
    """What a bot says in components, which stand in place of a text."""
    for component in components:
        if isinstance(component, TextDisplay):
            yield component.content
        elif isinstance(component, Container | SectionComponent):
            yield from _displayed(component.children)


def _files(message: discord.Message) -> tuple[Attachment, ...]:
    channel = message.channel.id
    files = [read_attachment(file, channel, message.id) for file in message.attachments]
    stickers = [read_sticker(sticker) for sticker in message.stickers]
    for snapshot in message.message_snapshots:
        files += [read_attachment(file, channel, message.id) for file in snapshot.attachments]
        stickers += [read_sticker(sticker) for sticker in snapshot.stickers]
    return (*files, *stickers)


def _poll(message: discord.Message) -> chat.Poll | None:
    poll = message.poll
    if poll is None:
        return None
    return chat.Poll(str(poll.question), tuple(_option(answer) for answer in poll.answers), poll.multiple)


def _option(answer: discord.PollAnswer) -> str:
    emoji = answer.emoji.name if answer.emoji is not None else ""
    return " ".join(part for part in (emoji, answer.text) if part)


def _answered(message: discord.Message) -> str:
    reference = message.reference
    if message.type is not discord.MessageType.reply or reference is None or reference.message_id is None:
        return ""
    return str(reference.message_id) if reference.channel_id == message.channel.id else ""
