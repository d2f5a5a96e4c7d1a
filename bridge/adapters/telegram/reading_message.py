"""Telegram's messages as the core's."""

from __future__ import annotations

from telegram import (
    Message,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
    Poll,
)

from bridge.adapters.telegram.names import clean
from bridge.adapters.telegram.natives import native_of
from bridge.adapters.telegram.people import People
from bridge.adapters.telegram.reading_media import read_attachment, read_oddity
from bridge.adapters.telegram.reading_text import read_text
from bridge.adapters.telegram.recent import Recent
from bridge.adapters.telegram.rooms import reply_of, room_of
from bridge.chat import message as chat
from bridge.chat.text import EntityKind, Text, joined


def read_message(message: Message, people: People, recent: Recent) -> chat.Message | None:
    """What somebody wrote, None where there is nothing to show of it."""
    attachment = read_attachment(message)
    text = _text(message, people)
    poll = None if message.poll is None else read_poll(message.poll)
    if not (text or attachment or poll):
        return None
    replied = reply_of(message)
    return chat.Message(
        native_of(message),
        room_of(message),
        people.author(message),
        text,
        message.date.timestamp(),
        attachments=() if attachment is None else (attachment,),
        reply_to="" if replied is None else recent.first(message.chat.id, native_of(replied)),
        forwarded_from=_origin(message),
        poll=poll,
        album=message.media_group_id or "",
    )


def _text(message: Message, people: People) -> Text:
    if message.text is not None:
        text = read_text(message.text, message.entities, people.number)
    elif message.caption is not None:
        text = read_text(message.caption, message.caption_entities, people.number)
    else:
        text = Text(read_oddity(message))
    if message.quote is not None and message.quote.is_manual:
        # Chosen by the one who answers, and so a part of what they say.
        quote = read_text(message.quote.text, message.quote.entities or (), people.number).wrapped(EntityKind.QUOTE)
        return joined([part for part in (quote, text) if part], "\n")
    return text


def read_poll(poll: Poll) -> chat.Poll:
    """A question with its answers; once it is closed, with how many chose each."""
    if poll.is_closed:
        options = tuple(f"{option.text} ({option.voter_count})" for option in poll.options)
        return chat.Poll(f"📊 {poll.question}", options, poll.allows_multiple_answers)
    return chat.Poll(poll.question, tuple(option.text for option in poll.options), poll.allows_multiple_answers)


def _origin(message: Message) -> str:
    """From whom a message was taken. What a channel hands to its own discussion group is no forward to people."""
    origin = message.forward_origin
    if origin is None or message.is_automatic_forward:
        return ""
    match origin:
        case MessageOriginUser():
            return clean(origin.sender_user.full_name)
        case MessageOriginHiddenUser():
            return clean(origin.sender_user_name)
        case MessageOriginChat():
            return clean(origin.sender_chat.title or "")
        case MessageOriginChannel():
            return clean(origin.chat.title or "")
        case _:
            return ""
