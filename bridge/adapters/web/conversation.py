"""What members ask for, turned into events for the core and changes of the room."""

from __future__ import annotations

import re
import secrets
import time
import unicodedata
from collections.abc import Sequence

from bridge.adapters.web import frames
from bridge.adapters.web.hub import Hub
from bridge.adapters.web.limits import Limits
from bridge.adapters.web.media import kind_of
from bridge.adapters.web.ports import WebStore
from bridge.adapters.web.records import PLATFORM, Standing, WebEntry, WebMember, WebRoom
from bridge.adapters.web.refusal import Refusal
from bridge.adapters.web.timeline import Json
from bridge.chat.attachment import Attachment
from bridge.chat.event import Command, Deleted, Edited, Event, Joined, Left, Opened, Posted, Reacted
from bridge.chat.message import Message
from bridge.chat.room import RoomRef
from bridge.chat.signal import Typing
from bridge.chat.text import Text
from bridge.relay.adapter import Core

#: A slash, a name, and then a space or nothing: "/usr/bin" is no command.
_COMMAND = re.compile(r"/([A-Za-z]\w*)(?:\s+(.*))?", re.DOTALL | re.ASCII)
_ESCAPED = "//"
#: Asks Magpie why a message reads as it does, and is no reaction that others see.
WHY = "❓"
_EMOJI_LENGTH = 16
_EMOJI_PARTS = frozenset({"So", "Sk", "Mn", "Me", "Cf", "Cn"})
_KEYCAP = re.compile("[0-9#*]\ufe0f?\u20e3")


def room_ref(room: str) -> RoomRef:
    """A web room as the core knows it."""
    return RoomRef(PLATFORM, room)


