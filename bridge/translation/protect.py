"""Finds what must come out of a translation as it went in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import PROTECTED, Entity, EntityKind, Text
from bridge.glossary.term import Action, Hit
from bridge.language.chinese import convert, script_of
from bridge.language.language import ChineseScript
from bridge.translation import laughter
from bridge.translation.emoji import kaomoji
from bridge.translation.patterns import HINT, WORDLESS, kind_of
from bridge.translation.span import Kind, Span

_OF_ENTITY = {
    EntityKind.CODE: Kind.CODE,
    EntityKind.PRE: Kind.CODE,
    EntityKind.MENTION: Kind.MENTION,
    EntityKind.HASHTAG: Kind.HASHTAG,
    EntityKind.CUSTOM_EMOJI: Kind.EMOJI,
}
#: Inside these no term counts: a word in an address is no slang.
_STRONGER_THAN_TERMS = frozenset({Kind.URL, Kind.EMAIL, Kind.MENTION, Kind.HASHTAG, Kind.CODE, Kind.COMMAND})
_LARGE = re.compile(r"(?<![A-Za-z0-9.])(\d+(?:\.\d+)?)(万|亿|萬|億)(?!元|块|美|欧|英|日元|港|台|人民|韩)")


class Taken:
    """Which characters of a text a span has already."""

    def __init__(self, size: int) -> None:
        self._mask = bytearray(size)

    def take(self, start: int, end: int) -> bool:
        """Take a range if all of it is free."""
        if start >= end or self._mask.find(1, start, end) >= 0:
            return False
        self._mask[start:end] = b"\1" * (end - start)
        return True


def spans(
    text: Text, hits: Sequence[Hit] = (), *, target: ReaderLanguage, links: Sequence[Span] = ()
) -> tuple[list[Span], list[Hit]]:
    """All protected spans of a text, in order, none overlapping, and the hits that count.

    `links` (their text translated already) and entities come first, then addresses and names, then glossary hits, then
    the rest. A term to be paraphrased makes no span: see `paraphrase`.
    """
    search = _Search(text)
    search.given(links)
    weaker = search.wordless()
    search.terms(hits, target)
    search.looks()
    search.respelt(target)
    search.rest(weaker)
    search.found.sort(key=lambda span: span.start)
    return search.found, search.hits


class _Search:
    """Spans found so far in one text; whoever comes first has the characters."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._plain = text.plain
        self._taken = Taken(len(text.plain))
        self.found: list[Span] = []
        self.hits: list[Hit] = []

    def _add(self, start: int, end: int, kind: Kind, output: Text | None = None) -> bool:
        if not self._taken.take(start, end):
            return False
        self.found.append(Span(start, end, kind, inside(self._text, start, end) if output is None else output))
        return True

    def given(self, links: Sequence[Span]) -> None:
        """Links, and what the platform or the writer marked."""
        for span in links:
            self._add(span.start, span.end, span.kind, span.output)
        for entity in self._text.entities:
            if entity.kind in PROTECTED:
                self._add(entity.start, entity.end, _OF_ENTITY[entity.kind])

    def wordless(self) -> list[tuple[int, int, Kind]]:
        """Addresses and names; returns what is weaker than a term."""
        later: list[tuple[int, int, Kind]] = []
        if HINT.search(self._plain):
            for match in WORDLESS.finditer(self._without_cheeks()):
                kind = kind_of(match)
                if kind in _STRONGER_THAN_TERMS:
                    self._add(match.start(), match.end(), kind)
                else:
                    later.append((match.start(), match.end(), kind))
        return later

    def _without_cheeks(self) -> str:
        """The text, the backticks in faces like (´･ω･`) made into something that begins no code."""
        plain = self._plain
        if "`)" in plain or "`）" in plain:
            for start, end in kaomoji(plain):
                if plain[start:end].count("`") == 1:
                    plain = plain[:start] + plain[start:end].replace("`", "\u00b4") + plain[end:]
        return plain

    def terms(self, hits: Sequence[Hit], target: ReaderLanguage) -> None:
        """Glossary hits."""
        for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
            if hit.term.action is Action.REPLACE:
                counts = self._add(hit.start, hit.end, Kind.TERM, Text(in_script(hit.term.text, target)))
            elif hit.term.action is Action.KEEP:
                counts = self._add(hit.start, hit.end, Kind.TERM)
            else:
                counts = self._taken.take(hit.start, hit.end)
            if counts:
                self.hits.append(hit)

    def looks(self) -> None:
        """Kaomoji."""
        if any(opening in self._plain for opening in "(（ʕ꒰"):
            for start, end in kaomoji(self._plain):
                self._add(start, end, Kind.EMOTICON)

    def respelt(self, target: ReaderLanguage) -> None:
        """What readers of the target spell otherwise: laughter, large numbers."""
        for match in laughter.foreign_to(target.model).finditer(self._plain):
            spelt = in_script(laughter.translated(match.group(), target.model), target)
            self._add(match.start(), match.end(), Kind.LAUGHTER, Text(spelt))
        if target is ReaderLanguage.ENGLISH:
            for match in _LARGE.finditer(self._plain):
                self._add(match.start(), match.end(), Kind.NUMBER, Text(in_english(match.group(1), match.group(2))))

    def rest(self, weaker: Sequence[tuple[int, int, Kind]]) -> None:
        """Emoji, numbers, signs; where a stronger span took a part, what is left."""
        for start, end, kind in weaker:
            if not self._add(start, end, kind):
                for left, right in list(_left_over(self.found, start, end)):
                    self._add(left, right, kind)


def _left_over(found: Sequence[Span], start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for span in sorted((s for s in found if s.start < end and s.end > start), key=lambda span: span.start):
        if at < span.start:
            yield at, span.start
        at = max(at, span.end)
    if at < end:
        yield at, end


def inside(text: Text, start: int, end: int) -> Text:
    """A part of a text with the entities that lie within it."""
    return Text.of(text.plain[start:end], (e.moved(-start) for e in text.entities if within(e, start, end)))


def within(entity: Entity, start: int, end: int) -> bool:
    """Whether all of an entity lies between two offsets."""
    return start <= entity.start and entity.end <= end


def in_script(text: str, target: ReaderLanguage) -> str:
    """Chinese as the reader writes it; English as it is."""
    return convert(text, ChineseScript.TRADITIONAL) if target is ReaderLanguage.TRADITIONAL else text


def in_readers_script(text: str, target: ReaderLanguage) -> str:
    """Somebody's Chinese as the reader writes it, touched only where it is in the other script."""
    wanted = {
        ReaderLanguage.SIMPLIFIED: ChineseScript.SIMPLIFIED,
        ReaderLanguage.TRADITIONAL: ChineseScript.TRADITIONAL,
    }.get(target)
    if wanted is None or script_of(text) in {wanted, ChineseScript.EITHER}:
        return text
    return convert(text, wanted)


def in_english(digits: str, unit: str) -> str:
    """7万 as 70,000 and 1.5亿 as 150,000,000: English counts in thousands, and a model gets it wrong."""
    whole, _, fraction = digits.partition(".")
    zeros = 4 if unit in "万萬" else 8
    if len(fraction) > zeros or len(whole) > 12:
        return digits + unit
    return f"{int(whole + fraction.ljust(zeros, '0')):,}"
