"""Discord's Markdown as the core's text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from bridge.adapters.discord import dialect
from bridge.adapters.discord.constants import PLATFORM
from bridge.chat.text import EntityKind, Text, joined

#: Deeper than anybody writes; what lies below is read as it stands.
_DEEPEST = 24
_SPANS: tuple[tuple[str, re.Pattern[str], EntityKind], ...] = (
    ("_*", dialect.ITALIC, EntityKind.ITALIC),
    ("*", dialect.BOLD, EntityKind.BOLD),
    ("_", dialect.UNDERLINE, EntityKind.UNDERLINE),
    ("~", dialect.STRIKE, EntityKind.STRIKE),
    ("|", dialect.SPOILER, EntityKind.SPOILER),
)


class Names(Protocol):
    """What the numbers in a text stand for; each answers "" where it does not know."""

    def user(self, number: str) -> str:
        """A person's name."""
        ...

    def role(self, number: str) -> str:
        """A role's name."""
        ...

    def channel(self, number: str) -> str:
        """A channel's name."""
        ...


class Nameless:
    """Knows nothing."""

    def user(self, number: str) -> str:
        """Nobody's name."""
        del number
        return ""

    role = channel = user


def read_text(source: str, names: Names | None = None) -> Text:
    """What Discord shows of a source, and what its spans mean. Lists stay as they are written."""
    return _Reader(names or Nameless()).blocks(source, _Place())


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the text something stands."""

    quoted: bool = False
    inline: bool = False
    linked: bool = False
    depth: int = 0

    def inside(self) -> _Place:
        return _Place(self.quoted, inline=True, linked=self.linked, depth=self.depth + 1)


Found = tuple[Text, int]


class _Reader:
    def __init__(self, names: Names) -> None:
        self._names = names

    def blocks(self, source: str, place: _Place) -> Text:
        return joined(self._pieces(source, place))

    def _pieces(self, source: str, place: _Place) -> Iterator[Text]:
        at = plain_from = 0
        while (begin := dialect.BEGINS.search(source, at)) is not None:
            at = begin.start()
            found = self._at(source, at, place)
            if found is None:
                at += 1
                continue
            if plain_from < at:
                yield Text(source[plain_from:at])
            text, at = found
            yield text
            plain_from = at
        if plain_from < len(source):
            yield Text(source[plain_from:])

    def _at(self, source: str, at: int, place: _Place) -> Found | None:
        if not place.inline and (at == 0 or source[at - 1] == "\n"):
            found = self._line(source, at, place)
            if found is not None:
                return found
        rule = _RULES.get(source[at])
        return None if rule is None else rule(self, source, at, place)

    def _line(self, source: str, at: int, place: _Place) -> Found | None:
        """What begins a line."""
        if not place.quoted:
            if rest := dialect.QUOTE_REST.match(source, at):
                inner = self.blocks(source[rest.end() :], _Place(quoted=True, depth=place.depth + 1))
                return inner.wrapped(EntityKind.QUOTE), len(source)
            if quote := dialect.QUOTE.match(source, at):
                lines = dialect.QUOTE_MARK.sub("", quote.group().removesuffix("\n"))
                inner = self.blocks(lines, _Place(quoted=True, depth=place.depth + 1))
                return inner.wrapped(EntityKind.QUOTE), quote.end() - quote.group().endswith("\n")
        for pattern, kind in ((dialect.HEADING, EntityKind.HEADING), (dialect.SUBTEXT, EntityKind.SUBTEXT)):
            if line := pattern.match(source, at):
                value = str(len(line[1])) if kind is EntityKind.HEADING else ""
                return self.blocks(line[line.re.groups], place.inside()).wrapped(kind, value), line.end()
        return None

    def escape(self, source: str, at: int, place: _Place) -> Found | None:
        del place
        escape = dialect.ESCAPE.match(source, at)
        return (Text(escape[1]), escape.end()) if escape else None

    def shrug(self, source: str, at: int, place: _Place) -> Found | None:
        del place
        shrug = dialect.SHRUG.match(source, at)
        return (Text(shrug.group()), shrug.end()) if shrug else None

    def code(self, source: str, at: int, place: _Place) -> Found | None:
        del place
        if fence := dialect.FENCE.match(source, at):
            return Text(fence[2]).wrapped(EntityKind.PRE, fence[1] or ""), fence.end()
        if code := dialect.CODE.match(source, at):
            content = re.sub(r"^ (?= *`)|(?<=`) $", "", code[2])
            return Text(content).wrapped(EntityKind.CODE), code.end()
        return None

    def url(self, source: str, at: int, place: _Place) -> Found | None:
        url = dialect.URL.match(source, at)
        if url is None or place.linked:
            return None
        address = dialect.without_open_parenthesis(url.group())
        return Text(address).wrapped(EntityKind.LINK, address), at + len(address)

    def masked(self, source: str, at: int, place: _Place) -> Found | None:
        link = None if place.linked else dialect.MASKED.match(source, at)
        if link is None or dialect.URL.search(link[1]):
            return None
        address = link[2] or link[3]
        if not address.lower().startswith(("http://", "https://")):
            return None
        inner = self.blocks(link[1], _Place(place.quoted, inline=True, linked=True, depth=place.depth + 1))
        return inner.wrapped(EntityKind.LINK, address), link.end()

    def span(self, source: str, at: int, place: _Place) -> Found | None:
        if place.depth >= _DEEPEST:
            return None
        for starts, pattern, kind in _SPANS:
            if source[at] not in starts:
                continue
            if match := pattern.match(source, at):
                inner = next(group for group in match.groups() if group is not None)
                if not inner.strip("*_~|"):
                    # A row of marks, such as people put in place of a rude word.
                    continue
                return self.blocks(inner, place.inside()).wrapped(kind), match.end()
        return None

    def angled(self, source: str, at: int, place: _Place) -> Found | None:
        if not place.linked and (url := dialect.ANGLED_URL.match(source, at)):
            return Text(url[1]).wrapped(EntityKind.LINK, url[1]), url.end()
        if emoji := dialect.EMOJI.match(source, at):
            value = f"{PLATFORM}:{emoji[1]}{emoji[3]}"
            return Text(f":{emoji[2]}:").wrapped(EntityKind.CUSTOM_EMOJI, value), emoji.end()
        if moment := dialect.MOMENT.match(source, at):
            return Text(_moment(int(moment[1])) or moment.group()), moment.end()
        if slash := dialect.SLASH.match(source, at) or dialect.GUIDE.match(source, at):
            return Text(slash[1]), slash.end()
        return self._mention(source, at)

    def _mention(self, source: str, at: int) -> Found | None:
        for pattern, mark, sign, name in (
            (dialect.USER, "@", "", self._names.user),
            (dialect.ROLE, "@", "&", self._names.role),
            (dialect.CHANNEL, "#", "#", self._names.channel),
        ):
            if mention := pattern.match(source, at):
                number = mention[1]
                shown = f"{mark}{name(number) or 'unknown'}"
                return Text(shown).wrapped(EntityKind.MENTION, f"{PLATFORM}:{sign}{number}"), mention.end()
        return None


_RULES: dict[str, Callable[[_Reader, str, int, _Place], Found | None]] = {
    "\\": _Reader.escape,
    "¯": _Reader.shrug,
    "`": _Reader.code,
    "h": _Reader.url,
    "H": _Reader.url,
    "[": _Reader.masked,
    "<": _Reader.angled,
    "*": _Reader.span,
    "_": _Reader.span,
    "~": _Reader.span,
    "|": _Reader.span,
}


def _moment(seconds: int) -> str:
    try:
        return f"{dt.datetime.fromtimestamp(seconds, dt.UTC):%Y-%m-%d %H:%M} UTC"
    except (ValueError, OverflowError, OSError):
        return ""
