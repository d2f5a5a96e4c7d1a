"""How long things may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """How long things may take. Seconds."""

    connect: float = 10.0
    answer: float = 20.0
    upload: float = 120.0
    guilds: float = 2.0
    """How long after one server's description the next one may come."""
    identify: float = 5.0
    """The pause before a new session after the first, https://discord.com/developers/docs/events/gateway#identifying."""
    trouble: float = 1.0
    """The pause after something failed, doubled up to `longest`."""
    longest: float = 60.0
    hint: float = 1.5
    """What is offered to somebody who is still writing comes within this, or they go without."""
    command: float = 5.0
    """After this a command that nothing was said to is shown as done."""


#: For the real Discord.
USUAL = Patience()
