"""A Telegram Bot API server on loopback, as strict as the real one, with its people inside the test."""

from .account import Bot, User
from .callback import Press
from .chat import Chat, Topic
from .clock import Clock
from .entity import Entity, FormattedText, utf16_length
from .fake import FakeTelegram
from .faults import Fault
from .media import Media
from .message import Message, Origin
from .picture import make_png

__all__ = [
    "Bot",
    "Chat",
    "Clock",
    "Entity",
    "FakeTelegram",
    "Fault",
    "FormattedText",
    "Media",
    "Message",
    "Origin",
    "Press",
    "Topic",
    "User",
    "make_png",
    "utf16_length",
]
