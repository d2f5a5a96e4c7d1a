"""Telling a message again in better words, wherever it was shown."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bridge.chat.author import Author
from bridge.chat.content import Content, Version
from bridge.chat.event import Posted
from bridge.chat.message import Message
from bridge.chat.reader import ModelLanguage
from bridge.chat.room import RoomRef
from bridge.chat.text import Text
from bridge.language.language import Detection
from bridge.relay.directory import Directory
from bridge.relay.interpreting import Interpretation, corrected
from bridge.relay.posting import Posting, Read
from bridge.relay.records import Arrival, Draft, Learnt


@dataclass(frozen=True, slots=True)
class Told:
    """A message as it was written, in `room`, and as it was shown elsewhere (`shown`, None where it never was)."""

    id: int
    room: RoomRef
    native: str
    author: Author
    text: Text
    written_at: float
    shown: Content | None = None


class Archive(Protocol):
    """The messages that are remembered."""

    async def told(self, room: int, native: str) -> Told | None:
        """The message behind a platform's identity, its own or a copy's; None where its text is not kept."""
        ...

    async def retranslate(self, message: int, drafts: Sequence[Draft]) -> list[int]:
        """Show something else of a message in the rooms that have it; returns those where it waits to be shown."""
        ...


class Retelling:
    """Renders a message anew with a translation that somebody gave."""

    def __init__(self, directory: Directory, posting: Posting, archive: Archive) -> None:
        self._directory = directory
        self._posting = posting
        self._archive = archive

    async def retell(self, told: Told, detection: Detection, target: ModelLanguage, words: str) -> list[int]:
        """Put a translation in the place of what is shown; returns the rooms in which deliveries now wait."""
        read = await self._read(told, detection)
        interpretation = _with(await self._posting.interpret(read), told.text, target, words)
        drafts = [self._as_shown(told, draft) for draft in await self._posting.draft(read, interpretation)]
        return await self._archive.retranslate(told.id, drafts)

    async def _read(self, told: Told, detection: Detection) -> Read:
        place = await self._directory.room(told.room)
        member, _ = await self._directory.member(told.author)
        shown = told.shown
        message = Message(
            told.native,
            told.room,
            told.author,
            told.text,
            told.written_at,
            attachments=() if shown is None else shown.attachments,
            forwarded_from="" if shown is None else shown.forwarded_from,
            poll=None if shown is None else shown.poll,
        )
        event = Posted("", message)
        return Read(
            Arrival(0, event, time.time()),
            event,
            place,
            member,
            detection,
            Learnt(place.room.id, place.reading, member.id, member.prior),
        )

    @staticmethod
    def _as_shown(told: Told, draft: Draft) -> Draft:
        """What does not depend on the translation stays as it is."""
        if told.shown is None or draft.content is None or draft.interprets:
            return draft
        content = replace(draft.content, quote=told.shown.quote, edited=told.shown.edited)
        return replace(draft, content=content)


def _with(interpretation: Interpretation, text: Text, target: ModelLanguage, words: str) -> Interpretation:
    versions = {
        language: Version(language, corrected(words, text, language), poll=version.poll)
        if language.model == target
        else version
        for language, version in interpretation.versions.items()
    }
    return replace(interpretation, versions=versions)
