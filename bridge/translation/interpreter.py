"""Turns a text in one language into a translation."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from types import TracebackType
from typing import Self

from bridge.chat.reader import ModelLanguage, ReaderLanguage
from bridge.chat.text import Entity, EntityKind, Text
from bridge.glossary.term import Action, Hit
from bridge.language.chinese import script_of
from bridge.language.language import ChineseScript, Language
from bridge.translation import protect
from bridge.translation.attempt import Attempt
from bridge.translation.engines import Direction, Engines
from bridge.translation.guard import Fault
from bridge.translation.memory import Memory
from bridge.translation.packages import Packages
from bridge.translation.paraphrase import Paraphrase
from bridge.translation.plan import Clause, Piece, plan
from bridge.translation.saying import Saying
from bridge.translation.span import Kind, Span
from bridge.translation.translation import Outcome, Request, Translation
from bridge.translation.weave import Answer, weave

#: Longer texts (characters) are taken apart in a thread, since that takes more than a few milliseconds.
_LONG = 1_500
#: So many requests of `translate_many` are under way at once.
_AT_ONCE = 256
#: If more than this share of what should be translated is refused, all of it is.
_REFUSED_SHARE = 1 / 3
_ADDRESS = re.compile(r"\S+\.\S+|\S+://\S+")


class Interpreter:
    """The way of a text: terms, protection, sentences, model, guard, and back.

    Use it as an asynchronous context manager, or `close` it. Safe for any number of tasks of one event loop.
    """

    def __init__(self, packages: Packages, *, memory: Memory | None = None, engines: Engines | None = None) -> None:
        self._engines = engines or Engines(packages)
        self._memory = Memory() if memory is None else memory

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Let go of threads and models."""
        await asyncio.to_thread(self._engines.close)

    async def load(self) -> dict[tuple[ModelLanguage, ModelLanguage], str]:
        """Load both directions now rather than with the first message; returns the packages' names, "" for none."""
        names: dict[tuple[ModelLanguage, ModelLanguage], str] = {}
        directions: tuple[tuple[ModelLanguage, ModelLanguage], ...] = (("zh", "en"), ("en", "zh"))
        for source, target in directions:
            direction = await self._engines.direction(source, target)
            names[source, target] = direction.engine.name if direction else ""
        return names

    async def translate(
        self, text: Text, source: Language | ModelLanguage, target: ReaderLanguage, hits: Sequence[Hit] = ()
    ) -> Translation:
        """Translate a text. `hits` are spans (code points) in `text.plain`; where two overlap the first wins.

        Never raises for whatever the text holds: see `Outcome`.
        """
        language = Language(source)
        if language in {Language.OTHER, Language.NONE} and hits:
            language = Language(hits[0].term.source)
        if language in {Language.OTHER, Language.NONE} or language == target.value or not text.plain.strip():
            return Translation(text, target, Outcome.UNCHANGED)
        return await self._translated(text, language, target, hits)

    async def translate_many(self, requests: Iterable[Request]) -> list[Translation]:
        """Translate many texts, in order; their sentences share batches."""
        waiting = list(requests)
        results: list[Translation] = []
        for start in range(0, len(waiting), _AT_ONCE):
            part = waiting[start : start + _AT_ONCE]
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(self.translate(r.text, r.source, r.target, r.hits)) for r in part]
            results += [task.result() for task in tasks]
        return results

    async def _translated(
        self, text: Text, language: Language, target: ReaderLanguage, hits: Sequence[Hit], *, begins: bool = True
    ) -> Translation:
        """`begins`: the text is no part of a longer sentence."""
        source: ModelLanguage = "zh" if target is ReaderLanguage.ENGLISH else "en"
        direction = None
        if language != target.model:
            direction = await self._engines.direction(source, target.model)
        links, linked = await self._links(text, language, target, hits)
        work = (text, language, target, hits, links, direction)
        prepared = await asyncio.to_thread(_prepared, *work) if len(text) > _LONG else _prepared(*work)
        plain, pieces, counting, sayings = prepared
        counting += linked
        if not begins:
            pieces = [replace(piece, capital=False) if isinstance(piece, Clause) else piece for piece in pieces]
        clauses = [piece for piece in pieces if isinstance(piece, Clause)]
        if clauses and direction is None:
            return Translation(text, target, Outcome.NO_PACKAGE)
        answers: list[Answer | Fault] = []
        if clauses and direction is not None:
            traditional = script_of(text.plain) is ChineseScript.TRADITIONAL
            attempt = Attempt(direction, self._memory, target, traditional=traditional, sayings=sayings)
            answers = await _all(attempt, clauses)
        faults = [answer for answer in answers if isinstance(answer, Fault)]
        if faults and _too_many(clauses, answers):
            return Translation(text, target, Outcome.REFUSED, faults[0], package=_name(direction))
        kept = [None if isinstance(answer, Fault) else answer for answer in answers]
        woven = (
            await asyncio.to_thread(weave, plain, target, pieces, kept)
            if len(text) > _LONG
            else weave(plain, target, pieces, kept)
        )
        reason = faults[0] if faults else ""
        if answers:
            return Translation(woven, target, Outcome.TRANSLATED, reason, tuple(counting), _name(direction))
        if counting:
            return Translation(woven, target, Outcome.GLOSSARY, "", tuple(counting))
        if woven.plain == text.plain:
            return Translation(text, target, Outcome.UNCHANGED)
        return Translation(woven, target, Outcome.TRANSLATED)

    async def _links(
        self, text: Text, language: Language, target: ReaderLanguage, hits: Sequence[Hit]
    ) -> tuple[list[Span], list[Hit]]:
        """The links of a text, words translated and address kept, and the hits that counted in them."""
        spans: list[Span] = []
        counting: list[Hit] = []
        for link in text.entities:
            if link.kind is not EntityKind.LINK:
                continue
            inner = text.cut(link.start, link.end)
            if not link.value or _ADDRESS.fullmatch(inner.plain.strip()):
                spans.append(Span(link.start, link.end, Kind.URL, protect.inside(text, link.start, link.end)))
                continue
            words = Text.of(inner.plain, (e for e in _inner(text, link) if e.kind is not EntityKind.LINK))
            own = [Hit(h.start - link.start, h.end - link.start, h.term) for h in hits if _covers(link, h)]
            begins = not text.plain[: link.start].strip()
            result = await self._translated(words, language, target, own, begins=begins)
            spans.append(Span(link.start, link.end, Kind.LINK, result.text.wrapped(EntityKind.LINK, link.value)))
            counting += [Hit(h.start + link.start, h.end + link.start, h.term) for h in result.hits]
        return spans, counting


