"""Unpacks a package that came from elsewhere, after a look at everything in it.

Argos Translate extracts without a look; the layout that results is the same, so that it can use the same folder.
"""

from __future__ import annotations

import re
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from bridge.translation.errors import PackageError
from bridge.translation.package import Package

#: The largest public packages hold a few hundred MB.
LARGEST = 4 << 30
_MOST_FILES = 2_000
#: Weights hardly compress; a file that grows more than this on its way out is a bomb.
_RATIO = 200
_SMALL = 4 << 20
_BLOCK = 1 << 20
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._\-]{0,99}")
_PART = re.compile(r"[^\x00-\x1f\\:*?\"<>|]{1,200}")


def unpacked(
    archive: Path, folder: Path, *, check: Callable[[Path], object] = Package.at, largest: int = LARGEST
) -> Path:
    """Unpack an `.argosmodel` file into `folder`, and return the package's own folder in it.

    `check` gets the package's folder before it is moved to its place, and raises `PackageError` if it is no good. A
    package of the same name is replaced, in one step. Raises `PackageError` if the file is no package, is damaged,
    holds names that lead out of its folder, links, or more than `largest` bytes; all is as it was then.
    """
    try:
        with zipfile.ZipFile(archive) as content:
            name = _checked(content, archive.name, largest)
            folder.mkdir(parents=True, exist_ok=True)
            # Beside the folder, not in it: Argos takes everything in there for a package.
            staging = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=folder.parent))
            try:
                for entry in content.infolist():
                    _extract(content, entry, staging, largest)
                check(staging / name)
                return _moved(staging / name, folder / name)
            finally:
                shutil.rmtree(staging, ignore_errors=True)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, RuntimeError, UnicodeDecodeError) as error:
        raise PackageError(f"{archive.name} is damaged or no Argos package ({error}); fetch it again.") from error
    except OSError as error:
        raise PackageError(f"{archive.name} cannot be unpacked into {folder}: {error}.") from error


def _checked(content: zipfile.ZipFile, archive: str, largest: int) -> str:
    """The name of the one folder."""
    entries = content.infolist()
    if len(entries) > _MOST_FILES:
        raise PackageError(f"{archive} holds {len(entries)} files; a package holds a few, so it is not unpacked.")
    if sum(entry.file_size for entry in entries) > largest:
        raise PackageError(f"{archive} would take more than {largest >> 20} MB; it is not unpacked.")
    tops: set[str] = set()
    for entry in entries:
        top, *rest = entry.filename.rstrip("/").split("/")
        if not _NAME.fullmatch(top) or any(part in {".", ".."} or not _PART.fullmatch(part) for part in rest):
            raise PackageError(f"{archive} holds a file named {entry.filename!r}, which leads elsewhere; not unpacked.")
        if stat.S_IFMT(entry.external_attr >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}:
            raise PackageError(f"{archive} holds {entry.filename!r}, which is a link or a device; it is not unpacked.")
        if entry.file_size > _SMALL and entry.file_size > _RATIO * max(1, entry.compress_size):
            raise PackageError(f"{archive} holds {entry.filename!r}, which grows beyond reason; it is not unpacked.")
        tops.add(top)
    if len(tops) != 1:
        raise PackageError(f"{archive} is no Argos package: it should hold one folder and holds {len(tops)}.")
    name = tops.pop()
    if f"{name}/metadata.json" not in content.namelist():
        raise PackageError(f"{archive} is no Argos package: it holds no metadata.json.")
    return name


def _extract(content: zipfile.ZipFile, entry: zipfile.ZipInfo, staging: Path, largest: int) -> None:
    path = staging / entry.filename
    if entry.is_dir():
        path.mkdir(parents=True, exist_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    left = min(entry.file_size, largest)
    with content.open(entry) as source, path.open("xb") as target:
        while block := source.read(_BLOCK):
            left -= len(block)
            if left < 0:
                raise PackageError(f"{entry.filename} is larger than the package says; it is not unpacked.")
            target.write(block)


def _moved(source: Path, target: Path) -> Path:
    old = source.parent / ".old"
    if target.exists():
        target.rename(old)
    return source.replace(target)
