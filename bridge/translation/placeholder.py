"""What stands in a sentence for a protected span while a model translates it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

#: The model in the box knows ⟦0⟧ to ⟦9⟧.
COUNT = 10


class Placeholders(Protocol):
    """A set of ten marks that a package's tokenizer keeps in one piece, or at least keeps."""

    def marks(self, text: str) -> Sequence[str]:
        """Ten marks, none of which occurs in the text."""
        ...

    def take(self, answer: str, marks: Sequence[str], count: int) -> list[str | int] | None:
        """The answer cut at its marks, which become numbers; None unless the first `count` are there once each."""
        ...


class Reserved:
    """⟦0⟧ to ⟦9⟧, single pieces of the tokenizer. A text's own ⟦ are protected and never get here."""

    MARKS = tuple(f"⟦{number}⟧" for number in range(COUNT))
    _MARK = re.compile(r"⟦(\d)⟧")

    def marks(self, text: str) -> Sequence[str]:  # noqa: ARG002
        """Always the same ten."""
        return self.MARKS

    def take(self, answer: str, marks: Sequence[str], count: int) -> list[str | int] | None:  # noqa: ARG002
        """See `Placeholders.take`."""
        return _taken(self._MARK, answer, count) if "⟦" in answer or count else [answer]


class Lettered:
    """A capital letter and two digits (X10 to X19), for packages without reserved pieces."""

    _LETTERS = "XZQKVWJ"

    def marks(self, text: str) -> Sequence[str]:
        """Ten marks with a letter that no digit follows in the text."""
        for letter in self._LETTERS:
            if not re.search(rf"{letter}\s*\d", text, re.IGNORECASE):
                return tuple(f"{letter}1{number}" for number in range(COUNT))
        return tuple(f"XZ1{number}" for number in range(COUNT))

    def take(self, answer: str, marks: Sequence[str], count: int) -> list[str | int] | None:
        """See `Placeholders.take`."""
        if not count:
            return [answer]
        letters = marks[0][:-2]
        pattern = re.compile(rf"(?<![A-Za-z0-9]){letters}\s?1\s?(\d)(?!\d)", re.IGNORECASE)
        return _taken(pattern, answer, count)


def _taken(pattern: re.Pattern[str], answer: str, count: int) -> list[str | int] | None:
    parts: list[str | int] = []
    seen: set[int] = set()
    end = 0
    for match in pattern.finditer(answer):
        number = int(match.group(1))
        if number >= count or number in seen:
            return None
        seen.add(number)
        parts += [answer[end : match.start()], number]
        end = match.end()
    if len(seen) != count:
        return None
    parts.append(answer[end:])
    return parts
