"""What holds for every file that somebody takes for a translation package."""

from __future__ import annotations

import stat
import tempfile
from pathlib import Path

from bridge.translation.errors import PackageError
from bridge.translation.unpack import unpacked

LARGEST = 1 << 20
_OLD = b"what was there"


def package_is_unpacked_or_refused(data: bytes, folder: Path | None = None) -> None:
    """A file is refused with a sentence and leaves nothing, or is unpacked into one folder of plain files."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        ground = Path(name)
        archive, packages = ground / "some.argosmodel", ground / "data" / "packages"
        archive.write_bytes(data)
        (packages / "old").mkdir(parents=True)
        (packages / "old" / "file").write_bytes(_OLD)
        made = _unpacked(archive, packages)
        found = {path for path in ground.rglob("*") if not path.is_dir()}
        known = {archive, packages / "old" / "file"}
        for path in found - known:
            assert made is not None, f"{path} was left behind"
            assert path.is_relative_to(made), f"{path} stands beside {made}"
            assert stat.S_ISREG(path.lstat().st_mode), f"{path} is no plain file"
        if made is None or made.name != "old":
            assert (packages / "old" / "file").read_bytes() == _OLD
        if made is not None:
            assert made.parent == packages
            assert sum(path.stat().st_size for path in made.rglob("*") if path.is_file()) <= LARGEST
        assert not [path for path in packages.parent.iterdir() if path != packages], "a folder was left behind"
        assert {archive, packages.parent} == set(ground.iterdir()), "something stands outside"


def _unpacked(archive: Path, packages: Path) -> Path | None:
    try:
        return unpacked(archive, packages, largest=LARGEST)
    except PackageError:
        return None
