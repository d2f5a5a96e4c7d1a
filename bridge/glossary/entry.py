"""Terms as groups keep them: whose they are, how far they have come, who did what and when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bridge.glossary.term import Term


class Reach(StrEnum):
    """Where a term counts."""

    HOST = "host"
    """In every conversation of this Magpie."""
    BRIDGE = "bridge"
    """In the whole conversation of the room that it was made in, also after that room is joined with others."""
    ROOM = "room"
    """In what is written in the one room that it was made in."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose book a term stands in. `room` is Magpie's number of the room that it was made in, None for the host's."""

    reach: Reach = Reach.HOST
    room: int | None = None


#: The host's own book.
HOST = Owner()


class State(StrEnum):
    """How far a term has come."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    REJECTED = "rejected"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Editor:
    """Who changes a book: a member of a platform, or, without one, the host at the command line."""

    name: str
    member: int | None = None


#: Whoever works at the command line.
THE_HOST = Editor("host")


@dataclass(frozen=True, slots=True)
class Entry:
    """A term in a group's book. `created_at` is in seconds since the epoch."""

    id: int
    owner: Owner
    state: State
    term: Term
    by: str
    created_at: float
    member: int | None = None


class Deed(StrEnum):
    """What was done to an entry."""

    PROPOSED = "proposed"
    ADDED = "added"
    APPROVED = "approved"
    REJECTED = "rejected"
    EDITED = "edited"
    REMOVED = "removed"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Change:
    """One deed, with the entry as it was (`before`, None where there was none) and as it became."""

    id: int
    entry: int
    deed: Deed
    by: str
    at: float
    before: Term | None
    after: Term


@dataclass(frozen=True, slots=True)
class Replacement:
    """A term that takes the place of another in an entry."""

    entry: int
    term: Term
