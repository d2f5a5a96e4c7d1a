"""A translation package in Argos's format, unpacked in a folder or still in its file.

The format: https://github.com/argosopentech/argos-translate#packages. A zip with one folder that holds
`metadata.json`, `sentencepiece.model` or `bpe.model`, and `model/`, a CTranslate2 encoder-decoder.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bridge.translation.errors import PackageError

#: The major version of Argos's package format that can be read.
FORMAT = "1"
_LARGEST_METADATA = 1 << 20
#: Packages that translate: Argos's own, and Firefox models, which Argos passes over.
_TYPES = frozenset({"translate", "firefox"})


@dataclass(frozen=True, slots=True)
class Metadata:
    """What `metadata.json` says. Languages are Argos's codes ("zh", "en", "zt"), `target_prefix` a piece or ""."""

    source: str
    target: str
    version: str
    argos_version: str = ""
    source_name: str = ""
    target_name: str = ""
    target_prefix: str = ""

    @classmethod
    def read(cls, content: bytes | str) -> Metadata:
        """Read the JSON; raises `PackageError` if it is none, or of a package that does not translate."""
        try:
            data = json.loads(content)
        except ValueError as error:
            raise PackageError("The package's metadata.json is not JSON; fetch the package again.") from error
        if not isinstance(data, dict):
            raise PackageError("The package's metadata.json is not an object; fetch the package again.")
        return cls.of(data)

    @classmethod
    def of(cls, data: Mapping[str, object]) -> Metadata:
        """From the object of a `metadata.json` or of an entry of the index."""
        kind = data.get("type", "translate")
        found = {key: str(data.get(key) or "") for key in _KEYS}
        if kind not in _TYPES or not found["from_code"] or not found["to_code"]:
            raise PackageError("This is no translation package: metadata.json names no two languages.")
        metadata = cls(*(found[key] for key in _KEYS))
        if metadata.argos_version and metadata.argos_version.split(".")[0] != FORMAT:
            raise PackageError(
                f"The package is made for Argos Translate {metadata.argos_version}; Magpie reads packages of 1.x, so "
                "look for an older one or a newer Magpie."
            )
        return metadata

    @property
    def name(self) -> str:
        """The name that Argos gives a package: translate-zh_en-1_9."""
        return f"translate-{self.source}_{self.target}-{self.version.replace('.', '_')}"


_KEYS = ("from_code", "to_code", "package_version", "argos_version", "from_name", "to_name", "target_prefix")


@dataclass(frozen=True, slots=True)
class Package:
    """A package at `path`: a folder, or an `.argosmodel` file. `builtin` if it came with Magpie."""

    path: Path
    metadata: Metadata
    builtin: bool = False

    @classmethod
    def at(cls, path: Path, *, builtin: bool = False) -> Package:
        """Open a package; raises `PackageError` if there is none."""
        try:
            if path.is_dir():
                return cls(path, Metadata.read((path / "metadata.json").read_bytes()), builtin)
            with zipfile.ZipFile(path) as archive:
                name = next((n for n in archive.namelist() if n.count("/") == 1 and n.endswith("/metadata.json")), None)
                if name is None or archive.getinfo(name).file_size > _LARGEST_METADATA:
                    raise PackageError(f"{path.name} is no Argos package: it holds no metadata.json.")
                return cls(path, Metadata.read(archive.read(name)), builtin)
        except FileNotFoundError as error:
            raise PackageError(f"{path} is no Argos package: it holds no metadata.json.") from error
        except (OSError, zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, UnicodeDecodeError) as error:
            raise PackageError(f"{path.name} cannot be read ({error}); fetch the package again.") from error

    @property
    def name(self) -> str:
        """Name and version, as it is stored and shown."""
        return self.metadata.name if self.path.is_file() else self.path.name

    @property
    def size(self) -> int:
        """Bytes on disk."""
        if self.path.is_file():
            return self.path.stat().st_size
        return sum(file.stat().st_size for file in self.path.rglob("*") if file.is_file())

    def files(self) -> dict[str, bytes]:
        """All files that translating needs, by their path inside the package ("model/model.bin").

        Raises `PackageError` if they cannot be read.
        """
        try:
            if self.path.is_dir():
                wanted = [*self.path.glob("*.model"), *(self.path / "model").glob("*")]
                return {file.relative_to(self.path).as_posix(): file.read_bytes() for file in wanted if file.is_file()}
            with zipfile.ZipFile(self.path) as archive:
                inner = {name.partition("/")[2]: name for name in archive.namelist()}
                return {
                    short: archive.read(name)
                    for short, name in inner.items()
                    if short.startswith("model/") or short.endswith(".model")
                }
        except (OSError, zipfile.BadZipFile) as error:
            raise PackageError(f"{self.name} cannot be read ({error}); fetch the package again.") from error
