"""What the host's page shows: plain values, without a word that anybody said."""

from __future__ import annotations

from dataclasses import dataclass

from bridge.glossary.entry import Entry


@dataclass(frozen=True, slots=True)
class RoomLine:
    """A room. `number` is Magpie's own, as the command line takes it; `languages` are tags, empty while not learnt.

    `people` are the members of a web room, elsewhere those who wrote in the last 30 days; `messages` those of the last
    day.
    """

    number: int
    platform: str
    title: str
    bridge: int | None
    gone: bool
    languages: tuple[str, ...]
    by_hand: bool
    people: int
    messages: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A term that waits for a decision, with the room in which it was proposed; none for the host's own book."""

    entry: Entry
    platform: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True)
class Corrections:
    """How many corrections wait in a room. They quote messages, so that more than their number is not told."""

    platform: str
    room: str
    number: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a decision: so many proposals, the oldest of them, and corrections by room."""

    total: int
    proposals: tuple[Proposal, ...]
    corrections: tuple[Corrections, ...]


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the database: its file, when it was made (seconds since the epoch) and its size in bytes."""

    path: str
    at: float
    size: int


@dataclass(frozen=True, slots=True)
class Stored:
    """What is on the disk, in bytes. `unused` is the part of `database` that is free for what comes."""

    folder: str
    database: int
    log: int
    unused: int
    files: int
    file_bytes: int
    free: int
    backups: int
    backup_bytes: int
    last_backup: Backup | None
    schema: str
