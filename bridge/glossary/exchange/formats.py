"""Which format a file is in, and reading and writing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from bridge.glossary.exchange import tables, tbx
from bridge.glossary.exchange.line import Line
from bridge.glossary.term import Term, TermError

_XML = ("<?xml", "<tbx", "<martif", "<!DOCTYPE")


class Format(StrEnum):
    """A format that books are exchanged in."""

    CSV = "csv"
    TSV = "tsv"
    TBX = "tbx"

    @property
    def mime(self) -> str:
        """The media type of a file."""
        return {"csv": "text/csv", "tsv": "text/tab-separated-values", "tbx": "application/x-tbx"}[self.value]

    @classmethod
    def of(cls, name: str, text: str) -> Format:
        """The format of a file, by what is in it where that tells, else by the end of its name."""
        if text.lstrip().startswith(_XML):
            return cls.TBX
        head = text.split("\n", 1)[0]
        if "\t" in head or name.lower().endswith(".tsv"):
            return cls.TSV
        return cls.CSV


def read(name: str, data: bytes) -> list[Line]:
    """The terms of a file, each with its line. Raises `TermError` with the line for anything that is not in order."""
    text = decoded(data)
    readers: dict[Format, Callable[[str], list[Line]]] = {
        Format.CSV: tables.read_csv,
        Format.TSV: tables.read_tsv,
        Format.TBX: tbx.read,
    }
    lines = readers[Format.of(name, text)](text)
    if not lines:
        raise TermError("There is no term in this file.")
    return lines


def write(terms: Sequence[Term], form: Format) -> bytes:
    """A file of terms."""
    writers: dict[Format, Callable[[Sequence[Term]], str]] = {
        Format.CSV: tables.write_csv,
        Format.TSV: tables.write_tsv,
        Format.TBX: tbx.write,
    }
    return writers[form](terms).encode()


def decoded(data: bytes) -> str:
    """The text of a file. Spreadsheets write UTF-8 with a mark, or UTF-16; raises `TermError` for anything else."""
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise TermError("Line {line} is not UTF-8; save the file as UTF-8 and try again.", line=line) from error
