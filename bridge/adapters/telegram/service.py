"""Telegram's service messages: who came, who went, what was pinned, what a chat has become."""

from __future__ import annotations

from telegram import Message

from bridge.adapters.telegram.natives import native_id
from bridge.adapters.telegram.people import author_of_chat, author_of_user
from bridge.adapters.telegram.rooms import room_of, room_ref
from bridge.chat.event import Event, Joined, Left, Migrated, Opened, Pinned


def read_service(key: str, message: Message, bot: int) -> list[Event]:
    """What a service message reports; nothing for any other message. `bot` is the number of the bot itself."""
    room = room_of(message)
    events: list[Event] = []
    topic = message.forum_topic_created or message.forum_topic_edited
    if message.migrate_to_chat_id:
        events.append(Migrated(key, room, room_ref(message.migrate_to_chat_id)))
    elif message.new_chat_members:
        people = [user for user in message.new_chat_members if user.id != bot]
        events += [Joined(f"{key}/{user.id}", room, author_of_user(user)) for user in people]
    elif message.left_chat_member is not None and message.left_chat_member.id != bot:
        events.append(Left(key, room, author_of_user(message.left_chat_member)))
    elif message.pinned_message is not None:
        author = author_of_user(message.from_user) if message.from_user else author_of_chat(message.chat)
        events.append(Pinned(key, room, native_id(message.chat.id, message.pinned_message.message_id), author))
    elif message.new_chat_title:
        events.append(Opened(key, room, message.new_chat_title))
    elif topic is not None and topic.name:
        events.append(Opened(key, room, f"{message.chat.title} › {topic.name}"))
    return events
