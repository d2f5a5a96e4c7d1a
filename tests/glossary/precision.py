"""A sample of the hits of the built-in packs in ordinary text, to be read one by one.

    python -m tests.glossary.precision tatoeba.tsv msctd.tsv [--seed 1] [--count 300] > sample.tsv

Each file holds Chinese, a tab, and English on a line. Both sides are searched as a member's first message would be:
the language is detected, and the terms of that language are found in their contexts. Every hit has the same chance.
A hit is wrong where the words do not have the meaning that the term gives them. On standard error: how many hits there
are, by file and side.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bridge.chat.reader import ModelLanguage
from bridge.glossary.books import Books
from bridge.glossary.finder import Scope
from bridge.glossary.packs import builtin
from bridge.glossary.term import Hit
from bridge.language.detect import Detector
from bridge.language.language import Language

HERE = Scope()
COLUMNS = ("verdict", "corpus", "side", "form", "action", "text", "line", "other side")


def hits_in(books: Books, detector: Detector, line: str) -> tuple[Hit, ...]:
    """The hits in a message of somebody of whom nothing is known."""
    language = detector.detect(line, latin_terms=partial(books.is_chinese, scope=HERE)).language
    if language not in {Language.ZH, Language.EN, Language.MIXED}:
        return ()
    source: ModelLanguage = "en" if language is Language.EN else "zh"
    return tuple(books.find(line, source, HERE))


def found(path: Path) -> Iterator[tuple[str, ...]]:
    """A row for each hit in a file."""
    books, detector = Books(builtin()), Detector()
    with path.open(encoding="utf-8", newline="") as file:
        for pair in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            for side, line, other in (("zh", pair[0], pair[1]), ("en", pair[1], pair[0])):
                for hit in hits_in(books, detector, line):
                    form = line[hit.start : hit.end]
                    yield "", path.stem, side, form, hit.term.action.value, hit.term.text, line, other


def main() -> None:
    """Write the sample as TSV to standard output."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=300)
    arguments = parser.parse_args()
    rows = [row for path in arguments.corpora for row in found(path)]
    print(len(rows), "hits:", dict(Counter(f"{row[1]} {row[2]}" for row in rows)), file=sys.stderr)
    sample = sorted(random.Random(arguments.seed).sample(rows, min(arguments.count, len(rows))))
    writer = csv.writer(sys.stdout, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
    writer.writerows([COLUMNS, *sample])


if __name__ == "__main__":
    main()
