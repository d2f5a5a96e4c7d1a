"""Glossary terms in an English sentence: the model wrote around a placeholder, and could not know what stands there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bridge.chat.text import Text
from bridge.translation.span import Kind, Span

#: Words that have a capital only because the model took what follows a placeholder for a new sentence.
_SMALL = re.compile(
    "a|an|and|are|at|be|because|but|can|do|for|from|he|her|his|how|if|in|is|it|just|my|no|not|of|on|or|our|please|she|so"
    "|some|that|the|their|then|there|these|they|this|those|to|too|very|was|we|were|what|when|where|who|why|with|you"
    "|your"
)
_FIRST_WORD = re.compile(r"(\s*)([A-Z][a-z]*)\b")
_ENDS = (".", "!", "?", ":", "…")


def blended(parts: Sequence[str | Span], *, capital: bool) -> list[str | Span]:
    """The parts of an English clause with terms fitted in.

    A term that opens the clause has a capital where the clause has one (`capital`), and a comma behind it where the
    model began a sentence of its own; behind a term inside the clause no small word keeps a capital.
    """
    result: list[str | Span] = []
    for number, part in enumerate(parts):
        before = parts[number - 1] if number else None
        if isinstance(part, Span):
            opens = not any(isinstance(one, Span) or one.strip() for one in parts[:number])
            result.append(_capitalised(part) if opens and capital and part.kind is Kind.TERM else part)
        elif isinstance(before, Span) and before.kind is Kind.TERM and not before.output.plain.rstrip().endswith(_ENDS):
            opened = not any(isinstance(one, Span) or one.strip() for one in parts[: number - 1])
            result.append(_continued(part, comma=opened))
        else:
            result.append(part)
    return result


def _continued(part: str, *, comma: bool) -> str:
    match = _FIRST_WORD.match(part)
    if match is None or match[2] == "I" or not _SMALL.fullmatch(match[2].lower()):
        return part
    gap = f",{match[1] or ' '}" if comma else match[1]
    return gap + match[2].lower() + part[match.end() :]


def _capitalised(span: Span) -> Span:
    plain = span.output.plain
    if not plain[:1].islower() or span.output.entities:
        return span
    return replace(span, output=Text(plain[0].upper() + plain[1:]))
