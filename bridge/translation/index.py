"""Argos's index of packages, and installing from it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

import aiohttp

from bridge.translation.download import Progress, download
from bridge.translation.errors import PackageError
from bridge.translation.listing import listing
from bridge.translation.package import Metadata, Package
from bridge.translation.packages import Packages, version_key

#: Where Argos Translate looks, too; it names this setting `ARGOS_PACKAGE_INDEX`.
ARGOS_INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"
_TIMEOUT = aiohttp.ClientTimeout(total=60, sock_connect=15)


@dataclass(frozen=True, slots=True)
class Entry:
    """A package that can be had. `sha256` is "" where the index gives none."""

    metadata: Metadata
    links: tuple[str, ...]
    sha256: str = ""

    @property
    def name(self) -> str:
        """Name and version."""
        return self.metadata.name


async def available(url: str = ARGOS_INDEX, *, languages: Sequence[str] = ("zh", "en")) -> list[Entry]:
    """The packages of an index that translate between `languages`, the newest of each direction first.

    Raises `PackageError` in one sentence if the index cannot be reached or read.
    """
    try:
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
            listed = await listing(session, url)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise PackageError(
            f"The package index {url} cannot be reached ({error or type(error).__name__}); go online, or import a "
            "package file with `magpie models import`."
        ) from error
    except ValueError as error:
        raise PackageError(f"The package index {url} is not JSON; check the address.") from error
    if not isinstance(listed, list):
        raise PackageError(f"The package index {url} holds no list of packages; check the address.")
    entries = [entry for one in listed if (entry := _entry(one, url)) and _between(entry, languages)]
    return sorted(entries, key=lambda entry: (entry.metadata.source, version_key(entry.metadata.version)), reverse=True)


async def install(entry: Entry, packages: Packages, *, progress: Progress | None = None) -> Package:
    """Fetch a package, check it, unpack it and see that it works.

    Tries each link in turn. Raises `PackageError`; what came of a broken download is kept and gone on with next time.
    """
    error = PackageError(f"The index gives no address for {entry.name}.")
    for link in entry.links:
        path = packages.downloads / _file_name(link)
        try:
            await download(link, path, sha256=entry.sha256, progress=progress)
        except PackageError as failure:
            error = failure
            continue
        try:
            return await asyncio.to_thread(packages.install, path)
        finally:
            path.unlink(missing_ok=True)
    raise error


def _entry(data: object, base: str) -> Entry | None:
    if not isinstance(data, dict):
        return None
    try:
        metadata = Metadata.of(data)
    except PackageError:
        return None
    links = data.get("links")
    found = [urljoin(base, link) for link in links if isinstance(link, str)] if isinstance(links, list) else []
    usable = tuple(link for link in found if urlsplit(link).scheme in {"http", "https"})
    return Entry(metadata, usable, str(data.get("sha256") or "")) if usable else None


def _between(entry: Entry, languages: Sequence[str]) -> bool:
    return {entry.metadata.source, entry.metadata.target} <= set(languages)


def _file_name(link: str) -> str:
    name = unquote(urlsplit(link).path).rsplit("/", 1)[-1]
    safe = "".join(char for char in name if char.isalnum() or char in "._-").lstrip(".")
    return safe or "package.argosmodel"
