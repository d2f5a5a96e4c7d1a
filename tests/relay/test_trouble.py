"""How often it is told that a platform says no."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bridge.relay import trouble
from bridge.relay.failure import Refused
from tests.relay.conversation import conversation
from tests.relay.loopback import Loopback


async def test_the_same_refusal_is_told_a_few_times_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(tmp_path / "m.db", alpha, beta) as talk:
        for number in range(6):
            beta.before = [Refused("the bot may not write")]
            await talk.say(f"line {number}")
            await talk.settled()
        told = [text for text in alpha.texts("a") if "the bot may not write" in text]
        assert len(told) == trouble.TOLD_AT_MOST
        beta.before = [Refused("the file is too large")]
        await talk.say("another reason")
        await talk.settled()
        assert any("too large" in text for text in alpha.texts("a"))
        monkeypatch.setattr(trouble, "QUIET", 0.0)
        beta.before = [Refused("the bot may not write")]
        await talk.say("later")
        await talk.settled()
        assert len([text for text in alpha.texts("a") if "the bot may not write" in text]) == len(told) + 1


async def test_nothing_is_called_before_the_platform_is_there(tmp_path: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(tmp_path / "m.db", alpha, beta) as talk:
        beta.connected.clear()
        await talk.say("too early for the other side")
        await talk.say("still too early")
        async with asyncio.timeout(10):
            await talk.core.relay.drained()
            await beta.awaited.wait()
        assert beta.calls == []
        beta.connected.set()
        await talk.settled()
        assert [text.split("\n")[0] for text in beta.texts("b")] == [
            "Mei: too early for the other side",
            "Mei: still too early",
        ]
