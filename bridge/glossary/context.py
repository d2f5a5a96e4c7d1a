"""Where a form stands: as a word of its own, and where a term's conditions want it. All texts are folded."""

from __future__ import annotations

import re
from functools import lru_cache

from bridge.glossary.fold import fold
from bridge.glossary.term import Context

#: What may follow the last word of a message that is nothing else.
FINAL = " \t\r\n.!?~,。！？～，、…)）\"'"
#: Left and right of these a Latin form is no word of its own.
_JOINING = frozenset("'-_")
_ENDS_CLAUSE = re.compile(r"\s*[\n.!?~,;。！？～，、…；)）\"”」』]|\W*$")
#: As a neighbour it stands for anything that people write in chats only: other slang, short forms, emoji.
CHAT = "@chat"
_CHAT = re.compile(
    r"\b(?:lo+l|lmf?ao+|rofl|fr|frfr|ngl|tbh|br+o+|bru+h|bruv|af|asf|rn|im|ur|u|wtf|omf?g|idk|idc|ikr|smh|imo|tho|ong|istg|bffr"
    r"|pls|plz|lowkey|highkey|deadass|y'?all|finna|tryna|ima|imma|dont|cant|didnt|doesnt|isnt|wont|thats|hes|shes|theyre|youre"
    r"|ive|ily|irl|btw|tf|wyd|wym|ppl|bc|cuz|kinda|bestie|sis|goated|slay|sus|cringe|vibes?|ranked|gg|noob|nerf)\b"
    r"|[\U0001f300-\U0001faff\u2600-\u27bf]|哈哈|呜呜|卧槽|家人们|姐妹们|兄弟们|宝子|绝绝子|yyds|xswl|23{2,}|6{3,}"
)
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
    if context.near and not any(_near(word, folded) for word in _folded(context.near)):
        return False
    return not any(_stands(word, folded) for word in _folded(context.without))


@lru_cache(maxsize=4_096)
def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(fold, words))


def _near(word: str, folded: str) -> bool:
    return _CHAT.search(folded) is not None if word == CHAT else _stands(word, folded)


def _stands(word: str, folded: str) -> bool:
    if word not in folded:
        return False
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
