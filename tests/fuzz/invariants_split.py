"""What holds wherever a text is cut for a platform."""

from __future__ import annotations

import regex

from bridge.chat.split import WHOLE, split
from bridge.chat.text import Text
from bridge.chat.units import Unit, measure
from tests.fuzz.invariants_text import is_in_order

_ADDRESS = regex.compile(r"https?://\S+")
#: A grapheme of more code points than this is nobody's writing, and may be cut.
_LONGEST_GRAPHEME = 64


def pieces_make_the_text(text: Text, limit: int, unit: Unit) -> None:
    """Nothing but white space is lost, every piece keeps the limit, and no sign or link is cut that fits into one."""

    def fits(part: Text, first: bool) -> bool:
        return measure(part.plain, unit) <= (limit - 2 if first else limit)

    plain = text.plain
    parts = split(text, fits)
    at = 0
    for number, (start, end) in enumerate(parts):
        assert at <= start <= end <= len(plain), f"{parts} are not in order"
        assert not plain[at:start].strip(), f"{plain[at:start]!r} is lost"
        part = text.cut(start, end)
        assert fits(part, number == 0) or end - start == 1, f"{part.plain!r} is longer than {limit}"
        is_in_order(part)
        at = end
    assert not plain[at:].strip(), f"{plain[at:]!r} is lost"
    assert parts == [(0, 0)] or all(plain[start:end].strip() for start, end in parts), "a part is empty"
    cuts = [end for _, end in parts[:-1]]
    _graphemes_are_whole(plain, cuts, limit, unit)
    for start, end in _things(text):
        if measure(plain[start:end], unit) <= limit // 3:
            inside = [cut for cut in cuts if start < cut < end and plain[cut:end].strip()]
            assert not inside, f"{plain[start:end]!r} is cut at {inside} of {parts}"


def _things(text: Text) -> list[tuple[int, int]]:
    """What must stay whole, begins and ends where a sign does, and has nothing to do with anything else of the kind."""
    begins = {0, *(match.end() for match in regex.finditer(r"\X", text.plain))}
    whole = [(e.start, e.end) for e in text.entities if e.kind in WHOLE]
    whole += [match.span() for match in _ADDRESS.finditer(text.plain)]
    return [
        (start, end)
        for number, (start, end) in enumerate(whole)
        if {start, end} <= begins
        and not any(start < last and first < end for first, last in whole[:number] + whole[number + 1 :])
    ]


def _graphemes_are_whole(plain: str, cuts: list[int], limit: int, unit: Unit) -> None:
    for match in regex.finditer(r"\X", plain):
        small = len(match[0]) <= _LONGEST_GRAPHEME and measure(match[0], unit) <= limit // 3
        if small and not match[0].isspace():
            inside = [cut for cut in cuts if match.start() < cut < match.end()]
            assert not inside, f"{match[0]!r} is cut"
