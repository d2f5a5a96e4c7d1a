"""Packages that can be had, from whoever makes them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from typing import TYPE_CHECKING

from bridge.translation.errors import PackageError

if TYPE_CHECKING:
    from bridge.translation.download import Progress
    from bridge.translation.firefox_records import Offer
    from bridge.translation.index import Entry
    from bridge.translation.package import Package
    from bridge.translation.packages import Packages

Fetch = Callable[["Packages", "Progress"], Awaitable["Package"]]


class Origin(StrEnum):
    """Who makes a package."""

    ARGOS = "argos"
    FIREFOX = "firefox"

    @property
    def usable(self) -> bool:
        """Whether what it takes to run them is installed."""
        return self is Origin.ARGOS or find_spec("fxtranslate") is not None


@dataclass(frozen=True, slots=True)
class Available:
    """A package that can be had: `size` in bytes, 0 if unknown; `fetch` puts it among the packages."""

    name: str
    source: str
    target: str
    size: int
    fetch: Fetch


async def offered(origin: Origin, index: str) -> list[Available]:
    """What an index has for Chinese and English, the newest of each direction first.

    `index` is the address of Argos's index, with or without `index.json`, or of a copy of Mozilla's Remote Settings
    server, "" for Mozilla's own. Raises `PackageError` if it cannot be reached or its packages could not be used.
    """
    return await (_firefox(index) if origin is Origin.FIREFOX else _argos(index))


async def _argos(index: str) -> list[Available]:
    from bridge.translation.index import available, install  # noqa: PLC0415

    def fetch(entry: Entry) -> Fetch:
        return lambda packages, progress: install(entry, packages, progress=progress)

    return [
        Available(entry.name, entry.metadata.source, entry.metadata.target, 0, fetch(entry))
        for entry in await available(index if index.endswith(".json") else index.rstrip("/") + "/index.json")
    ]


async def _firefox(index: str) -> list[Available]:
    from bridge.translation.firefox import MISSING  # noqa: PLC0415
    from bridge.translation.firefox_install import install  # noqa: PLC0415
    from bridge.translation.firefox_records import SERVER, offers  # noqa: PLC0415

    if not Origin.FIREFOX.usable:
        # Rather now than after the download.
        raise PackageError(MISSING)

    def fetch(offer: Offer) -> Fetch:
        return lambda packages, progress: install(offer, packages, progress=progress)

    return [
        Available(offer.name, offer.source, offer.target, offer.size, fetch(offer))
        for offer in await offers(index or SERVER)
    ]
