from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bridge.app import alone
from bridge.cli.checkup import exposed


@pytest.mark.parametrize(
    ("mode", "found"), [(0o600, []), (0o400, []), (0o640, ["magpie.toml"]), (0o604, ["magpie.toml"])]
)
def test_settings_that_others_can_read(
    mode: int, found: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert exposed() == []
    Path("magpie.toml").write_text("")
    Path("magpie.toml").chmod(mode)
    assert exposed() == found


@pytest.mark.process
def test_a_start_warns_of_settings_that_others_can_read(tmp_path: Path) -> None:
    settings = tmp_path / "magpie.toml"
    settings.write_text('data_dir = "kept"\n')
    settings.chmod(0o644)
    # Another Magpie holds the folder, so that this one says what it has to say and ends.
    with alone(tmp_path / "kept"):
        done = subprocess.run(
            [sys.executable, "-m", "bridge", "run"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "others can read the settings" in done.stdout + done.stderr
    assert "magpie.toml" in done.stdout + done.stderr


def test_a_new_data_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    with alone(tmp_path / "data"):
        assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
