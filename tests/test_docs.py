"""The documentation tells of what there is: files, settings, make targets, commands, in both languages alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from pydantic import BaseModel

from bridge.adapters.discord.invitation import NEEDED
from bridge.cli.main import app
from bridge.commands.summary import roster
from bridge.settings import Settings

ROOT = Path(__file__).parents[1]
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
BUILT = {"build", "data", "dist"}
FOLDERS = [path for path in ROOT.iterdir() if path.is_dir() and path.name not in BUILT and path.name[0] != "."]
PAGES = sorted([*ROOT.glob("*.md"), *(page for folder in FOLDERS for page in folder.rglob("*.md"))])
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
ROW = re.compile(r"^\| `(MAGPIE_\w+)` \| ?(?:`([^`]*)`|([^|]*?)) ?\| ", re.MULTILINE)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def prose(path: Path) -> str:
    return FENCE.sub("", read(path))


def blocks(path: Path) -> list[tuple[str, str]]:
    return FENCE.findall(read(path))


def anchors(path: Path) -> set[str]:
    """The names that GitHub gives to headings."""
    titles = [title for _, title in HEADING.findall(prose(path))]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


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


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_to_what_is_there(path: Path) -> None:
    for target in LINK.findall(prose(path)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        there = (path.parent / name).resolve() if name else path
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), target


def test_the_pages_are_found() -> None:
    assert {*READMES, ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", ROOT / "CHANGELOG.md"} <= set(PAGES)


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
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


def test_both_readmes_say_the_same() -> None:
    english, chinese = READMES
    assert [level for level, _ in HEADING.findall(prose(english))] == [
        level for level, _ in HEADING.findall(prose(chinese))
    ]
    assert blocks(english) == blocks(chinese)
    assert len(re.findall(r"^\|", read(english), re.MULTILINE)) == len(re.findall(r"^\|", read(chinese), re.MULTILINE))
    assert len(re.findall(r"^(?:-|\d\.) ", prose(english), re.MULTILINE)) == len(
        re.findall(r"^(?:-|\d\.) ", prose(chinese), re.MULTILINE)
    )
    assert Counter(CODE.findall(prose(english))) == Counter(CODE.findall(prose(chinese)))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_make_targets_are_there(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", read(ROOT / "Makefile"), re.MULTILINE))
    for line in code_of(path):
        for name in re.findall(r"(?:^|&& )(?:[A-Z_]+=\S+ )*make ([a-z]+)", line):
            assert name in targets, line


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_of_magpie_are_there(path: Path) -> None:
    known = set(commands())
    groups = {command[0] for command in known if len(command) > 1}
    for line in code_of(path):
        found = re.match(r"(?:\.venv/bin/)?magpie ([a-z]+)(?: ([a-z]+))?", line)
        if found:
            words = (found[1], found[2]) if found[1] in groups and found[2] else (found[1],)
            assert words in known, line


def test_every_command_of_magpie_is_told() -> None:
    table = [line for line in read(READMES[0]).splitlines() if line.startswith("| `magpie ")]
    told = {
        (line.split("`")[1].split()[1], word) for line in table for code in CODE.findall(line) for word in code.split()
    }
    for command in commands():
        assert len(command) == 1 or command in told, command
    assert {command[0] for command in commands()} == {command for command, _ in told}


def test_every_command_of_the_chat_is_told() -> None:
    table = "\n".join(line for line in read(READMES[0]).splitlines() if line.startswith("| `/"))
    assert {summary.name for summary in roster()} == set(re.findall(r"`/([a-z]+)", table))


def test_the_invitation_asks_for_what_magpie_needs() -> None:
    assert f"permissions={NEEDED.value}" in read(READMES[0])
    assert f"`{NEEDED.value}`" in read(READMES[0])


def test_the_layout_that_contributors_read_is_that_of_the_tree() -> None:
    told = set(re.findall(r"`(bridge/\w+)/`", read(ROOT / "CONTRIBUTING.md")))
    there = {f"bridge/{path.parent.name}" for path in (ROOT / "bridge").glob("*/__init__.py")}
    assert there == told
    for code in CODE.findall(prose(ROOT / "CONTRIBUTING.md")):
        if re.fullmatch(r"[a-z_*]+/[a-z_*./]+", code) and not code.startswith("build/"):
            assert [*ROOT.glob(code.rstrip("/")), *(ROOT / "bridge").glob(code.rstrip("/"))], code


@pytest.mark.parametrize(("name", "place"), [("zh-*", 0), ("en-*", 1), ("phrasebook-*", 2)])
def test_the_size_of_the_packs_is_about_what_is_told(name: str, place: int) -> None:
    there = sum(
        len(read(path).splitlines()) - 1 for path in (ROOT / "bridge" / "glossary" / "packs").glob(f"{name}.tsv")
    )
    for path, words in zip(READMES, (r"(\d,\d{3}) (?:Chinese|English|whole)", r"(\d,\d{3}) [条句]"), strict=True):
        told = int(re.findall(words, read(path))[place].replace(",", ""))
        assert told == pytest.approx(there, rel=0.1), path.name


def test_pictures_are_small() -> None:
    for picture in (ROOT / "docs" / "images").iterdir():
        assert picture.stat().st_size < 300_000, picture.name
