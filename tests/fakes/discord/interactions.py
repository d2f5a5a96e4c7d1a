"""Commands, buttons and forms as people use them, and what they see in return.

https://discord.com/developers/docs/interactions/receiving-and-responding
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum

from .accounts import Bot, User
from .messages import Message
from .places import TIMEOUT_S, Channel
from .watch import Watch
from .wire import Json

ANSWER_S = 3.0
"""Within this time an interaction must be answered for the first time."""

LIFE_S = 15 * 60.0
"""For this long its token is good for edits and further messages."""


class InteractionType(IntEnum):
    """What someone did."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class CallbackType(IntEnum):
    """What an application answers."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


@dataclass(eq=False, repr=False)
class Interaction:
    """One use of a command, a component or a form. `made` is in seconds of Clock.elapsed.

    `messages` are what the application showed `user`, the first answer first, ephemeral ones too.
    """

    id: int
    token: str
    kind: InteractionType
    bot: Bot
    user: User
    channel: Channel
    made: float
    data: Json
    source: Message | None = None
    callback: CallbackType | None = None
    original: Message | None = None
    messages: list[Message] = field(default_factory=list)
    choices: list[Json] | None = None
    form: Json | None = None
    watch: Watch = field(default_factory=Watch)

    async def acknowledged(self, timeout: float = TIMEOUT_S) -> CallbackType:  # noqa: ASYNC109
        """Wait for the first answer, of whatever type, for at most `timeout` seconds."""
        return await self.watch.until(
            lambda: self.callback, timeout=timeout, otherwise=lambda: "the application did not respond"
        )

    async def response(self, timeout: float = TIMEOUT_S) -> Message:  # noqa: ASYNC109
        """Wait until the first answer is a message that has stopped loading, and return it."""
        return await self.wait_for(lambda message: not message.loading, timeout)

    async def wait_for(
        self,
        predicate: Callable[[Message], bool],
        timeout: float = TIMEOUT_S,  # noqa: ASYNC109
    ) -> Message:
        """Wait until one of `messages` satisfies `predicate`."""
        return await self.watch.until(
            lambda: next(filter(predicate, self.messages), None),
            timeout=timeout,
            otherwise=lambda: "no such answer, only:\n" + "\n".join(str(one) for one in self.messages),
        )

    async def modal(self, timeout: float = TIMEOUT_S) -> Json:  # noqa: ASYNC109
        """Wait until a form opens and return it."""
        return await self.watch.until(lambda: self.form, timeout=timeout, otherwise=lambda: "no form was opened")

    async def suggestions(self, timeout: float = TIMEOUT_S) -> list[Json]:  # noqa: ASYNC109
        """Wait for the choices of an autocompletion."""
        return await self.watch.until(lambda: self.choices, timeout=timeout, otherwise=lambda: "no choices came")
