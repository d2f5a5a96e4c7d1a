"""Magpie's webhooks, one a channel, through which it speaks under people's names."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from weakref import WeakValueDictionary

import structlog

from bridge.adapters.discord.calls import Calls
from bridge.adapters.discord.failures import MANAGE_WEBHOOKS, MISSING_PERMISSIONS, TOO_MANY_WEBHOOKS, Rejected

log = structlog.get_logger(__name__)

_NAME = "Magpie"
#: Seconds after which it is tried again whether a webhook may be made.
_REFUSED_FOR = 60.0


@dataclass(frozen=True, slots=True)
class Webhook:
    """A webhook and the token that is enough to speak through it."""

    id: int
    token: str

    @property
    def path(self) -> str:
        """Where it is called."""
        return f"/webhooks/{self.id}/{self.token}"


class Webhooks:
    """Finds the webhooks of an earlier run by the application that made them, and makes those that are not there."""

    def __init__(self, calls: Calls, application: int) -> None:
        self._calls = calls
        self._application = application
        self._found: dict[int, Webhook] = {}
        self._refused: dict[int, float] = {}
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def of(self, channel: int) -> Webhook | None:
        """The webhook of a channel; None where Discord does not let the bot have one. Raises as `Calls` do."""
        lock = self._locks.setdefault(channel, asyncio.Lock())
        async with lock:
            if channel in self._found:
                return self._found[channel]
            if self._refused.get(channel, 0.0) > time.monotonic():
                return None
            try:
                webhook = await self._find(channel) or await self._make(channel)
            except Rejected as error:
                if error.code not in {MISSING_PERMISSIONS, TOO_MANY_WEBHOOKS}:
                    raise
                why = MANAGE_WEBHOOKS if error.code == MISSING_PERMISSIONS else "the channel has as many as it may have"
                log.warning("no webhook; the bot speaks for itself", channel=channel, why=why)
                self._refused[channel] = time.monotonic() + _REFUSED_FOR
                return None
            self._found[channel] = webhook
            return webhook

    def forget(self, channel: int) -> None:
        """It may be gone, or may be allowed now."""
        self._found.pop(channel, None)
        self._refused.pop(channel, None)

    async def _find(self, channel: int) -> Webhook | None:
        for each in await self._calls("GET", f"/channels/{channel}/webhooks"):
            if each.get("token") and int(each.get("application_id") or 0) == self._application:
                return Webhook(int(each["id"]), each["token"])
        return None

    async def _make(self, channel: int) -> Webhook:
        made = await self._calls("POST", f"/channels/{channel}/webhooks", {"name": _NAME})
        log.info("webhook made", channel=channel)
        return Webhook(int(made["id"]), made["token"])
