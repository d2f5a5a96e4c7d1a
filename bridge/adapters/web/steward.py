"""What the owner of a room may do with it."""

from __future__ import annotations

import secrets

from bridge.adapters.web import frames
from bridge.adapters.web.conversation import Conversation, room_ref
from bridge.adapters.web.hub import Hub
from bridge.adapters.web.ports import WebStore
from bridge.adapters.web.records import Standing, WebMember
from bridge.adapters.web.refusal import Refusal
from bridge.adapters.web.timeline import Json, room_json
from bridge.chat.event import Gone, Left, Pinned


class Steward:
    """Pins, removes members, renews the invite, hides the history, closes the room."""

    def __init__(self, store: WebStore, hub: Hub, conversation: Conversation) -> None:
        self._store = store
        self._hub = hub
        self._conversation = conversation

    async def handle(self, member: WebMember, ask: frames.Kept) -> Json:
        """Do what an owner asks; returns what the answer says beside `id`. Raises `Refusal`."""
        if not member.owner:
            raise Refusal("Only the owner of the room can do that.", status=403)
        match ask:
            case frames.Pin():
                return await self._pin(member, ask)
            case frames.Remove():
                return await self._remove(member, ask.member)
            case frames.Renew():
                room = await self._store.renew_invite(member.room, secrets.token_urlsafe(16))
            case frames.History():
                room = await self._store.set_history(member.room, shown=ask.shown)
            case frames.Close():
                room = await self._store.close_room(member.room)
                gone = Gone(f"closed:{member.room}", room_ref(member.room), "closed by its owner")
                await self._conversation.report(gone)
        if room:
            self._hub.push(room.id, {"type": "room", "room": room_json(room)})
        return {}

    async def _pin(self, member: WebMember, ask: frames.Pin) -> Json:
        entry = await self._conversation.visible(member, ask.entry)
        key = f"pin:{member.id}.{ask.id}"
        pinned = Pinned(key, room_ref(member.room), str(entry.id), member.author, ask.pinned)
        await self._conversation.report(pinned)
        async with self._hub.order(member.room):
            changed = await self._store.pin(entry.id, pinned=ask.pinned)
            self._hub.push_entries(member.room, [changed] if changed else [])
        return {}

    async def _remove(self, owner: WebMember, member: str) -> Json:
        target = await self._store.member(member)
        if target is None or target.room != owner.room or target.owner:
            raise Refusal("There is no such member in this room.", status=404)
        gone = await self._store.part(member, Standing.REMOVED)
        for one in gone:
            await self._conversation.report(Left(f"removed:{one.id}", room_ref(one.room), one.author))
            self._hub.push(one.room, {"type": "gone", "member": one.id}, but=one.id)
        self._hub.dismiss(gone, {"type": "dismissed", "reason": "removed"})
        return {}
