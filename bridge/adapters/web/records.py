"""What the web adapter remembers: rooms, their members, their timelines and files. Pure data."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from bridge.chat.attachment import Attachment
from bridge.chat.author import Author
from bridge.chat.content import Content
from bridge.chat.delivery import Reaction

PLATFORM = "web"


class Standing(StrEnum):
    """Whether a member still belongs to a room."""

    HERE = "here"
    LEFT = "left"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class WebRoom:
    """A room of the web. `history` says whether newcomers see what was written before they came.

    `revision` counts the changes of its timeline; `closed` rooms can be read by their members and no more.
    """

    id: str
    title: str
    invite: str
    created_at: float
    history: bool = True
    closed: bool = False
    revision: int = 0


@dataclass(frozen=True, slots=True)
class WebMember:
    """A person in one room, known by their session (the SHA-256 of its token, in hexadecimal).

    `since` is the newest timeline entry that is hidden from them (0: none); `language` a BCP 47 tag.
    """

    id: str
    room: str
    session: str
    name: str
    language: str
    joined_at: float
    owner: bool = False
    since: int = 0
    standing: Standing = Standing.HERE

    @property
    def author(self) -> Author:
        """The member as the core knows them."""
        return Author(PLATFORM, self.id, self.name, language=self.language, admin=self.owner)

    def sees(self, entry: WebEntry) -> bool:
        """Whether an entry of their room's timeline is theirs to see."""
        return entry.id > self.since and entry.private_to in {"", self.id}


@dataclass(frozen=True, slots=True)
class WebEntry:
    """A line of a room's timeline, as it is since the room's `revision`.

    `client` is the id that the author's browser made for it, "" for messages from elsewhere. `private_to` is the only
    member who sees it, "" for all. Times are in seconds since the epoch.
    """

    id: int
    room: str
    revision: int
    content: Content
    created_at: float
    reply_to: int | None = None
    private_to: str = ""
    client: str = ""
    pinned: bool = False
    deleted: bool = False
    reactions: tuple[Reaction, ...] = ()
    message: int | None = None


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to be written: one block of a shipment."""

    content: Content
    message: int | None
    reply_to: int | None = None
    private_to: str = ""


@dataclass(frozen=True, slots=True)
class WebFile:
    """A file that a member uploaded. `size` is in bytes, `mime` what its first bytes say, width and height pixels."""

    id: str
    room: str
    member: str
    name: str
    mime: str
    size: int
    created_at: float
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Invited:
    """The room that an invite leads to; `current` is False where the invite was replaced by a newer one."""

    room: WebRoom
    current: bool


@dataclass(frozen=True, slots=True)
class Slice:
    """Consecutive entries of a timeline, oldest first; `more` says whether there are older ones before them."""

    entries: tuple[WebEntry, ...]
    more: bool


def copy_name(attachment: Attachment) -> str:
    """The name of the file in which a copy of another platform's attachment lies."""
    return hashlib.sha256(f"{attachment.platform}\0{attachment.source}".encode("utf-8", "replace")).hexdigest()
