"""What Telegram's refusals mean for a delivery."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bridge.adapters.telegram.durations import seconds
from bridge.adapters.telegram.rooms import room_ref
from bridge.chat.room import RoomRef
from bridge.relay.failure import Ambiguous, DeliveryError, Refused, RoomLost, RoomMoved, Throttled, Unreachable

REMOVED = "the bot was removed from the Telegram chat"
_DELETING = (
    "Telegram lets a bot delete others' messages only as an administrator with that right, and its own for two days"
)
_MUTED = "the bot may not write in the Telegram chat; let an administrator allow it to send messages"
_LOST = (
    (r"chat not found|peer_id_invalid|chat_id is empty|group chat was deactivated", "the Telegram chat is no more"),
    (r"message thread not found|topic_deleted|topic_id_invalid", "the Telegram topic was deleted"),
    (r"topic_closed", "the Telegram topic is closed; let an administrator open it again, or make the bot one"),
    (r"not enough rights to send (text )?messages|have no rights to send a message", _MUTED),
    (r"chat_write_forbidden|chat_restricted|need administrator rights in the channel", _MUTED),
)
_REFUSED = (
    (r"can't be deleted", _DELETING),
    (r"not enough rights to manage pinned", "the bot needs the right to pin messages in the Telegram chat"),
    (r"not enough rights to send", "the Telegram chat does not allow the bot to send such files"),
    (r"too large|too big", "the file is too large for Telegram"),
    (r"too long", "the text is too long for Telegram"),
)
#: The request never left, so that it is safe to repeat.
_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


def translated(error: TelegramError, room: RoomRef | None = None) -> DeliveryError:
    """The relay's word for an error of the client library."""
    match error:
        case RetryAfter():
            meaning: DeliveryError = Throttled(seconds(error.retry_after))
        case ChatMigrated():
            meaning = RoomMoved(room_ref(error.new_chat_id))
        case Forbidden():
            meaning = RoomLost(REMOVED)
        case BadRequest():
            meaning = _bad_request(error.message)
        case InvalidToken() if says(error, "method not found"):
            meaning = Refused("the Bot API server is too old for it")
        case InvalidToken() | Conflict():
            meaning = Unreachable("Telegram does not accept the bot's token")
        case NetworkError():
            meaning = _unanswered(error, room)
        case _:
            meaning = Ambiguous(type(error).__name__)
    return meaning


@contextmanager
def calling(room: RoomRef | None = None) -> Iterator[None]:
    """Raises the relay's errors in place of the client library's."""
    try:
        yield
    except TelegramError as error:
        raise translated(error, room) from error


def says(error: TelegramError, *phrases: str) -> bool:
    """Whether an error's text holds one of these, in lower case."""
    return any(phrase in error.message.lower() for phrase in phrases)


def _bad_request(message: str) -> DeliveryError:
    for pattern, reason in _LOST:
        if re.search(pattern, message, re.IGNORECASE):
            return RoomLost(reason)
    for pattern, reason in _REFUSED:
        if re.search(pattern, message, re.IGNORECASE):
            return Refused(reason)
    return Refused(f"Telegram refused it ({message})")


def _unanswered(error: NetworkError, room: RoomRef | None) -> DeliveryError:
    if isinstance(error.__cause__, _UNSENT):
        return Unreachable(f"Telegram cannot be reached ({type(error.__cause__).__name__})")
    if says(error, "too large"):
        return Refused("the file is too large for Telegram")
    where = f" about {room}" if room else ""
    return Ambiguous(f"no answer{where} ({type(error.__cause__ or error).__name__})")
