"""How fast and how good: Magpie's interpreter, CTranslate2 called raw, and Argos Translate, on the same package.

    python tests/benchmarks/engine.py PATH/TO/dev.tsv [--json FILE] [--messages 300] [--rounds 3]

The file holds Chinese TAB English, one pair a line. Every contender translates the same messages with the same
package on the same cores; rounds are interleaved and the best of each counts, since machines are noisy. Argos is run
twice, as it is shipped and with `ARGOS_INTRA_THREADS=1`, each in a process of its own, with its sentence splitter
(which must download) replaced by ours. Translations are remembered by Magpie, so each round gets a fresh memory.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import ctranslate2
import sacrebleu
import sentencepiece
from rich.console import Console
from rich.table import Table

from bridge.app import spare_the_collector
from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import Text
from bridge.language.language import Language
from bridge.translation.engine import GENTLE
from bridge.translation.interpreter import Interpreter
from bridge.translation.memory import Memory
from bridge.translation.package import Package
from bridge.translation.packages import STARTER, Packages
from bridge.translation.punctuation import chinese
from bridge.translation.translation import Request
from bridge.translation.unpack import unpacked

WAITING = 64
DIRECTIONS = (("zh", "en"), ("en", "zh"))
CORES = len(os.sched_getaffinity(0))

#: Awaited inside a running event loop, as the relay does; waiting for what never pauses costs next to nothing.
Translate = Callable[[Sequence[str]], Awaitable[list[str]]]


@dataclass(frozen=True, slots=True)
class Figure:
    """One contender in one direction; processor time is what other programs disturb least."""

    contender: str
    direction: str
    waiting: int
    per_second: float
    median_ms: float
    cpu_ms: float
    chrf: float
    chrf_full_width: float


class Raw:
    """CTranslate2 called directly, with nothing around it but the tokenizer."""

    def __init__(self, package: Package, *, beam: int, inter: int, intra: int, batch: int) -> None:
        files = package.files()
        model = {name.removeprefix("model/"): content for name, content in files.items() if name.startswith("model/")}
        self._translator = ctranslate2.Translator(
            "model", compute_type="auto", inter_threads=inter, intra_threads=intra, files=model
        )
        self._pieces = sentencepiece.SentencePieceProcessor(model_proto=files["sentencepiece.model"])
        self._prefix = [package.metadata.target_prefix]
        self._beam = beam
        self._batch = batch

    async def __call__(self, texts: Sequence[str]) -> list[str]:
        results = self._translator.translate_batch(
            self._pieces.encode(list(texts), out_type=str),
            target_prefix=[self._prefix] * len(texts),
            beam_size=self._beam,
            repetition_penalty=1.1,
            max_batch_size=self._batch,
        )
        return [str(self._pieces.decode_pieces(result.hypotheses[0][1:])) for result in results]


@dataclass(frozen=True, slots=True)
class Round:
    """What one run over all texts gave: answers, seconds a message of each group, processor seconds a message."""

    answers: list[str]
    seconds: list[float]
    cpu: float


async def measure(waiting: int, texts: Sequence[str], translate: Translate) -> Round:
    """Translate all texts, `waiting` at a time."""
    answers: list[str] = []
    seconds: list[float] = []
    cpu = time.process_time()
    for start in range(0, len(texts), waiting):
        group = texts[start : start + waiting]
        began = time.perf_counter()
        answers += await translate(group)
        seconds.append((time.perf_counter() - began) / len(group))
    return Round(answers, seconds, (time.process_time() - cpu) / len(texts))


def argos(direction: tuple[str, str], texts: Path) -> None:
    """In a process of its own: translate a file of lines one by one, write answers and seconds as JSON."""
    from argostranslate import sbd, translate  # noqa: PLC0415

    from bridge.translation.sentences import split  # noqa: PLC0415

    class Ours:
        def __init__(self, package: object) -> None: ...

        def split_sentences(self, text: str) -> list[str]:
            return [text[start:end] for start, end in split(text, 0, len(text), [])]

    sbd.MiniSBDSentencizer = translate.MiniSBDSentencizer = Ours
    source, target = direction
    translate.translate("你好" if source == "zh" else "Hello", source, target)
    lines = texts.read_text(encoding="utf-8").split("\n")

    async def one(group: Sequence[str]) -> list[str]:
        return [translate.translate(group[0], source, target)]

    result = asyncio.run(measure(1, lines, one))
    sys.stdout.write(json.dumps(asdict(result)))


class Argos:
    """Argos Translate in a process of its own."""

    def __init__(self, folder: Path, direction: tuple[str, str], environment: dict[str, str]) -> None:
        self._folder = folder
        self._direction = direction
        self._environment = environment

    def run(self, texts: Sequence[str]) -> Round:
        """The answers and the seconds of each text, without start-up."""
        lines = self._folder / "lines.txt"
        lines.write_text("\n".join(texts), encoding="utf-8")
        home = {f"XDG_{kind}_HOME": str(self._folder / kind) for kind in ("DATA", "CACHE", "CONFIG")}
        home |= {"HOME": str(self._folder), "ARGOS_PACKAGES_DIR": str(self._folder / "packages")}
        command = [sys.executable, __file__, str(lines), "--argos", *self._direction]
        done = subprocess.run(
            command, env={**os.environ, **home, **self._environment}, capture_output=True, check=True, text=True
        )
        return Round(**json.loads(done.stdout))


class Ours:
    """Magpie's interpreter, the whole pipeline, with an empty memory each round."""

    def __init__(self, interpreter: Interpreter, direction: tuple[str, str]) -> None:
        self._interpreter = interpreter
        self._source = Language(direction[0])
        self._target = ReaderLanguage.ENGLISH if direction[1] == "en" else ReaderLanguage.SIMPLIFIED

    async def __call__(self, texts: Sequence[str]) -> list[str]:
        requests = [Request(Text(text), self._source, self._target) for text in texts]
        return [result.text.plain for result in await self._interpreter.translate_many(requests)]


