"""A Discord on loopback, as strict as the real one, for tests. README.md tells how to use it."""

from .accounts import Bot, User
from .clock import Clock
from .faults import Fault, FaultKind
from .interactions import Interaction
from .messages import Message, Poll
from .options import CannotUse
from .permissions import BRIDGE, EVERYONE, Permission
from .places import Channel, ChannelType, Emoji, Guild, Role, Sticker
from .refusals import ApiError
from .server import FakeDiscord
from .talking import File
from .webhooks import Webhook

__all__ = [
    "BRIDGE",
    "EVERYONE",
    "ApiError",
    "Bot",
    "CannotUse",
    "Channel",
    "ChannelType",
    "Clock",
    "Emoji",
    "FakeDiscord",
    "Fault",
    "FaultKind",
    "File",
    "Guild",
    "Interaction",
    "Message",
    "Permission",
    "Poll",
    "Role",
    "Sticker",
    "User",
    "Webhook",
]
