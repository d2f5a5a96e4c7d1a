"""Messages of a room that come at once are shown as they came, however much there is to do for one of them."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bridge.relay.posting import Posting, Read
from tests.commands.slang_room import MEI, TOM, slang_room
from tests.relay.conversation import A, B, conversation
from tests.relay.loopback import Loopback

COUNT = 12


def numbers(texts: list[str]) -> list[int]:
    """The numbers of the lines that were shown, of the last ones."""
    return [int(text.split("号")[0].split("第")[1]) for text in texts[-COUNT:]]


async def test_a_term_that_must_be_explained_lets_nothing_overtake(tmp_path: Path) -> None:
    async with slang_room(tmp_path / "magpie.db") as room:
        lines = [f"第{number}号，他{'yyds' if number == 2 else '很好'}" for number in range(COUNT)]
        await asyncio.gather(*(room.chat.say(line, MEI, B) for line in lines))
        await room.chat.settled()
        shown = room.alpha.texts("a")
    assert any("The highest praise" in text for text in shown)
    assert numbers(shown) == list(range(COUNT))


async def test_an_answer_whose_target_is_looked_up_is_not_overtaken(tmp_path: Path) -> None:
    async with slang_room(tmp_path / "magpie.db") as room:
        await room.say("who is coming tonight?", TOM)
        target = room.beta.rooms["b"][-1].native
        answers = {2: target, 7: target}
        said = [
            room.chat.say(f"第{number}号，我来", MEI, B, reply_to=answers.get(number, "")) for number in range(COUNT)
        ]
        await asyncio.gather(*said)
        await room.chat.settled()
        shown = room.alpha.rooms["a"][-COUNT:]
    assert [bool(one.reply_to) for one in shown] == [number in answers for number in range(COUNT)]
    assert numbers([one.text for one in shown]) == list(range(COUNT))


@pytest.mark.parametrize("step", ["read", "interpret", "as_of_now", "draft"])
async def test_what_cannot_be_handled_holds_nothing_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    async with slang_room(tmp_path / "magpie.db") as room:
        done = getattr(Posting, step)

        async def failing(self: Posting, *values: object) -> object:
            if "第3号" in str(values):
                raise RuntimeError
            return await done(self, *values)

        monkeypatch.setattr(Posting, step, failing)
        await asyncio.gather(*(room.chat.say(f"第{number}号，他很好", MEI, B) for number in range(COUNT)))
        await room.chat.settled()
        shown = numbers(room.alpha.texts("a"))
        states = await room.chat.database.read(
            lambda c: [row["state"] for row in c.execute("SELECT state FROM inbox ORDER BY id DESC")]
        )
    assert shown == [number for number in range(COUNT) if number != 3]
    assert states.count("failed") == 1
    assert "waiting" not in states


async def test_what_cannot_even_be_set_aside_holds_nothing_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> None:
        raise OSError

    beta = Loopback("beta")
    async with conversation(tmp_path / "magpie.db", Loopback("alpha"), beta) as chat:
        with monkeypatch.context() as patch:
            patch.setattr("bridge.store.ledger.SqliteLedger.post", broken)
            patch.setattr("bridge.store.inbox.SqliteInbox.fail", broken)
            await chat.say("not stored")
            await chat.settled()
        await chat.say("stored")
        await chat.settled()
        waiting = await chat.database.read(
            lambda c: [row["payload"] for row in c.execute("SELECT payload FROM inbox WHERE state = 'waiting'")]
        )
        assert len(beta.texts("b")) == 1
        assert "stored" in beta.texts("b")[0]
        assert ["not stored" in payload for payload in waiting] == [True]


async def test_an_end_leaves_nothing_running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = asyncio.Event()

    async def endless(self: Posting, read: Read) -> None:
        del self, read
        begun.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(Posting, "interpret", endless)
    before = asyncio.all_tasks()
    async with conversation(tmp_path / "magpie.db", Loopback("alpha"), Loopback("beta")) as chat:
        await chat.say("hello", room=A)
        async with asyncio.timeout(10):
            await begun.wait()
    assert asyncio.all_tasks() == before
