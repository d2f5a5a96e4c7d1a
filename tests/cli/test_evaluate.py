"""`magpie evaluate` as a person runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.translation.tiny import build

ROOT = Path(__file__).parents[2]


def magpie(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bridge", "evaluate", *arguments],
        cwd=ROOT,
        env={**os.environ, "MAGPIE_DATA_DIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.tsv"
    path.write_text("你好吗？\thow are you?\n明天见\tsee you tomorrow\n", encoding="utf-8")
    return path


def test_figures_are_json_for_programs(tmp_path: Path, pairs: Path) -> None:
    package = build(tmp_path)
    picture = tmp_path / "plot.png"
    result = magpie(
        str(pairs), "--package", str(package), "--rounds", "1", "--messages", "5", "--json", "--plot", str(picture),
        folder=tmp_path,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    data = json.loads(result.stdout)
    assert [row["way"] for row in data["figures"]] == ["model", "pipeline", "glossary"]
    assert data["figures"][0]["quality"]["chrf_signature"]
    assert data["packages"][0]["protection"]["lettered"]["rate"] == 1.0
    assert data["machine"]["ctranslate2"]
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_people_get_a_table_of_the_packages_in_use(tmp_path: Path, pairs: Path) -> None:
    result = magpie(str(pairs), "--from", "en", "--rounds", "0", "--messages", "0", "--lines", "1", folder=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "translate-en_zh" in result.stdout
    assert "translate-zh_en" not in result.stdout
    assert "chrF" in result.stdout
    assert "tok:zh" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--package", "translate-fr_en-1"), "There is no package"),
        (("nowhere.tsv",), "cannot be read"),
        (("--terms", "pyproject.toml"), "columns"),
    ],
)
def test_trouble_is_one_sentence(tmp_path: Path, arguments: tuple[str, ...], sentence: str) -> None:
    result = magpie(*arguments, folder=tmp_path)
    assert result.returncode == 1
    assert result.stderr.startswith("magpie: ")
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr
