"""What is offered to whoever is still writing, through the whole core."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bridge.glossary.finder import Scope
from bridge.glossary.term import Action, Term
from bridge.relay.suggesting import Choice
from tests.commands.slang_room import ANN, BO, LIN, MEI, TOM, SlangRoom, slang_room
from tests.relay.conversation import A, B


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[SlangRoom]:
    async with slang_room(tmp_path / "magpie.db") as setting:
        yield setting


async def values(room: SlangRoom, command: str, begun: str, of: object = A) -> list[str]:
    assert of in {A, B}
    offered = await room.chat.core.intake.suggest(A if of == A else B, command, begun)
    assert len(offered) <= 25
    return [choice.value for choice in offered]


async def test_languages_are_offered_by_name_and_by_tag(room: SlangRoom) -> None:
    assert await values(room, "language", "zh") == ["zh", "zh en"]
    assert await values(room, "language", "繁") == ["tw", "tw en"]
    assert await values(room, "help", "") == []


async def test_a_term_is_found_by_how_its_forms_begin(room: SlangRoom) -> None:
    await room.ask(ANN, "/slang add yyqx|阴阳怪气人 = shade thrower")
    offered = await room.chat.core.intake.suggest(A, "slang show", "YY")
    # The conversation's own before those that are built in.
    assert offered[0] == Choice("yyqx = shade thrower", "yyqx")
    assert "yyds" in [choice.value for choice in offered]
    assert await values(room, "slang show", "陰陽怪氣人") == ["阴阳怪气人"]
    assert "yyds" not in await values(room, "slang remove", "yy")
    assert await values(room, "slang edit", "yy", B) == ["yyqx"]
    assert (await values(room, "slang history", ""))[0] == "yyqx"
    assert len(await values(room, "slang show", "")) == 25


async def test_terms_of_one_conversation_are_never_offered_in_another(tmp_path: Path) -> None:
    async with slang_room(tmp_path / "magpie.db", packs=False, linked=False) as room:
        await room.ask(ANN, "/slang add 鹊佬 = Magpie boss")
        await room.ask(TOM, "/slang add 鹊奴 = Magpie servant")
        assert await values(room, "slang show", "鹊") == ["鹊佬"]
        assert await values(room, "slang approve", "") == ["2"]
        for command in ("slang show", "slang edit", "slang remove", "slang history", "slang approve", "slang reject"):
            for begun in ("", "鹊", "鹊佬", "2", "#2"):
                assert await values(room, command, begun, B) == []
        assert await room.chat.core.intake.fields(B, "slang edit", "鹊佬") == {}


async def test_a_term_for_one_room_alone_is_not_offered_next_door(room: SlangRoom) -> None:
    await room.ask(ANN, "/slang here add 鹊佬 = Magpie boss")
    assert await values(room, "slang edit", "鹊") == ["鹊佬"]
    assert await values(room, "slang edit", "鹊", B) == []
    assert await room.chat.core.intake.fields(B, "slang edit", "鹊佬") == {}


async def test_proposals_are_offered_with_who_made_them(room: SlangRoom) -> None:
    await room.ask(TOM, "/slang add 鹊佬 = Magpie boss")
    await room.ask(LIN, "/slang add 喜鹊党 = magpie gang")
    offered = await room.chat.core.intake.suggest(B, "slang approve", "")
    assert offered == [Choice("#1 鹊佬 = Magpie boss (Tom)", "1"), Choice("#2 喜鹊党 = magpie gang (Lin)", "2")]
    assert await values(room, "slang reject", "gang") == ["2"]
    assert await values(room, "slang reject", "#1") == ["1"]
    await room.ask(BO, "/slang approve 1")
    assert await values(room, "slang approve", "") == ["2"]


async def test_what_stands_now_fills_the_form_of_a_change(room: SlangRoom) -> None:
    await room.ask(ANN, "/slang add 鹊佬 = Magpie boss [end]; the one who built this; 造桥的人")
    assert await room.chat.core.intake.fields(A, "slang edit", "鵲佬") == {
        "form": "鵲佬",
        "translation": "Magpie boss",
        "note": "the one who built this; 造桥的人",
        "action": "replace",
        "condition": "end",
    }
    await room.ask(TOM, "/slang add 鹊奴 = servant")
    assert (await room.chat.core.intake.fields(A, "slang edit", "鹊奴"))["translation"] == "servant"
    # What is built in is nobody's to change.
    assert await room.chat.core.intake.fields(A, "slang edit", "yyds") == {}
    assert await room.chat.core.intake.fields(A, "delete", "yyds") == {}


async def test_the_translation_that_was_shown_fills_the_form_of_a_correction(room: SlangRoom) -> None:
    said = await room.say("明天我们去爬山", MEI)
    copy = room.heard().native
    for ref, native in ((A, copy), (B, said)):
        assert await room.chat.core.intake.fields(ref, "fix", native) == {"words": "<en 明天我们去爬山>"}
    assert await room.chat.core.intake.fields(B, "fix", copy) == {}
    assert await room.chat.core.intake.fields(A, "fix", "nothing") == {}


async def test_a_hundred_thousand_terms_are_looked_through_while_somebody_types(tmp_path: Path) -> None:
    async with slang_room(tmp_path / "magpie.db", packs=False) as room:
        bridge = (await room.chat.core.directory.room(A)).room.bridge
        terms = [Term("zh", (f"鹊{n:06}", f"magpie{n:06}"), Action.REPLACE, f"boss {n}") for n in range(50_000)]
        room.chat.core.glossary.books.replace(terms, Scope(bridge))
        begun = time.perf_counter()
        assert (await values(room, "slang show", "magpie0123"))[:2] == ["magpie012300", "magpie012301"]
        first = time.perf_counter() - begun
        assert first < 2.5, f"the first answer took {first:.2f} s of the three that there are"
        took = []
        for _ in range(20):
            begun = time.perf_counter()
            assert len(await values(room, "slang edit", "鹊")) == 25
            took.append(time.perf_counter() - begun)
        assert min(took) < 0.01, f"{min(took) * 1000:.1f} ms"
