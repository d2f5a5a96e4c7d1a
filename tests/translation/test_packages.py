from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bridge.translation.argos import ArgosEngine, Models
from bridge.translation.engine import GENTLE
from bridge.translation.errors import PackageError
from bridge.translation.package import Package
from bridge.translation.packages import STARTER, Packages
from bridge.translation.placeholder import Lettered, Reserved
from bridge.translation.unpack import unpacked
from tests.translation.tiny import Recipe, build

#: The package in the box, whatever its version.
STARTER_NAME = next(STARTER.glob("translate-zh_en-*.argosmodel")).stem


def test_the_box_translates_both_ways(tmp_path: Path) -> None:
    packages = Packages(tmp_path / "packages")
    for source, target in (("zh", "en"), ("en", "zh")):
        (package,) = packages.translating(source, target)
        assert package.builtin
        assert package.metadata.target_prefix == f"<{target}>"
    assert packages.installed() == []


def test_both_packages_in_the_box_share_one_model(tmp_path: Path) -> None:
    models = Models()
    engines = [ArgosEngine(package, models) for package in Packages(tmp_path).builtin()]
    assert len(engines) == 2
    assert engines[0]._model is engines[1]._model


def test_an_installed_package_is_preferred_and_the_newest_first(tmp_path: Path) -> None:
    packages = Packages(tmp_path / "packages")
    for version in ("1.9", "1.10"):
        packages.install(build(tmp_path, Recipe(version=version)))
    names = [package.name for package in packages.translating("zh", "en")]
    assert names == ["translate-zh_en-1_10", "translate-zh_en-1_9", STARTER_NAME]


def test_removing(tmp_path: Path) -> None:
    packages = Packages(tmp_path / "packages")
    package = packages.install(build(tmp_path))
    assert package.size > 10_000
    packages.remove(package.name)
    assert packages.installed() == []
    assert not package.path.exists()
    with pytest.raises(PackageError, match="models list"):
        packages.remove(package.name)
    with pytest.raises(PackageError, match="came with Magpie"):
        packages.remove(STARTER_NAME)


