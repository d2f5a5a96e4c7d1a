"""The panel of the group's slang: it looks into the books, and gives the same commands that members type."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from aiohttp import web

from bridge.adapters.web import frames
from bridge.adapters.web.conversation import Conversation, room_ref
from bridge.adapters.web.hub import Hub
from bridge.adapters.web.limits import Limits
from bridge.adapters.web.records import WebMember
from bridge.adapters.web.refusal import Refusal
from bridge.adapters.web.security import FILE_POLICY
from bridge.adapters.web.sessions import Sessions
from bridge.adapters.web.timeline import Json, traditional
from bridge.chat.attachment import Attachment
from bridge.chat.author import Author
from bridge.chat.delivery import Shipment
from bridge.chat.event import Command
from bridge.chat.reader import ReaderLanguage
from bridge.chat.room import RoomRef
from bridge.commands.slang_view import Attempt, Listed, View
from bridge.glossary.entry import Reach
from bridge.glossary.exchange.formats import Format
from bridge.glossary.notation import SIGN_OF, write_line, write_term
from bridge.glossary.packs import write_context

#: So begins the handle of a command that the panel gave; the member and the page's id of the command follow.
_HANDLE = "panel"
#: Answers that are kept for pages which ask once more because the first answer did not reach them.
_KEPT = 1000


class Slang(Protocol):
    """What the panel reads; `bridge.commands.slang_view.SlangView` is one."""

    async def look(self, room: RoomRef, author: Author, words: str) -> View:
        """The terms of the conversation, or those of all books that have these words."""
        ...

    async def attempt(self, room: RoomRef, author: Author, line: str, instead: int = 0) -> Attempt:
        """What a term would do."""
        ...

    async def check(self, room: RoomRef, author: Author, file: Attachment) -> Attempt:
        """What bringing in a file would change."""
        ...

    async def book(self, room: RoomRef, author: Author, form: Format) -> bytes | None:
        """The conversation's terms as a file, None where there are none."""
        ...


class SlangDesk:
    """Answers what is asked in the panel."""

    def __init__(self, conversation: Conversation, hub: Hub) -> None:
        self._conversation = conversation
        self._hub = hub
        self._slang: Slang | None = None
        self._answers: OrderedDict[str, Json] = OrderedDict()

    def attach(self, slang: Slang) -> None:
        """From now on look into these books."""
        self._slang = slang

    @property
    def slang(self) -> Slang:
        """The books; raises `Refusal` as long as there are none."""
        if self._slang is None:
            raise Refusal("Magpie is still starting. Try again in a moment.", status=503)
        return self._slang

    async def handle(self, member: WebMember, ask: frames.Asked) -> Json:
        """Do what is asked; returns what the answer says beside `id`. Raises `Refusal`."""
        room = room_ref(member.room)
        match ask:
            case frames.Look():
                view = await self.slang.look(room, member.author, ask.words)
                reader = ReaderLanguage.from_tag(member.language)
                return _view(view, traditional if reader is ReaderLanguage.TRADITIONAL else str)
            case frames.Attempt():
                tried = await self.slang.attempt(room, member.author, _written(ask, ask.forms), ask.instead)
                command = (
                    f"edit {_written(ask, f'#{ask.instead}')}" if ask.instead else f"add {_written(ask, ask.forms)}"
                )
                return {**_attempt(tried), "command": f"slang {command}"}
            case frames.Check():
                (file,) = await self._conversation.attachments(member, [ask.file])
                return _attempt(await self.slang.check(room, member.author, file))
            case frames.Tell():
                return await self._tell(member, ask)

    async def _tell(self, member: WebMember, ask: frames.Tell) -> Json:
        """Give a command; its answer follows as a frame of its own, or at once where it was given already."""
        await self._conversation.open_room(member)
        identity = f"{member.id}.{ask.id}"
        handle = f"{_HANDLE}:{identity}"
        if handle in self._answers:
            return {"answer": self._answers[handle]}
        name, _, arguments = ask.line.partition(" ")
        files = await self._conversation.attachments(member, ask.files)
        command = Command(
            key=f"command:{identity}",
            room=room_ref(member.room),
            author=member.author,
            name=name,
            arguments=arguments,
            message=identity,
            handle=handle,
            attachments=files,
        )
        await self._conversation.report(command)
        return {}

    def answered(self, shipment: Shipment) -> bool:
        """Show the answer to a command of the panel in the panel; returns whether it belongs nowhere else."""
        kind, _, identity = shipment.handle.partition(":")
        member, _, ask = identity.partition(".")
        if kind != _HANDLE or not shipment.blocks:
            return False
        content = shipment.blocks[0].content
        answer: Json = {"text": content.original.plain, "public": not shipment.private_to}
        self._answers[shipment.handle] = answer
        while len(self._answers) > _KEPT:
            self._answers.popitem(last=False)
        self._hub.push_to(member, shipment.room.id, {"type": "answer", "id": ask, "answer": answer})
        return bool(shipment.private_to) and not content.attachments


