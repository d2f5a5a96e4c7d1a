"""What a platform can do, as data: the relay asks this and never which platform it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bridge.chat.room import Audience
from bridge.chat.text import EntityKind
from bridge.chat.units import Unit


class Support(StrEnum):
    """How a platform shows a kind of entity."""

    FULL = "full"
    PARTIAL = "partial"
    DROPPED = "dropped"


class Coalescing(StrEnum):
    """Which waiting deliveries may share one message of a platform."""

    NONE = "none"
    SAME_AUTHOR = "same_author"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Pace:
    """At most `calls` calls in `seconds` seconds to one room."""

    calls: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a platform can do, as data. Limits of texts are in `unit`, of files in bytes; 0 means without a limit."""

    audience: Audience
    unit: Unit = Unit.CODE_POINTS
    text_limit: int = 0
    caption_limit: int = 0
    entity_limit: int = 0
    upload_limit: int = 0
    download_limit: int = 0
    formats: Mapping[EntityKind, Support] = field(default_factory=dict)
    edits: bool = True
    deletes: bool = True
    reacts: bool = True
    replies: bool = True
    pins: bool = False
    coalescing: Coalescing = Coalescing.NONE
    paces: tuple[Pace, ...] = ()
    looks: bool = False
    """Whether `look` can tell if an ambiguous call arrived."""
    why: str = ""
    """The reaction that asks Magpie why a message reads as it does, "" where none does."""
    whispers: bool = False
    """Whether one member alone can be answered whatever they did, and not just where they gave a command."""
