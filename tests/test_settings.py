from __future__ import annotations

from pathlib import Path

import pytest

from bridge.settings import SettingsError, load_settings


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_nothing_needs_to_be_set() -> None:
    settings = load_settings()
    assert settings.telegram.token is None
    assert settings.web.port == 8080
    assert settings.data_dir == Path("data")


def test_the_environment_wins_over_the_file(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (elsewhere / "magpie.toml").write_text('[web]\nport = 9000\nhost = "0.0.0.0"\n')
    monkeypatch.setenv("MAGPIE_WEB__PORT", "9001")
    settings = load_settings()
    assert (settings.web.port, settings.web.host) == (9001, "0.0.0.0")


def test_a_secret_may_be_a_file_and_is_never_shown(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (elsewhere / "token").write_text("123456:hush-hush\n")
    monkeypatch.setenv("MAGPIE_TELEGRAM__TOKEN_FILE", str(elsewhere / "token"))
    settings = load_settings()
    assert settings.telegram.token is not None
    assert settings.telegram.token.get_secret_value() == "123456:hush-hush"
    assert "hush-hush" not in repr(settings)


def test_a_missing_secret_file_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAGPIE_DISCORD__TOKEN_FILE", "/nowhere/token")
    with pytest.raises(SettingsError, match="MAGPIE_DISCORD__TOKEN_FILE names /nowhere/token"):
        load_settings()


def test_a_wrong_value_names_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAGPIE_WEB__PORT", "many")
    with pytest.raises(SettingsError, match="MAGPIE_WEB__PORT"):
        load_settings()


def test_proxies_are_listed_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAGPIE_WEB__TRUSTED_PROXIES", "10.0.0.1,10.0.0.2")
    assert load_settings().web.trusted_proxies == ["10.0.0.1", "10.0.0.2"]


def test_an_empty_token_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAGPIE_TELEGRAM__TOKEN", "")
    assert load_settings().telegram.token is None