@dataclass(frozen=True, slots=True)
class Books:
    """Serves `/api/slang/…`: a conversation's terms as a file for its members."""

    sessions: Sessions
    desk: SlangDesk
    limits: Limits

    def routes(self) -> list[web.RouteDef]:
        """What to add to an application."""
        return [web.get("/api/slang/glossary.{form:csv|tsv|tbx}", self.download)]

    async def download(self, request: web.Request) -> web.Response:
        """The terms of the room of `?member=`."""
        member = await self.sessions.member(request)
        await self.limits.requests.wait(member.id)
        form = Format(request.match_info["form"])
        data = await self.desk.slang.book(room_ref(member.room), member.author, form)
        if data is None:
            raise Refusal("This conversation has no terms of its own yet.", status=404)
        headers = {
            "Content-Disposition": f'attachment; filename="glossary.{form}"',
            "Content-Security-Policy": FILE_POLICY,
        }
        return web.Response(body=data, content_type=form.mime, charset="utf-8", headers=headers)


def _written(ask: frames.Attempt, forms: str) -> str:
    """The term as it stands behind `/slang add` and `/slang edit`."""
    language = f"{ask.source}: " if ask.source else ""
    forms, text, note = (" ".join(words.split()) for words in (forms, ask.text, ask.note))
    return language + write_line(forms, SIGN_OF[ask.action], text, ask.conditions, note)


def _attempt(tried: Attempt) -> Json:
    return {"line": tried.line, "seen": tried.seen, "fault": tried.fault}


def _view(view: View, shown: Callable[[str], str]) -> Json:
    """What the panel shows, Chinese in the script of its reader; `line` and `text` are as they were written."""
    return {
        "terms": [_listed(one, view.member, shown) for one in view.terms],
        "waiting": [_listed(one, view.member, shown) for one in view.waiting],
        "more": view.more,
        "own": view.own,
        "keeper": view.keeper,
    }


def _listed(listed: Listed, member: int, shown: Callable[[str], str]) -> Json:
    term, entry = listed.term, listed.entry
    book = "built-in" if entry is None else entry.owner.reach.value
    return {
        "book": book,
        "number": 0 if entry is None or entry.owner.reach is Reach.HOST else entry.id,
        "by": entry.by if entry else "",
        "at": entry.created_at if entry else 0,
        "own": entry is not None and entry.member == member,
        "line": write_term(term),
        "source": term.source,
        "forms": list(term.forms),
        "action": term.action.value,
        "text": term.text,
        "plain": shown(term.plain),
        "renderings": [shown(one) for one in term.renderings],
        "conditions": write_context(term.context),
        "tone": term.tone.value,
        "literal": shown(term.literal),
        "en": term.note_en,
        "zh": shown(term.note_zh),
        "origin": term.origin,
    }
