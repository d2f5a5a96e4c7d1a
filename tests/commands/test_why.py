"""Why a message reads as it does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.commands.slang_room import ANN, MEI, TOM, SlangRoom, slang_room


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[SlangRoom]:
    async with slang_room(tmp_path / "magpie.db") as setting:
        yield setting


async def test_detection_terms_literal_meaning_and_package(room: SlangRoom) -> None:
    await room.say("这家店真的yyds啊")
    told = (await room.ask(ANN, "/why", target=room.heard().native)).split("\n")
    assert told[0] == "Language: Chinese, by its letters."
    assert told[1].startswith("yyds|永远的神")
    assert "literally: forever the god" in told[1]
    assert told[2] == "Without the terms: <en 这家店真的yyds啊>"
    assert told[3] == "Translated by the package translate-0_1."


async def test_it_is_told_in_the_askers_language(room: SlangRoom) -> None:
    said = await room.say("no cap this is good", TOM)
    told = await room.ask(MEI, "/why", target=room.beta.rooms["b"][-1].native)
    assert told.startswith("语言：英文，根据用词判断。\nno cap")
    assert await room.ask(TOM, "/why", target=said)


async def test_letters_that_are_chinese(room: SlangRoom) -> None:
    await room.say("xswl", MEI)
    told = await room.ask(ANN, "/why", target=room.heard().native)
    assert told.startswith("Language: Chinese, since a term of the glossary is Chinese.")


async def test_corrections_and_plain_messages(room: SlangRoom) -> None:
    await room.say("今天天气不错")
    shown = room.heard().native
    assert "No term of the glossary fired." in await room.ask(ANN, "/why", target=shown)
    await room.ask(ANN, "/fix Lovely weather", target=shown)
    assert "Translated by someone here" in await room.ask(ANN, "/why", target=shown)


async def test_it_is_said_as_a_reply(room: SlangRoom) -> None:
    assert "as a reply to a message that Magpie relayed" in await room.ask(ANN, "/why")
    assert "as a reply" in await room.ask(ANN, "/why", target="unknown")
