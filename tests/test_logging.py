from __future__ import annotations

import json
import logging

import pytest
import structlog

from bridge.logging import HIDDEN, configure_logging

TELEGRAM = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
DISCORD = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"


@pytest.fixture(autouse=True)
def restore() -> object:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield None
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def test_secrets_never_reach_a_log(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("info", "json", ["my-own-secret"])
    structlog.get_logger("a").info("calling", url=f"https://api.telegram.org/bot{TELEGRAM}/getMe", key="my-own-secret")
    logging.getLogger("b").warning("token %s was refused", DISCORD)
    try:
        int(f"bad token {TELEGRAM}")
    except ValueError:
        structlog.get_logger("c").exception("failed")
    written = capsys.readouterr().err
    assert TELEGRAM not in written
    assert DISCORD not in written
    assert "my-own-secret" not in written
    assert written.count(HIDDEN) >= 4


def test_a_line_is_json_outside_of_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("info", "auto")
    structlog.get_logger("magpie").info("started", room="网页")
    entry = json.loads(capsys.readouterr().err)
    assert (entry["event"], entry["room"], entry["level"]) == ("started", "网页", "info")


def test_talkative_libraries_are_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("info", "json")
    logging.getLogger("httpx").info("HTTP Request: POST …")
    logging.getLogger("discord.gateway").info("connected")
    assert capsys.readouterr().err == ""