def best_threads(package: Package, texts: Sequence[str], waiting: int, beam: int) -> Raw:
    """CTranslate2 with the threads and the size of batches that are fastest here for so many texts."""
    candidates = [
        Raw(package, beam=beam, inter=inter, intra=intra, batch=batch)
        for inter, intra in sorted({(CORES, 1), (1, CORES), (1, 1)})
        for batch in (16, 32, 64)
        if batch <= max(waiting, 16)
    ]
    taken = [0.0] * len(candidates)
    for _ in range(3):
        for number, raw in enumerate(candidates):
            taken[number] += min(asyncio.run(measure(waiting, texts[: max(16, 2 * waiting)], raw)).seconds)
    return candidates[taken.index(min(taken))]


def score(answers: Sequence[str], references: Sequence[str], target: str, *, widen: bool) -> float:
    """chrF. With `widen`, half-width marks after Han are made full-width first, as only Magpie does by itself."""
    hypotheses = [chinese(answer) for answer in answers] if widen and target == "zh" else list(answers)
    return float(sacrebleu.corpus_chrf(hypotheses, [list(references)]).score)


def run(pairs: Sequence[tuple[str, str]], messages: int, rounds: int, beam: int) -> list[Figure]:
    """All contenders in both directions."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as name, asyncio.Runner() as runner:
        folder = Path(name)
        for file in STARTER.glob("*.argosmodel"):
            unpacked(file, folder / "packages")
        for direction in DIRECTIONS:
            here = [pair if direction[0] == "zh" else pair[::-1] for pair in pairs]
            figures += run_direction(direction, here, messages, rounds, beam, folder, runner)
    return figures


def run_direction(
    direction: tuple[str, str],
    pairs: Sequence[tuple[str, str]],
    messages: int,
    rounds: int,
    beam: int,
    folder: Path,
    runner: asyncio.Runner,
) -> list[Figure]:
    """All contenders in one direction, rounds interleaved."""
    texts = [source for source, _ in pairs[:messages]]
    references = [reference for _, reference in pairs[:messages]]
    package = Packages(folder / "none").translating(*direction)[0]
    memory = Memory(entries=0)
    interpreter = Interpreter(Packages(folder / "none"), memory=memory)
    runner.run(interpreter.load())
    ours = Ours(interpreter, direction)
    raw = {waiting: best_threads(package, texts, waiting, beam) for waiting in (1, WAITING)}
    one_thread = Argos(folder, direction, {"ARGOS_INTRA_THREADS": "1"})
    shipped = Argos(folder, direction, {})
    few = texts[: max(20, messages // 4)]
    # As the bot does once it has started, and for all contenders alike.
    spare_the_collector()
    contenders: dict[tuple[str, int], Callable[[], Round]] = {
        ("magpie", 1): lambda: runner.run(measure(1, texts, ours)),
        ("ctranslate2 raw", 1): lambda: runner.run(measure(1, texts, raw[1])),
        ("magpie", WAITING): lambda: runner.run(measure(WAITING, texts, ours)),
        ("ctranslate2 raw", WAITING): lambda: runner.run(measure(WAITING, texts, raw[WAITING])),
        ("argos, one thread", 1): lambda: one_thread.run(texts),
        ("argos as shipped", 1): lambda: shipped.run(few),
    }
    results: dict[tuple[str, int], list[Round]] = {key: [] for key in contenders}
    for _ in range(rounds):
        for key, contender in contenders.items():
            results[key].append(contender())
    runner.run(interpreter.close())
    return [figure(key, direction, results[key], references) for key in contenders]


def figure(
    key: tuple[str, int],
    direction: tuple[str, str],
    rounds: Sequence[Round],
    references: Sequence[str],
) -> Figure:
    """Sum up: of each group of texts the best round counts."""
    best = [min(group) for group in zip(*(one.seconds for one in rounds), strict=True)]
    answers = rounds[-1].answers
    contender, waiting = key
    return Figure(
        contender,
        f"{direction[0]}→{direction[1]}",
        waiting,
        round(1 / statistics.fmean(best), 1),
        round(1000 * statistics.median(best), 2),
        round(1000 * min(one.cpu for one in rounds), 2),
        round(score(answers, references[: len(answers)], direction[1], widen=False), 2),
        round(score(answers, references[: len(answers)], direction[1], widen=True), 2),
    )


def ratios(figures: Sequence[Figure]) -> dict[str, dict[str, float]]:
    """What is asked for: against CTranslate2 alone and with many waiting, against Argos one by one."""
    result: dict[str, dict[str, float]] = {}
    for name in dict.fromkeys(figure.direction for figure in figures):
        speed = {(f.contender, f.waiting): f.per_second for f in figures if f.direction == name}
        result[name] = {
            "alone / raw alone": round(speed["magpie", 1] / speed["ctranslate2 raw", 1], 3),
            f"{WAITING} waiting / raw": round(speed["magpie", WAITING] / speed["ctranslate2 raw", WAITING], 3),
            f"{WAITING} waiting / argos, one thread": round(
                speed["magpie", WAITING] / speed["argos, one thread", 1], 2
            ),
            f"{WAITING} waiting / argos as shipped": round(speed["magpie", WAITING] / speed["argos as shipped", 1], 2),
        }
    return result


def show(figures: Sequence[Figure], console: Console) -> None:
    """Print both tables."""
    table = Table(title=f"Engine, starter packages, {CORES} cores")
    for heading in (
        "direction",
        "contender",
        "waiting",
        "messages/s",
        "median ms",
        "cpu ms",
        "chrF",
        "chrF, full width",
    ):
        table.add_column(heading, no_wrap=True, justify="left" if heading in {"direction", "contender"} else "right")
    for one in figures:
        cells = (
            one.direction,
            one.contender,
            one.waiting,
            one.per_second,
            one.median_ms,
            one.cpu_ms,
            one.chrf,
            one.chrf_full_width,
        )
        table.add_row(*map(str, cells))
    console.print(table)
    for direction, found in ratios(figures).items():
        console.print(direction, found)


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path, help="Chinese TAB English, one pair a line")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    parser.add_argument("--messages", type=int, default=320, help="how many lines to translate")
    parser.add_argument("--rounds", type=int, default=3, help="how often; the best counts")
    parser.add_argument("--argos", nargs=2, metavar=("FROM", "TO"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.argos:
        argos(arguments.argos, arguments.pairs)
        return
    rows = (line.split("\t") for line in arguments.pairs.read_text(encoding="utf-8").splitlines())
    pairs = [(row[0], row[1]) for row in rows if len(row) == 2]
    figures = run(pairs, arguments.messages, arguments.rounds, GENTLE.beam)
    if arguments.json:
        data = {"cores": CORES, "figures": [asdict(one) for one in figures], "ratios": ratios(figures)}
        arguments.json.write_text(json.dumps(data, indent=1, ensure_ascii=False), encoding="utf-8")
    show(figures, Console(width=110))


if __name__ == "__main__":
    main()
