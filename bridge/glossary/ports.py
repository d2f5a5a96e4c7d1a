"""What the glossary needs of a store. Every method that writes is one transaction, on disk when it returns."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from bridge.glossary.entry import Change, Deed, Editor, Entry, Owner, Replacement, State
from bridge.glossary.term import Term


class Terms(Protocol):
    """The books of the host and of all groups, with everything that was ever done to them.

    `rooms` are Magpie's numbers of a conversation's rooms; none stand for the host.
    """

    async def version(self) -> str:
        """Something that is another after every change of a book, by whichever process, and when rooms are joined."""
        ...

    async def in_force(self) -> Sequence[Entry]:
        """All active entries, the newest first."""
        ...

    async def standing(self) -> Sequence[tuple[Owner, Term]]:
        """All active terms with their owners, the newest first."""
        ...

    async def bridges(self) -> Mapping[int, Collection[int]]:
        """The rooms of each bridge."""
        ...

    async def entries(self, rooms: Collection[int], states: Collection[State]) -> Sequence[Entry]:
        """The entries of a conversation in these states, the newest first."""
        ...

    async def entry(self, number: int) -> Entry | None:
        """The entry of a number."""
        ...

    async def add(
        self,
        owner: Owner,
        terms: Sequence[Term],
        state: State,
        editor: Editor,
        replacements: Sequence[Replacement] = (),
    ) -> Sequence[Entry]:
        """Put terms into a book and others into the place of what stood there; all of them are undone together."""
        ...

    async def change(self, number: int, deed: Deed, state: State, editor: Editor, term: Term | None = None) -> Entry:
        """Do something to an entry. Raises `LookupError` where there is none of that number."""
        ...

    async def undo(self, rooms: Collection[int], editor: Editor, *, only_own: bool) -> Sequence[Change]:
        """Take back what was done last in a conversation's books (with `only_own` by this editor); none: nothing."""
        ...

    async def history(self, rooms: Collection[int], limit: int, entry: int | None = None) -> Sequence[Change]:
        """What was done to a conversation's books, or to one entry, the latest first."""
        ...
