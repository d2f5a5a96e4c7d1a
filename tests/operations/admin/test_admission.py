"""The token: made once, for the host's eyes alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from bridge.operations.admin.admission import FILE, Admission
from bridge.settings import load_settings


def test_without_one_in_the_settings_it_is_made_for_its_owner_alone_and_kept(tmp_path: Path) -> None:
    with capture_logs() as logs:
        admission = Admission.load(tmp_path, None)
    assert admission.file == tmp_path / FILE
    token = admission.file.read_text().strip()
    assert len(token) >= 43
    assert admission.file.stat().st_mode & 0o777 == 0o600
    assert admission.fits(token)
    assert not admission.fits(token[:-1])
    assert not admission.fits("")
    assert not admission.fits("\udcff")
    assert Admission.load(tmp_path, None).fits(token)
    assert token not in str(logs)
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_every_magpie_has_another(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = Admission.load(tmp_path / "a", None)
    assert first.file is not None
    assert not Admission.load(tmp_path / "b", None).fits(first.file.read_text().strip())


def test_an_empty_file_is_no_token(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("\n")
    admission = Admission.load(tmp_path, None)
    assert not admission.fits("")
    assert (tmp_path / FILE).read_text().strip()


def test_one_that_others_could_read_is_closed_and_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("a-token-of-some-length")
    (tmp_path / FILE).chmod(0o644)
    with capture_logs() as logs:
        assert Admission.load(tmp_path, None).fits("a-token-of-some-length")
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
    assert [entry["log_level"] for entry in logs] == ["warning"]
    assert "a-token" not in str(logs)


def test_that_of_the_settings_counts_and_no_file_is_made(tmp_path: Path) -> None:
    with capture_logs() as logs:
        admission = Admission.load(tmp_path, SecretStr("chosen-by-the-host"))
    assert admission.file is None
    assert admission.fits("chosen-by-the-host")
    assert list(tmp_path.iterdir()) == []
    assert logs == []


@pytest.mark.parametrize("blank", ["", "  ", "\n"])
def test_a_blank_one_is_none(tmp_path: Path, blank: str) -> None:
    admission = Admission.load(tmp_path, SecretStr(blank))
    assert admission.file == tmp_path / FILE
    assert not admission.fits(blank)
    assert not admission.fits("")


def test_a_short_one_is_told_of_but_not_said(tmp_path: Path) -> None:
    with capture_logs() as logs:
        assert Admission.load(tmp_path, SecretStr("short")).fits("short")
    (entry,) = logs
    assert entry["log_level"] == "warning"
    assert "16 characters" in entry["event"]
    assert "'short'" not in str(logs)


def test_it_may_stand_in_a_file_like_every_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret").write_text("out-of-a-secret-file\n")
    monkeypatch.setenv("MAGPIE_OPERATIONS__ADMIN_TOKEN_FILE", str(tmp_path / "secret"))
    token = load_settings().operations.admin_token
    assert token is not None
    assert token.get_secret_value() == "out-of-a-secret-file"
    assert "out-of-a-secret-file" not in repr(load_settings())
