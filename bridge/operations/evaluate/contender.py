"""What is measured: a package by itself, or the whole way of a message with it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Protocol

from bridge.chat.reader import ModelLanguage, ReaderLanguage
from bridge.chat.text import Text
from bridge.glossary.books import Books
from bridge.glossary.finder import Finder, NoTerms, Scope
from bridge.glossary.packs import builtin
from bridge.language.detect import Detector
from bridge.language.language import Detection, Language
from bridge.operations.evaluate.errors import EvaluationError
from bridge.relay.interpreting import Interpreting
from bridge.translation import guard
from bridge.translation.argos import Models
from bridge.translation.batch import TranslationFailed
from bridge.translation.engine import GENTLE, STRICT, Decoding, Draft, Engine
from bridge.translation.engines import Engines
from bridge.translation.guard import Fault
from bridge.translation.interpreter import Interpreter
from bridge.translation.memory import Memory
from bridge.translation.opening import opened
from bridge.translation.package import Package
from bridge.translation.packages import Packages
from bridge.translation.placeholder import Lettered, Placeholders
from bridge.translation.translation import Outcome

HERE = Scope()


class Way(StrEnum):
    """How a text gets to its translation."""

    MODEL = "model"
    """The model alone: no sentences, no protection, no terms, no second try."""
    PIPELINE = "pipeline"
    """The whole interpreter, without the glossary."""
    GLOSSARY = "glossary"
    """The whole interpreter, with the terms in the box."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A translation; `fault` is the guard's word for what was wrong with it, "" for nothing (see `guard.Fault`).

    The pipeline shows the original, whole or in part, where there is a fault.
    """

    text: str
    fault: str = ""


class Contender(Protocol):
    """Translates texts, many at a time."""

    async def translate(self, texts: Sequence[str], *, detect: bool = False) -> list[Answer]:
        """Translate, in order. `detect`: find the language out, as of a member's first message, rather than know it."""
        ...


class OnlyOne(Packages):
    """Packages of which there is one."""

    def __init__(self, package: Package) -> None:
        super().__init__(Path("none"))
        self._package = package

    def translating(self, source: str, target: str) -> list[Package]:
        """The one, if it translates in this direction."""
        metadata = self._package.metadata
        return [self._package] if (metadata.source, metadata.target) == (source, target) else []


class Counting:
    """An engine that counts the sentences which the guard sent back for a stricter try."""

    def __init__(self, engine: Engine) -> None:
        self.name = engine.name
        self.source: ModelLanguage = engine.source
        self.target: ModelLanguage = engine.target
        self.limit = engine.limit
        self.workers = engine.workers
        self.placeholders: Placeholders = engine.placeholders
        self.pieces = engine.pieces
        self.strict = 0
        self._engine = engine

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[Draft]:
        """See `Engine.translate`."""
        if decoding == STRICT:
            self.strict += len(sentences)
        return self._engine.translate(sentences, decoding)


class Bench:
    """One package, loaded once, and all ways to use it. Use `close` at the end."""

    def __init__(self, package: Package) -> None:
        """Load it; raises `EvaluationError` or `PackageError`."""
        metadata = package.metadata
        self.package = package
        self.engine = Counting(opened(package, Models()))
        self.source, self.target = self.engine.source, self.engine.target
        if self.source == self.target:
            raise EvaluationError(f"{package.name} translates {metadata.source} into itself.")
        self._engines = Engines(OnlyOne(package), load=lambda _: self.engine)
        self._interpreter = Interpreter(OnlyOne(package), engines=self._engines, memory=Memory(entries=0))

    def contender(self, way: Way) -> Contender:
        """One way to use the package."""
        match way:
            case Way.MODEL:
                return Alone(self._engines, self.source, self.target)
            case Way.PIPELINE:
                return Pipeline(self._interpreter, self.source, self.target, NoTerms())
            case Way.GLOSSARY:
                return Pipeline(self._interpreter, self.source, self.target, Books(builtin()))

    @contextmanager
    def lettered(self) -> Iterator[None]:
        """Use the package as if it had no placeholders of its own."""
        own, self.engine.placeholders = self.engine.placeholders, Lettered()
        try:
            yield
        finally:
            self.engine.placeholders = own

    async def close(self) -> None:
        """Let go of threads and model."""
        await self._interpreter.close()


class Alone:
    """A model by itself, with the queue before it."""

    def __init__(self, engines: Engines, source: ModelLanguage, target: ModelLanguage) -> None:
        self._engines = engines
        self._source: ModelLanguage = source
        self._target: ModelLanguage = target

    async def translate(self, texts: Sequence[str], *, detect: bool = False) -> list[Answer]:
        """See `Contender.translate`; a text that is too long for the model has no translation."""
        del detect
        direction = await self._engines.direction(self._source, self._target)
        if direction is None:
            raise EvaluationError(f"Nothing translates {self._source} into {self._target}.")
        futures = [direction.batcher.submit(text, GENTLE) for text in texts]
        drafts = await asyncio.gather(*futures, return_exceptions=True)
        return [self._answer(text, draft) for text, draft in zip(texts, drafts, strict=True)]

    def _answer(self, text: str, draft: Draft | BaseException) -> Answer:
        if isinstance(draft, TranslationFailed):
            return Answer("", Fault.FAILED)
        if isinstance(draft, BaseException):
            raise draft
        return Answer(draft.text, guard.judge(text, draft.text, draft, self._target) or "")


class Pipeline:
    """The way of a message: what the relay does with its text."""

    def __init__(self, interpreter: Interpreter, source: ModelLanguage, target: ModelLanguage, finder: Finder) -> None:
        self._source = Language(source)
        self._target = ReaderLanguage.ENGLISH if target == "en" else ReaderLanguage.SIMPLIFIED
        self._finder = finder
        self._detector = Detector()
        self._interpreting = Interpreting(self._detector, finder, interpreter)

    async def translate(self, texts: Sequence[str], *, detect: bool = False) -> list[Answer]:
        """See `Contender.translate`; texts are translated beside each other, as those of many rooms are."""
        return list(await asyncio.gather(*(self._one(text, detect=detect) for text in texts)))

    async def _one(self, text: str, *, detect: bool) -> Answer:
        detection = Detection(self._source)
        if detect:
            terms = partial(self._finder.is_chinese, scope=HERE)
            detection = self._detector.detect(text, latin_terms=terms)
        hits = await self._interpreting.hits(text, detection, HERE)
        result = await self._interpreting.translated(Text(text), detection, self._target, hits, HERE)
        fault = result.reason or (result.outcome if result.outcome is Outcome.NO_PACKAGE else "")
        return Answer(result.text.plain, fault)
