"""The core's text as Discord's Markdown, so that every text shows literally and every span as what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bridge.adapters.discord import dialect
from bridge.adapters.discord.constants import PLATFORM
from bridge.adapters.discord.nesting import LINES, nested
from bridge.adapters.discord.reading_text import read_text
from bridge.adapters.wording import masked
from bridge.chat.text import Entity, EntityKind, Text

_USER = re.compile(rf"{PLATFORM}:(\d+)")
_EMOJI = re.compile(rf"{PLATFORM}:(a?)(\d+)")
_WEB = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
_BEHIND = re.compile(r"[^\s<]*<?")
_ALWAYS = frozenset("\\*_~|`")
_TAG = re.compile(r"<(?:[@#:/t]|a:|id:|(?i:https?:))")
_LINE_START = re.compile(r"(?P<space>[^\S\n]*)(?:(?P<mark>[>#\-])|(?P<number>\d{1,9})(?P<dot>\.) )")
_MARKS = {
    EntityKind.BOLD: "**",
    EntityKind.UNDERLINE: "__",
    EntityKind.STRIKE: "~~",
    EntityKind.SPOILER: "||",
}
_APART = "\u200b"
#: What is left out, step by step, where marks would run into each other. What is hidden stays hidden to the last.
_SACRIFICES: tuple[frozenset[EntityKind], ...] = (
    frozenset(),
    frozenset({EntityKind.ITALIC}),
    frozenset({EntityKind.ITALIC, EntityKind.UNDERLINE, EntityKind.STRIKE, EntityKind.HEADING, EntityKind.SUBTEXT}),
    frozenset(EntityKind) - {EntityKind.SPOILER, EntityKind.PRE, EntityKind.CODE, EntityKind.MENTION},
    frozenset(EntityKind) - {EntityKind.SPOILER},
)


def write_text(text: Text, *, previews: bool = True) -> str:
    """The Markdown of a text. One link has a preview, the first; none without `previews`."""
    prepared = _prepared(text)
    for left_out in _SACRIFICES:
        kept = nested(Text(prepared.plain, tuple(e for e in prepared.entities if e.kind not in left_out)))
        for italic in "_*":
            source = _Writer(prepared.plain, kept, italic, previews=previews).write()
            if _reads_the_same(source, prepared.plain, kept):
                return source
            if not any(entity.kind is EntityKind.ITALIC for entity in kept):
                break
    return _Writer(masked(prepared), [], "_", previews=previews).write()


def mentioned(text: Text) -> list[str]:
    """The numbers of the people of Discord whom Magpie itself resolved in a text."""
    found = (_USER.fullmatch(e.value) for e in text.entities if e.kind is EntityKind.MENTION)
    return [match[1] for match in found if match]


def _prepared(text: Text) -> Text:
    """With what Discord cannot show as it is in another form: the addresses of odd links beside their words."""
    plain = text.plain
    entities: list[Entity] = []
    insertions: list[tuple[int, str]] = []
    for entity in text.entities:
        covered = plain[entity.start : entity.end]
        if not _is_known(entity, covered):
            continue
        if entity.kind is EntityKind.LINK and not _is_own_address(covered, entity.value):
            masked = _WEB.fullmatch(entity.value) and not re.search(r"[\[\]\n]", covered) and ")" not in entity.value
            if not masked or dialect.URL.search(covered):
                if _WEB.fullmatch(entity.value) and entity.value not in covered:
                    insertions.append((entity.end, f" {entity.value}"))
                continue
        elif entity.kind is EntityKind.PRE:
            insertions += [(entity.start + match.end(), _APART) for match in re.finditer("``(?=`)", covered)]
        elif entity.kind is EntityKind.QUOTE:
            insertions += [(at, "\n") for at in _torn(plain, entity)]
        entities.append(entity)
    insertions.sort(key=lambda one: one[0])
    for at, more in reversed(insertions):
        plain, entities = _inserted(plain, entities, at, more)
    return Text.of(plain, entities)


def _torn(plain: str, quote: Entity) -> list[int]:
    """Where a quote begins or ends within a line, which Discord quotes whole or not at all."""
    ends = [at for at in (quote.start, quote.end) if 0 < at < len(plain)]
    return [at for at in ends if plain[at - 1] != "\n" and plain[at] != "\n"]


def _is_known(entity: Entity, covered: str) -> bool:
    """Whether Discord can show it at all: people and emoji of its own, code that its marks can hold."""
    match entity.kind:
        case EntityKind.MENTION:
            return _USER.fullmatch(entity.value) is not None and covered.startswith("@")
        case EntityKind.CUSTOM_EMOJI:
            return _EMOJI.fullmatch(entity.value) is not None and re.fullmatch(r":\w{2,32}:", covered) is not None
        case EntityKind.CODE:
            return "``" not in covered
    return True


def _inserted(plain: str, entities: Sequence[Entity], at: int, more: str) -> tuple[str, list[Entity]]:
    moved = [
        replace(
            e,
            start=e.start + len(more) if e.start >= at else e.start,
            end=e.end + len(more) if e.end > at else e.end,
        )
        for e in entities
    ]
    return plain[:at] + more + plain[at:], moved


def _is_own_address(covered: str, address: str) -> bool:
    return address == covered and _WEB.fullmatch(covered) is not None


def _reads_the_same(source: str, plain: str, kept: Sequence[Entity]) -> bool:
    known = _Known({e.value: plain[e.start : e.end] for e in kept if e.kind is EntityKind.MENTION})
    read = read_text(source, known)
    mine = {(e.start, e.end, e.kind) for e in kept if e.kind is not EntityKind.LINK}
    theirs = {(e.start, e.end, e.kind) for e in read.entities if e.kind is not EntityKind.LINK}
    return read.plain == plain and mine == theirs


@dataclass(frozen=True)
class _Known:
    """Gives mentions the names that they have in the text."""

    shown: dict[str, str]

    def user(self, number: str) -> str:
        return self.shown.get(f"{PLATFORM}:{number}", "").removeprefix("@")

    def role(self, number: str) -> str:
        del number
        return ""

    channel = role


class _Writer:
    """Writes a text with entities of which none crosses another."""

    def __init__(self, plain: str, entities: Sequence[Entity], italic: str, *, previews: bool) -> None:
        self._plain = plain
        self._entities = entities
        self._italic = italic
        self._previews = previews

    def write(self) -> str:
        return self._range(0, len(self._plain), list(self._entities), ())

    def _range(self, start: int, end: int, entities: list[Entity], outer: tuple[EntityKind, ...]) -> str:
        written: list[str] = []
        at = start
        while entities:
            entity = entities.pop(0)
            inner = []
            while entities and entities[0].start < entity.end:
                inner.append(entities.pop(0))
            written.append(self._escaped(at, entity.start, outer))
            written.append(self._entity(entity, inner, outer))
            at = entity.end
        written.append(self._escaped(at, end, outer))
        return "".join(written)

    def _entity(self, entity: Entity, inner: list[Entity], outer: tuple[EntityKind, ...]) -> str:
        covered = self._plain[entity.start : entity.end]
        match entity.kind:
            case EntityKind.PRE:
                written = _fenced(entity, covered)
            case EntityKind.CODE:
                written = _code(covered)
            case EntityKind.MENTION:
                written = f"<@{entity.value.partition(':')[2]}>"
            case EntityKind.CUSTOM_EMOJI:
                written = _emoji(entity, covered)
            case EntityKind.LINK if entity.value == covered:
                written = self._address(entity.start, entity.end, outer)
            case _:
                within = self._range(entity.start, entity.end, inner, (*outer, entity.kind))
                written = self._marked(entity, within)
        return written

    def _marked(self, entity: Entity, within: str) -> str:
        match entity.kind:
            case EntityKind.QUOTE:
                written = "\n".join(f"> {line}" for line in within.split("\n"))
            case EntityKind.HEADING:
                written = f"{'#' * (int(entity.value) if entity.value in {'1', '2', '3'} else 1)} {within}"
            case EntityKind.SUBTEXT:
                written = f"-# {within}"
            case EntityKind.LINK:
                preview = self._first_link() == entity.start
                written = f"[{within}]({entity.value})" if preview else f"[{within}](<{entity.value}>)"
            case EntityKind.ITALIC:
                written = f"{self._italic}{within}{self._italic}"
            case kind:
                written = f"{_MARKS[kind]}{within}{_MARKS[kind]}"
        return written

    def _first_link(self) -> int:
        """Where the one link begins that may have a preview, -1 where none may."""
        if not self._previews:
            return -1
        links = [e.start for e in self._entities if e.kind is EntityKind.LINK]
        bare = dialect.URL.search(self._plain)
        return min([*links, *([bare.start()] if bare else [])], default=-1)

    def _escaped(self, start: int, end: int, outer: tuple[EntityKind, ...]) -> str:
        """A stretch without entities: addresses as they are, everything else literally."""
        written: list[str] = []
        at = start
        while at < end:
            url = dialect.URL.search(self._plain, at, end)
            stop = url.start() if url else end
            written.extend(self._literally(at, stop, outer))
            if url is None:
                break
            at = stop + len(dialect.without_open_parenthesis(url.group()))
            written.append(self._address(stop, at, outer))
        return "".join(written)

    def _address(self, start: int, end: int, outer: tuple[EntityKind, ...]) -> str:
        """An address; where Discord would take more or less of it for one, or shows a preview of another, in angles."""
        address = self._plain[start:end]
        found = dialect.URL.match(self._plain, start)
        clean = found is not None and dialect.without_open_parenthesis(found.group()) == address
        # A backslash behind it would be taken for a part of it, and would escape nothing.
        behind = _BEHIND.match(self._plain, end)
        clean = clean and not (
            behind and any(self._needs_escape(end + i, c, heading=True) for i, c in enumerate(behind[0]))
        )
        if clean and start == self._first_link():
            return address
        return "".join(self._literally(start, end, outer)) if re.search("[<>]", address) else f"<{address}>"

    def _literally(self, start: int, end: int, outer: tuple[EntityKind, ...]) -> Iterator[str]:
        plain = self._plain
        at = start
        heading = EntityKind.HEADING in outer
        while at < end:
            char = plain[at]
            if (at == 0 or plain[at - 1] == "\n") and (line := _LINE_START.match(plain, at, end)):
                yield line["space"] + (f"\\{line['mark']}" if line["mark"] else f"{line['number']}\\.")
                at = line.end("mark") if line["mark"] else line.end("dot")
                continue
            yield f"\\{char}" if self._needs_escape(at, char, heading=heading) else char
            at += 1

    def _needs_escape(self, at: int, char: str, *, heading: bool) -> bool:
        plain = self._plain
        needs = char in _ALWAYS
        match char:
            case "[" | "]":
                needs = "](" in plain or any(e.kind is EntityKind.LINK for e in self._entities)
            case "<":
                needs = _TAG.match(plain, at) is not None
            case ":":
                # What stands behind makes an address of a bare beginning, if only by a backslash.
                scheme = plain.startswith("://", at) and plain[max(0, at - 5) : at].lower().endswith(("http", "https"))
                needs = scheme or dialect.SHORT_NAME.match(plain, at) is not None
            case "#" | "-" | ">":
                # What stands behind a mark begins a line of its own for clients.
                needs = heading or any(e.start == at for e in self._entities if e.kind in LINES)
        return needs


def _fenced(entity: Entity, covered: str) -> str:
    language = entity.value if re.fullmatch(r"[A-Za-z0-9_+\-.#]+", entity.value) else ""
    return f"```{language}\n{covered}\n```"


def _emoji(entity: Entity, covered: str) -> str:
    animated, number = re.fullmatch(r"\w+:(a?)(\d+)", entity.value).groups()  # type: ignore[union-attr]
    return f"<{animated}{covered}{number}>"


def _code(covered: str) -> str:
    longest = max((len(run) for run in re.findall("`+", covered)), default=0)
    fence = "`" * (longest + 1)
    before, after = " " * covered.startswith("`"), " " * covered.endswith("`")
    return f"{fence}{before}{covered}{after}{fence}"
