"""Rate limits.

https://discord.com/developers/docs/topics/rate-limits
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from .clock import Clock
from .refusals import ApiError


@dataclass(frozen=True)
class Rule:
    """`calls` in `seconds`."""

    calls: int
    seconds: float


DEFAULT = Rule(10, 10.0)
LOOSE = Rule(1000, 1.0)
"""What the headers say while the limits are off."""

RULES: Mapping[str, Rule] = {
    "POST /channels/{channel_id}/messages": Rule(5, 5.0),
    "PATCH /channels/{channel_id}/messages/{message_id}": Rule(5, 5.0),
    "DELETE /channels/{channel_id}/messages/{message_id}": Rule(5, 1.0),
    "GET /channels/{channel_id}/messages": Rule(5, 5.0),
    "PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji}/@me": Rule(1, 0.25),
    "DELETE /channels/{channel_id}/messages/{message_id}/reactions/{emoji}/@me": Rule(1, 0.25),
    "POST /channels/{channel_id}/typing": Rule(5, 5.0),
    "POST /webhooks/{webhook_id}/{webhook_token}": Rule(5, 2.0),
    "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}": Rule(5, 2.0),
    "DELETE /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}": Rule(5, 2.0),
}
"""Discord documents no numbers and may change them; these are what bots see."""

WEBHOOK_EXECUTE = "POST /webhooks/{webhook_id}/{webhook_token}"
WEBHOOK_CHANNEL = Rule(30, 60.0)
"""What all webhooks of one channel may send together; no header warns of it."""

GLOBAL = Rule(50, 1.0)
INVALID = Rule(10_000, 600.0)
"""401, 403 and 429 answers, after which Cloudflare shuts the door."""


@dataclass
class Window:
    """A bucket: the first call opens a window, in which `rule.calls` fit."""

    rule: Rule
    used: int = 0
    ends: float = field(default=-1.0)

    def take(self, now: float) -> bool:
        """Take one call; False when none is left."""
        if now >= self.ends:
            self.used, self.ends = 0, now + self.rule.seconds
        if self.used >= self.rule.calls:
            return False
        self.used += 1
        return True


class Banned(Exception):
    """Too many invalid requests: Cloudflare answers instead of Discord."""


class RateLimits:
    """All buckets. While `enabled` is False nothing is refused, and the headers promise plenty."""

    def __init__(self, clock: Clock, *, enabled: bool = False) -> None:
        self._clock = clock
        self.enabled = enabled
        self.rules = dict(RULES)
        self.overall = GLOBAL
        self.webhook_channel = WEBHOOK_CHANNEL
        self.invalid_rule = INVALID
        self.invalid: deque[float] = deque()
        self._windows: dict[tuple[str, ...], Window] = {}

    def admit(self, route: str, major: str, caller: str, *, channel: int | None, exempt: bool) -> dict[str, str]:
        """Take a call of `caller` on `route` from its bucket and return the headers for its answer.

        `major` is the channel, guild or webhook to which the bucket belongs; `exempt` calls, the first answers to
        interactions, have no limit worth speaking of. Raises ApiError with 429 when a bucket is empty, Banned after
        too many invalid requests.
        """
        now = self._clock.elapsed()
        if self.banned:
            raise Banned
        rule = self.rules.get(route, DEFAULT) if self.enabled and not exempt else LOOSE
        window = self._windows.setdefault((route, major, caller), Window(rule))
        if window.rule != rule:
            window.rule, window.ends = rule, -1.0
        if self.enabled and not exempt:
            overall = self._windows.setdefault(("overall", caller), Window(self.overall))
            if not overall.take(now):
                raise self.too_many(self._clock.real(overall.ends - now), scope="global")
        allowed = window.take(now)
        headers = self._headers(route, window, now)
        if not self.enabled:
            return headers
        if not allowed:
            error = self.too_many(self._clock.real(window.ends - now), scope="user")
            error.headers |= headers
            raise error
        if route == WEBHOOK_EXECUTE and channel is not None:
            shared = self._windows.setdefault(("webhooks", str(channel)), Window(self.webhook_channel))
            if not shared.take(now):
                error = self.too_many(self._clock.real(shared.ends - now), scope="shared")
                error.headers |= headers
                raise error
        return headers

    def too_many(self, seconds: float, *, scope: str) -> ApiError:
        """Make a 429 that asks to wait so many real seconds."""
        wait = round(max(seconds, 0.001), 3)
        extra = {"retry_after": wait, "global": scope == "global"}
        error = ApiError(429, 0, "You are being rate limited.", extra=extra)
        error.headers = {"Retry-After": str(int(wait) + 1), "X-RateLimit-Scope": scope, "Via": "1.1 google"}
        if scope == "global":
            error.headers["X-RateLimit-Global"] = "true"
        return error

    @property
    def banned(self) -> bool:
        """Whether Cloudflare has shut the door."""
        now = self._clock.elapsed()
        while self.invalid and now - self.invalid[0] > self.invalid_rule.seconds:
            self.invalid.popleft()
        return len(self.invalid) >= self.invalid_rule.calls

    def note(self, status: int, scope: str | None) -> None:
        """Count an invalid request: 401, 403, and 429 unless the limit is shared with others."""
        if status in {401, 403} or (status == 429 and scope != "shared"):
            self.invalid.append(self._clock.elapsed())

    def _headers(self, route: str, window: Window, now: float) -> dict[str, str]:
        left = max(self._clock.real(window.ends - now), 0.0)
        return {
            "X-RateLimit-Limit": str(window.rule.calls),
            "X-RateLimit-Remaining": str(window.rule.calls - window.used),
            "X-RateLimit-Reset": f"{self._clock.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": hashlib.md5(route.encode(), usedforsecurity=False).hexdigest(),
        }
