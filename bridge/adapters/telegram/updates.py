"""Reading updates one by one, so that one that nobody foresaw holds up no other."""

from __future__ import annotations

import structlog
from telegram import Bot, Update

from bridge.adapters.telegram.constants import PLATFORM
from bridge.metrics import metrics

log = structlog.get_logger(__name__)


def read_update(payload: object, bot: Bot) -> Update | None:
    """An update as Telegram wrote it, None where the client library does not understand it.

    Raises `ValueError` for what is no update at all.
    """
    if not isinstance(payload, dict) or not isinstance(payload.get("update_id"), int):
        raise ValueError("This is no update.")  # noqa: TRY004 - a value like junk JSON, to its callers
    try:
        return Update.de_json(payload, bot)
    except Exception as error:  # noqa: BLE001 - whatever it is; the payload holds texts and is not logged
        log.warning("update not understood", update=payload["update_id"], error=type(error).__name__)
        metrics.failed_events.labels(PLATFORM).inc()
        return None
