"""Deciding, as the host, on terms that members proposed."""

from __future__ import annotations

import asyncio

from bridge.commands.slang_add import LOOKED_AT
from bridge.commands.slang_asking import explained
from bridge.commands.slang_ports import Recent
from bridge.glossary.entry import THE_HOST, Entry, State
from bridge.glossary.keeping import Glossary
from bridge.glossary.review import checked
from bridge.glossary.term import TermError
from bridge.i18n import Phrases, locale_for
from bridge.operations.admin.refusal import Denied


class Review:
    """What `/slang approve` and `/slang reject` do, for any conversation."""

    def __init__(self, glossary: Glossary, recent: Recent) -> None:
        self._glossary = glossary
        self._recent = recent
        self._deciding = asyncio.Lock()

    async def approve(self, number: int, language: str) -> None:
        """Put a proposal in force, in the place of what it replaces; members' next messages are read with it.

        Raises `Denied`, with what is wrong with a term that may not count, for a reader of `language` (a BCP 47 tag).
        """
        async with self._deciding:
            entry = await self._waiting(number)
            rooms = await self._glossary.conversation(entry.owner.room)
            texts = await self._recent.texts(rooms, LOOKED_AT) if rooms else ()
            try:
                await asyncio.to_thread(checked, entry.term, texts)
            except TermError as error:
                reason = explained(error, Phrases("commands", locale_for(language)))
                raise Denied.because(reason) from error
            await self._glossary.approve(entry, THE_HOST)

    async def reject(self, number: int) -> None:
        """Say no to a proposal. Raises `Denied`."""
        async with self._deciding:
            await self._waiting(number)
            await self._glossary.decide(number, THE_HOST, approved=False)

    async def _waiting(self, number: int) -> Entry:
        entry = await self._glossary.terms.entry(number)
        if entry is None or entry.state is not State.PROPOSED:
            raise Denied("Somebody decided on it already.", status=409)
        return entry
