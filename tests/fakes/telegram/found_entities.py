"""The entities that the server finds by itself: mentions, hashtags, cashtags, commands, links and e-mail addresses."""

from __future__ import annotations

import re

from .entity import Entity

_MENTION = re.compile(r"(?<![\w@/])@[A-Za-z0-9_]{3,32}(?!\w)", re.ASCII)
_HASHTAG = re.compile(r"(?<![\w#@/])#(?=[\w·]*[^\W\d_])[\w·]{1,256}(?:@[A-Za-z0-9_]{3,32})?")
_CASHTAG = re.compile(r"(?<![\w$])\$[A-Z]{1,8}(?![\w$])")
_COMMAND = re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")
_EMAIL = re.compile(r"(?<![\w.+-])[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_TOP_LEVEL = "com|org|net|cn|io|me|dev|app|hk|tw|jp|kr|uk|de|fr|ru|eu|us|co|ai|tv|gg|info|edu|gov|xyz|ly|be"
_LINK = re.compile(
    rf"""(?<![\w@.-])(?:
        (?:https?|ftp)://[^\s<>"'`，。！？；：、（）《》「」]+
        |(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:{_TOP_LEVEL})(?![\w-])(?![\w.-]*@)(?::\d+)?
         (?:[/?\#][^\s<>"'`，。！？；：、（）《》「」]*)?
        |tg://[A-Za-z0-9_.?=&%-]+
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_LINK_END = ".,:;!?'\")]}"


def find_entities(text: str) -> list[Entity]:
    """The entities of a text that do not overlap, links first, offsets in UTF-16 code units."""
    found: list[tuple[int, int, str]] = []
    for type_, pattern in (
        ("url", _LINK),
        ("email", _EMAIL),
        ("mention", _MENTION),
        ("hashtag", _HASHTAG),
        ("cashtag", _CASHTAG),
        ("bot_command", _COMMAND),
    ):
        for match in pattern.finditer(text):
            start, end = match.span()
            if type_ == "url":
                end = _link_end(text, start, end)
            if all(end <= begin or stop <= start for begin, stop, _ in found):
                found.append((start, end, type_))
    entities = []
    for start, end, type_ in sorted(found):
        offset = len(text[:start].encode("utf-16-le")) // 2
        entities.append(Entity(type_, offset, len(text[start:end].encode("utf-16-le")) // 2))
    return entities


def _link_end(text: str, start: int, end: int) -> int:
    """Leave out the sentence's punctuation, but keep a bracket that was opened inside the link."""
    while end > start and text[end - 1] in _LINK_END:
        if text[end - 1] == ")" and text[start:end].count("(") >= text[start:end].count(")"):
            break
        end -= 1
    return end
