"""Commands that people choose in Discord's own menus, and the answers that only they see.

https://discord.com/developers/docs/interactions/receiving-and-responding
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Sequence

import structlog

from bridge.adapters.discord.calls import Calls, Json, Upload
from bridge.adapters.discord.constants import INTERACTION_LIFE
from bridge.adapters.discord.failures import Rejected
from bridge.adapters.discord.patience import Patience
from bridge.adapters.discord.rooms import made_at
from bridge.chat.delivery import Shipment
from bridge.relay.failure import DeliveryError

log = structlog.get_logger(__name__)

#: Before an interaction's id and token, in the handle of a command.
HANDLE = "interaction:"
_EPHEMERAL = 1 << 6
_DEFERRED, _MODAL, _CHOICES = 5, 9, 8
#: Seconds before its end from which a token is not used any more.
_MARGIN = 20.0
_DONE = "✓"
_KEPT = 1000


class Interactions:
    """Answers interactions. One that was deferred shows that Magpie thinks, until something is said to it."""

    def __init__(self, calls: Calls, application: int, patience: Patience) -> None:
        self._calls = calls
        self._application = application
        self.patience = patience
        self._open: OrderedDict[str, None] = OrderedDict()
        self._pressed: OrderedDict[str, str] = OrderedDict()
        self._group: asyncio.TaskGroup | None = None

    async def run(self) -> None:
        """Close what nothing was said to, until cancelled."""
        async with asyncio.TaskGroup() as group:
            self._group = group
            await asyncio.get_running_loop().create_future()

    async def defer(self, number: int, token: str, pressed: str = "") -> str:
        """Say at once that an answer comes, for one pair of eyes; returns the handle of the command.

        `pressed` is the path of the message whose button it was; its buttons go when the room is answered.
        """
        await self._first(number, token, {"type": _DEFERRED, "data": {"flags": _EPHEMERAL}})
        handle = f"{HANDLE}{number}:{token}"
        self._open[handle] = None
        if pressed:
            self._pressed[handle] = pressed
        for kept in (self._open, self._pressed):
            if len(kept) > _KEPT:
                kept.popitem(last=False)
        if self._group is not None:
            self._group.create_task(self._close_later(handle))
        return handle

    async def suggest(self, number: int, token: str, choices: list[Json]) -> None:
        """Offer what may be meant."""
        await self._first(number, token, {"type": _CHOICES, "data": {"choices": choices}})

    async def ask(self, number: int, token: str, modal: Json) -> None:
        """Open a form."""
        await self._first(number, token, {"type": _MODAL, "data": modal})

    async def answer(
        self,
        shipment: Shipment,
        content: str,
        mentions: Json,
        uploads: Sequence[Upload] = (),
        components: Sequence[Json] = (),
    ) -> str | None:
        """Say something to a command as its own answer; the message's id, None where it must be a usual message."""
        number, _, token = shipment.handle.removeprefix(HANDLE).partition(":")
        if not shipment.handle.startswith(HANDLE) or not number.isdecimal():
            return None
        waits = shipment.handle in self._open
        self._open.pop(shipment.handle, None)
        pressed = self._pressed.pop(shipment.handle, "")
        if time.time() - made_at(int(number)) > INTERACTION_LIFE - _MARGIN:
            return None
        if not shipment.private_to:
            # What comes after a private deferral is private too, and this is for the whole room.
            if waits:
                await self._tell("DELETE", token, "/messages/@original")
            if pressed:
                await self._take_buttons(pressed)
            return None
        payload = {"content": content, "allowed_mentions": mentions, "flags": _EPHEMERAL}
        payload |= {"components": components} if components else {}
        try:
            path, query = f"/webhooks/{self._application}/{token}", {"wait": "true"}
            answer = await self._calls("POST", path, payload, uploads=uploads, query=query, anonymous=True)
        except Rejected as error:
            log.info("answered in the room, since the command cannot be answered", code=error.code)
            return None
        return str(answer["id"])

    async def _take_buttons(self, message: str) -> None:
        """What was decided is no longer to be decided."""
        try:
            await self._calls("PATCH", message, {"components": []})
        except (Rejected, DeliveryError) as error:
            log.info("buttons left as they are", error=str(error))

    async def _first(self, number: int, token: str, payload: Json) -> None:
        """The first answer, for which there are three seconds."""
        try:
            await self._calls("POST", f"/interactions/{number}/{token}/callback", payload, anonymous=True)
        except (Rejected, DeliveryError) as error:
            log.warning("command not acknowledged in time", error=str(error))

    async def _close_later(self, handle: str) -> None:
        await asyncio.sleep(self.patience.command)
        if handle in self._open:
            del self._open[handle]
            token = handle.removeprefix(HANDLE).partition(":")[2]
            await self._tell("PATCH", token, "/messages/@original", {"content": _DONE})

    async def _tell(self, method: str, token: str, path: str, payload: Json = None) -> None:
        try:
            await self._calls(method, f"/webhooks/{self._application}/{token}{path}", payload, anonymous=True)
        except (Rejected, DeliveryError) as error:
            log.info("command left as it is", error=str(error))
