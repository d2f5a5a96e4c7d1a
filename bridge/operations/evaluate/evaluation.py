"""Measures packages in every way that they can be used."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import ctranslate2

from bridge.chat.reader import ModelLanguage
from bridge.operations.evaluate.contender import Bench, Contender, Way
from bridge.operations.evaluate.protection import Protection, protection
from bridge.operations.evaluate.quality import Quality, quality
from bridge.operations.evaluate.resident import resident
from bridge.operations.evaluate.speed import WAITING, Speed, speed
from bridge.operations.evaluate.texts import Pair, TermLine
from bridge.translation.package import Package
from bridge.translation.placeholder import Reserved

#: Told what is being measured, as a person may read it.
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure, and how thoroughly; what there are no texts for, or no messages, is left out.

    `alone` messages are translated one by one, the best of `rounds` counts, `messages` are made up for protection.
    """

    pairs: Sequence[Pair] = ()
    terms: Sequence[TermLine] = ()
    ways: Sequence[Way] = tuple(Way)
    alone: int = 200
    rounds: int = 3
    messages: int = 500
    memory: bool = True


@dataclass(frozen=True, slots=True)
class Terms:
    """Lines whose term was rendered acceptably, of all lines; `missed` holds line, term and translation of the rest."""

    lines: int
    right: int
    missed: tuple[tuple[str, str, str], ...] = ()

    @property
    def accuracy(self) -> float:
        """The share that is right, 0 to 1."""
        return self.right / self.lines if self.lines else 1.0


@dataclass(frozen=True, slots=True)
class Figures:
    """One package used in one way.

    `faults` counts answers by the guard's word for what was wrong with them (of a model alone: what the guard would
    have stopped). `retried` counts sentences that were translated again, more strictly.
    """

    package: str
    source: ModelLanguage
    target: ModelLanguage
    way: Way
    lines: int = 0
    quality: Quality | None = None
    faults: dict[str, int] = field(default_factory=dict)
    retried: int = 0
    speed: Speed | None = None
    terms: Terms | None = None


@dataclass(frozen=True, slots=True)
class PackageFigures:
    """One package, however it is used. `megabytes` (10^6 bytes) on disk, `memory` in a process, None if not measured.

    `workers` is how many batches it translates beside each other, as was found best when it was loaded.
    `protection` is by placeholders: "reserved" (the package's own) and "lettered" (as for packages without).
    """

    package: str
    source: ModelLanguage
    target: ModelLanguage
    megabytes: float
    workers: int
    memory: float | None = None
    protection: dict[str, Protection] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures, and the machine that they belong to."""

    figures: list[Figures]
    packages: list[PackageFigures]
    machine: dict[str, str]


async def evaluate(packages: Sequence[Package], plan: Plan, tell: Tell = lambda _: None) -> Evaluation:
    """Measure packages one after the other; raises `EvaluationError` or `PackageError` if one cannot be."""
    figures: list[Figures] = []
    summaries: list[PackageFigures] = []
    for package in packages:
        bench = Bench(package)
        try:
            for way in plan.ways:
                tell(f"{package.name}, {way}")
                figures.append(await _used(bench, way, plan))
            tell(f"{package.name}, protection and memory")
            summaries.append(await _summary(bench, plan))
        finally:
            await bench.close()
    machine = {
        "processor": platform.processor() or platform.machine(),
        "python": platform.python_version(),
        "ctranslate2": ctranslate2.__version__,
        "waiting": str(WAITING),
    }
    return Evaluation(figures, summaries, machine)


async def _used(bench: Bench, way: Way, plan: Plan) -> Figures:
    contender = bench.contender(way)
    measured, taken = None, None
    faults: Counter[str] = Counter()
    before = bench.engine.strict
    if plan.pairs:
        texts = [pair.side(bench.source) for pair in plan.pairs]
        answers = [
            answer
            for start in range(0, len(texts), WAITING)
            for answer in await contender.translate(texts[start : start + WAITING])
        ]
        faults.update(answer.fault for answer in answers if answer.fault)
        references = [pair.side(bench.target) for pair in plan.pairs]
        measured = quality([answer.text for answer in answers], references, bench.target)
    retried = bench.engine.strict - before
    terms = [term for term in plan.terms if term.target == bench.target]
    found = await _terms(contender, terms) if terms else None
    if plan.pairs and plan.rounds:
        taken = await speed(contender, texts, alone=plan.alone, rounds=plan.rounds)
    return Figures(
        bench.package.name,
        bench.source,
        bench.target,
        way,
        len(plan.pairs),
        measured,
        dict(sorted(faults.items())),
        retried,
        taken,
        found,
    )


async def _terms(contender: Contender, terms: Sequence[TermLine]) -> Terms:
    answers = await contender.translate([term.line for term in terms], detect=True)
    missed = [
        (term.line, term.term, answer.text)
        for term, answer in zip(terms, answers, strict=True)
        if not term.is_right(answer.text)
    ]
    return Terms(len(terms), len(terms) - len(missed), tuple(missed))


async def _summary(bench: Bench, plan: Plan) -> PackageFigures:
    kept: dict[str, Protection] = {}
    if plan.messages:
        own = isinstance(bench.engine.placeholders, Reserved)
        through = bench.contender(Way.PIPELINE)
        kept["reserved" if own else "lettered"] = await protection(through, bench.source, count=plan.messages)
        if own:
            with bench.lettered():
                kept["lettered"] = await protection(through, bench.source, count=plan.messages)
    memory = await resident(bench.package) if plan.memory else None
    size = round(bench.package.size / 1e6, 1)
    return PackageFigures(bench.package.name, bench.source, bench.target, size, bench.engine.workers, memory, kept)
