"""Fetches a Firefox model and makes a package of it."""

from __future__ import annotations

import asyncio
import json
import zipfile
from pathlib import Path

from bridge.translation.download import Progress, download, hashed
from bridge.translation.errors import PackageError
from bridge.translation.firefox import FOLDER, MISSING, MODEL, SHORTLIST, SOURCE, TARGET
from bridge.translation.firefox_records import Attachment, Offer
from bridge.translation.package import Package
from bridge.translation.packages import Packages

#: What `metadata.json` calls such a package: Argos Translate passes over what is not of the type "translate".
TYPE = "firefox"
_NAMES = {"en": "English", "zh": "Chinese"}
_ZSTD = b"\x28\xb5\x2f\xfd"


async def install(offer: Offer, packages: Packages, *, progress: Progress | None = None) -> Package:
    """Fetch all files of a model, check them, pack them, and see that the package translates.

    Raises `PackageError`; what came of a broken download is kept and gone on with next time. The package can be
    carried to other machines: it is a zip like Argos's until it is unpacked.
    """
    fetched: dict[str, Path] = {}
    done = 0
    for kind, file in offer.files.items():
        path = packages.downloads / f"{offer.name}-{kind}.zst"
        if not await asyncio.to_thread(_is_there, path, file):
            await download(file.url, path, sha256=file.sha256, progress=_further(progress, done, offer.size))
        fetched[kind] = path
        done += file.size
    archive = packages.downloads / f"{offer.name}.argosmodel"
    try:
        await asyncio.to_thread(_pack, offer, fetched, archive)
        return await asyncio.to_thread(packages.install, archive)
    finally:
        for path in (archive, *fetched.values()):
            path.unlink(missing_ok=True)


def _is_there(path: Path, file: Attachment) -> bool:
    """Whether an earlier try got this far."""
    return path.exists() and hashed(path) == file.sha256.lower()


def _further(progress: Progress | None, before: int, size: int) -> Progress | None:
    """One progress for all files together."""
    return None if progress is None else lambda done, _: progress(before + done, size or None)


def _pack(offer: Offer, fetched: dict[str, Path], archive: Path) -> None:
    metadata = {
        "type": TYPE,
        "package_version": offer.version,
        "from_code": offer.source,
        "from_name": _NAMES[offer.source],
        "to_code": offer.target,
        "to_name": _NAMES[offer.target],
        "architecture": offer.architecture,
        "license": "MPL-2.0",
        "origin": {kind: file.url for kind, file in offer.files.items()},
    }
    shared = "vocab" in fetched
    kinds = {MODEL: "model", SOURCE: "vocab" if shared else "srcvocab", TARGET: "vocab" if shared else "trgvocab"}
    if "lex" in fetched:
        kinds[SHORTLIST] = "lex"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr(f"{offer.name}/metadata.json", json.dumps(metadata, ensure_ascii=False, indent=1))
        for name, kind in kinds.items():
            target.writestr(f"{offer.name}/{FOLDER}/{name}", _unpacked(fetched[kind], offer.files[kind]))


def _unpacked(path: Path, file: Attachment) -> bytes:
    try:
        from fxtranslate import discovery  # noqa: PLC0415
    except ImportError as error:
        raise PackageError(MISSING) from error
    content = path.read_bytes()
    if not content.startswith(_ZSTD):
        raise PackageError(f"{file.url} is not compressed by zstd, as Mozilla's files are; check the address.")
    try:
        return discovery.verify_and_decompress(content, file.content_sha256 or None)
    except ValueError as error:
        raise PackageError(f"{file.url} cannot be unpacked: {error}.") from error
