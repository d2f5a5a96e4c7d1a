"""Values as JSON, for the store."""

from __future__ import annotations

import json
from typing import TypeVar

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

T = TypeVar("T")


def scrubbed(text: str) -> str:
    """The text with lone surrogates, which UTF-8 cannot carry, as U+FFFD; its length in code points stays."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def dump(shape: TypeAdapter[T], value: T) -> bytes:
    """Write a value as JSON; lone surrogates become U+FFFD."""
    try:
        return shape.dump_json(value)
    except PydanticSerializationError:
        return scrubbed(json.dumps(shape.dump_python(value, mode="json"), ensure_ascii=False)).encode()
