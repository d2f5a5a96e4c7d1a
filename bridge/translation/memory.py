"""Remembers what was translated, and lets those who ask for the same wait together."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

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


class Memory:
    """The drafts used last, at most `entries` of them and `characters` in all; equal work in flight is done once."""

    def __init__(self, *, entries: int = 20_000, characters: int = 4_000_000) -> None:
        self._entries = entries
        self._characters = characters
        self._size = 0
        self._drafts: OrderedDict[Key, Draft] = OrderedDict()
        self._flying: dict[Key, asyncio.Future[Draft]] = {}

    def __len__(self) -> int:
        """How many drafts are kept."""
        return len(self._drafts)

    async def draft(self, key: Key, ask: Callable[[], asyncio.Future[Draft]]) -> Draft:
        """The draft for a key: remembered, already on its way, or asked for.

        Whoever is cancelled leaves the others waiting undisturbed.
        """
        if (known := self._drafts.get(key)) is not None:
            self._drafts.move_to_end(key)
            return known
        if (flying := self._flying.get(key)) is None:
            flying = self._flying[key] = ask()
            flying.add_done_callback(lambda done: self._landed(key, done))
        return await asyncio.shield(flying)

    def _landed(self, key: Key, done: asyncio.Future[Draft]) -> None:
        del self._flying[key]
        if not done.cancelled() and done.exception() is None:
            self._keep(key, done.result())

    def _keep(self, key: Key, draft: Draft) -> None:
        self._size += _weight(key, draft)
        self._drafts[key] = draft
        while len(self._drafts) > self._entries or (self._size > self._characters and len(self._drafts) > 1):
            self._size -= _weight(*self._drafts.popitem(last=False))


def _weight(key: Key, draft: Draft) -> int:
    return len(key.sentence) + len(draft.text)
