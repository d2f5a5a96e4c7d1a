"""`magpie glossary` as a program uses it."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bridge.cli.main import app
from bridge.cli.trouble import sentence_for
from bridge.store.database import Database
from bridge.store.glossary import SqliteTerms
from tests.cli.test_cli import magpie
from tests.commands.slang_room import ANN, TOM, slang_room


@dataclass(frozen=True)
class Ended:
    """What a command left."""

    returncode: int
    stdout: str
    stderr: str = ""


def glossary(*arguments: str, folder: Path) -> Ended:
    """Run a command in this process, as `main` does it: known trouble is a sentence."""
    result = CliRunner(env={"MAGPIE_DATA_DIR": str(folder)}).invoke(app, ["glossary", *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        return Ended(1, result.stdout, f"magpie: {sentence_for(result.exception)}\n")
    return Ended(result.exit_code, result.stdout)


def rows(*arguments: str, folder: Path) -> list[dict[str, str | int | None]]:
    found: list[dict[str, str | int | None]] = json.loads(glossary(*arguments, "--json", folder=folder).stdout)
    return found


def test_terms_are_added_listed_removed_and_brought_back(tmp_path: Path) -> None:
    added = glossary("add", "鹊佬|鹊老大 = Magpie boss; our host", folder=tmp_path)
    assert added.returncode == 0, added.stderr
    assert added.stdout == "#1 鹊佬|鹊老大 = Magpie boss  host\n"
    (row,) = rows("list", folder=tmp_path)
    assert row["forms"] == "鹊佬|鹊老大"
    assert row["note_en"] == "our host"
    assert row["reach"] == "host"
    assert rows("list", "nothing like it", folder=tmp_path) == []
    twin = glossary("add", "鹊老大 = the boss", folder=tmp_path)
    assert twin.returncode == 1
    assert "is there already" in twin.stderr
    assert glossary("remove", "鹊佬", folder=tmp_path).stdout == "#1 鹊佬|鹊老大 = Magpie boss is removed.\n"
    assert rows("list", folder=tmp_path) == []
    assert glossary("undo", folder=tmp_path).stdout == "1 taken back.\n"
    assert len(rows("list", folder=tmp_path)) == 1
    history = glossary("history", folder=tmp_path).stdout.splitlines()
    assert [line.split()[2] for line in history] == ["undone", "removed", "added"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "的 = of"], "too common"),
        (["add", "nothing"], "There is no “=” in it."),
        (["add", "卷 ~ 竞争 [not=试卷]"], "too common"),
        (["remove", "鹊佬"], "There is no term “鹊佬”"),
        (["list", "--room", "7"], "There is no room 7"),
        (["export", "--format", "pdf"], "not “pdf”"),
        (["review", "--approve", "3"], "No proposal #3 waits"),
    ],
)
def test_trouble_is_one_sentence(tmp_path: Path, arguments: list[str], said: str) -> None:
    result = glossary(*arguments, folder=tmp_path)
    assert result.returncode == 1
    assert result.stderr.startswith("magpie: ")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_file_is_tried_taken_over_and_written_again(tmp_path: Path) -> None:
    file = tmp_path / "terms.csv"
    file.write_text("forms,text\n鹊佬,Magpie boss\n喜鹊桥,Magpie Bridge\n", encoding="utf-8")
    glossary("add", "鹊佬 = the boss", folder=tmp_path)
    tried = glossary("import", str(file), "--dry-run", folder=tmp_path)
    assert tried.stdout.splitlines() == [
        "+ 喜鹊桥 = Magpie Bridge",
        "- 鹊佬 = the boss",
        "+ 鹊佬 = Magpie boss",
        "1 terms would be new, 1 changed; 0 were there already.",
    ]
    assert [row["text"] for row in rows("list", folder=tmp_path)] == ["the boss"]
    assert "1 terms are new, 1 changed" in glossary("import", str(file), folder=tmp_path).stdout
    for name in ("out.csv", "out.tsv", "out.tbx"):
        out = tmp_path / name
        assert glossary("export", str(out), folder=tmp_path).returncode == 0
        again = json.loads(glossary("import", str(out), "--dry-run", "--json", folder=tmp_path).stdout)
        assert again == {"new": [], "changed": [], "same": 2}
    assert (
        glossary("export", folder=tmp_path)
        .stdout.splitlines()[0]
        .endswith("source,forms,action,text,context,tone,literal,note_en,note_zh,origin")
    )


def test_a_file_that_is_not_in_order_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "terms.tsv"
    file.write_text("forms\ttext\n鹊佬\tMagpie boss\n\tlost\n", encoding="utf-8")
    result = glossary("import", str(file), folder=tmp_path)
    assert result.returncode == 1
    assert "Line 3: A term needs at least one form." in result.stderr
    assert rows("list", folder=tmp_path) == []


def test_the_packs_can_be_looked_at(tmp_path: Path) -> None:
    shown = glossary("list", "--packs", "forever the god", folder=tmp_path)
    assert shown.returncode == 0
    assert len(glossary("export", "--packs", "--format", "tsv", folder=tmp_path).stdout.splitlines()) > 3_000
    assert any("yyds" in str(row["forms"]) for row in rows("list", "--packs", "GOAT", folder=tmp_path))


def test_a_program_sees_output_and_status(tmp_path: Path) -> None:
    assert magpie("glossary", "add", "鹊佬 = Magpie boss", folder=tmp_path).stdout == "#1 鹊佬 = Magpie boss  host\n"
    refused = magpie("glossary", "add", "的 = of", folder=tmp_path)
    assert refused.returncode == 1
    assert refused.stderr.startswith("magpie: “的” is too common")
    assert magpie("glossary", "dance", folder=tmp_path).returncode == 2


async def test_proposals_of_groups_are_reviewed_and_a_running_magpie_takes_it_up(tmp_path: Path) -> None:
    async with slang_room(tmp_path / "magpie.db") as room:
        await room.ask(TOM, "/slang add 鹊佬 = Magpie boss")
        (waiting,) = await asyncio.to_thread(rows, "review", folder=tmp_path)
        assert waiting["forms"] == "鹊佬"
        approved = await asyncio.to_thread(glossary, "review", "--approve", "1", folder=tmp_path)
        assert approved.returncode == 0, approved.stderr
        await room.chat.core.glossary.load()
        await room.say("鹊佬来了")
        assert "[Magpie boss]" in room.heard().text
        assert "host: approved #1" in await room.ask(ANN, "/slang history")
        listed = await asyncio.to_thread(rows, "list", "--all", folder=tmp_path)
        assert listed[0]["room"] == waiting["room"]


async def test_what_the_host_approves_takes_the_place_of_what_it_replaces(tmp_path: Path) -> None:
    async with slang_room(tmp_path / "magpie.db") as room:
        await room.ask(ANN, "/slang add 鹊佬 = Magpie boss")
        await room.ask(TOM, "/slang edit 鹊佬 = the boss of Magpie")
        approved = await asyncio.to_thread(glossary, "review", "--approve", "2", folder=tmp_path)
        assert approved.returncode == 0, approved.stderr
        (left,) = await asyncio.to_thread(rows, "list", "--all", folder=tmp_path)
        assert (left["id"], left["text"]) == (2, "the boss of Magpie")


async def test_changes_are_on_disk_when_the_command_ends(tmp_path: Path) -> None:
    await asyncio.to_thread(glossary, "add", "鹊佬 = Magpie boss", folder=tmp_path)
    database = Database(tmp_path / "magpie.db")
    try:
        (entry,) = await SqliteTerms(database).in_force()
        assert entry.term.text == "Magpie boss"
    finally:
        database.close()


def test_translations_on_the_command_line_know_the_packs(tmp_path: Path) -> None:
    run = CliRunner(env={"MAGPIE_DATA_DIR": str(tmp_path)})
    assert "GOAT" in run.invoke(app, ["translate", "--to", "en", "yyds"]).stdout
    assert "88" in run.invoke(app, ["translate", "--to", "zh", "I have 88 books"]).stdout
