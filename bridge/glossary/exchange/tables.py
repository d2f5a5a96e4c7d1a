"""CSV as spreadsheets write it, and TSV as the packs are written: a header that names columns, a term a line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from bridge.glossary.exchange.line import Line, at
from bridge.glossary.notation import guessed
from bridge.glossary.packs import COLUMNS, row_of, term_of
from bridge.glossary.term import Term, TermError

#: What people call the columns when they write a table by hand.
_ALIASES = {
    "form": "forms",
    "term": "forms",
    "词语": "forms",
    "词": "forms",
    "translation": "text",
    "target": "text",
    "译文": "text",
    "翻译": "text",
    "note": "note_en",
    "说明": "note_zh",
    "language": "source",
    "lang": "source",
}


def read_csv(text: str) -> list[Line]:
    """Terms from CSV; where the header has semicolons and no commas, semicolons separate."""
    head = text.split("\n", 1)[0]
    delimiter = ";" if ";" in head and "," not in head else ","
    return _read(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def read_tsv(text: str) -> list[Line]:
    """Terms from TSV, in which nothing is quoted."""
    return _read(csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))


def write_csv(terms: Sequence[Term]) -> str:
    """Terms as CSV, with the mark by which Excel knows UTF-8."""
    out = io.StringIO(newline="")
    out.write("\ufeff")
    csv.writer(out).writerows(_rows(terms))
    return out.getvalue()


def write_tsv(terms: Sequence[Term]) -> str:
    """Terms as TSV, as the packs have it."""
    return "".join("\t".join(row) + "\n" for row in _rows(terms))


def _rows(terms: Iterable[Term]) -> Iterable[list[str]]:
    yield list(COLUMNS)
    for term in terms:
        yield list(row_of(term).values())


class _Rows(Protocol):
    """A `csv.reader`."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


def _read(rows: _Rows) -> list[Line]:
    lines: list[Line] = []
    columns: list[str] = []
    try:
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if not columns:
                columns = _header(row)
                continue
            if len(row) > len(columns):
                trouble = TermError(
                    "There are {count} cells; the header names {most}.", count=len(row), most=len(columns)
                )
                raise at(rows.line_num, trouble)
            lines.append(Line(rows.line_num, _term(dict(zip(columns, row, strict=False)), rows.line_num)))
    except csv.Error as error:
        raise at(rows.line_num, TermError("This is not a table: {reason}.", reason=error)) from error
    return lines


def _header(row: Sequence[str]) -> list[str]:
    named = [cell.strip().lower() for cell in row]
    columns = [_ALIASES.get(name, name) for name in named]
    if "forms" not in columns:
        sentence = "The first line must name the columns: {columns}. “forms” and “text” are enough."
        raise at(1, TermError(sentence, columns=", ".join(COLUMNS)))
    unknown = [name for name, column in zip(named, columns, strict=True) if column not in COLUMNS]
    if unknown:
        sentence = "There is no column “{name}”; there are {columns}."
        raise at(1, TermError(sentence, name=unknown[0][:30], columns=", ".join(COLUMNS)))
    return columns


def _term(row: Mapping[str, str], line: int) -> Term:
    try:
        if not row.get("source", "").strip():
            row = {**row, **guessed(row.get("forms", ""), row.get("text", ""), row.get("action", ""))}
        return term_of(row)
    except TermError as error:
        raise at(line, error) from error
