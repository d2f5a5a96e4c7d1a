"""The note of a term that a room meets for the first time in a while, under the message in one short line."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Protocol

from bridge.chat.content import TermNote
from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import Text
from bridge.language.chinese import convert
from bridge.language.language import ChineseScript
from bridge.relay.interpreting import Interpretation
from bridge.relay.records import Place
from bridge.relay.render import UNKNOWN_ROOM

#: Seconds after which a room is told again.
WHILE = 7 * 86_400.0
LONGEST = 160


class Meetings(Protocol):
    """Which terms were explained in which room."""

    async def first(self, room: int, term: str, message: str, within: float) -> bool:
        """Whether a room was not told of a term within so many seconds, except under this very message.

        Where it was not, it counts as told from now on.
        """
        ...


class Explaining:
    """Finds the one note, if any, that a room is shown under a message."""

    def __init__(self, meetings: Meetings) -> None:
        self._meetings = meetings

    async def line(self, place: Place, message: str, interpretation: Interpretation) -> Text:
        """The note for a shared room, in the language in which it reads the translation; empty where there is none.

        `message` is the platform's identity of the message.
        """
        language = _translated_into(place.languages or UNKNOWN_ROOM, interpretation)
        if language is None:
            return Text()
        for note in interpretation.notes:
            words = _words(note, language)
            if words and await self._meetings.first(place.room.id, _key(note), message, WHILE):
                return Text(words)
        return Text()


def _translated_into(languages: Sequence[ReaderLanguage], interpretation: Interpretation) -> ReaderLanguage | None:
    source = interpretation.detection.language.value
    shown = (language for language in languages if language in interpretation.versions and language.model != source)
    return next(shown, None)


def _words(note: TermNote, language: ReaderLanguage) -> str:
    meaning = note.note_en if language is ReaderLanguage.ENGLISH else note.note_zh
    if not meaning:
        return ""
    literal = f" ({note.literal})" if note.literal else ""
    line = f"{note.form}{literal}: {meaning}"
    if language is ReaderLanguage.TRADITIONAL:
        line = convert(line, ChineseScript.TRADITIONAL, [(0, len(note.form))])
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def _key(note: TermNote) -> str:
    """The same explanation is the same term, however its form was stretched."""
    return hashlib.blake2b(f"{note.note_en}\0{note.note_zh}".encode("utf-8", "replace"), digest_size=12).hexdigest()
