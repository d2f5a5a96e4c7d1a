"""The page: one shell for every address, its scripts and styles, and its phrases.

Scripts and styles lie under an address that carries the hash of them all, so that browsers keep them for good, and
modules find each other by relative addresses without a build step.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aiohttp import hdrs, web
from pydantic import JsonValue

from bridge.adapters.web.refusal import DOMAIN, Refusal
from bridge.i18n import LOCALES, locale_for, locales_folder

#: The scripts and styles of the web room.
FOLDER = Path(__file__).with_name("static")
_SHELL = "index.html"
_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".html": "text/html",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}
_FOR_GOOD = "public, max-age=31536000, immutable"
_TAGS = {"en": "en", "zh_CN": "zh-Hans", "zh_TW": "zh-Hant"}


@dataclass(frozen=True, slots=True)
class _File:
    body: bytes
    packed: bytes
    mime: str


class Pages:
    """Serves `/`, `/r/…`, `/static/…` and `/phrases/…`. Reads its files once, when it is made."""

    def __init__(
        self, folder: Path = FOLDER, *, shared: Iterable[str] = (), prefix: str = "", domain: str = DOMAIN
    ) -> None:
        """Another page than the web room's may take some of its files over: `shared` names them.

        `prefix` stands before the addresses of all that the page consists of, and `domain` is that of its phrases.
        """
        self._domain = domain
        paths = sorted(path for path in folder.rglob("*") if path.suffix in _TYPES)
        bodies = {name: (FOLDER / name).read_bytes() for name in shared}
        bodies |= {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
        digest = hashlib.sha256(b"\0".join(name.encode() + body for name, body in bodies.items())).hexdigest()[:16]
        self.base = f"{prefix}/static/{digest}"
        shell = bodies.pop(_SHELL).decode()
        modules = "\n".join(
            f'<link rel="modulepreload" href="{self.base}/{name}">' for name in bodies if name.endswith(".js")
        )
        self._shell = shell.replace("{base}", self.base).replace("{modules}", modules)
        self._files = {
            f"{self.base}/{name}": _File(body, gzip.compress(body, mtime=0), _TYPES[Path(name).suffix])
            for name, body in bodies.items()
        }

    def routes(self) -> list[web.RouteDef]:
        """What to add to an application."""
        return [
            web.get("/", self.shell),
            web.get("/r/{invite}", self.shell),
            web.get("/static/{path:.+}", self.file),
            web.get("/phrases/{locale}.json", self.phrases),
            web.get("/favicon.ico", self.icon),
        ]

    async def shell(self, request: web.Request) -> web.Response:
        """The page itself, in the language that the browser asks for until its script knows better."""
        body = self._shell.replace("{lang}", _TAGS[locale_for(asked_language(request))]).encode()
        return _revalidated(request, body, "text/html")

    async def file(self, request: web.Request) -> web.Response:
        """A script, a style or an image."""
        found = self._files.get(request.path)
        if found is None:
            raise web.HTTPNotFound
        return _packed(request, found)

    async def icon(self, request: web.Request) -> web.Response:
        """What browsers ask for on their own."""
        return _packed(request, self._files[f"{self.base}/icon.svg"])

    async def phrases(self, request: web.Request) -> web.Response:
        """All phrases of a locale: the English sentence, and the plural forms of the other language."""
        locale = request.match_info["locale"]
        if locale not in LOCALES:
            raise Refusal("There is no such language.", status=404)
        return _revalidated(request, await asyncio.to_thread(_phrases, self._domain, locale), "application/json")


def asked_language(request: web.Request) -> str:
    """The language that a page says it is read in, else the first that the browser asks for, as a BCP 47 tag."""
    return request.query.get("lang") or request.headers.get(hdrs.ACCEPT_LANGUAGE, "").split(",")[0]


@cache
def _phrases(domain: str, locale: str) -> bytes:
    from babel.messages.pofile import read_po  # noqa: PLC0415 - takes a moment, and is needed once

    path = locales_folder() / locale / f"{domain}.po"
    found: dict[str, JsonValue] = {}
    if path.is_file():
        with path.open("rb") as file:
            for message in read_po(file, locale=locale):
                key = message.id[0] if isinstance(message.id, tuple | list) else message.id
                if key and message.string:
                    found[key] = list(message.string) if isinstance(message.id, tuple | list) else str(message.string)
    return json.dumps(found, ensure_ascii=False).encode()


def _packed(request: web.Request, file: _File) -> web.Response:
    packed = "gzip" in request.headers.get(hdrs.ACCEPT_ENCODING, "")
    headers = {hdrs.CACHE_CONTROL: _FOR_GOOD, hdrs.VARY: hdrs.ACCEPT_ENCODING}
    if packed:
        headers[hdrs.CONTENT_ENCODING] = "gzip"
    body = file.packed if packed else file.body
    return web.Response(body=body, content_type=file.mime, charset="utf-8", headers=headers)


def _revalidated(request: web.Request, body: bytes, mime: str) -> web.Response:
    tag = hashlib.sha256(body).hexdigest()[:16]
    headers = {hdrs.CACHE_CONTROL: "no-cache", hdrs.VARY: hdrs.ACCEPT_LANGUAGE, hdrs.ETAG: f'"{tag}"'}
    if any(known.value == tag for known in request.if_none_match or ()):
        return web.Response(status=304, headers=headers)
    return web.Response(body=body, content_type=mime, charset="utf-8", headers=headers)
