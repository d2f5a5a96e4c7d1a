"""Firefox models from a local mirror to a translation: tiny ones, of random weights, in Mozilla's formats."""

from __future__ import annotations

import os
import signal
import sys
import tomllib
from collections.abc import AsyncIterator
from pathlib import Path

import ctranslate2
import pytest

from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import Text
from bridge.language.language import Language
from bridge.translation.engine import GENTLE, STRICT
from bridge.translation.errors import PackageError
from bridge.translation.firefox import FOLDER, MISSING, MODEL, SHORTLIST, FirefoxEngine
from bridge.translation.firefox_install import install
from bridge.translation.firefox_records import offers
from bridge.translation.interpreter import Interpreter
from bridge.translation.package import Metadata, Package
from bridge.translation.packages import Packages
from tests.translation.firefox_mirror import Mirror, shortlist
from tests.translation.firefox_model import model, pieces, vocabulary
from tests.translation.samples import CHINESE, ENGLISH


@pytest.fixture
async def mirror(tmp_path: Path) -> AsyncIterator[Mirror]:
    made = Mirror(tmp_path / "mirror")
    async with made.server:
        yield made


@pytest.fixture
def packages(tmp_path: Path) -> Packages:
    return Packages(tmp_path / "data" / "packages")


async def test_models_of_both_directions_are_listed(mirror: Mirror) -> None:
    mirror.add("fr", "en", "model", b"of no use")
    mirror.add("zh-Hant", "en", "model", b"Traditional, which the models do not read")
    mirror.add("en", "zh-Hans", "model", b"without its vocabulary", version="3.2")
    for kind in ("model", "vocab"):
        mirror.add("en", "zh-Hans", kind, b"another format", version="4.0")
        mirror.add("en", "zh-Hans", kind, b"on trial", version="3.9", expression="env.channel == 'nightly'")
    mirror.records.append({"name": "nothing to fetch", "fileType": "model"})
    found = await offers(mirror.address)
    assert [offer.name for offer in found] == ["firefox-zh_en-3_1", "firefox-en_zh-3_1"]
    assert found[0].size == sum(file.size for file in found[0].files.values()) > 1000
    assert found[0].architecture == "base-memory"


async def test_a_model_is_fetched_checked_packed_and_preferred(mirror: Mirror, packages: Packages) -> None:
    offer = (await offers(mirror.address))[0]
    seen: list[tuple[int, int | None]] = []
    package = await install(offer, packages, progress=lambda done, total: seen.append((done, total)))
    assert package.name == "firefox-zh_en-3_1"
    assert package.metadata.source == "zh"
    assert packages.translating("zh", "en")[0].name == package.name
    assert seen[-1] == (offer.size, offer.size)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert list(packages.downloads.iterdir()) == []
    async with Interpreter(packages) as interpreter:
        result = await interpreter.translate(
            Text("我们在车站见 https://example.org/a_b"), Language.ZH, ReaderLanguage.ENGLISH
        )
    assert "https://example.org/a_b" in result.text.plain
    assert packages.remove(package.name).name == package.name


async def test_sentences_come_back_in_order_and_the_same_each_time(mirror: Mirror, packages: Packages) -> None:
    engine = FirefoxEngine(await install((await offers(mirror.address))[0], packages))
    try:
        alone = [engine.translate([line], GENTLE)[0] for line in CHINESE]
        assert engine.translate(CHINESE, STRICT) == alone
        assert len({draft.text for draft in alone}) > 1
        assert all(draft.source_pieces > 0 for draft in alone)
        assert engine.translate(["", "  "], GENTLE)[0].text == ""
        assert engine.pieces("今天好累") > 1
        assert (engine.source, engine.target) == ("zh", "en")
    finally:
        engine.close()