class Conversation:
    """All rooms' conversations. Everything it reports is on disk before anybody is told that it is done."""

    def __init__(self, store: WebStore, hub: Hub, limits: Limits) -> None:
        self._store = store
        self._hub = hub
        self._limits = limits
        self._core: Core | None = None

    def attach(self, core: Core) -> None:
        """From now on events go to this core."""
        self._core = core

    @property
    def core(self) -> Core:
        """The core; raises `Refusal` as long as there is none."""
        if self._core is None:
            raise Refusal("Magpie is still starting. Try again in a moment.", status=503)
        return self._core

    async def opened(self, room: WebRoom, owner: WebMember) -> None:
        """Report a new room and its owner."""
        ref = room_ref(room.id)
        await self.report(Opened(f"opened:{room.id}", ref, room.title, owner.language))
        await self.joined(owner)

    async def joined(self, member: WebMember) -> None:
        """Report that somebody came in; coming back after leaving counts as well."""
        key = f"joined:{member.id}:{secrets.token_hex(8)}"
        await self.report(Joined(key, room_ref(member.room), member.author))

    def typing(self, member: WebMember) -> None:
        """Pass on that a member is writing."""
        self._hub.push(member.room, {"type": "typing", "key": member.author.key, "name": member.name}, but=member.id)
        self.core.signal(Typing(room_ref(member.room), member.author))

    async def handle(self, member: WebMember, ask: frames.Said) -> Json:
        """Do what a member asks; returns what the answer says beside `id`. Raises `Refusal`."""
        match ask:
            case frames.Post():
                return await self._post(member, ask)
            case frames.Edit():
                return await self._edit(member, ask)
            case frames.Delete():
                return await self._delete(member, ask)
            case frames.React():
                return await self._react(member, ask)
            case frames.Leave():
                return await self._leave(member)

    async def _post(self, member: WebMember, ask: frames.Post) -> Json:
        room = await self.open_room(member)
        text = self._checked_text(ask.text, empty=bool(ask.files))
        attachments = await self.attachments(member, ask.files)
        written_at = await self._store.note_post(member.id, ask.id, time.time())
        command = _COMMAND.fullmatch(text)
        identity = f"{member.id}.{ask.id}"
        target = "" if ask.reply_to is None else str(ask.reply_to)
        if command:
            await self.report(
                Command(
                    key=f"command:{identity}",
                    room=room_ref(room.id),
                    author=member.author,
                    name=command[1].lower(),
                    arguments=command[2] or "",
                    target=target,
                    message=identity,
                    attachments=attachments,
                )
            )
            return {"command": True}
        message = Message(
            id=identity,
            room=room_ref(room.id),
            author=member.author,
            text=Text(text[1:] if text.startswith(_ESCAPED) else text),
            written_at=written_at,
            attachments=attachments,
            reply_to=target,
        )
        await self._store.mark_posted(ask.files)
        await self.report(Posted(f"post:{identity}", message, room.title))
        return {"written_at": written_at}

    async def _edit(self, member: WebMember, ask: frames.Edit) -> Json:
        await self.open_room(member)
        entry = await self.visible(member, ask.entry)
        content = entry.content
        if content.author is None or content.author.key != member.author.key:
            raise Refusal("Only its author can change a message.", status=403)
        text = self._checked_text(ask.text, empty=bool(content.attachments))
        message = Message(
            id=str(entry.id),
            room=room_ref(member.room),
            author=member.author,
            text=Text(text),
            written_at=content.written_at,
            attachments=content.attachments,
            reply_to="" if entry.reply_to is None else str(entry.reply_to),
        )
        await self.report(Edited(f"edit:{member.id}.{ask.id}", message, time.time()))
        return {}

    async def _delete(self, member: WebMember, ask: frames.Delete) -> Json:
        entry = await self.visible(member, ask.entry)
        author = entry.content.author
        own = entry.private_to == member.id or (author is not None and author.key == member.author.key)
        if not (own or member.owner):
            raise Refusal("Only its author or the owner of the room can delete a message.", status=403)
        if entry.message is None:
            # Magpie's own words are no message that other rooms know of.
            async with self._hub.order(member.room):
                self._hub.push_entries(member.room, await self._store.erase(member.room, [entry.id]))
            return {}
        key = f"delete:{member.id}.{ask.id}"
        await self.report(Deleted(key, room_ref(member.room), (str(entry.id),)))
        return {}

    async def _react(self, member: WebMember, ask: frames.React) -> Json:
        await self.open_room(member)
        entry = await self.visible(member, ask.entry)
        known = {reaction.emoji for reaction in entry.reactions}
        if not all(one in known or is_emoji(one) for one in ask.emoji):
            raise Refusal("A reaction is a single emoji.")
        key = f"react:{member.id}.{ask.id}"
        native = str(entry.id)
        await self.report(Reacted(key, room_ref(member.room), native, member.author, ask.emoji, handle=native))
        shown = [one for one in ask.emoji if one != WHY]
        async with self._hub.order(member.room):
            changed = await self._store.set_own_reactions(entry.id, member.id, shown)
            self._hub.push_entries(member.room, [changed] if changed else [])
        return {}

    async def _leave(self, member: WebMember) -> Json:
        for one in await self._store.part(member.id, Standing.LEFT):
            await self.report(Left(f"left:{one.id}:{secrets.token_hex(8)}", room_ref(one.room), one.author))
            self._hub.push(one.room, {"type": "gone", "member": one.id}, but=one.id)
            self._hub.dismiss([one], {"type": "dismissed", "reason": "left"})
        return {}

    async def report(self, event: Event) -> None:
        """Hand an event to the core; it is on disk when this returns."""
        await self.core.accept(event)

    async def open_room(self, member: WebMember) -> WebRoom:
        """The room of a member; raises `Refusal` where it was closed."""
        room = await self._store.room(member.room)
        if room is None or room.closed:
            raise Refusal("This room was closed by its owner.", status=410)
        return room

    async def visible(self, member: WebMember, number: int) -> WebEntry:
        """An entry that a member sees; raises `Refusal` where there is none."""
        found = await self._store.entries(member.room, [number])
        if not found or found[0].deleted or not member.sees(found[0]):
            raise Refusal("That message is not here any more.", status=404)
        return found[0]

    def _checked_text(self, text: str, *, empty: bool) -> str:
        text = text.replace("\r\n", "\n").strip()
        if not text and not empty:
            raise Refusal("Write something first.")
        if len(text) > self._limits.text:
            raise Refusal(
                "A message can have up to {limit} characters and this one has {count}: send it in parts.",
                status=413,
                limit=self._limits.text,
                count=len(text),
            )
        return text

    async def attachments(self, member: WebMember, files: Sequence[str]) -> tuple[Attachment, ...]:
        """Files that a member uploaded, as the core knows them. Raises `Refusal`."""
        if len(files) > self._limits.files:
            raise Refusal("A message can carry up to {count} files.", count=self._limits.files)
        found = [await self._store.file(file) for file in files]
        attachments = []
        for file in found:
            if file is None or file.member != member.id:
                raise Refusal("A file of this message was lost on the way: attach it again.", status=404)
            attachments.append(
                Attachment(
                    kind_of(file.mime), PLATFORM, file.id, file.name, file.mime, file.size, file.width, file.height
                )
            )
        return tuple(attachments)


def is_emoji(text: str) -> bool:
    """Whether a text is one emoji, as far as a Unicode table that may be older than the emoji can tell."""
    if _KEYCAP.fullmatch(text):
        return True
    return 0 < len(text) <= _EMOJI_LENGTH and all(
        unicodedata.category(char) in _EMOJI_PARTS or char in "‼⁉〰〽" for char in text
    )
