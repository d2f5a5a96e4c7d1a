"""The documentation tells of what there is: files, settings, targets, commands, classes, in both languages alike."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import typer
from pydantic import BaseModel

from bridge.adapters.discord.invitation import FOR_WHAT, NEEDED
from bridge.adapters.discord.menu_slang import PARTS
from bridge.cli.main import app
from bridge.commands.summary import roster
from bridge.glossary.books import Books
from bridge.glossary.notation import read_term
from bridge.glossary.packs import builtin
from bridge.glossary.review import checked
from bridge.settings import Settings

ROOT = Path(__file__).parents[1]
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
ENGLISH, CHINESE = (sorted((ROOT / "docs" / language).glob("*.md")) for language in ("en", "zh"))
NAMES = (
    "architecture",
    "discord",
    "hosting",
    "privacy",
    "settings",
    "slang",
    "telegram",
    "troubleshooting",
)


def pair(name: str) -> tuple[Path, Path]:
    """A page in English and in Chinese."""
    return ROOT / "docs" / "en" / f"{name}.md", ROOT / "docs" / "zh" / f"{name}.md"


#: Every page with the same page in Chinese.
PAIRS = [(READMES[0], READMES[1]), *map(pair, NAMES)]
BUILT = {"build", "data", "dist"}
FOLDERS = [path for path in ROOT.iterdir() if path.is_dir() and path.name not in BUILT and path.name[0] != "."]
PAGES = sorted([*ROOT.glob("*.md"), *(page for folder in FOLDERS for page in folder.rglob("*.md"))])
#: What people read who do not change the code.
TOLD = [path for both in PAIRS for path in both] + [ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md"]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
ROW = re.compile(r"^\| `(MAGPIE_\w+)` \| ?(?:`([^`]*)`|([^|]*?)) ?\| ", re.MULTILINE)
#: A node of a picture: `name["Class<br/>path of a module below bridge/"]`.
NODE = re.compile(r'"(\w+)<br/>([\w/]+\.py)"')


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def prose(path: Path) -> str:
    return FENCE.sub("", read(path))


def blocks(path: Path) -> list[tuple[str, str]]:
    return FENCE.findall(read(path))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def anchors(path: Path) -> set[str]:
    """The names that GitHub gives to headings."""
    titles = [title for _, title in HEADING.findall(prose(path))]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def targets(path: Path) -> Iterator[tuple[Path, str]]:
    """Where a page's links lead inside the repository, each with its anchor."""
    for target in LINK.findall(prose(path)):
        if not re.match(r"[a-z]+:", target):
            name, _, anchor = target.partition("#")
            yield (path.parent / name).resolve() if name else path, anchor


def settings(model: type[BaseModel] = Settings, prefix: str = "MAGPIE_") -> Iterator[tuple[str, object]]:
    """Every setting by its name in the environment, with its default."""
    for name, field in model.model_fields.items():
        if isinstance(field.default, BaseModel):
            yield from settings(type(field.default), f"{prefix}{name.upper()}__")
        else:
            yield f"{prefix}{name.upper()}", field.default


