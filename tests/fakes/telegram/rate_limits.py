"""Telegram's limits on sending.

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this: about one message a second in a chat,
short bursts tolerated, 20 a minute in a group, about 30 a second in all.
"""

from __future__ import annotations

from collections import defaultdict, deque

from .clock import Clock
from .errors import too_many_requests

_SECOND = 1.0
_MINUTE = 60.0


class RateLimits:
    """Counts what a bot sends and refuses what is too much. All numbers may be changed; off unless ``enabled``."""

    def __init__(self, clock: Clock) -> None:
        self.enabled = False
        self.chat_burst = 5
        self.chat_per_second = 1.0
        self.group_per_minute = 20
        self.overall_per_second = 30
        self._clock = clock
        self._tokens: dict[tuple[int, int], tuple[float, float]] = {}
        self._group: dict[tuple[int, int], deque[float]] = defaultdict(deque)
        self._overall: dict[int, deque[float]] = defaultdict(deque)

    def charge(self, bot_id: int, chat_id: int, *, is_group: bool, messages: int = 1) -> None:
        """Count what a bot is about to send to a chat. Raises ApiError 429 with the seconds to wait; then uncounted."""
        if not self.enabled:
            return
        now = self._clock.now()
        key = (bot_id, chat_id)
        tokens = self._refilled(key, now)
        wait = max(
            (min(messages, self.chat_burst) - tokens) / self.chat_per_second,
            _wait(self._overall[bot_id], now, self.overall_per_second, _SECOND, messages),
            _wait(self._group[key], now, self.group_per_minute, _MINUTE, messages) if is_group else 0.0,
        )
        if wait > 0:
            raise too_many_requests(self._clock.real_wait(wait))
        self._tokens[key] = (tokens - messages, now)
        self._overall[bot_id].extend([now] * messages)
        if is_group:
            self._group[key].extend([now] * messages)

    def _refilled(self, key: tuple[int, int], now: float) -> float:
        tokens, since = self._tokens.get(key, (float(self.chat_burst), now))
        return min(self.chat_burst, tokens + (now - since) * self.chat_per_second)


def _wait(sent: deque[float], now: float, allowed: int, period: float, messages: int) -> float:
    """Seconds until so many more fit into a sliding window."""
    while sent and sent[0] <= now - period:
        sent.popleft()
    surplus = len(sent) + min(messages, allowed) - allowed
    return 0.0 if surplus <= 0 else sent[surplus - 1] + period - now