def _prepared(
    text: Text,
    language: Language,
    target: ReaderLanguage,
    hits: Sequence[Hit],
    links: Sequence[Span],
    direction: Direction | None,
) -> tuple[Text, list[Piece], list[Hit], Sequence[Saying]]:
    """The text with terms paraphrased, its pieces, the hits that count, and what was said plainly."""
    spans, counting = protect.spans(text, hits, target=target, links=links)
    plain = text
    sayings: Sequence[Saying] = ()
    if any(hit.term.action is Action.PARAPHRASE for hit in counting):
        said = Paraphrase(text, counting)
        plain, sayings = said.text, said.sayings
        spans, _ = protect.spans(plain, said.hits, target=target, links=[said.span(link) for link in links])
    fits = partial(_fits, direction)
    return plain, plan(plain, spans, language, target.model, fits), counting, sayings


def _fits(direction: Direction | None, part: str) -> bool:
    if direction is None:
        return True
    limit = direction.engine.limit - 2
    # A piece is a byte at least.
    return (
        len(part) * 3 <= limit or len(part.encode(errors="replace")) <= limit or direction.engine.pieces(part) <= limit
    )


async def _all(attempt: Attempt, clauses: Sequence[Clause]) -> list[Answer | Fault]:
    if len(clauses) == 1:
        return [await attempt.clause(clauses[0])]
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(attempt.clause(clause)) for clause in clauses]
    return [task.result() for task in tasks]


def _too_many(clauses: Sequence[Clause], answers: Sequence[Answer | Fault]) -> bool:
    sizes = [clause.end - clause.start for clause in clauses]
    refused = sum(size for size, answer in zip(sizes, answers, strict=True) if isinstance(answer, Fault))
    return refused > _REFUSED_SHARE * sum(sizes)


def _name(direction: Direction | None) -> str:
    return direction.engine.name if direction else ""


def _covers(entity: Entity, hit: Hit) -> bool:
    return entity.start <= hit.start and hit.end <= entity.end


def _inner(text: Text, outer: Entity) -> list[Entity]:
    return [e.moved(-outer.start) for e in text.entities if protect.within(e, outer.start, outer.end)]
