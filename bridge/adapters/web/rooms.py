"""Starting rooms and joining them, over HTTP."""

from __future__ import annotations

import re
import secrets
import time
from dataclasses import dataclass, replace

from aiohttp import web
from pydantic import BaseModel, Field, ValidationError

from bridge.adapters.web.conversation import Conversation
from bridge.adapters.web.limits import Limits
from bridge.adapters.web.names import TITLE_LIMIT, clean, clean_name
from bridge.adapters.web.ports import RoomStore
from bridge.adapters.web.records import Invited, WebMember, WebRoom
from bridge.adapters.web.refusal import Refusal
from bridge.adapters.web.security import Gate
from bridge.adapters.web.sessions import Sessions
from bridge.adapters.web.timeline import Json

_INVITE = re.compile(r"[A-Za-z0-9_-]{22}")


class _Newcomer(BaseModel):
    """What a page tells of whoever comes in."""

    name: str = Field(max_length=400)
    language: str = Field(default="", max_length=35)
    title: str = Field(default="", max_length=400)


@dataclass(frozen=True, slots=True)
class Rooms:
    """Serves `/api/rooms` and `/api/invites/…`."""

    store: RoomStore
    sessions: Sessions
    conversation: Conversation
    limits: Limits
    gate: Gate

    def routes(self) -> list[web.RouteDef]:
        """What to add to an application."""
        return [
            web.get("/api/rooms", self.mine),
            web.post("/api/rooms", self.start),
            web.get("/api/invites/{invite}", self.look),
            web.post("/api/invites/{invite}", self.join),
        ]

    async def mine(self, request: web.Request) -> web.Response:
        """The rooms that this browser is in."""
        await self.limits.lookups.demand(self.gate.address(request))
        rooms: dict[str, Json] = {}
        for room, member in await self._memberships(request):
            known = rooms.setdefault(room.id, {"title": room.title, "invite": room.invite, "closed": room.closed})
            known.setdefault("name", member.name)
        return web.json_response(list(rooms.values()))

    async def start(self, request: web.Request) -> web.Response:
        """Start a room and be its owner."""
        await self.limits.rooms.demand(self.gate.address(request))
        newcomer = await _read(request)
        title = clean(newcomer.title, TITLE_LIMIT)
        room = WebRoom(secrets.token_urlsafe(12), title, secrets.token_urlsafe(16), time.time())
        token, member = self._newcomer(request, room, newcomer)
        owner = replace(member, owner=True)
        await self.store.create_room(room, owner)
        await self.conversation.opened(room, owner)
        return self._welcome(request, room, owner, token)

    async def look(self, request: web.Request) -> web.Response:
        """What an invite leads to, and whether this browser is in there already."""
        await self.limits.lookups.demand(self.gate.address(request))
        invited, known = await self._invited(request)
        room = invited.room
        names: list[Json] = [{"id": member.id, "name": member.name} for member in known]
        return web.json_response(
            {"title": room.title, "invite": room.invite, "closed": room.closed, "members": names},
        )

    async def join(self, request: web.Request) -> web.Response:
        """Come into a room under a name of one's own."""
        await self.limits.joins.demand(self.gate.address(request))
        newcomer = await _read(request)
        invited, _ = await self._invited(request)
        room = invited.room
        if room.closed:
            raise Refusal("This room was closed by its owner.", status=410)
        if len(await self.store.members(room.id)) >= self.limits.members:
            raise Refusal("This room is full.", status=403)
        token, member = self._newcomer(request, room, newcomer)
        joined = await self.store.add_member(member)
        if joined is None:
            raise Refusal("The owner of this room removed you from it.", status=403)
        await self.conversation.joined(joined)
        return self._welcome(request, room, joined, token)

    def _newcomer(self, request: web.Request, room: WebRoom, newcomer: _Newcomer) -> tuple[str, WebMember]:
        """A member to be, and the token of their new session, "" where they have one."""
        name = clean_name(newcomer.name)
        session = self.sessions.current(request)
        token = ""
        if not session:
            token, session = self.sessions.begin()
        member = WebMember(secrets.token_urlsafe(12), room.id, session, name, newcomer.language, time.time())
        return token, member

    def _welcome(self, request: web.Request, room: WebRoom, member: WebMember, token: str) -> web.Response:
        response = web.json_response({"invite": room.invite, "member": member.id, "name": member.name})
        if token:
            self.sessions.remember(request, response, token)
        return response

    async def _invited(self, request: web.Request) -> tuple[Invited, list[WebMember]]:
        """Where an invite leads, and who of this session is in there; an old invite still lets them in, no others."""
        invite = request.match_info["invite"]
        invited = await self.store.invited(invite) if _INVITE.fullmatch(invite) else None
        known: list[WebMember] = []
        if invited:
            known = [m for room, m in await self._memberships(request) if room.id == invited.room.id]
        if invited is None or not (invited.current or known):
            raise Refusal("This invite does not work any more. Ask for a new link.", status=404)
        return invited, known

    async def _memberships(self, request: web.Request) -> tuple[tuple[WebRoom, WebMember], ...]:
        session = self.sessions.current(request)
        return await self.store.memberships(session) if session else ()


async def _read(request: web.Request) -> _Newcomer:
    try:
        return _Newcomer.model_validate_json(await request.read())
    except ValidationError as error:
        raise Refusal("This request could not be read.") from error
