"""The packages at hand: those in the box, and those that were installed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from bridge.translation.argos import Models
from bridge.translation.download import hashed
from bridge.translation.errors import PackageError
from bridge.translation.opening import opened
from bridge.translation.package import Package
from bridge.translation.unpack import unpacked

#: The packages that come with Magpie.
STARTER = Path(__file__).parent / "starter"
_NUMBER = re.compile(r"\d+")


class Packages:
    """Packages in one folder, laid out as Argos Translate does, so that both can use it (`ARGOS_PACKAGES_DIR`)."""

    def __init__(self, folder: Path, *, starter: Path = STARTER) -> None:
        """`folder` need not exist; `starter` holds `.argosmodel` files that are used where it has nothing better."""
        self.folder = folder
        self._starter = starter

    def installed(self) -> list[Package]:
        """Those in the folder, by name; what is no package or is of another format is passed over."""
        return _readable(sorted(self.folder.iterdir()) if self.folder.is_dir() else [], builtin=False)

    def builtin(self) -> list[Package]:
        """Those in the box."""
        return _readable(sorted(self._starter.glob("*.argosmodel")), builtin=True)

    def translating(self, source: str, target: str) -> list[Package]:
        """Those of one direction, the best first: installed before built-in, new before old."""
        found = [*self.installed(), *self.builtin()]
        fitting = [p for p in found if (p.metadata.source, p.metadata.target) == (source, target)]
        return sorted(
            fitting, key=lambda package: (not package.builtin, version_key(package.metadata.version)), reverse=True
        )

    @property
    def downloads(self) -> Path:
        """Where files are fetched to: beside the packages, since Argos takes all in there for packages."""
        return self.folder.parent / "downloads"

    def install(self, archive: Path, *, sha256: str = "") -> Package:
        """Unpack an `.argosmodel` file and see that it translates; else raises `PackageError` and leaves all as it was.

        A `sha256` (hexadecimal) is checked first.
        """
        if not archive.is_file():
            raise PackageError(f"There is no file {archive}; give the path of an .argosmodel file.")
        if sha256 and (found := hashed(archive)) != sha256.lower():
            raise PackageError(
                f"{archive.name} is not what was expected: its SHA-256 is {found}, not {sha256.lower()}."
            )
        return Package.at(unpacked(archive, self.folder, check=_works))

    def remove(self, name: str) -> Package:
        """Delete an installed package by its name (`translate-zh_en-1_9`); raises `PackageError` if there is none."""
        for package in self.installed():
            if package.name == name:
                shutil.rmtree(package.path)
                return package
        if any(package.name == name for package in self.builtin()):
            raise PackageError(
                f"{name} came with Magpie and cannot be removed; an installed package is preferred to it."
            )
        raise PackageError(f"No package {name!r} is installed; `magpie models list` shows those that are.")


def _works(folder: Path) -> None:
    opened(Package.at(folder), Models())


def version_key(version: str) -> tuple[int, ...]:
    """Versions in order: 1.9 before 1.10."""
    return tuple(int(number) for number in _NUMBER.findall(version))


def _readable(paths: list[Path], *, builtin: bool) -> list[Package]:
    packages: list[Package] = []
    for path in paths:
        try:
            packages.append(Package.at(path, builtin=builtin))
        except PackageError:
            continue
    return packages
