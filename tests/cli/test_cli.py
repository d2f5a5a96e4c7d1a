"""The command line as a program uses it: arguments and standard input in, lines and an exit status out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bridge.store.database import connect
from bridge.translation.packages import STARTER

ROOT = Path(__file__).parents[2]


def magpie(*arguments: str, folder: Path, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MAGPIE_")}
    return subprocess.run(
        [sys.executable, "-m", "bridge", *arguments],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**kept, "MAGPIE_DATA_DIR": str(folder), **environment},
        timeout=120,
        check=False,
    )


def test_help_names_every_command(tmp_path: Path) -> None:
    shown = magpie("--help", folder=tmp_path)
    assert shown.returncode == 0
    for command in ("run", "translate", "detect", "models", "check"):
        assert command in shown.stdout


def test_detect_answers_for_one_text_and_for_lines(tmp_path: Path) -> None:
    assert magpie("detect", "我想吃火锅", folder=tmp_path).stdout == "zh\n"
    assert magpie("detect", "yyds", folder=tmp_path).stdout == "zh\n"
    lines = magpie("detect", folder=tmp_path, given="ok\n😀\n今天不想上班\nbonjour à tous les amis\n")
    assert lines.stdout.split() == ["en", "none", "zh", "other"]
    as_json = json.loads(magpie("detect", "--json", "hello there", folder=tmp_path).stdout)
    assert as_json["language"] == "en"
    assert as_json["reason"]


def test_translate_keeps_the_order_of_many_lines(tmp_path: Path) -> None:
    given = [f"see you at {hour} o'clock https://example.org/{hour}" for hour in range(1000)]
    result = magpie("translate", "--to", "zh", folder=tmp_path, given="\n".join(given))
    lines = result.stdout.splitlines()
    assert result.returncode == 0
    assert len(lines) == 1000
    for hour, line in enumerate(lines):
        assert f"https://example.org/{hour}" in line.split() or line.endswith(f"https://example.org/{hour}")


def test_translate_says_what_happened(tmp_path: Path) -> None:
    result = magpie("translate", "--to", "en", "--json", "你吃饭了吗？", folder=tmp_path)
    answer = json.loads(result.stdout)
    assert answer["outcome"] in {"translated", "glossary"}
    assert answer["translation"].isascii()
    unchanged = json.loads(magpie("translate", "--to", "en", "--json", "already English", folder=tmp_path).stdout)
    assert unchanged["translation"] == "already English"
    assert magpie("translate", "--to", "en", "yyds", folder=tmp_path).stdout == "GOAT\n"


def test_wrong_usage_ends_with_status_2(tmp_path: Path) -> None:
    assert magpie("translate", "no target", folder=tmp_path).returncode == 2
    assert magpie("dance", folder=tmp_path).returncode == 2


def test_a_wrong_setting_is_one_sentence(tmp_path: Path) -> None:
    result = magpie("check", folder=tmp_path, MAGPIE_WEB__PORT="eighty")
    assert result.returncode == 1
    assert result.stderr.startswith("magpie: The setting MAGPIE_WEB__PORT cannot be used")
    assert "Traceback" not in result.stderr


def test_check_finds_what_is_wrong(tmp_path: Path) -> None:
    well = magpie("check", "--json", folder=tmp_path, MAGPIE_WEB__PORT="0")
    assert well.returncode == 0
    assert all(finding["ok"] for finding in json.loads(well.stdout))
    (tmp_path / "magpie.db").write_text("not a database at all" * 100)
    ill = magpie("check", folder=tmp_path, MAGPIE_WEB__PORT="0")
    assert ill.returncode == 1
    assert "✗ database" in ill.stdout


def test_check_sees_a_newer_database(tmp_path: Path) -> None:
    with connect(tmp_path / "magpie.db") as connection:
        connection.execute("CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set, name, applied_at)")
        connection.execute("INSERT INTO _sqlite_migrations VALUES (1, 'magpie', '9999_future', '')")
    assert "newer Magpie" in magpie("check", folder=tmp_path, MAGPIE_WEB__PORT="0").stdout
    run = magpie("run", folder=tmp_path, MAGPIE_WEB__PORT="0")
    assert run.returncode == 1
    assert "newer Magpie" in run.stderr
    assert "Traceback" not in run.stderr


def test_models_are_listed_imported_and_removed(tmp_path: Path) -> None:
    assert "came with Magpie" in magpie("models", "list", folder=tmp_path).stdout
    archive = next(STARTER.glob("translate-zh_en-*.argosmodel"))
    imported = magpie("models", "import", str(archive), folder=tmp_path)
    assert imported.returncode == 0, imported.stderr
    assert "SHA-256" in imported.stdout
    listed = json.loads(magpie("models", "list", "--json", folder=tmp_path).stdout)
    used = next(row for row in listed if row["from"] == "zh" and row["in_use"])
    assert used["origin"] == "installed"
    assert "is removed" in magpie("models", "remove", used["name"], folder=tmp_path).stdout


@pytest.mark.parametrize("what", ["models", "translate"])
def test_a_broken_package_is_one_sentence(tmp_path: Path, what: str) -> None:
    broken = tmp_path / "broken.argosmodel"
    broken.write_bytes(b"PK\x03\x04 nothing")
    result = magpie("models", "import", str(broken), folder=tmp_path)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    if what == "translate":
        assert magpie("translate", "--to", "en", "你好吗", folder=tmp_path).returncode == 0


def test_an_index_that_cannot_be_reached_is_one_sentence(tmp_path: Path) -> None:
    result = magpie("models", "install", folder=tmp_path, MAGPIE_TRANSLATION__PACKAGE_INDEX="http://127.0.0.1:9/")
    assert result.returncode == 1
    assert "cannot be reached" in result.stderr
    assert "Traceback" not in result.stderr
