"""What the web adapter needs of a store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bridge.adapters.web.records import Invited, NewEntry, Slice, Standing, WebEntry, WebFile, WebMember, WebRoom
from bridge.chat.content import Content
from bridge.chat.delivery import Reaction


class RoomStore(Protocol):
    """Rooms and who is in them. Whatever changes something is on disk when it returns."""

    async def create_room(self, room: WebRoom, owner: WebMember) -> None:
        """Store a new room with its first member."""
        ...

    async def room(self, room: str) -> WebRoom | None:
        """A room by its id."""
        ...

    async def invited(self, invite: str) -> Invited | None:
        """The room that an invite leads to, or did before it was renewed."""
        ...

    async def renew_invite(self, room: str, invite: str) -> WebRoom | None:
        """Give a room a new invite; the old one lets nobody in any more."""
        ...

    async def set_history(self, room: str, *, shown: bool) -> WebRoom | None:
        """Choose whether those who come from now on see what was written before."""
        ...

    async def close_room(self, room: str) -> WebRoom | None:
        """Let nobody in and nothing be written any more."""
        ...

    async def add_member(self, member: WebMember) -> WebMember | None:
        """Let a member in; where the name is taken a number is put behind it.

        Somebody who comes back (same session, same name) gets their former membership. None: this session was removed
        from the room, or the room is closed.
        """
        ...

    async def member(self, member: str) -> WebMember | None:
        """A member by their id."""
        ...

    async def members(self, room: str) -> tuple[WebMember, ...]:
        """All members who are still in a room, in the order in which they came."""
        ...

    async def memberships(self, session: str) -> tuple[tuple[WebRoom, WebMember], ...]:
        """Where a session is a member, the newest first."""
        ...

    async def set_language(self, member: str, language: str) -> None:
        """Remember the language that a member reads."""
        ...

    async def part(self, member: str, standing: Standing) -> tuple[WebMember, ...]:
        """Let a member go; removing one removes every member of the same session. Returns all who went."""
        ...


class TimelineStore(Protocol):
    """The timelines of rooms."""

    async def note_post(self, member: str, client: str, now: float) -> float:
        """Remember that a member posts under an id of their browser; returns when they first did.

        That time is unique among the member's posts: by it the entry is found again when the core ships the message.
        """
        ...

    async def append(self, room: str, shipment: int, entries: Sequence[NewEntry], now: float) -> tuple[WebEntry, ...]:
        """Put a shipment's entries at the end of a timeline; at a second call nothing is done and the first returned.

        Raises `LookupError` where there is no such room, or it is closed.
        """
        ...

    async def shipped(self, shipment: int) -> tuple[WebEntry, ...]:
        """What a shipment left in the timeline."""
        ...

    async def rewrite(self, entry: int, content: Content) -> WebEntry | None:
        """Show something else in an entry; None where there is no such entry."""
        ...

    async def erase(self, room: str, entries: Sequence[int]) -> tuple[WebEntry, ...]:
        """Take words and files out of entries; returns what is left of them, also where that was done before."""
        ...

    async def forget(self, before: float, limit: int = 500) -> int:
        """Drop up to `limit` entries that were shown before a time, with their files; returns how many."""
        ...

    async def set_reactions(self, entry: int, reactions: Sequence[Reaction]) -> WebEntry | None:
        """The reactions of everybody but the room's own members are now these."""
        ...

    async def set_own_reactions(self, entry: int, member: str, emoji: Sequence[str]) -> WebEntry | None:
        """The reactions of one of the room's members are now these."""
        ...

    async def pin(self, entry: int, *, pinned: bool) -> WebEntry | None:
        """Pin an entry, or no longer."""
        ...

    async def latest(self, member: WebMember, limit: int, before: int | None = None) -> Slice:
        """The newest entries that a member sees, or the newest before an entry."""
        ...

    async def changes(self, member: WebMember, after: int, limit: int) -> tuple[WebEntry, ...]:
        """The entries that a member sees and that changed after a revision, by revision, deleted ones included."""
        ...

    async def pinned(self, member: WebMember) -> tuple[WebEntry, ...]:
        """The pinned entries that a member sees, the oldest first."""
        ...

    async def entries(self, room: str, ids: Sequence[int]) -> tuple[WebEntry, ...]:
        """Entries of a room by their ids; those that are not there are left out."""
        ...

    async def entry(self, entry: int) -> WebEntry | None:
        """An entry by its id, whichever room it is in."""
        ...


class FileStore(Protocol):
    """Which files were uploaded; the files themselves lie in a folder."""

    async def add_file(self, file: WebFile) -> None:
        """Remember an uploaded file."""
        ...

    async def file(self, file: str) -> WebFile | None:
        """A file by its id."""
        ...

    async def mark_posted(self, files: Sequence[str]) -> None:
        """Remember that files belong to a message, so that they stay."""
        ...

    async def drop_unposted(self, before: float) -> tuple[str, ...]:
        """Forget files that were uploaded before a time and never sent; returns their ids."""
        ...

    async def discards(self) -> tuple[str, ...]:
        """The copies of other platforms' files that nothing shows any more, by name."""
        ...

    async def discarded(self, names: Sequence[str]) -> None:
        """These copies are deleted."""
        ...


class WebStore(RoomStore, TimelineStore, FileStore, Protocol):
    """All that the web adapter keeps."""
