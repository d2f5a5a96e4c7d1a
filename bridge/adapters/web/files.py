"""Uploads, and the files of messages from any platform."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from aiohttp import web

from bridge.adapters.web.conversation import Conversation
from bridge.adapters.web.limits import Limits
from bridge.adapters.web.media import INLINE, UNKNOWN
from bridge.adapters.web.names import clean
from bridge.adapters.web.ports import WebStore
from bridge.adapters.web.records import PLATFORM, WebFile
from bridge.adapters.web.refusal import Refusal
from bridge.adapters.web.security import FILE_POLICY, Gate
from bridge.adapters.web.sessions import Sessions
from bridge.adapters.web.shelf import Shelf, TooLarge, too_large
from bridge.chat.attachment import Attachment
from bridge.relay.failure import DeliveryError

_NAME_LIMIT = 120
_LARGEST_SIDE = 20_000
_GONE = "This file is not here any more."


@dataclass(frozen=True, slots=True)
class Files:
    """Serves `/api/files` (uploads, the name percent-encoded in `X-File-Name`) and `/attachments/…`."""

    store: WebStore
    shelf: Shelf
    sessions: Sessions
    conversation: Conversation
    limits: Limits
    gate: Gate
    upload_limit: int

    def routes(self) -> list[web.RouteDef]:
        """What to add to an application."""
        return [
            web.post("/api/files", self.upload),
            web.get(r"/attachments/{entry:\d{1,18}}/{number:\d{1,3}}/{name}", self.download),
        ]

    async def upload(self, request: web.Request) -> web.Response:
        """Take in a file for a message that is to follow."""
        member = await self.sessions.member(request)
        await self.limits.uploads.demand(member.id)
        await self.limits.uploads_from.demand(self.gate.address(request))
        if (request.content_length or 0) > self.upload_limit:
            raise too_large(self.upload_limit)
        if not await self.shelf.has_room():
            raise Refusal("There is no room for files here at the moment.", status=507)
        try:
            file, size = await self.shelf.receive(request.content.iter_chunked(256 * 1024), self.upload_limit)
        except TooLarge as error:
            raise too_large(self.upload_limit) from error
        await self.store.add_file(
            WebFile(
                id=file,
                room=member.room,
                member=member.id,
                name=clean(unquote(request.headers.get("X-File-Name", "")), _NAME_LIMIT) or "file",
                mime=await self.shelf.mime(self.shelf.path(file)),
                size=size,
                created_at=time.time(),
                width=_side(request, "width"),
                height=_side(request, "height"),
            )
        )
        return web.json_response({"file": file})

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Serve a file to the members of the room in which it was shown."""
        await self.limits.downloads.demand(self.gate.address(request))
        attachment = await self._attachment(request)
        path = await self._path(attachment)
        mime = await self.shelf.mime(path)
        inline = mime in INLINE and "download" not in request.query
        name = quote(attachment.name, safe="")
        return web.FileResponse(
            path,
            headers={
                "Content-Type": mime if inline else UNKNOWN,
                "Content-Disposition": f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{name}",
                "Content-Security-Policy": FILE_POLICY,
                "Cache-Control": "private, max-age=31536000, immutable",
            },
        )

    async def _attachment(self, request: web.Request) -> Attachment:
        entry = await self.store.entry(int(request.match_info["entry"]))
        session = self.sessions.current(request)
        members = [member for _, member in await self.store.memberships(session)] if session else []
        # Whoever may not see the message learns nothing of it, not even that it exists.
        if entry is None or not any(member.room == entry.room and member.sees(entry) for member in members):
            raise Refusal(_GONE, status=404)
        number = int(request.match_info["number"])
        if number >= len(entry.content.attachments):
            raise Refusal(_GONE, status=404)
        return entry.content.attachments[number]

    async def _path(self, attachment: Attachment) -> Path:
        try:
            if attachment.platform == PLATFORM:
                path = self.shelf.path(attachment.source)
            else:
                path = await self.shelf.copy(attachment, self.conversation.core.fetch)
            await self.shelf.mime(path)
        except TooLarge as error:
            raise Refusal("This file is too large to be shown here.", status=413) from error
        except DeliveryError as error:
            raise Refusal("This file could not be fetched. Try again later.", status=502) from error
        except (KeyError, FileNotFoundError) as error:
            raise Refusal(_GONE, status=404) from error
        return path


def _side(request: web.Request, name: str) -> int:
    """Pixels as the page measured them: a hint for the layout and nothing more."""
    given = request.query.get(name, "")
    return min(int(given), _LARGEST_SIDE) if given.isascii() and given.isdecimal() and len(given) < 6 else 0
