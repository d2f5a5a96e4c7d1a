"""What a large glossary costs: loading 100,000 terms, finding them in messages, and the memory for both.

    python tests/benchmarks/glossary.py [--terms 100000] [--json report.json]

Loading is measured in CPU seconds of the process and memory in resident size, terms and what
finds them together. Of a number of rounds the best counts, so
that a busy machine does not stand in for a slow one. Messages are timed one by one against the large book, the built-in
packs and a room's own book together, as in a running Magpie.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bridge.glossary.books import Books
from bridge.glossary.entry import HOST, THE_HOST, State
from bridge.glossary.examples import examples
from bridge.glossary.exchange.tables import read_tsv, write_tsv
from bridge.glossary.finder import Scope
from bridge.glossary.keeping import Glossary
from bridge.glossary.packs import builtin
from bridge.glossary.term import Action, Term
from bridge.store.database import Database
from bridge.store.glossary import SqliteTerms
from bridge.store.migrations import migrate

RECALL = Path(__file__).resolve().parents[1] / "glossary" / "recall"
HERE = Scope(1, 1)
CONSONANTS, VOWELS = "bdfgklmnprst", "aeiou"


def made_up(count: int) -> list[Term]:
    """Half Chinese terms of two to five characters, half English ones of one to three words; all of them different."""
    chance = random.Random(1)
    common = [chr(code) for code in range(0x4E00, 0x9FA5)]
    forms: set[str] = set()
    while len(forms) < count:
        if len(forms) % 2:
            forms.add("".join(chance.choices(common, k=chance.randint(2, 5))))
        else:
            forms.add(" ".join(_word(chance) for _ in range(chance.randint(1, 3))))
    return [
        Term("en" if form.isascii() else "zh", (form,), Action.REPLACE, f"word {number}", note_en="a made-up word")
        for number, form in enumerate(sorted(forms))
    ]


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(chance.randint(2, 4)))


def messages() -> list[tuple[str, str]]:
    """Lines with and without slang, in both languages."""
    lines = [("zh" if not one.sentence.isascii() else "en", one.sentence) for one in examples()]
    for source in ("zh", "en"):
        rows = (RECALL / f"{source}.tsv").read_text("utf-8").splitlines()[1:]
        lines += [(source, row.split("\t")[0]) for row in rows]
    return lines


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process, both user's and system's."""
    before = resource.getrusage(resource.RUSAGE_SELF)
    work()
    after = resource.getrusage(resource.RUSAGE_SELF)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


async def from_store(terms: list[Term], folder: Path, rounds: int) -> float:
    """CPU seconds from the database to a book that can be searched."""
    path = folder / "magpie.db"
    migrate(path)
    database = Database(path)
    try:
        await SqliteTerms(database).add(HOST, terms, State.ACTIVE, THE_HOST)
        best = float("inf")
        for _ in range(rounds):
            before = time.process_time()
            await Glossary(SqliteTerms(database), Books()).load()
            best = min(best, time.process_time() - before)
        return best
    finally:
        database.close()


def best_times(books: Books, lines: list[tuple[str, str]], rounds: int) -> list[float]:
    """The best microseconds for each message."""
    best = [float("inf")] * len(lines)
    for _ in range(rounds):
        for index, (source, line) in enumerate(lines):
            begun = time.perf_counter()
            books.find(line, "zh" if source == "zh" else "en", HERE)
            best[index] = min(best[index], (time.perf_counter() - begun) * 1e6)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--terms", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    arguments = parser.parse_args()
    packs = builtin()
    room = [Term("zh", ("鹊佬",), Action.REPLACE, "Magpie boss"), Term("en", ("magpie boss",), Action.REPLACE, "鹊佬")]
    books = Books(packs)
    books.replace(room, Scope(room=1))
    packs_alone = best_times(books, messages(), arguments.rounds)
    rows = write_tsv(made_up(arguments.terms))
    gc.collect()
    process = psutil.Process()
    before = process.memory_info().rss
    terms = [line.term for line in read_tsv(rows)]
    gc.collect()
    loading = cpu(lambda: books.replace(terms))
    memory = process.memory_info().rss - before
    loading = min(loading, *(cpu(lambda: books.replace(terms)) for _ in range(arguments.rounds - 1)))
    times = best_times(books, messages(), arguments.rounds)
    with tempfile.TemporaryDirectory() as folder:
        stored = asyncio.run(from_store(terms, Path(folder), arguments.rounds))
    figures = {
        "terms": len(terms) + len(packs),
        "messages": len(times),
        "loading_cpu_seconds": round(loading, 3),
        "loading_from_store_cpu_seconds": round(stored, 3),
        "memory_megabytes": round(memory / 1e6, 1),
        "packs_alone_microseconds": {"median": round(statistics.median(packs_alone), 1)},
        "microseconds": {
            "median": round(statistics.median(times), 1),
            "p95": round(statistics.quantiles(times, n=20)[-1], 1),
            "max": round(max(times), 1),
        },
    }
    print(json.dumps(figures, indent=2))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
