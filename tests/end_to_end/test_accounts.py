"""The soak's account itself: what it lets pass, and what it does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.accounts import Account, Death, doubt, open_tokens
from tests.fakes.telegram import Bot
from tests.fakes.telegram.call_log import CallRecord
from tests.relay.conversation import conversation
from tests.relay.loopback import Loopback

TOKEN = "tok-1-d-7"


@pytest.fixture
def bot() -> Bot:
    return Bot(1, "Magpie", token="1:a")


def call(bot: Bot, at: float, **known: Any) -> CallRecord:
    return CallRecord(bot, "sendMessage", 1, {"text": f"Dora\n{TOKEN} 明天见"}, at, **{"code": 200, **known})


def test_an_answered_call_is_never_in_doubt(bot: Bot) -> None:
    assert doubt(call(bot, 10), []) == ""
    assert doubt(call(bot, 10), [Death(11, 12, frozenset({"tok-1-d-8"}))]) == ""
    assert doubt(call(bot, 10), [Death(9, 9.5, frozenset({TOKEN}))]) == ""


@pytest.mark.parametrize("fault", ["bad_gateway_after", "reset_after"])
def test_a_call_whose_answer_was_spoilt_is_in_doubt(bot: Bot, fault: str) -> None:
    assert doubt(call(bot, 10, fault=fault), []) == "fault"


def test_a_call_that_the_dead_process_had_not_stored_is_in_doubt(bot: Bot) -> None:
    assert doubt(call(bot, 10), [Death(10.2, 12, frozenset({TOKEN}))]) == "kill"
    assert doubt(call(bot, 10, code=None), [Death(10.2, 12, frozenset({TOKEN}))]) == "kill"


def test_an_answer_that_was_kept_back_for_long_is_no_excuse(bot: Bot) -> None:
    assert doubt(call(bot, 10), [Death(30, 32, frozenset({TOKEN}))]) == ""


def test_only_the_next_kill_counts(bot: Bot) -> None:
    deaths = [Death(11, 12, frozenset()), Death(13, 14, frozenset({TOKEN}))]
    assert doubt(call(bot, 10), deaths) == ""


@pytest.mark.parametrize("wrong", ["lost", "out_of_order", "repeated_on_discord", "unexplained", "unaccounted"])
def test_nothing_that_breaks_the_promise_is_forgiven(wrong: str) -> None:
    counts: dict[str, Any] = dict.fromkeys(Account.__slots__, 0)
    assert Account(**{**counts, "repeated_on_telegram": 3, "doubtful_kills": 3}).kept
    assert not Account(**{**counts, wrong: 1}).kept


async def test_what_was_left_open_is_read_from_the_database(tmp_path: Path) -> None:
    path, beta = tmp_path / "magpie.db", Loopback("beta")
    async with conversation(path, Loopback("alpha"), beta) as chat:
        await chat.say("tok-1-d-1 answered")
        await chat.settled()
        beta.leave_open()
        await chat.say(f"{TOKEN} never answered")
        await beta.until(lambda: len(beta.texts("b")) == 2)
        assert open_tokens(path) == {TOKEN}
