"""What commands need of a store. Every method that writes is one transaction, on disk when it returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bridge.chat.reader import ReaderLanguage
from bridge.relay.records import Member, Place


@dataclass(frozen=True, slots=True)
class Offer:
    """A code that was given out in one room and used in another, waiting for a yes."""

    first: Place
    second: Place
    asked_by: str


class Links(Protocol):
    """Codes that join rooms. A code works once, for ten minutes."""

    async def issue(self, room: int, member: int) -> str:
        """A new code of a room; older ones of the same room stop working."""
        ...

    async def claim(self, code: str, room: int, member: int) -> Offer | None:
        """Use a code in another room; None where it does not work (any more)."""
        ...

    async def waiting(self, room: int) -> Offer | None:
        """Who waits for a yes from this room."""
        ...

    async def settle(self, room: int) -> None:
        """The offer was answered."""
        ...


class People(Protocol):
    """Members of several platforms who are one person, and what is stored of them."""

    async def issue(self, member: int) -> str:
        """A new code of a member, which works once, for ten minutes."""
        ...

    async def join(self, code: str, member: int) -> Sequence[Member] | None:
        """Make two members one person; returns all of that person's members, None where the code does not work."""
        ...

    async def selves(self, member: int) -> Sequence[Member]:
        """The members that are the same person, this one included."""
        ...

    async def author_of(self, room: int, native: str) -> Member | None:
        """Who wrote a message, found by its identity or a copy's."""
        ...

    async def named(self, room: int, name: str) -> Sequence[Member]:
        """Members who wrote in a room or its bridge under a name, upper and lower case alike."""
        ...

    async def leave(self, member: int) -> int:
        """Relay a person no more and erase what is stored of their messages; returns how many."""
        ...

    async def scrub(self) -> None:
        """Let nothing that was erased stand in a log beside the database; may take seconds where others read."""
        ...

    async def come_back(self, member: int) -> None:
        """Relay a person again."""
        ...


class SanctionKind(StrEnum):
    """What a moderator did."""

    MUTE = "mute"
    BAN = "ban"


@dataclass(frozen=True, slots=True)
class Sanction:
    """A member is not relayed in a conversation until a time, in seconds since the epoch; 0 means for good.

    `at` is when that was decided, `lifted_at` when it was taken back, 0 where it was not. Names of who decided are ""
    where they are left out themselves.
    """

    kind: SanctionKind
    member: Member
    until: float
    by: str
    reason: str = ""
    at: float = 0.0
    lifted_at: float = 0.0
    lifted_by: str = ""


class Sanctions(Protocol):
    """What moderators did, kept for others to see."""

    async def add(self, place: Place, sanction: Sanction, by: int) -> None:
        """Stop relaying a member; `by` is the number of the member who decides."""
        ...

    async def lift(self, place: Place, member: int, by: Member) -> bool:
        """Relay a member again; False where nothing stood against it."""
        ...

    async def listed(self, place: Place) -> Sequence[Sanction]:
        """What is in force."""
        ...

    async def log(self, place: Place, limit: int) -> Sequence[Sanction]:
        """The last decisions, in force or not, the latest first."""
        ...


class RoomSettings(Protocol):
    """What a room's administrators set by hand."""

    async def override(self, room: int, languages: Sequence[ReaderLanguage]) -> None:
        """The languages that a room reads; none: as learnt."""
        ...

    async def waiting(self, bridge: int | None, room: int) -> int:
        """How many deliveries wait in a conversation."""
        ...