async def test_a_list_of_likely_words_is_used(mirror: Mirror, packages: Packages) -> None:
    sides = vocabulary(CHINESE), vocabulary(ENGLISH)
    plain = await install((await offers(mirror.address))[0], packages)
    engine = FirefoxEngine(plain)
    expected = engine.translate(CHINESE[:3], GENTLE)
    engine.close()
    mirror.add("zh-Hans", "en", "lex", shortlist(*(len(pieces(side)) for side in sides)))
    package = await install((await offers(mirror.address))[0], packages)
    assert (package.path / FOLDER / SHORTLIST).exists()
    engine = FirefoxEngine(package)
    try:
        assert [draft.text for draft in engine.translate(CHINESE[:3], GENTLE)] == [draft.text for draft in expected]
    finally:
        engine.close()


async def test_a_process_that_is_killed_costs_one_batch(mirror: Mirror, packages: Packages) -> None:
    engine = FirefoxEngine(await install((await offers(mirror.address))[0], packages))
    try:
        before = engine.translate([CHINESE[0]], GENTLE)
        for number in list(engine._processes._processes):
            os.kill(number, signal.SIGKILL)
        with pytest.raises(RuntimeError):
            engine.translate([CHINESE[0]], GENTLE)
        assert engine.translate([CHINESE[0]], GENTLE) == before
    finally:
        engine.close()


async def test_what_was_fetched_before_is_not_fetched_again(mirror: Mirror, packages: Packages) -> None:
    (offer,) = [one for one in await offers(mirror.address) if one.source == "en"]
    late = mirror._folder / "en-zh-Hans-trgvocab-3.1.zst"
    content = late.read_bytes()
    late.write_bytes(content[:-1] + b"?")
    with pytest.raises(PackageError, match="damaged"):
        await install(offer, packages)
    assert packages.installed() == []
    late.write_bytes(content)
    mirror.asked.clear()
    assert (await install(offer, packages)).name == "firefox-en_zh-3_1"
    assert mirror.asked == [late.name]


async def test_what_is_in_a_file_is_checked_too(mirror: Mirror, packages: Packages) -> None:
    offer = (await offers(mirror.address))[0]
    for record in mirror.records:
        record["decompressedHash"] = "0" * 64
    wrong = (await offers(mirror.address))[0]
    with pytest.raises(PackageError, match="cannot be unpacked"):
        await install(wrong, packages)
    assert (await install(offer, packages)).name == offer.name


async def test_a_model_that_is_none_is_not_installed(mirror: Mirror, packages: Packages) -> None:
    sides = vocabulary(CHINESE), vocabulary(ENGLISH)
    for version, content in (("3.5", b"not a model at all"), ("3.6", model(*sides)[:-5000])):
        for kind, part in (("model", content), ("srcvocab", sides[0]), ("trgvocab", sides[1])):
            mirror.add("zh-Hans", "en", kind, part, version=version)
    for offer in (await offers(mirror.address))[:2]:
        with pytest.raises(PackageError, match="does not translate"):
            await install(offer, packages)
    assert packages.installed() == []


async def test_trouble_is_one_sentence(mirror: Mirror, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PackageError, match="cannot be reached"):
        await offers("http://127.0.0.1:9")
    with pytest.raises(PackageError, match="no Remote Settings server"):
        await offers(mirror.address + "files")
    mirror.records.clear()
    assert await offers(mirror.address) == []
    monkeypatch.setitem(sys.modules, "fxtranslate", None)
    with pytest.raises(PackageError, match=r"python -m pip install --editable '\.\[firefox\]'"):
        FirefoxEngine(Package(tmp_path, Metadata("zh", "en", "3.1")))


def test_what_is_missing_is_what_the_extra_brings() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (needed,) = project["optional-dependencies"]["firefox"]
    assert f"'{needed}'" in MISSING


def test_ctranslate2_does_not_know_such_decoders() -> None:
    # When it does, these models can become Argos packages.
    converter = Path(ctranslate2.__file__).parent / "converters" / "marian.py"
    assert "Option --transformer-decoder-autoreg must be 'self-attention'" in converter.read_text(encoding="utf-8")


def test_the_tiny_model_is_of_the_real_format() -> None:
    content = model(vocabulary(ENGLISH), vocabulary(CHINESE))
    assert content[:8] == (1).to_bytes(8, "little")
    assert b"decoder_l1_rnn_Wf" in content
    assert MODEL.endswith(".bin")
