"""Takes a text apart into what is translated and what is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from bridge.chat.reader import ModelLanguage
from bridge.chat.text import Text
from bridge.language.language import Language
from bridge.translation import sentences, switches
from bridge.translation.embedded import LETTER, language_of, size, with_foreign_words
from bridge.translation.placeholder import COUNT
from bridge.translation.span import LOOSE, Kind, Span, between, holding

#: English sentences of so many characters together go to the model as one: chrF of the lines concerned rises by 0.6,
#: while Chinese ones lose 1.5 by it (the starter on dev.tsv).
_TOGETHER = 50
_WORDY = re.compile(r"[^\W_]")
#: What sets a term at the edge of a sentence off from it.
_AFTER_TERM = re.compile(r"\s*(?:[,，、；;~～—]|\.{2,}|…)[\s,，、~～—.…]*")
_BEFORE_TERM = re.compile(r"[\s,，、~～—.…]*(?:[,，、；;~～—]|\.{2,}|…)\s*$")
_BULLET = re.compile(r"[ \t]*(?:(?:[-*•·>]|\d{1,2}[.)]|[（(]\d{1,2}[)）])[ \t]+|\d{1,2}、[ \t]*)")


@dataclass(frozen=True, slots=True)
class Literal:
    """White space, marks, digits, or a sentence in the reader's own language (`kept`)."""

    start: int
    end: int
    text: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence, or a part of one, for the model: text and protected spans in turn.

    `capital`: an English translation begins with a capital.
    """

    start: int
    end: int
    parts: tuple[str | Span, ...]
    source: ModelLanguage
    capital: bool

    @property
    def spans(self) -> tuple[Span, ...]:
        """The protected spans among the parts."""
        return tuple(part for part in self.parts if isinstance(part, Span))

    @property
    def words(self) -> str:
        """The text without the spans."""
        return " ".join(part for part in self.parts if isinstance(part, str))


Piece = Literal | Span | Clause


def plan(
    text: Text, spans: Sequence[Span], source: Language, target: ModelLanguage, fits: Callable[[str], bool]
) -> list[Piece]:
    """All of a text in pieces, in order. `fits` tells whether a string is short enough for the model."""
    pieces: list[Piece] = []
    for start, end, own in _lines(text.plain, spans):
        pieces += _line(text, start, end, own, source, target, fits)
        if end < len(text.plain):
            pieces.append(Literal(end, end + 1, "\n"))
    return pieces


def _lines(plain: str, spans: Sequence[Span]) -> Iterator[tuple[int, int, Sequence[Span]]]:
    """(start, end, spans) of each line; a line break inside a protected span ends no line."""
    start = 0
    for match in re.finditer("\n", plain):
        if not holding(spans, match.start()):
            yield start, match.start(), between(spans, start, match.start())
            start = match.end()
    yield start, len(plain), between(spans, start, len(plain))


def _line(
    text: Text,
    start: int,
    end: int,
    spans: Sequence[Span],
    source: Language,
    target: ModelLanguage,
    fits: Callable[[str], bool],
) -> Iterator[Piece]:
    plain = text.plain
    at = start
    bullet = _BULLET.match(plain, start, end)
    if bullet and not any(span.start < bullet.end() for span in spans) and bullet.end() < end:
        yield Literal(start, bullet.end(), bullet.group(), kept=True)
        at = bullet.end()
    whole = sentences.split(plain, at, end, spans)
    if source is Language.EN:
        whole = sentences.together(whole, spans, _TOGETHER)
    for left, right in whole:
        own = between(spans, left, right)
        parts = sentences.shorten(plain, left, right, own, partial(_fit, plain, own, fits))
        if source is Language.MIXED:
            parts = [part for a, b in parts for part in switches.cut(plain, a, b, own, target)]
        for order, (first, last) in enumerate(parts):
            if at < first:
                yield Literal(at, first, plain[at:first])
            inner = between(own, first, last)
            yield from _pieces(plain, first, last, inner, source, target, begins=order == 0)
            at = last
    if at < end:
        yield Literal(at, end, plain[at:end])


def _fit(plain: str, spans: Sequence[Span], fits: Callable[[str], bool], start: int, end: int) -> bool:
    inner = between(spans, start, end)
    if not inner:
        return fits(plain[start:end])
    return len(inner) <= COUNT and fits(
        "".join(part if isinstance(part, str) else "⟦0⟧" for part in _items(plain, start, end, inner))
    )


def _items(plain: str, start: int, end: int, spans: Sequence[Span]) -> list[str | Span]:
    """Text and spans in turn, from one offset to another."""
    items: list[str | Span] = []
    at = start
    for span in spans:
        if at < span.start:
            items.append(plain[at : span.start])
        items.append(span)
        at = span.end
    if at < end:
        items.append(plain[at:end])
    return items


def _pieces(
    plain: str,
    start: int,
    end: int,
    spans: Sequence[Span],
    source: Language,
    target: ModelLanguage,
    *,
    begins: bool,
) -> Iterator[Piece]:
    """The pieces of one sentence."""
    items = _items(plain, start, end, spans)
    words = " ".join(item for item in items if isinstance(item, str))
    language = language_of(words, source)
    if language is None or language == target:
        yield from _unmoved(items, start, kept=language is not None)
        return
    items = list(with_foreign_words(items, start, language))
    first, last = 0, len(items)
    while first < last and _is_loose(items[first]):
        first += 1
    while last > first and _is_loose(items[last - 1]):
        last -= 1
    first, last = _without_terms(items, first, last)
    lead, core, trail = items[:first], items[first:last], items[last:]
    yield from _unmoved(lead, start)
    at = start + sum(map(size, lead))
    behind = at + sum(map(size, core))
    if any(isinstance(item, str) and LETTER[language].search(item) for item in core):
        yield from _clause(core, at, language, begins=begins)
    else:
        yield from _unmoved(core, at)
    yield from _unmoved(trail, behind)


def _without_terms(items: list[str | Span], first: int, last: int) -> tuple[int, int]:
    """The range from `first` to `last` without terms at its edges that a comma sets off: they need no grammar.

    Texts among `items` are cut where the comma ends or begins.
    """
    while last - first > 1 and _is_term(items[first]):
        text = items[first + 1]
        mark = _AFTER_TERM.match(text) if isinstance(text, str) else None
        if mark is None or not isinstance(text, str):
            break
        first += 2
        if mark.end() < len(text):
            items[first - 1 : first] = [text[: mark.end()], text[mark.end() :]]
            last += 1
    while last - first > 1 and _is_term(items[last - 1]):
        text = items[last - 2]
        mark = _BEFORE_TERM.search(text) if isinstance(text, str) else None
        if mark is None or not isinstance(text, str):
            break
        last -= 2
        if mark.start():
            items[last : last + 1] = [text[: mark.start()], text[mark.start() :]]
            last += 1
    return first, last


def _is_term(item: str | Span) -> bool:
    return isinstance(item, Span) and item.kind is Kind.TERM


def _clause(items: list[str | Span], start: int, language: ModelLanguage, *, begins: bool) -> Iterator[Piece]:
    end = start + sum(map(size, items))
    head = items[0]
    if isinstance(head, str) and (before := len(head) - len(head.lstrip())):
        yield Literal(start, start + before, head[:before])
        items[0], start = head[before:], start + before
    tail = items[-1]
    space = ""
    if isinstance(tail, str):
        bare = tail.rstrip()
        items[-1], space = bare, tail[len(bare) :]
        end -= len(space)
    yield Clause(start, end, tuple(items), language, capital=begins and isinstance(items[0], str))
    if space:
        yield Literal(end, end + len(space), space)


def _unmoved(items: Sequence[str | Span], start: int, *, kept: bool = False) -> Iterator[Piece]:
    for item in items:
        if isinstance(item, Span):
            yield item
        else:
            yield Literal(start, start + len(item), item, kept)
        start += size(item)


def _is_loose(item: str | Span) -> bool:
    return item.kind in LOOSE if isinstance(item, Span) else not _WORDY.search(item)
