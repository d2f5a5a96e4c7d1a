"""From Telegram's updates to events."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import replace

from telegram import CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Message, MessageReactionUpdated, Poll, Update

from bridge.adapters.telegram.commands import START, Written, read_command
from bridge.adapters.telegram.failures import REMOVED
from bridge.adapters.telegram.natives import native_id, native_of
from bridge.adapters.telegram.people import People, author_of_chat, author_of_user
from bridge.adapters.telegram.reactions import ReactionNames
from bridge.adapters.telegram.reading_media import read_attachment
from bridge.adapters.telegram.reading_message import read_message, read_poll
from bridge.adapters.telegram.recent import Recent
from bridge.adapters.telegram.rooms import reply_of, room_of, room_ref
from bridge.adapters.telegram.service import read_service
from bridge.adapters.telegram.topics import Topics
from bridge.chat.event import Command, Edited, Event, Gone, Opened, Posted, Reacted

#: What is asked of Telegram. Reactions and membership come only where they are named.
ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CHANNEL_POST,
    Update.EDITED_CHANNEL_POST,
    Update.MESSAGE_REACTION,
    Update.CALLBACK_QUERY,
    Update.POLL,
    Update.MY_CHAT_MEMBER,
    Update.CHAT_MEMBER,
]
#: Before a message's id: the answer to a command, or to a reaction, is a reply to it.
REPLY = "reply:"
#: Where somebody chooses a group of theirs for the bot, with the rights that it needs there:
#: https://core.telegram.org/api/links#groupchannel-bot-links.
INVITE = "https://t.me/{bot}?startgroup=true&admin=delete_messages+pin_messages"
_OUTSIDE = frozenset({ChatMember.LEFT, ChatMember.BANNED})


class Reader:
    """Reads updates for the bot with this number and username. `commands` are the names of Magpie's commands."""

    def __init__(
        self,
        bot: tuple[int, str],
        people: People,
        recent: Recent,
        topics: Topics,
        names: ReactionNames,
        commands: Collection[str],
    ) -> None:
        self._number, self._username = bot
        self._people = people
        self._recent = recent
        self._topics = topics
        self._names = names
        self._commands = frozenset(commands)

    async def read(self, update: Update) -> list[Event]:
        """What an update reports, in order; nothing for what Magpie itself did."""
        key = f"{self._number}:{update.update_id}"
        if written := update.message or update.channel_post:
            return await self._message(key, written)
        if edited := update.edited_message or update.edited_channel_post:
            return self._edited(key, edited)
        if update.message_reaction:
            return await self._reacted(key, update.message_reaction)
        if update.callback_query:
            return await self._pressed(key, update.callback_query)
        if update.my_chat_member:
            return self._moved(key, update.my_chat_member)
        if update.chat_member:
            self._people.changed(update.chat_member.chat.id, update.chat_member.new_chat_member.user.id)
        return self._counted(key, update.poll) if update.poll else []

    async def _message(self, key: str, message: Message) -> list[Event]:
        if message.from_user is not None and message.from_user.id == self._number:
            # Of the bot's own deeds Telegram reports a few, such as pins; a migration is a fact of the room.
            return read_service(key, message, self._number) if message.migrate_to_chat_id else []
        await self._topics.seen(room_of(message))
        service = read_service(key, message, self._number)
        if service:
            return service
        command = read_command(message, self._username, self._commands)
        if command is not None:
            return [await self._command(key, message, command)]
        if message.chat.type == Chat.PRIVATE:
            # What is written to the bot alone belongs to no conversation: it is told how to begin one.
            return [await self._command(key, message, Written(START, message.text or message.caption or ""))]
        read = read_message(message, self._people, self._recent)
        if read is None:
            return []
        if message.poll is not None and not message.poll.is_closed:
            self._recent.asked(message.poll.id, read)
        return [Posted(key, read, message.chat.title or "")]

    def _counted(self, key: str, poll: Poll) -> list[Event]:
        """A poll that somebody ended, with what came of it."""
        asked = self._recent.poll(poll.id)
        if asked is None or not poll.is_closed:
            return []
        return [Edited(key, replace(asked, poll=read_poll(poll)), time.time())]

    async def _command(self, key: str, message: Message, command: Written) -> Command:
        replied = reply_of(message)
        attachment = read_attachment(message)
        return Command(
            key,
            room_of(message),
            await self._people.asker(message.chat, message),
            command.name,
            command.arguments,
            target="" if replied is None else self._recent.first(message.chat.id, native_of(replied)),
            message=native_of(message),
            handle=f"{REPLY}{native_of(message)}",
            attachments=() if attachment is None else (attachment,),
            alone=message.chat.type == Chat.PRIVATE,
            invite=INVITE.format(bot=self._username),
        )

    def _edited(self, key: str, message: Message) -> list[Event]:
        own = message.from_user is not None and message.from_user.id == self._number
        # A location that is shared live moves all the time.
        if own or message.chat.type == Chat.PRIVATE or message.edit_date is None or message.location is not None:
            return []
        if read_command(message, self._username, self._commands) is not None:
            return []
        read = read_message(message, self._people, self._recent)
        if read is None:
            return []
        whole = self._recent.whole(message.chat.id, read)
        if self._recent.is_unchanged(message.chat.id, whole):
            return []
        return [Edited(key, whole, message.edit_date.timestamp())]

    async def _reacted(self, key: str, update: MessageReactionUpdated) -> list[Event]:
        chat = update.chat.id
        native = self._recent.first(chat, native_id(chat, update.message_id))
        handle = ""
        if update.user is not None:
            if update.user.id == self._number:
                return []
            author, handle = author_of_user(update.user), f"{REPLY}{native}"
        elif update.actor_chat is not None:
            author = author_of_chat(update.actor_chat)
        else:
            return []
        emoji = await self._names.of(update.new_reaction)
        # Telegram does not say in which topic. Numbers are unique in a chat, so that asking in all of them is harmless.
        known = self._recent.room(chat, native)
        rooms = [known] if known else self._topics.rooms(chat) if update.chat.is_forum else [room_ref(chat)]
        return [
            Reacted(f"{key}/{number}" if number else key, room, native, author, emoji, handle)
            for number, room in enumerate(rooms)
        ]

    async def _pressed(self, key: str, query: CallbackQuery) -> list[Event]:
        message = query.message
        if message is None or not query.data:
            return []
        room = room_of(message) if isinstance(message, Message) else room_ref(message.chat.id)
        name, _, arguments = query.data.partition(" ")
        admin = await self._people.is_admin(message.chat, query.from_user.id)
        native = native_id(message.chat.id, message.message_id)
        author = author_of_user(query.from_user, admin=admin)
        alone = message.chat.type == Chat.PRIVATE
        words, handle = arguments.strip(), f"{REPLY}{native}"
        return [Command(key, room, author, name.lower(), words, native, native, handle, alone=alone)]

    def _moved(self, key: str, update: ChatMemberUpdated) -> list[Event]:
        """The bot came into a chat, or was removed from it."""
        chat = update.chat
        self._people.changed(chat.id, self._number)
        was, is_now = (_is_inside(member) for member in (update.old_chat_member, update.new_chat_member))
        if chat.type == Chat.PRIVATE or was == is_now:
            return []
        if is_now:
            return [Opened(key, room_ref(chat.id), chat.title or "", update.from_user.language_code or "")]
        return [
            Gone(f"{key}/{number}" if number else key, room, REMOVED)
            for number, room in enumerate(self._topics.rooms(chat.id))
        ]


def _is_inside(member: ChatMember) -> bool:
    return member.status not in _OUTSIDE and getattr(member, "is_member", True)
