"""Calls to Discord's REST API that are made once: what became of them is for the relay to judge.

discord.py repeats what was answered with 5xx, and there is no switch for it: a webhook's message that was applied and
then answered with 502 would stand there twice.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

import aiohttp

from bridge.adapters.discord.constants import OVERALL
from bridge.adapters.discord.failures import Rejected
from bridge.adapters.discord.patience import Patience
from bridge.adapters.turnstile import Turnstile
from bridge.proxy import proxy_for
from bridge.relay.failure import Ambiguous, Throttled, Unreachable

#: JSON as Discord sends it; `Any`, since its shape is that of the call.
Json = Any
_AGENT = "DiscordBot (https://github.com/magpie-bridge/magpie, 1)"
_NUMBERS = re.compile(r"(?<=/)\d+(?=/|$)|(?<=/reactions/)[^/]+")
#: So many routes are remembered that Discord asked to rest.
_KEPT = 2000


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that is open and at its beginning."""

    name: str
    file: IO[bytes]
    mime: str = "application/octet-stream"

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()


class Calls:
    """Makes calls as the bot, or without its token to addresses that hold one of their own.

    All calls raise `Rejected` for 4xx, and `Throttled`, `Unreachable` or `Ambiguous` for what may be tried again.
    """

    def __init__(self, session: aiohttp.ClientSession, address: str, token: str, patience: Patience) -> None:
        self._session = session
        self._address = address.rstrip("/")
        self._token = token
        self._patience = patience
        self._turnstile = Turnstile(OVERALL)
        self._rests: dict[str, float] = {}

    async def __call__(
        self,
        method: str,
        path: str,
        payload: object = None,
        *,
        uploads: Sequence[Upload] = (),
        query: Mapping[str, str] | None = None,
        anonymous: bool = False,
    ) -> Json:
        """Make a call; the JSON of its answer, None where there is none."""
        bucket = _bucket(method, path)
        await self._enter(bucket)
        headers = {"User-Agent": _AGENT} | ({} if anonymous else {"Authorization": f"Bot {self._token}"})
        body: dict[str, Any] = {"data": _form(payload, uploads)} if uploads else {}
        if payload is not None and not uploads:
            body = {"json": payload}
        silence = self._patience.upload if uploads else self._patience.answer
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=self._patience.connect, sock_read=silence)
        try:
            address = self._address + path
            proxy = proxy_for(address)
            async with self._session.request(
                method, address, params=query, headers=headers, timeout=timeout, proxy=proxy, **body
            ) as response:
                return self._judged(response, await response.read(), bucket)
        except (aiohttp.ClientConnectorError, aiohttp.ClientHttpProxyError, aiohttp.ConnectionTimeoutError) as error:
            raise Unreachable(f"Discord cannot be reached ({type(error).__name__})") from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            # The address of a webhook holds its token, so that only the kind of an error may be told.
            raise Ambiguous(f"no answer from Discord ({type(error).__name__})") from None

    async def _enter(self, bucket: str) -> None:
        """Wait until the route and all calls together may be made."""
        await asyncio.sleep(max(0.0, self._rests.get(bucket, 0.0) - time.monotonic()))
        await self._turnstile.enter()

    def _judged(self, response: aiohttp.ClientResponse, raw: bytes, bucket: str) -> Json:
        if response.headers.get("X-RateLimit-Remaining") == "0":
            self._rest(bucket, float(response.headers.get("X-RateLimit-Reset-After", 0)))
        if response.status == 429:
            raise Throttled(self._asked_patience(response, raw))
        if response.status >= 500:
            raise Ambiguous(f"Discord answers {response.status}")
        answer = _parsed(response, raw)
        if response.status >= 400:
            about = answer if isinstance(answer, dict) else {}
            raise Rejected(response.status, int(about.get("code") or 0), str(about.get("message") or ""))
        return answer

    def _asked_patience(self, response: aiohttp.ClientResponse, raw: bytes) -> float:
        """For how many seconds; what holds for everything holds all calls."""
        answer = _parsed(response, raw)
        if isinstance(answer, dict) and "retry_after" in answer:
            seconds = float(answer["retry_after"])
        else:
            seconds = float(response.headers.get("Retry-After", 5))
        if response.headers.get("X-RateLimit-Global") or "Via" not in response.headers:
            self._turnstile.hold(seconds)
        return seconds

    def _rest(self, bucket: str, seconds: float) -> None:
        now = time.monotonic()
        if len(self._rests) > _KEPT:
            self._rests = {key: until for key, until in self._rests.items() if until > now}
        self._rests[bucket] = now + seconds


def _bucket(method: str, path: str) -> str:
    """What is limited together: a method of a resource of one channel or webhook, whatever the message."""
    head, tail = "/".join(path.split("/")[:4]), "/".join(path.split("/")[4:])
    return f"{method} {head}/{_NUMBERS.sub('', '/' + tail)}"


def _form(payload: object, uploads: Sequence[Upload]) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", json.dumps(payload), content_type="application/json")
    for number, upload in enumerate(uploads):
        upload.file.seek(0)
        form.add_field(f"files[{number}]", upload.file, filename=upload.name, content_type=upload.mime)
    return form


def _parsed(response: aiohttp.ClientResponse, raw: bytes) -> Json:
    if not raw or not response.content_type.startswith("application/json"):
        return None
    try:
        return json.loads(raw)
    except ValueError:
        return None
