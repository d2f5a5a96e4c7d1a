"""What holds for everything that a page may send over its socket."""

from __future__ import annotations

import json

from pydantic import BaseModel

from bridge.adapters.web.frames import read_frame

#: What SQLite and JavaScript both can count to.
_MOST = 1 << 63


def frame_is_read_or_refused(data: str) -> None:
    """A frame is refused with a `ValueError`, or holds texts that UTF-8 carries and numbers that a database takes."""
    try:
        frame = read_frame(data)
    except ValueError:
        return
    assert isinstance(frame, BaseModel)
    values = frame.model_dump()
    for value in _leaves(values):
        if isinstance(value, str):
            value.encode()
        if isinstance(value, int):
            assert -_MOST <= value < _MOST, f"{value} is more than a database takes"
    again = read_frame(json.dumps(values))
    assert again == frame


def _leaves(value: object) -> list[object]:
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in _leaves(item)]
    if isinstance(value, list | tuple):
        return [leaf for item in value for leaf in _leaves(item)]
    return [value]
