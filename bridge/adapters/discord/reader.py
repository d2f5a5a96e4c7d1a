"""From what the gateway tells to events."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import Any

import discord

from bridge.adapters.discord.commands import Chosen
from bridge.adapters.discord.constants import PLATFORM, REPLY
from bridge.adapters.discord.failures import GONE
from bridge.adapters.discord.invitation import invitation
from bridge.adapters.discord.people import People
from bridge.adapters.discord.reactions import ReactionBook
from bridge.adapters.discord.reading_media import read_option
from bridge.adapters.discord.reading_message import MessageReader
from bridge.adapters.discord.rooms import room_ref
from bridge.adapters.discord.traces import Traces
from bridge.chat.author import Author
from bridge.chat.event import Command, Deleted, Edited, Event, Gone, Joined, Left, Pinned, Posted, Reacted
from bridge.chat.room import RoomRef

_SAID = frozenset(
    {
        discord.MessageType.default,
        discord.MessageType.reply,
        discord.MessageType.chat_input_command,
        discord.MessageType.context_menu_command,
    }
)


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that happened in a channel. `key` is the gateway's own identity of it; `guild` is the server."""

    name: str
    about: Any
    key: str
    guild: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A command, whose asker sees already that an answer comes; `handle` leads to it."""

    interaction: discord.Interaction
    chosen: Chosen
    handle: asyncio.Task[str]


class Reader:
    """Reads what happened; nothing of what Magpie itself did."""

    def __init__(self, client: discord.Client, people: People, book: ReactionBook, traces: Traces) -> None:
        self._client = client
        self._people = people
        self._book = book
        self._traces = traces
        self._messages = MessageReader(client, people)

    async def read(self, heard: Heard) -> list[Event]:
        """The events, in order. Raises as `Calls` do."""
        events: list[Event] = []
        match heard.name:
            case "message":
                events = await self._message(heard.about, heard.guild)
            case "direct":
                events = [self._direct(heard.about)]
            case "raw_message_edit":
                events = await self._edited(heard.about.message, heard)
            case "raw_message_delete" | "raw_bulk_message_delete":
                events = self._deleted(heard)
            case "raw_reaction_add" | "raw_reaction_remove":
                events = await self._reacted(heard.about, heard)
            case "raw_reaction_clear" | "raw_reaction_clear_emoji":
                events = await self._cleared(heard)
            case "interaction":
                events = [await self._command(heard.about)]
            case "left":
                about = heard.about
                room = room_ref(about.channel)
                events = [Left(f"discord:left:{room.id}:{about.author.id}:{heard.key}", room, about.author)]
            case "gone":
                room = room_ref(heard.about)
                events = [Gone(f"discord:gone:{room.id}:{heard.key}", room, GONE)]
        return events

    def begin_anew(self) -> None:
        """Nobody listened for a while: what is remembered of reactions is asked for again."""
        self._book.forget()

    def is_own(self, message: discord.Message) -> bool:
        """Whether Magpie wrote a message, as the bot, through a webhook of its own, or as an answer."""
        me = self._client.user
        if me is not None and message.author.id == me.id:
            return True
        return message.application_id is not None and message.application_id == self._client.application_id

    async def edit_of(self, message: discord.Message, guild: int) -> list[Event]:
        """The edit of a message, as its history shows it."""
        if message.edited_at is None or self.is_own(message) or message.type not in _SAID:
            return []
        read = self._messages.read(message, await self._people.author(message, guild), guild)
        if read is None:
            return []
        return [
            Edited(f"discord:edit:{message.id}:{message.edited_at.isoformat()}", read, message.edited_at.timestamp())
        ]

    async def _message(self, message: discord.Message, guild: int) -> list[Event]:
        self._book.begin(message.id)
        if self.is_own(message) or message.flags.ephemeral:
            return []
        key, room = f"discord:create:{message.id}", room_ref(message.channel.id)
        if message.type not in _SAID:
            return await self._notice(key, room, message, guild)
        read = self._messages.read(message, await self._people.author(message, guild), guild)
        return [] if read is None else [Posted(key, read)]

    async def _notice(self, key: str, room: RoomRef, message: discord.Message, guild: int) -> list[Event]:
        """What Discord itself tells in a channel."""
        author = await self._people.author(message, guild)
        reference = message.reference
        match message.type:
            case discord.MessageType.new_member:
                return [Joined(key, room, author)]
            case discord.MessageType.recipient_add if message.mentions:
                return [Joined(key, room, await self._person(message.mentions[0], guild))]
            case discord.MessageType.recipient_remove if message.mentions:
                return [Left(key, room, await self._person(message.mentions[0], guild))]
            case discord.MessageType.poll_result:
                result = self._messages.result(message, author)
                return [] if result is None else [Posted(key, result)]
            case discord.MessageType.pins_add if reference is not None and reference.message_id is not None:
                self._traces.pinned(reference.message_id)
                return [Pinned(key, room, str(reference.message_id), author)]
        return []

    async def _person(self, user: discord.abc.User, guild: int) -> Author:
        if isinstance(user, discord.Member):
            return self._people.met(user)
        return await self._people.member(guild, user.id, user)

    async def _edited(self, message: discord.Message, heard: Heard) -> list[Event]:
        """An update is an edit, or a preview of a link, or a pin, of which only the first has a new time."""
        unpinned = self._traces.unpinned(message.id, pinned=message.pinned)
        events = await self.edit_of(message, heard.guild)
        if unpinned:
            room, nobody = room_ref(message.channel.id), Author(PLATFORM, "", "")
            events.append(
                Pinned(f"discord:unpin:{message.id}:{heard.key}", room, str(message.id), nobody, pinned=False)
            )
        return events

    def _deleted(self, heard: Heard) -> list[Event]:
        about, room = heard.about, room_ref(heard.about.channel_id)
        if heard.name == "raw_message_delete":
            numbers, key = [about.message_id], f"discord:delete:{about.message_id}"
        else:
            numbers, key = sorted(about.message_ids), f"discord:delete:{heard.key}"
        natives = tuple(str(number) for number in numbers if not self._traces.took_away(number))
        return [Deleted(key, room, natives)] if natives else []

    async def _reacted(self, about: discord.RawReactionActionEvent, heard: Heard) -> list[Event]:
        me = self._client.user
        if me is not None and about.user_id == me.id:
            return []
        change = self._book.add if heard.name == "raw_reaction_add" else self._book.remove
        emoji = await change(about.channel_id, about.message_id, about.user_id, about.emoji)
        if isinstance(about.member, discord.Member):
            author = self._people.met(about.member)
        else:
            author = await self._people.member(heard.guild, about.user_id)
        return [self._reactions(about, heard, author, emoji)]

    async def _cleared(self, heard: Heard) -> list[Event]:
        about, me = heard.about, self._client.user
        changed = self._book.clear(about.message_id, getattr(about, "emoji", None))
        return [
            self._reactions(about, heard, await self._people.member(heard.guild, user), emoji)
            for user, emoji in changed.items()
            if me is None or user != me.id
        ]

    @staticmethod
    def _reactions(about: Any, heard: Heard, author: Author, emoji: tuple[str, ...]) -> Reacted:  # noqa: ANN401
        key = f"discord:react:{about.message_id}:{author.id}:{heard.key}"
        native = str(about.message_id)
        return Reacted(key, room_ref(about.channel_id), native, author, emoji, f"{REPLY}{native}")

    def _direct(self, message: discord.Message) -> Command:
        """What is written to the bot alone belongs to no conversation: its author is told how to begin one."""
        return Command(
            f"discord:create:{message.id}",
            room_ref(message.channel.id),
            replace(self._people.outside(message.author), admin=True),
            "start",
            message.content,
            message=str(message.id),
            handle=f"{REPLY}{message.id}",
            alone=True,
            invite=invitation(self._client.application_id or 0),
        )

    async def _command(self, asked: Asked) -> Command:
        interaction, chosen = asked.interaction, asked.chosen
        may = interaction.permissions
        language, admin = interaction.locale.value, may.manage_guild or may.administrator
        user = interaction.user
        if isinstance(user, discord.Member):
            author = self._people.met(user, language=language, admin=admin)
        else:
            author = replace(self._people.outside(user), language=language, admin=admin)
        channel = interaction.channel_id or 0
        files = () if chosen.file is None else (read_option(chosen.file, channel, interaction.id),)
        return Command(
            f"discord:command:{interaction.id}",
            room_ref(channel),
            author,
            chosen.name,
            chosen.arguments,
            target=chosen.target,
            handle=await asked.handle,
            attachments=files,
        )