def commands(group: typer.Typer = app, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command of `magpie` by its words, and every group of commands."""
    for command in group.registered_commands:
        yield (*path, command.name or "")
    for inner in group.registered_groups:
        assert inner.typer_instance is not None
        yield (*path, inner.name or "")
        yield from commands(inner.typer_instance, (*path, inner.name or ""))


def code_of(path: Path) -> list[str]:
    """What stands in code: lines of blocks, and spans of the prose."""
    return [line for _, block in blocks(path) for line in block.splitlines()] + CODE.findall(prose(path))


@cache
def known_books() -> Books:
    return Books(builtin())


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_lead_to_what_is_there(path: Path) -> None:
    for there, anchor in targets(path):
        assert there.exists(), there
        assert not anchor or anchor in anchors(there), anchor


def test_the_pages_are_found() -> None:
    assert {*READMES, ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", ROOT / "CHANGELOG.md"} <= set(PAGES)
    assert [path.stem for path in ENGLISH] == [path.stem for path in CHINESE] == list(NAMES)


@pytest.mark.parametrize(("readme", "language"), [(READMES[0], "en"), (READMES[1], "zh")])
def test_every_page_is_a_click_away(readme: Path, language: str) -> None:
    linked = {there for there, _ in targets(readme)}
    assert set((ROOT / "docs" / language).glob("*.md")) <= linked
    assert {ROOT / "SECURITY.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", ROOT / "LICENSE"} <= linked


@pytest.mark.parametrize(("english", "chinese"), PAIRS, ids=name_of)
def test_pages_lead_to_each_other_and_stay_in_their_language(english: Path, chinese: Path) -> None:
    assert chinese in {there for there, _ in targets(english)}
    assert english in {there for there, _ in targets(chinese)}
    for page, other, counterpart in ((english, ROOT / "docs/zh", chinese), (chinese, ROOT / "docs/en", english)):
        for there, _ in targets(page):
            assert there.parent != other or there == counterpart, there


@pytest.mark.parametrize(("english", "chinese"), PAIRS, ids=name_of)
def test_both_languages_say_the_same(english: Path, chinese: Path) -> None:
    def levels(path: Path) -> list[str]:
        return [level for level, _ in HEADING.findall(prose(path))]

    def lines(path: Path, mark: str) -> int:
        return len(re.findall(mark, prose(path), re.MULTILINE))

    assert levels(english) == levels(chinese)
    assert blocks(english) == blocks(chinese)
    assert lines(english, r"^\|") == lines(chinese, r"^\|")
    assert lines(english, r"^(?:-|\d\.) ") == lines(chinese, r"^(?:-|\d\.) ")
    assert Counter(CODE.findall(prose(english))) == Counter(CODE.findall(prose(chinese)))
    assert len(list(targets(english))) == len(list(targets(chinese)))


@pytest.mark.parametrize("path", pair("settings"), ids=name_of)
def test_every_setting_is_told_with_its_default(path: Path) -> None:
    told = {name: quoted or words for name, quoted, words in ROW.findall(read(path))}
    known = dict(settings())
    assert told.keys() == known.keys()
    for name, shown in told.items():
        if shown and not re.search(r"[a-z] [a-z]|[\u4e00-\u9fff]", shown):
            assert shown == str(known[name])


def test_no_page_names_a_setting_that_is_not_there() -> None:
    known = {name for name, _ in settings()}
    for path in PAGES:
        for name in re.findall(r"\bMAGPIE_[A-Z_]*[A-Z]\b", read(path)):
            assert name.removesuffix("_FILE") in known, f"{path.name}: {name}"


def test_what_the_container_takes_is_told() -> None:
    compose = read(ROOT / "docker" / "compose.yaml")
    taken = set(re.findall(r"\$\{([A-Z_]+)", compose)) | {"PIP_INDEX_URL"}
    for path in pair("hosting"):
        rows = re.findall(r"^\| (`[A-Z].*?) \|", read(path), re.MULTILINE)
        told = {name for row in rows for name in CODE.findall(row)}
        assert taken - {"MAGPIE_IMAGE"} == told, path.name
        profiles = set(re.findall(r"profiles: \[(\w+)\]", compose))
        assert profiles == set(re.findall(r"--profile (\w+)", read(path))), path.name


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_make_targets_are_there(path: Path) -> None:
    known = set(re.findall(r"^([a-z]+):", read(ROOT / "Makefile"), re.MULTILINE))
    for line in code_of(path):
        for name in re.findall(r"(?:^|&& )(?:[A-Z_]+=\S+ )*make (?:[A-Z_]+=\S+ )*([a-z]+)", line):
            assert name in known, line


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_commands_of_magpie_are_there(path: Path) -> None:
    known = set(commands())
    groups = {command[0] for command in known if len(command) > 1}
    for line in code_of(path):
        found = re.search(r"(?:^|\.venv/bin/|\bexec magpie |--rm )magpie ([a-z]+)(?: ([a-z]+))?", line)
        if found:
            words = (found[1], found[2]) if found[1] in groups and found[2] else (found[1],)
            assert words in known, line


@pytest.mark.parametrize("path", pair("settings"), ids=name_of)
def test_every_command_of_magpie_is_told(path: Path) -> None:
    table = [line for line in read(path).splitlines() if line.startswith("| `magpie ")]
    told = {
        (line.split("`")[1].split()[1], word) for line in table for code in CODE.findall(line) for word in code.split()
    }
    for command in commands():
        assert len(command) == 1 or command in told, command
    assert {command[0] for command in commands()} == {command for command, _ in told}


@pytest.mark.parametrize("path", READMES, ids=name_of)
def test_every_command_of_the_chat_is_told(path: Path) -> None:
    table = "\n".join(line for line in read(path).splitlines() if line.startswith("| `/"))
    assert {summary.name for summary in roster()} == set(re.findall(r"`/([a-z]+)", table))


@pytest.mark.parametrize("path", TOLD, ids=name_of)
def test_no_page_names_a_command_that_is_not_there(path: Path) -> None:
    known = {summary.name for summary in roster()} | {"setprivacy", "newbot"}
    for code in CODE.findall(prose(path)):
        found = re.fullmatch(r"/([a-z]+)(?: .*)?", code)
        if found and found[1] not in {"healthz", "readyz", "metrics", "admin", "data"}:
            assert found[1] in known, code


def test_every_part_of_slang_is_told() -> None:
    for path in pair("slang"):
        table = "\n".join(line for line in read(path).splitlines() if line.startswith("| `/slang"))
        assert set(PARTS) - {"show"} == set(re.findall(r"`/slang ([a-z]+)", table)), path.name


@pytest.mark.parametrize("path", TOLD, ids=name_of)
def test_terms_that_are_shown_can_be_added(path: Path) -> None:
    for line in code_of(path):
        found = re.fullmatch(r"/slang add (.+)", line)
        if found and not re.search(r"\b[A-Z]{4,} =|WORD|…", found[1]):
            checked(read_term(found[1], known_books().known), [])


@pytest.mark.parametrize("path", READMES, ids=name_of)
def test_the_invitation_asks_for_what_magpie_needs(path: Path) -> None:
    assert f"permissions={NEEDED.value}" in read(path)
    assert f"`{NEEDED.value}`" in read(path)


def test_every_permission_has_its_reason() -> None:
    for path in (*READMES, *pair("discord")):
        for name in FOR_WHAT.values():
            assert name in read(path), f"{path.name}: {name}"


@pytest.mark.parametrize("path", pair("architecture"), ids=name_of)
def test_the_architecture_is_that_of_the_tree(path: Path) -> None:
    told = set(re.findall(r"`(bridge/\w+)/`", read(path)))
    assert {f"bridge/{package.parent.name}" for package in (ROOT / "bridge").glob("*/__init__.py")} == told
    for code in CODE.findall(prose(path)):
        if re.fullmatch(r"[a-z_*]+/[a-z_*./]+", code):
            assert [*ROOT.glob(code.rstrip("/")), *(ROOT / "bridge").glob(code.rstrip("/"))] or (
                [*(ROOT / "bridge").rglob(code.rstrip("/"))]
            ), code


@pytest.mark.parametrize("path", pair("architecture"), ids=name_of)
def test_the_pictures_name_what_is_there(path: Path) -> None:
    nodes = NODE.findall(read(path))
    assert len(nodes) > 30
    for name, module in nodes:
        code = read(ROOT / "bridge" / module)
        whole = Path(module).stem == name and "\ndef " in code
        assert whole or re.search(rf"^(?:class|def|async def) {name}\b", code, re.MULTILINE), f"{name} in {module}"


@pytest.mark.parametrize("path", pair("architecture"), ids=name_of)
def test_the_layers_are_those_that_are_checked(path: Path) -> None:
    contracts = tomllib.loads(read(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    assert " --> ".join(layer.removeprefix("bridge.") for layer in layers) in read(path)


def test_contributors_are_told_of_every_make_target() -> None:
    told = set(re.findall(r"`make ([a-z]+)`", read(ROOT / "CONTRIBUTING.md")))
    assert set(re.findall(r"^([a-z]+):.*##", read(ROOT / "Makefile"), re.MULTILINE)) - {"help"} <= told


def test_contributors_are_told_of_files_that_are_there() -> None:
    for code in CODE.findall(prose(ROOT / "CONTRIBUTING.md")):
        if re.fullmatch(r"[a-z_*]+/[a-z_*./]+", code) and not code.startswith("build/"):
            assert [*ROOT.glob(code.rstrip("/")), *(ROOT / "bridge").glob(code.rstrip("/"))], code


@pytest.mark.parametrize(("name", "place"), [("zh-*", 0), ("en-*", 1), ("phrasebook-*", 2)])
def test_the_size_of_the_packs_is_about_what_is_told(name: str, place: int) -> None:
    there = sum(
        len(read(path).splitlines()) - 1 for path in (ROOT / "bridge" / "glossary" / "packs").glob(f"{name}.tsv")
    )
    words = (r"(\d,\d{3}) (?:Chinese|English|whole)", r"(\d,\d{3}) [条句]")
    for both in (PAIRS[0], pair("slang")):
        for path, pattern in zip(both, words, strict=True):
            told = int(re.findall(pattern, read(path))[place].replace(",", ""))
            assert told == pytest.approx(there, rel=0.1), path.name


def test_the_sentences_that_trouble_is_known_by_are_said() -> None:
    """What stands between quotation marks in the first column is said by the code or by its catalogues."""
    said = "".join(read(path) for path in (ROOT / "bridge").rglob("*.py"))
    said += "".join(read(path) for path in (ROOT / "bridge").rglob("*.js")) + read(ROOT / "Makefile")
    said = re.sub(r'"\s*\n\s*f?"', "", said)
    chinese = "".join(read(path) for path in (ROOT / "locales" / "zh_CN").glob("*.po"))
    # Of the standard library's asyncio.
    said += "error while attempting to bind on address"
    for path in pair("troubleshooting"):
        for row in re.findall(r"^\| ([^|]+) \|", read(path), re.MULTILINE):
            for quoted in re.findall(r"“([^”]+)”", row):
                for piece in re.split(r"…+|/link", quoted):
                    words = piece.strip().strip("。")
                    assert words in said or words in chinese, f"{path.name}: {words}"


def test_pictures_are_small() -> None:
    for picture in (ROOT / "docs" / "images").iterdir():
        assert picture.stat().st_size < 300_000, picture.name
