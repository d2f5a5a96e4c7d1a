"""Logs: readable on a terminal, JSON elsewhere; never the text of a message, never a secret."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any

import structlog

#: Libraries that say a great deal at "info".
_QUIET = ("aiohttp.access", "httpx", "httpcore", "discord", "telegram", "apscheduler", "asyncio")
#: The shapes of Telegram's and Discord's bot tokens, which client libraries put into addresses and errors.
_TOKENS = re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}|[A-Za-z0-9_-]{23,28}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,}")
HIDDEN = "(hidden)"


def configure_logging(level: str = "info", style: str = "auto", secrets: Iterable[str] = ()) -> None:
    """Send structlog's and the standard library's logs to standard error in one style: auto, console or json.

    `secrets` are values that are replaced wherever they would appear.
    """
    known = tuple(secret for secret in secrets if secret)
    as_json = style == "json" or (style == "auto" and not sys.stderr.isatty())
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _Hide(known),
    ]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False) if as_json else structlog.dev.ConsoleRenderer()
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


class _Hide:
    """Replaces secrets in every value of a log entry."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        self._secrets = secrets

    def __call__(
        self,
        logger: object,
        method: str,
        entry: MutableMapping[str, Any],
    ) -> Mapping[str, Any]:
        del logger, method
        for key, value in entry.items():
            if isinstance(value, str):
                entry[key] = self._cleaned(value)
        return entry

    def _cleaned(self, value: str) -> str:
        for secret in self._secrets:
            value = value.replace(secret, HIDDEN)
        return _TOKENS.sub(HIDDEN, value)
