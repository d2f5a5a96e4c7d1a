"""`/slang FORM`, `/slang list`, `/slang search`: looking terms up."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bridge.chat.reader import ReaderLanguage
from bridge.commands.command import Answer, CommandError
from bridge.commands.slang_asking import IN_FORCE, Asking, line_of
from bridge.glossary.books import Book
from bridge.glossary.entry import Entry
from bridge.glossary.fold import fold
from bridge.glossary.keeping import Glossary
from bridge.glossary.notation import write_term
from bridge.glossary.term import Term, Tone
from bridge.i18n import Phrases

PAGE = 25
FOUND = 20


class Show:
    """What a form means, from whichever book."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary

    async def answer(self, asking: Asking) -> Answer:
        """The term that wins here, with its note."""
        form = asking.rest.strip("“”\"' ")
        terms = self._glossary.books.named(form, asking.scope)
        if not terms:
            phrase = "Nobody has explained “{form}” yet. /slang add {form} = TRANSLATION does."
            raise CommandError(asking.phrases(phrase, form=form[:40]))
        entries = await self._glossary.terms.entries(asking.rooms, IN_FORCE)
        return Answer("\n\n".join(self._told(asking, term, entries) for term in terms[:2]))

    @staticmethod
    def _told(asking: Asking, term: Term, entries: Sequence[Entry]) -> str:
        phrases = asking.phrases
        entry = next((one for one in entries if one.term == term), None)
        if entry is None:
            where = phrases("built-in")
        else:
            where = phrases("#{number}, by {name}", number=entry.id, name=entry.by)
        return "\n".join([write_term(term), *described(term, asking.request.language, phrases), f"({where})"])


class List:
    """The conversation's own terms."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary

    async def answer(self, asking: Asking) -> Answer:
        """A page of them, the newest first."""
        phrases = asking.phrases
        entries = await self._glossary.terms.entries(asking.rooms, IN_FORCE)
        if not entries:
            phrase = "This conversation has no terms of its own yet. /slang add FORM = TRANSLATION adds one."
            return Answer(phrases(phrase))
        pages = -(-len(entries) // PAGE)
        page = min(max(int(asking.rest) if asking.rest.isdecimal() and len(asking.rest) < 6 else 1, 1), pages)
        lines = [line_of(entry) for entry in entries[(page - 1) * PAGE : page * PAGE]]
        if page < pages:
            lines.append(
                phrases("Page {page} of {pages}; /slang list {next} goes on.", page=page, pages=pages, next=page + 1)
            )
        return Answer("\n".join(lines))


class Search:
    """Terms by any of their words, from all books that count here."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary

    async def answer(self, asking: Asking) -> Answer:
        """Those whose forms, translation or note hold the words."""
        words = fold(asking.rest.strip())
        if not words:
            raise CommandError(asking.phrases("Write what to look for: /slang search WORD"))
        books = tuple(self._glossary.books.nearest_first(asking.scope))
        # The packs alone take some 25 ms.
        found = await asyncio.to_thread(_found, words, books)
        if not found:
            raise CommandError(asking.phrases("No term has “{words}” in it.", words=asking.rest[:40]))
        lines = [write_term(term) for term in found[:FOUND]]
        if len(found) > FOUND:
            lines.append(asking.phrases("… and {count} more.", count=len(found) - FOUND))
        return Answer("\n".join(lines))


def _found(words: str, books: Sequence[Book]) -> list[Term]:
    return [
        term
        for book in books
        for term in book.terms
        if words in fold(" ".join((*term.forms, term.text, term.note_en, term.note_zh)))
    ]


def described(term: Term, language: ReaderLanguage, phrases: Phrases) -> list[str]:
    """What a curious reader is told of a term, line by line."""
    chinese = language is not ReaderLanguage.ENGLISH
    note = (term.note_zh or term.note_en) if chinese else (term.note_en or term.note_zh)
    lines = [phrases("literally: {words}", words=term.literal)] if term.literal else []
    lines += [note] if note else []
    tone = tone_name(term.tone, phrases)
    return lines + ([tone] if tone else [])


def tone_name(tone: Tone, phrases: Phrases) -> str:
    """How a term sounds, in a word; nothing where it is plain."""
    names = {
        Tone.PLAIN: "",
        Tone.PLAYFUL: phrases("playful"),
        Tone.INTIMATE: phrases("intimate"),
        Tone.RUDE: phrases("rude"),
        Tone.VULGAR: phrases("vulgar"),
        Tone.SLUR: phrases("a slur"),
    }
    return names[tone]
