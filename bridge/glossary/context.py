"""Where a form stands: as a word of its own, and where a term's conditions want it. All texts are folded."""

from __future__ import annotations

import re

from bridge.glossary.fold import fold
from bridge.glossary.term import Context

#: What may follow the last word of a message that is nothing else.
FINAL = " \t\r\n.!?~,。！？～，、…)）\"'"
#: Left and right of these a Latin form is no word of its own.
_JOINING = frozenset("'-_")
_ENDS_CLAUSE = re.compile(r"\s*[\n.!?~,;。！？～，、…；)）\"”」』]|\W*$")
_BEGINS_CLAUSE = re.compile(r"(?:^\W*|[\n.!?~,;。！？～，、…；(（\"“「『]\s*)$")


def bounded(folded: str, start: int, end: int) -> bool:
    """Latin letters and digits at the edges of a form must be the edges of a word; Han stands where it stands."""
    return not (_joined(folded, start - 1, start) or _joined(folded, end, end - 1))


def fits(context: Context, folded: str, start: int, end: int) -> bool:
    """Whether a term counts where it stands: `start` and `end` are those of a message or of a clause of it."""
    if context.whole and (folded[:start].strip(FINAL) or folded[end:].strip(FINAL)):
        return False
    if context.start and not _BEGINS_CLAUSE.search(folded, max(0, start - 40), start):
        return False
    if context.end and not _ENDS_CLAUSE.match(folded, end):
        return False
    # A neighbour may hold the form itself: near=真牛 for 牛.
    if context.near and not any(_stands(fold(word), folded) for word in context.near):
        return False
    return not any(_stands(fold(word), folded) for word in context.without)


def _stands(word: str, folded: str) -> bool:
    at = folded.find(word)
    while at >= 0:
        if bounded(folded, at, at + len(word)):
            return True
        at = folded.find(word, at + 1)
    return False


def _joined(folded: str, outside: int, edge: int) -> bool:
    if outside < 0 or outside >= len(folded) or not _latin(folded[edge]):
        return False
    neighbour = folded[outside]
    if _latin(neighbour):
        return True
    beyond = outside + (outside - edge)
    return neighbour in _JOINING and 0 <= beyond < len(folded) and _latin(folded[beyond])


def _latin(character: str) -> bool:
    return character.isalnum() and not "\u2e80" <= character <= "\uffef"
