"""Telegram's service messages: who came, who went, what was pinned, what a chat has become."""

from __future__ import annotations

from telegram import Message

from bridge.adapters.telegram.people import author_of_chat, author_of_user
from bridge.adapters.telegram.rooms import room_of, room_ref
from bridge.chat.event import Event, Joined, Left, Migrated, Opened, Pinned


def read_service(key: str, message: Message, bot: int) -> list[Event]:
    """What a service message reports; nothing for any other message. `bot` is the number of the bot itself."""
    room = room_of(message)
    if message.migrate_to_chat_id:
        return [Migrated(key, room, room_ref(message.migrate_to_chat_id))]
    if message.new_chat_members:
        people = [user for user in message.new_chat_members if user.id != bot]
        return [Joined(f"{key}/{user.id}", room, author_of_user(user)) for user in people]
    if message.left_chat_member is not None:
        gone = message.left_chat_member
        return [] if gone.id == bot else [Left(key, room, author_of_user(gone))]
    if message.pinned_message is not None:
        author = author_of_user(message.from_user) if message.from_user else author_of_chat(message.chat)
        return [Pinned(key, room, str(message.pinned_message.message_id), author)]
    if message.new_chat_title:
        return [Opened(key, room, message.new_chat_title)]
    topic = message.forum_topic_created or message.forum_topic_edited
    if topic is not None and topic.name:
        return [Opened(key, room, f"{message.chat.title} › {topic.name}")]
    return []
