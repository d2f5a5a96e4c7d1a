"""The methods of the Bot API; importing this package registers them all."""

from . import (
    chat,
    editing,
    file,
    forwarding,
    media,
    own,
    pinning,
    poll,
    pressing,
    reacting,
    receiving,
    sending,
)

__all__ = [
    "chat",
    "editing",
    "file",
    "forwarding",
    "media",
    "own",
    "pinning",
    "poll",
    "pressing",
    "reacting",
    "receiving",
    "sending",
]
