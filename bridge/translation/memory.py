"""Remembers what was translated, and lets those who ask for the same wait together."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bridge.chat.reader import ReaderLanguage
from bridge.translation.engine import Decoding, Draft


@dataclass(frozen=True, slots=True)
class Key:
    """What an answer depends on.

    The package's name holds direction and version. The sentence is as the model sees it, protected spans and replaced
    terms behind placeholders, paraphrases in place, so that no version of the glossary is needed.
    """

    package: str
    sentence: str
    decoding: Decoding


class Corrections(Protocol):
    """What people said a text should be in another language."""

    async def find(self, source: str, target: ReaderLanguage) -> str | None:
        """The correction of exactly this text, or None."""
        ...


class TranslationStore(Protocol):
    """Keeps drafts over a restart."""

    async def load(self, key: Key) -> Draft | None:
        """A draft that was saved, or None."""
        ...

    async def save(self, key: Key, draft: Draft) -> None:
        """Keep a draft."""
        ...


class Memory:
    """The drafts used last, at most `entries` of them and `characters` in all; equal work in flight is done once."""

    def __init__(
        self, store: TranslationStore | None = None, *, entries: int = 20_000, characters: int = 4_000_000
    ) -> None:
        self._store = store
        self._entries = entries
        self._characters = characters
        self._size = 0
        self._drafts: OrderedDict[Key, Draft] = OrderedDict()
        self._flying: dict[Key, asyncio.Future[Draft]] = {}

    def __len__(self) -> int:
        """How many drafts are kept."""
        return len(self._drafts)

    async def draft(self, key: Key, ask: Callable[[], asyncio.Future[Draft]]) -> Draft:
        """The draft for a key: remembered, already on its way, stored, or asked for.

        Whoever is cancelled leaves the others waiting undisturbed.
        """
        if (known := self._drafts.get(key)) is not None:
            self._drafts.move_to_end(key)
            return known
        if (flying := self._flying.get(key)) is None:
            if self._store is not None and (stored := await self._store.load(key)) is not None:
                self._keep(key, stored)
                return stored
            # Somebody else may have asked while the store was read.
            flying = self._flying.get(key)
        if flying is not None:
            return await asyncio.shield(flying)
        flying = ask()
        self._flying[key] = flying
        flying.add_done_callback(lambda done: self._landed(key, done))
        draft = await asyncio.shield(flying)
        if self._store is not None:
            await self._store.save(key, draft)
        return draft

    def _landed(self, key: Key, done: asyncio.Future[Draft]) -> None:
        del self._flying[key]
        if not done.cancelled() and done.exception() is None:
            self._keep(key, done.result())

    def _keep(self, key: Key, draft: Draft) -> None:
        if key not in self._drafts:
            self._size += _weight(key, draft)
        self._drafts[key] = draft
        while len(self._drafts) > self._entries or (self._size > self._characters and len(self._drafts) > 1):
            self._size -= _weight(*self._drafts.popitem(last=False))


def _weight(key: Key, draft: Draft) -> int:
    return len(key.sentence) + len(draft.text)
