"""Telegram's chats and forum topics as rooms."""

from __future__ import annotations

from telegram import Message

from bridge.adapters.telegram.constants import PLATFORM
from bridge.chat.room import RoomRef


def room_ref(chat: int, thread: int | None = None) -> RoomRef:
    """A chat, or one topic of a forum."""
    return RoomRef(PLATFORM, f"{chat}/{thread}" if thread else str(chat))


def chat_of(room: RoomRef) -> int:
    """The chat's number."""
    return int(room.id.partition("/")[0])


def thread_of(room: RoomRef) -> int | None:
    """The topic's number; None in a forum's general topic and wherever there are no topics."""
    thread = room.id.partition("/")[2]
    return int(thread) if thread else None


def room_of(message: Message) -> RoomRef:
    """Where a message was written.

    Outside forums a thread is no more than a chain of replies, which `is_topic_message` tells apart.
    """
    return room_ref(message.chat.id, message.message_thread_id if message.is_topic_message else None)


def reply_of(message: Message) -> Message | None:
    """What a message answers. In a topic, what answers nothing answers the notice that made the topic."""
    replied = message.reply_to_message
    if replied is None:
        return None
    opens_topic = bool(message.is_topic_message) and replied.message_id == message.message_thread_id
    return None if opens_topic or replied.forum_topic_created else replied