def test_argos_finds_what_was_installed(tmp_path: Path) -> None:
    packages = Packages(tmp_path / "packages")
    packages.install(build(tmp_path))
    code = "from argostranslate import package; print([str(p) for p in package.get_installed_packages()])"
    home = {f"XDG_{kind}_HOME": str(tmp_path / kind) for kind in ("DATA", "CACHE", "CONFIG")}
    environment = {**os.environ, **home, "ARGOS_PACKAGES_DIR": str(packages.folder)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['zh → en']"


@pytest.mark.parametrize(
    ("recipe", "placeholders"),
    [
        (Recipe(), Lettered),
        (Recipe(reserved=True, target_prefix="<en>"), Reserved),
        (Recipe(bpe=True), Lettered),
        (Recipe(source="en", target="zh", target_prefix="__zh__"), Lettered),
    ],
    ids=["plain", "reserved and prefix", "bpe", "prefix"],
)
def test_every_kind_of_package_runs(tmp_path: Path, recipe: Recipe, placeholders: type[object]) -> None:
    engine = ArgosEngine(Package.at(build(tmp_path, recipe)), Models())
    assert isinstance(engine.placeholders, placeholders)
    assert engine.limit == 63
    drafts = engine.translate(["你今晚来吗", "", "see you tomorrow"], GENTLE)
    assert len(drafts) == 3
    assert drafts[1].text == ""
    longest = max(draft.source_pieces for draft in drafts)
    assert all(draft.pieces <= 3 * longest + 11 for draft in drafts)
    assert not any(recipe.target_prefix and draft.text.startswith(recipe.target_prefix) for draft in drafts)


def test_longer_than_the_limit_raises_for_the_batcher_to_sort_out(tmp_path: Path) -> None:
    engine = ArgosEngine(Package.at(build(tmp_path)), Models())
    with pytest.raises(RuntimeError):
        engine.translate(["abc def " * 100], GENTLE)


def test_a_checksum_is_checked(tmp_path: Path) -> None:
    packages = Packages(tmp_path / "packages")
    with pytest.raises(PackageError, match="SHA-256"):
        packages.install(build(tmp_path), sha256="00" * 32)
    assert packages.installed() == []


@pytest.mark.parametrize(
    ("recipe", "says"),
    [
        (Recipe(argos_version="2.0"), "1.x"),
        (Recipe(source="fr"), "'fr'"),
        (Recipe(without=frozenset({"metadata.json"})), "metadata.json"),
        (Recipe(without=frozenset({"sentencepiece.model"})), "tokenizer"),
        (Recipe(without=frozenset({"model/model.bin"})), "CTranslate2"),
        (Recipe(without=frozenset({"model/shared_vocabulary.json"})), "CTranslate2"),
    ],
    ids=["format of tomorrow", "other language", "no metadata", "no tokenizer", "no weights", "no vocabulary"],
)
def test_what_does_not_work_is_not_installed(tmp_path: Path, recipe: Recipe, says: str) -> None:
    packages = Packages(tmp_path / "packages")
    with pytest.raises(PackageError, match=says):
        packages.install(build(tmp_path, recipe))
    assert packages.installed() == []
    assert not list(tmp_path.glob(".unpacking*"))


def test_a_broken_update_leaves_the_old_package(tmp_path: Path) -> None:
    packages = Packages(tmp_path / "packages")
    old = packages.install(build(tmp_path))
    broken = build(tmp_path, Recipe(without=frozenset({"model/model.bin"})))
    with pytest.raises(PackageError):
        packages.install(broken)
    assert [package.name for package in packages.installed()] == [old.name]
    assert (old.path / "model" / "model.bin").exists()


def test_installing_again_replaces(tmp_path: Path) -> None:
    packages = Packages(tmp_path / "packages")
    path = build(tmp_path)
    packages.install(path)
    assert packages.install(path).name == "translate-zh_en-1_0"
    assert len(packages.installed()) == 1
    assert not list(tmp_path.glob(".unpacking*"))


def _zipped(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


_METADATA = json.dumps({"from_code": "zh", "to_code": "en", "package_version": "1"}).encode()


@pytest.mark.parametrize(
    "names",
    [
        ["p/../../evil"],
        ["../evil"],
        ["/etc/evil"],
        ["p/a\\..\\evil"],
        ["p/metadata.json", "q/other"],
        ["p/C:evil"],
        ["p//evil"],
        ["p/./evil"],
    ],
)
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, names: list[str]) -> None:
    archive = _zipped(tmp_path / "evil.argosmodel", {"p/metadata.json": _METADATA} | dict.fromkeys(names, b"x"))
    with pytest.raises(PackageError):
        unpacked(archive, tmp_path / "in" / "packages")
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["evil.argosmodel"]


def test_links_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("p/link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "l.argosmodel", "w") as archive:
        archive.writestr("p/metadata.json", _METADATA)
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(PackageError, match="link"):
        unpacked(tmp_path / "l.argosmodel", tmp_path / "packages")


def test_bombs_are_refused(tmp_path: Path) -> None:
    archive = _zipped(tmp_path / "b.argosmodel", {"p/metadata.json": _METADATA, "p/zeros": bytes(8 << 20)})
    with pytest.raises(PackageError, match="beyond reason"):
        unpacked(archive, tmp_path / "packages")
    with pytest.raises(PackageError, match="more than 1 MB"):
        unpacked(archive, tmp_path / "packages", largest=1 << 20)
    many = _zipped(tmp_path / "m.argosmodel", {f"p/{number}": b"" for number in range(2_001)})
    with pytest.raises(PackageError, match="2001 files"):
        unpacked(many, tmp_path / "packages")


def _truncated(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes(byte ^ 0xFF for byte in content[middle : middle + 64]) + content[middle + 64 :]


@pytest.mark.parametrize("damage", [_truncated, _flipped, lambda _: b"", lambda _: b"<html>not found</html>"])
def test_damaged_files_are_refused(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path = build(tmp_path)
    path.write_bytes(damage(path.read_bytes()))
    packages = Packages(tmp_path / "packages")
    with pytest.raises(PackageError):
        packages.install(path)
    assert packages.installed() == []


def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = _zipped(tmp_path / "n.argosmodel", {"p/metadata.json": _METADATA, "p/ü": b"x"})
    path.write_bytes(path.read_bytes().replace("ü".encode(), b"\xb0\xff"))
    with pytest.raises(PackageError, match="damaged"):
        unpacked(path, tmp_path / "packages")
    with pytest.raises(PackageError, match="cannot be read"):
        Package.at(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"no\.argosmodel"):
        Packages(tmp_path).install(tmp_path / "no.argosmodel")


def test_strange_things_in_the_folder_are_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "packages"
    packages = Packages(folder)
    package = packages.install(build(tmp_path))
    (folder / "empty").mkdir()
    (folder / "stray.txt").write_text("x")
    (folder / "odd").mkdir()
    (folder / "odd" / "metadata.json").write_text("[]")
    (folder / "sbd").mkdir()
    (folder / "sbd" / "metadata.json").write_text('{"type": "sbd", "from_codes": ["en"]}')
    assert [found.name for found in packages.installed()] == [package.name]


def test_the_zip_itself_needs_no_unpacking(tmp_path: Path) -> None:
    package = Package.at(build(tmp_path))
    files = package.files()
    assert {"sentencepiece.model", "model/model.bin"} <= files.keys()
    with zipfile.ZipFile(io.BytesIO(package.path.read_bytes())) as archive:
        assert files["model/model.bin"] == archive.read(f"{package.name}/model/model.bin")
