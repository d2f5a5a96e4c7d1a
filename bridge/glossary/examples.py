"""Recorded examples: sentences in which a word is slang, or is not. New terms must leave them right."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

EXAMPLES = Path(__file__).with_name("examples.tsv")


@dataclass(frozen=True, slots=True)
class Example:
    """In `sentence` the word `form` is slang (`hit`) or an ordinary word, or part of one."""

    hit: bool
    form: str
    sentence: str


@cache
def examples() -> tuple[Example, ...]:
    """The examples that come with Magpie."""
    with EXAMPLES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(Example(row["verdict"] == "hit", row["form"], row["sentence"]) for row in rows)
