"""What a crash leaves is taken up again: the core is cut off in the middle and started anew on the same database."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bridge.chat.capabilities import Capabilities
from bridge.chat.event import Deleted, Reacted
from bridge.chat.room import Audience, RoomRef
from bridge.relay.failure import Throttled
from tests.relay.conversation import MEI, TOM, A, B, conversation
from tests.relay.loopback import Loopback


def lines(platform: Loopback) -> list[str]:
    return [line for text in platform.texts("b") for line in text.splitlines() if line.startswith("Mei: ")]


@pytest.mark.parametrize("shown_first", [0, 1, 7, 30])
async def test_whenever_it_is_cut_off_nothing_is_lost_or_shown_twice(tmp_path: Path, shown_first: int) -> None:
    path = tmp_path / "magpie.db"
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(path, alpha, beta) as chat:
        saying = [asyncio.create_task(chat.say(f"message {n:02}", MEI, A, native=f"n{n}")) for n in range(40)]
        await asyncio.gather(*saying)
        await beta.until(lambda: len(lines(beta)) >= shown_first)
    async with conversation(path, alpha, beta, linked=()) as chat:
        await chat.say("message 40", MEI, A, native="n40")
        await chat.settled()
    assert lines(beta) == [f"Mei: message {n:02}" for n in range(41)]


async def test_cut_off_between_the_call_and_its_record_it_looks_before_it_sends_again(tmp_path: Path) -> None:
    path = tmp_path / "magpie.db"
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(path, alpha, beta) as chat:
        beta.leave_open()
        await chat.say("message 00", MEI, A)
        await beta.until(lambda: len(lines(beta)) == 1)
    async with conversation(path, alpha, beta, linked=()) as chat:
        await chat.settled()
    assert lines(beta) == ["Mei: message 00"]
    assert beta.calls == ["ship", "look"]


async def test_where_nobody_can_look_it_is_sent_again(tmp_path: Path) -> None:
    path = tmp_path / "magpie.db"
    blind = Loopback("beta", Capabilities(Audience.SHARED))
    async with conversation(path, Loopback("alpha"), blind) as chat:
        blind.leave_open()
        await chat.say("message 00", MEI, A)
        await blind.until(lambda: len(lines(blind)) == 1)
    async with conversation(path, Loopback("alpha"), blind, linked=()) as chat:
        await chat.settled()
    assert lines(blind) == ["Mei: message 00"] * 2


async def test_edits_replies_reactions_and_deletions_find_their_way_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "magpie.db"
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(path, alpha, beta) as chat:
        first = await chat.say("the first version", MEI, A)
        second = await chat.say("to be deleted", MEI, A)
        await chat.settled()
    async with conversation(path, alpha, beta, linked=()) as chat:
        await chat.rewrite(first, "the second version")
        await chat.accept(Deleted("gone", A, (second,)))
        await chat.accept(Reacted("liked", A, first, MEI, ("👍",)))
        await chat.say("an answer", TOM, B, reply_to=beta.rooms["b"][0].native)
        await chat.settled()
    assert lines(beta) == ["Mei: the second version"]
    assert beta.rooms["b"][0].reactions == ["👍"]
    assert alpha.rooms["a"][-1].reply_to == first


async def test_a_room_that_must_wait_holds_up_no_other(tmp_path: Path) -> None:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    slow, quick = RoomRef("beta", "slow"), RoomRef("beta", "quick")
    async with conversation(tmp_path / "magpie.db", alpha, beta, linked=(A, slow, quick)) as chat:
        beta.before = [Throttled(3600)]
        await chat.say("first of all", MEI, A)
        await beta.until(lambda: any(len(shown) == 1 for shown in beta.rooms.values()))
        waiting = next(name for name in ("slow", "quick") if not beta.texts(name))
        going = "quick" if waiting == "slow" else "slow"
        for number in range(5):
            await chat.say(f"line {number}", MEI, A)
        await beta.until(lambda: len(beta.texts(going)) == 6)
        assert beta.texts(waiting) == []
