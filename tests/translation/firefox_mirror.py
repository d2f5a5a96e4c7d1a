"""A copy of Mozilla's Remote Settings server, small and local, with tiny models in it."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.translation.firefox_model import model, vocabulary
from tests.translation.samples import CHINESE, ENGLISH

_BLOCK = 100_000


def zstd(content: bytes) -> bytes:
    """A frame of raw blocks (https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1), as large as what is in it."""
    parts = [content[start : start + _BLOCK] for start in range(0, len(content), _BLOCK)]
    blocks = b"".join(
        struct.pack("<I", (len(part) << 3) | (number == len(parts) - 1))[:3] + part for number, part in enumerate(parts)
    )
    return b"\x28\xb5\x2f\xfd" + struct.pack("<BQ", 0b11100000, len(content)) + blocks


def shortlist(source: int, target: int) -> bytes:
    """Marian's binary list of likely words, all for each, so that it leaves nothing out."""
    offsets = [word * target for word in range(source + 1)]
    words = list(range(target)) * source
    head = struct.pack("<6Q", 0xF11A48D5013417F5, 0, 10, 10, len(offsets), len(words))
    return head + struct.pack(f"<{len(offsets)}Q", *offsets) + struct.pack(f"<{len(words)}I", *words)


class Mirror:
    """Use `server`; `asked` holds the files that were fetched."""

    def __init__(self, folder: Path) -> None:
        self.records: list[dict[str, object]] = []
        self.asked: list[str] = []
        self._folder = folder / "attachments"
        self._folder.mkdir(parents=True)
        app = web.Application()
        app.router.add_get("/v1/", self._about)
        app.router.add_get("/v1/buckets/main/collections/translations-models-v2/records", self._list)
        app.router.add_get("/files/main-workspace/translations-models-v2/{name}", self._file)
        self.server = TestServer(app)
        chinese, english = vocabulary(CHINESE), vocabulary(ENGLISH)
        for source, target, sides in (("zh-Hans", "en", (chinese, english)), ("en", "zh-Hans", (english, chinese))):
            contents = {"model": model(*sides), "srcvocab": sides[0], "trgvocab": sides[1]}
            for kind, content in contents.items():
                self.add(source, target, kind, content)

    def add(
        self, source: str, target: str, kind: str, content: bytes, *, version: str = "3.1", expression: str = ""
    ) -> Path:
        """Put a file there; returns the path of the compressed one."""
        path = self._folder / f"{source}-{target}-{kind}-{version}.zst"
        path.write_bytes(zstd(content))
        record: dict[str, object] = {
            "name": f"{kind}.{source}{target}.bin",
            "fileType": kind,
            "sourceLanguage": source,
            "targetLanguage": target,
            "architecture": "base-memory",
            "version": version,
            "decompressedHash": hashlib.sha256(content).hexdigest(),
            "decompressedSize": len(content),
            "attachment": {
                "hash": hashlib.sha256(path.read_bytes()).hexdigest(),
                "size": path.stat().st_size,
                "filename": path.name,
                "location": f"main-workspace/translations-models-v2/{path.name}",
                "mimetype": "application/zstd",
            },
        }
        if expression:
            record["filter_expression"] = expression
        self.records.append(record)
        return path

    @property
    def address(self) -> str:
        return str(self.server.make_url("/"))

    async def _about(self, _: web.Request) -> web.Response:
        base = str(self.server.make_url("/files"))
        return web.json_response({"capabilities": {"attachments": {"base_url": base + "/"}}})

    async def _list(self, _: web.Request) -> web.Response:
        return web.json_response({"data": self.records})

    async def _file(self, request: web.Request) -> web.FileResponse:
        name = request.match_info["name"]
        self.asked.append(name)
        return web.FileResponse(self._folder / name)
