"""`/mute`, `/ban`, `/unmute`: a room's administrators keep the peace across a conversation, and read the log."""

from __future__ import annotations

import datetime as dt
import re
import time
from dataclasses import dataclass

from bridge.commands.command import DOMAIN, Answer, CommandError, Request
from bridge.commands.ports import People, Sanction, SanctionKind, Sanctions
from bridge.i18n import Phrases
from bridge.relay.directory import Directory
from bridge.relay.notices import drafts_for
from bridge.relay.records import Member

_DURATION = re.compile(r"(\d{1,4})\s*(s|m|min|h|d|w|秒|分钟|分|小时|时|天|周)?", re.IGNORECASE)
_SECONDS = {"s": 1, "秒": 1, "m": 60, "min": 60, "分": 60, "分钟": 60, "h": 3600, "时": 3600, "小时": 3600}
_LONG_SECONDS = {"d": 86_400, "天": 86_400, "w": 604_800, "周": 604_800}
DEFAULT_MUTE = 600.0
DECISIONS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Silencing:
    """One of the two ways to silence somebody."""

    kind: SanctionKind
    summary: str

    @property
    def name(self) -> str:
        """Without the slash."""
        return self.kind.value


MUTE = Silencing(
    SanctionKind.MUTE, summary="Relay someone no more for a time: as a reply, /mute 10m; alone it shows the log"
)
BAN = Silencing(SanctionKind.BAN, summary="Relay someone no more: as a reply, /ban or /ban 7d")


class Silence:
    """`/mute` for a time, `/ban` for good unless a time is given; as a reply, or with a name; alone, the log."""

    admins_only = True

    def __init__(self, how: Silencing, sanctions: Sanctions, people: People, directory: Directory) -> None:
        self.name = how.name
        self.summary = how.summary
        self._kind = how.kind
        self._sanctions = sanctions
        self._people = people
        self._directory = directory

    async def answer(self, request: Request) -> Answer:
        """Stop relaying a member, and tell every room of the conversation; or tell what was decided."""
        if not request.asked.arguments.strip() and not request.asked.target:
            return await told_of(request, self._sanctions)
        words = request.asked.arguments.split()
        seconds = next((_seconds(word) for word in words if _seconds(word)), 0.0)
        name = " ".join(word for word in words if not _seconds(word)).lstrip("@")
        member = await member_meant(request, self._people, name)
        if self._kind is SanctionKind.MUTE:
            seconds = seconds or DEFAULT_MUTE
        until = time.time() + seconds if seconds else 0.0
        sanction = Sanction(self._kind, member, until, request.asked.author.name)
        await self._sanctions.add(request.place, sanction, request.member.id)
        rooms = [request.place, *await self._directory.companions(request.place)]
        minutes = max(1, round(seconds / 60))
        phrase = (
            "{name} is not relayed for {minutes} minutes ({by})."
            if seconds
            else "{name} is not relayed any more ({by})."
        )
        name = _name(member.name, request.phrases)
        values = {"name": name, "by": request.asked.author.name, "minutes": minutes}
        return Answer(drafts=drafts_for(rooms, phrase, DOMAIN, **values))


class Unmute:
    """Lifts what stands against a member; without one, tells the log."""

    name = "unmute"
    summary = "Relay someone again: as a reply, or with a name; alone it lists who is not relayed"
    admins_only = True

    def __init__(self, sanctions: Sanctions, people: People) -> None:
        self._sanctions = sanctions
        self._people = people

    async def answer(self, request: Request) -> Answer:
        """Lift, or list."""
        phrases = request.phrases
        if not request.asked.arguments.strip() and not request.asked.target:
            return await told_of(request, self._sanctions)
        member = await member_meant(request, self._people, request.asked.arguments.strip().lstrip("@"))
        if not await self._sanctions.lift(request.place, member.id, request.member):
            raise CommandError(phrases("{name} is relayed already.", name=_name(member.name, phrases)))
        return Answer(phrases("{name} is relayed again.", name=_name(member.name, phrases)), public=True)


async def told_of(request: Request, sanctions: Sanctions) -> Answer:
    """What is in force, and the last decisions: who, whom, until when."""
    phrases = request.phrases
    lines = [_in_force(sanction, phrases) for sanction in await sanctions.listed(request.place)]
    lines = lines or [phrases("Everybody is relayed.")]
    decisions = await sanctions.log(request.place, DECISIONS_SHOWN)
    if decisions:
        lines += ["", phrases("The last decisions:"), *(_decision(sanction, phrases) for sanction in decisions)]
    return Answer("\n".join(lines))


def _in_force(sanction: Sanction, phrases: Phrases) -> str:
    phrase = (
        "{name} is not relayed until {until} ({by})." if sanction.until else "{name} is not relayed any more ({by})."
    )
    values = {"name": _name(sanction.member.name, phrases), "by": _name(sanction.by, phrases)}
    return phrases(phrase, until=_moment(sanction.until), **values)


def _decision(sanction: Sanction, phrases: Phrases) -> str:
    values = {"name": _name(sanction.member.name, phrases), "by": _name(sanction.by, phrases)}
    line = f"{_moment(sanction.at)} · {values['by']} → {values['name']}: {sanction.kind.value}"
    if sanction.until:
        line += ", " + phrases("until {until}", until=_moment(sanction.until))
    if not sanction.lifted_at:
        return line
    lifted = phrases("lifted by {by}", by=_name(sanction.lifted_by, phrases))
    return f"{line} · {lifted}, {_moment(sanction.lifted_at)}"


def _name(name: str, phrases: Phrases) -> str:
    return name or phrases("somebody who left")


def _moment(at: float) -> str:
    """In UTC, since those who read it may live anywhere."""
    return f"{dt.datetime.fromtimestamp(at, dt.UTC):%Y-%m-%d %H:%M} UTC" if at else ""


async def member_meant(request: Request, people: People, name: str) -> Member:
    """Who is meant: the author of the message replied to, or the one member of that name."""
    room = request.place.room.id
    if request.asked.target:
        author = await people.author_of(room, request.asked.target)
        if author is not None:
            return author
    if not name:
        phrase = "Say it as a reply to one of their messages, or with their name: /{command} NAME"
        raise CommandError(request.phrases(phrase, command=request.asked.name))
    found = await people.named(room, name)
    if len(found) != 1:
        phrase = "{count} people here are called “{name}”; say it as a reply to one of their messages."
        raise CommandError(request.phrases(phrase, count=len(found), name=name[:40]))
    return found[0]


def _seconds(word: str) -> float:
    match = _DURATION.fullmatch(word)
    if match is None:
        return 0.0
    unit = (match[2] or "m").lower()
    return float(match[1]) * (_SECONDS | _LONG_SECONDS)[unit]
