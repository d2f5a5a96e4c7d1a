"""Which Firefox models there are, and where: the records of Mozilla's Remote Settings.

https://remote-settings.readthedocs.io/en/latest/client-specifications.html tells the protocol,
https://github.com/mozilla-firefox/firefox/blob/main/toolkit/components/translations/translations.d.ts the fields.
The models are under the MPL 2.0. Mozilla made this service for Firefox; whoever installs on many machines should keep
a copy of their own, and name it with `--index`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

import aiohttp

from bridge.chat.reader import ModelLanguage
from bridge.translation.errors import PackageError
from bridge.translation.listing import listing
from bridge.translation.packages import version_key

SERVER = "https://firefox.settings.services.mozilla.com"
_COLLECTION = "v1/buckets/main/collections/translations-models-v2/records"
#: Another major version has another format.
_MAJOR = 3
_TIMEOUT = aiohttp.ClientTimeout(total=60, sock_connect=15)
_LANGUAGES: Mapping[str, ModelLanguage] = {"zh": "zh", "zh-Hans": "zh", "zh-CN": "zh", "en": "en"}


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file, compressed by zstd: where it is, the SHA-256 of it and of what is in it (hexadecimal), its bytes."""

    url: str
    sha256: str
    content_sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A model that can be had. `files` are by Mozilla's names: model, lex, and vocab or srcvocab and trgvocab."""

    source: ModelLanguage
    target: ModelLanguage
    version: str
    architecture: str
    files: Mapping[str, Attachment]

    @property
    def name(self) -> str:
        """Name and version, as it is stored and shown."""
        return f"firefox-{self.source}_{self.target}-{self.version.replace('.', '_')}"

    @property
    def size(self) -> int:
        """Bytes to fetch."""
        return sum(file.size for file in self.files.values())

    @property
    def is_whole(self) -> bool:
        """Whether all is there that translating takes."""
        return "model" in self.files and ("vocab" in self.files or {"srcvocab", "trgvocab"} <= set(self.files))


async def offers(server: str = SERVER) -> list[Offer]:
    """The models between Chinese and English, the newest of each direction first.

    Raises `PackageError` in one sentence if the server cannot be reached or understood.
    """
    base = server.rstrip("/") + "/"
    try:
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
            about, records = await asyncio.gather(
                _json(session, urljoin(base, "v1/")), _json(session, urljoin(base, _COLLECTION))
            )
    except (aiohttp.ClientResponseError, ValueError) as error:
        raise PackageError(f"{server} is no Remote Settings server; check the address.") from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise PackageError(
            f"Mozilla's list of models at {server} cannot be reached ({error or type(error).__name__}); go online, or "
            "import a package file with `magpie models import`."
        ) from error
    listed = records.get("data")
    attachments = _attachments(about)
    if not isinstance(listed, list) or not attachments:
        raise PackageError(f"{server} is no Remote Settings server; check the address.")
    return _offers(listed, urljoin(base, attachments.rstrip("/") + "/"))


def _offers(listed: list[object], base: str) -> list[Offer]:
    found: dict[tuple[ModelLanguage, ModelLanguage, str, str], dict[str, Attachment]] = {}
    for record in listed:
        # A filter expression restricts a record to some versions of Firefox: models on trial.
        if not isinstance(record, dict) or record.get("filter_expression"):
            continue
        version = str(record.get("version") or "")
        source = _LANGUAGES.get(str(record.get("sourceLanguage")))
        target = _LANGUAGES.get(str(record.get("targetLanguage")))
        attachment = _attachment(record, base)
        if source and target and source != target and attachment and version_key(version)[:1] == (_MAJOR,):
            key = source, target, version, str(record.get("architecture") or "")
            found.setdefault(key, {})[str(record.get("fileType"))] = attachment
    whole = [offer for key, files in found.items() if (offer := Offer(*key, files)).is_whole]
    return sorted(whole, key=lambda offer: (offer.source, version_key(offer.version), offer.size), reverse=True)


def _attachment(record: Mapping[str, object], base: str) -> Attachment | None:
    data = record.get("attachment")
    if not isinstance(data, dict) or not data.get("location") or not data.get("hash"):
        return None
    size = data.get("size")
    return Attachment(
        urljoin(base, str(data["location"])),
        str(data["hash"]),
        str(record.get("decompressedHash") or ""),
        size if isinstance(size, int) else 0,
    )


def _attachments(about: Mapping[str, object]) -> str:
    """Where a server keeps its files."""
    capabilities = about.get("capabilities")
    part = capabilities.get("attachments") if isinstance(capabilities, dict) else None
    return str(part.get("base_url") or "") if isinstance(part, dict) else ""


async def _json(session: aiohttp.ClientSession, url: str) -> Mapping[str, object]:
    content = await listing(session, url)
    # What is no object has none of what is looked for.
    return content if isinstance(content, dict) else {}
