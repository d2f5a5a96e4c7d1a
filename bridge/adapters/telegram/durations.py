"""Durations as the client library gives them."""

from __future__ import annotations

import datetime as dt


def seconds(duration: float | dt.timedelta | None) -> float:
    """In seconds, 0 for None. The library gives numbers or timedeltas, depending on its version."""
    if isinstance(duration, dt.timedelta):
        return duration.total_seconds()
    return float(duration or 0)
