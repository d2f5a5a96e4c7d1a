"""Presses of inline buttons."""

from __future__ import annotations

from dataclasses import dataclass, field

from .account import Bot, User
from .bell import Bell
from .message import Message


@dataclass(eq=False)
class Press:
    """A press that waits for the bot's answer."""

    id: str
    user: User
    bot: Bot
    message: Message
    data: str
    date: float
    answer: str | None = None
    is_alert: bool = False
    is_answered: bool = False
    bell: Bell = field(default_factory=Bell)

    async def answered(self, timeout: float = 5.0) -> str:  # noqa: ASYNC109
        """The text of the bot's answer, empty for one without. ``timeout`` in seconds."""
        await self.bell.wait_for(lambda: self.is_answered or None, timeout)
        return self.answer or ""
