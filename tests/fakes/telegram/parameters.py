"""A call's parameters, however they came: in the address, form-encoded, as JSON or as multipart."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web

from .errors import ApiError, bad_request

_CHUNK = 1 << 18


@dataclass(frozen=True)
class Upload:
    """A file that came with the call."""

    name: str
    mime_type: str
    content: bytes


@dataclass
class Parameters:
    """Everything is a string, as on the real server; nested things are JSON inside of it."""

    values: dict[str, str] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A string, empty where it is missing."""
        return self.values.get(name, "")

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; nonsense counts as missing, as on the real server."""
        try:
            return int(self.values.get(name, ""))
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        """Whether something is switched on."""
        return self.values.get(name, "").lower() in {"true", "yes", "1"}

    def mapping(self, name: str, what: str) -> dict[str, object]:
        """A JSON object, empty where it is missing. ``what`` names it in the complaint."""
        value = self._json(name, what)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise bad_request(f"object expected as {what}")
        return value

    def array(self, name: str, what: str) -> list[object] | None:
        """A JSON array, None where it is missing. ``what`` names it in the complaint."""
        value = self._json(name, what)
        if value is not None and not isinstance(value, list):
            raise bad_request(f"expected an Array of {what}")
        return value

    def _json(self, name: str, what: str) -> object:
        raw = self.values.get(name, "")
        if not raw:
            return None
        try:
            value: object = json.loads(raw)
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None
        return value


async def read_parameters(request: web.Request, upload_limit: int) -> Parameters:
    """Read a request's parameters. ``upload_limit`` in bytes for the whole body; 413 above it."""
    parameters = Parameters(dict(request.query))
    if request.content_length is not None and request.content_length > upload_limit + _CHUNK:
        raise too_large()
    if request.content_type == "application/json":
        _take_json(parameters, await request.read())
    elif request.content_type == "multipart/form-data":
        await _take_multipart(parameters, request, upload_limit)
    elif request.content_type == "application/x-www-form-urlencoded":
        parameters.values |= {name: str(value) for name, value in (await request.post()).items()}
    return parameters


def too_large() -> ApiError:
    """413, for an upload over the limit."""
    return ApiError(413, "Request Entity Too Large")


def _take_json(parameters: Parameters, body: bytes) -> None:
    if not body.strip():
        return
    try:
        values = json.loads(body)
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(values, dict):
        raise bad_request("object expected")
    for name, value in values.items():
        if value is not None:
            parameters.values[name] = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


async def _take_multipart(parameters: Parameters, request: web.Request, upload_limit: int) -> None:
    left = upload_limit
    reader = await request.multipart()
    while True:
        part = await reader.next()
        if part is None:
            return
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise bad_request("wrong multipart part")
        content = bytearray()
        while chunk := await part.read_chunk(_CHUNK):
            content += part.decode(chunk)
            if len(content) > left:
                raise too_large()
        if part.filename is None:
            parameters.values[part.name] = content.decode("utf-8", "replace")
        else:
            left -= len(content)
            mime_type = part.headers.get("Content-Type", "application/octet-stream")
            parameters.uploads[part.name] = Upload(part.filename, mime_type, bytes(content))
