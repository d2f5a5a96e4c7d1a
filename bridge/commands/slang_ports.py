"""What `/slang`, `/fix` and `/why` need of a store."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from bridge.chat.reader import ModelLanguage
from bridge.glossary.entry import Editor, State
from bridge.relay.records import Member


class Keepers(Protocol):
    """Who decides on a conversation's terms, besides its administrators. `rooms` are the conversation's."""

    async def listed(self, rooms: Collection[int]) -> Sequence[Member]:
        """The keepers."""
        ...

    async def add(self, room: int, member: int, by: Member) -> None:
        """Make a member a keeper, as another decided."""
        ...

    async def remove(self, rooms: Collection[int], member: int) -> bool:
        """A member is no keeper any more; False where they were none."""
        ...

    async def is_keeper(self, rooms: Collection[int], member: int) -> bool:
        """Whether a member, or another self of the same person, is a keeper."""
        ...


@dataclass(frozen=True, slots=True)
class Correction:
    """What a text of a room should be in the language `target`."""

    id: int
    room: int
    source: str
    target: ModelLanguage
    text: str
    by: str
    state: State


class CorrectionBook(Protocol):
    """Corrections that members made."""

    async def propose(
        self, message: int, source: str, target: ModelLanguage, text: str, editor: Editor, state: State
    ) -> Correction:
        """Remember a correction of a message (by Magpie's number); the same one is not remembered twice."""
        ...

    async def waiting(self, rooms: Collection[int]) -> Sequence[Correction]:
        """The proposals of a conversation, the oldest first."""
        ...

    async def decide(self, number: int, state: State) -> Correction:
        """Put a proposal in force or reject it. Raises `LookupError` where there is none of that number."""
        ...


class Recent(Protocol):
    """What was written lately in a conversation."""

    async def texts(self, rooms: Collection[int], limit: int) -> Sequence[str]:
        """The texts of the last messages, the latest first."""
        ...
