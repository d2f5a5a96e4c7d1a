"""The texts to measure on: pairs of sentences, and lines with a term that must be rendered."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bridge.chat.reader import ModelLanguage
from bridge.language.script import count
from bridge.operations.evaluate.errors import EvaluationError

_COLUMNS = ("line", "term", "accepted")


@dataclass(frozen=True, slots=True)
class Pair:
    """The same sentence in both languages."""

    zh: str
    en: str

    def side(self, language: ModelLanguage) -> str:
        """The sentence in one of them."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class TermLine:
    """A line with a glossary term in it, and the renderings that count as right: any of them, anywhere, any case."""

    line: str
    term: str
    accepted: tuple[str, ...]

    @property
    def target(self) -> ModelLanguage:
        """The language that it is to be translated into: the one of its renderings."""
        return "zh" if any(count(rendering).han for rendering in self.accepted) else "en"

    def is_right(self, translation: str) -> bool:
        """Whether the term is rendered acceptably."""
        return any(rendering.casefold() in translation.casefold() for rendering in self.accepted)


def read_pairs(path: Path, *, limit: int | None = None) -> list[Pair]:
    """Read a file of Chinese TAB English, one pair a line; further columns are passed over.

    Raises `EvaluationError` if a line is no pair, with its number, or if there is none.
    """
    pairs: list[Pair] = []
    for number, line in enumerate(_lines(path), 1):
        if limit is not None and len(pairs) == limit:
            break
        if not line.strip():
            continue
        zh, tab, rest = line.partition("\t")
        en = rest.partition("\t")[0]
        if not tab or not zh.strip() or not en.strip():
            raise EvaluationError(f"{path}, line {number} is not Chinese, a tab, and English.")
        pairs.append(Pair(zh.strip(), en.strip()))
    if not pairs:
        raise EvaluationError(f"{path} holds no pairs; write Chinese, a tab, and English on each line.")
    return pairs


def read_terms(path: Path) -> list[TermLine]:
    """Read a file with the columns line, term and accepted, renderings between `|`. Raises `EvaluationError`."""
    rows = csv.DictReader(_lines(path), delimiter="\t", quoting=csv.QUOTE_NONE)
    if not set(_COLUMNS) <= set(rows.fieldnames or ()):
        raise EvaluationError(f"{path} must begin with the columns {', '.join(_COLUMNS)}, tabs between them.")
    terms: list[TermLine] = []
    for number, row in enumerate(rows, 2):
        accepted = tuple(filter(None, (rendering.strip() for rendering in (row["accepted"] or "").split("|"))))
        if not row["line"] or not accepted:
            raise EvaluationError(f"{path}, line {number} lacks a line or its renderings.")
        terms.append(TermLine(row["line"], row["term"] or "", accepted))
    return terms


def _lines(path: Path) -> Iterator[str]:
    try:
        # Not `splitlines`, which would cut at characters that chat lines hold.
        yield from path.read_text(encoding="utf-8-sig").removesuffix("\n").split("\n")
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{path} is not UTF-8; save it as such.") from error
    except OSError as error:
        raise EvaluationError(f"{path} cannot be read: {error.strerror}.") from error
