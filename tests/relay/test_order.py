"""Messages of a room that come at once are shown as they came, however much there is to do for one of them."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.commands.slang_room import MEI, TOM, slang_room
from tests.relay.conversation import B

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
