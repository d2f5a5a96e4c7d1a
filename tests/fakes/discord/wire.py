"""How values look on Discord's wire."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
"""A JSON object, as it stands in a request, an answer or a gateway event."""


def iso(seconds: float | None) -> str | None:
    """Write Unix time in `seconds` as Discord writes it: `2026-01-02T03:04:05.678000+00:00`."""
    if seconds is None:
        return None
    moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    return moment.isoformat(timespec="microseconds")


def encode(value: object) -> bytes:
    """Encode `value` as compact UTF-8 JSON."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
