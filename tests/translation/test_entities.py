from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import Entity, EntityKind, Text
from bridge.glossary.term import Action, Hit, Term
from bridge.translation.engine import Decoding
from bridge.translation.entities import dressed
from bridge.translation.paraphrase import Paraphrase
from tests.translation import parrot as parrots
from tests.translation.parrot import Parrot

WORDS = {
    "凶手是管家。": "The butler did it.",
    "你知道吗？": "Did you know?",
    "好": "good",
    "请看⟦0⟧吧": "Please see ⟦0⟧",
    "这个网站": "this site",
}


def say(sentence: str, _: Decoding) -> str:
    return WORDS.get(sentence, "some other words " + " ".join(f"⟦{n}⟧" for n in range(10) if f"⟦{n}⟧" in sentence))


async def translated(folder: Path, plain: str, *entities: Entity) -> Text:
    async with parrots.interpreter(Parrot(say), folder=folder) as interpreter:
        return (await interpreter.translate(Text.of(plain, entities), "zh", ReaderLanguage.ENGLISH)).text


def covered(text: Text, kind: EntityKind) -> list[str]:
    return [text.plain[e.start : e.end] for e in text.entities if e.kind is kind]


def test_a_correction_has_what_covers_all_of_the_source_and_its_spoiler() -> None:
    entities = Entity(0, 1, EntityKind.SPOILER), Entity(0, 2, EntityKind.BOLD), Entity(1, 2, EntityKind.ITALIC)
    text = dressed("See you!", Text.of("回见", entities))
    assert text.plain == "See you!"
    assert {entity.kind for entity in text.entities} == {EntityKind.SPOILER, EntityKind.BOLD}
    assert all((entity.start, entity.end) == (0, 8) for entity in text.entities)


@pytest.mark.parametrize("kind", [EntityKind.BOLD, EntityKind.ITALIC, EntityKind.SPOILER, EntityKind.QUOTE])
async def test_what_covers_a_sentence_is_carried(tmp_path: Path, kind: EntityKind) -> None:
    text = await translated(tmp_path, "凶手是管家。你知道吗？", Entity(6, 11, kind))
    assert covered(text, kind) == ["Did you know?"]


async def test_what_covers_all_lines_covers_all_lines(tmp_path: Path) -> None:
    text = await translated(tmp_path, "凶手是管家。\n你知道吗？", Entity(0, 12, EntityKind.BOLD))
    assert covered(text, EntityKind.BOLD) == ["The butler did it.\nDid you know?"]


async def test_marks_at_the_edges_do_not_matter(tmp_path: Path) -> None:
    text = await translated(tmp_path, "凶手是管家。", Entity(0, 5, EntityKind.BOLD))
    assert covered(text, EntityKind.BOLD) == ["The butler did it."]


async def test_a_partial_bold_drops_and_a_partial_spoiler_spreads(tmp_path: Path) -> None:
    entities = Entity(3, 5, EntityKind.BOLD), Entity(3, 5, EntityKind.SPOILER)
    text = await translated(tmp_path, "凶手是管家。你知道吗？", *entities)
    assert covered(text, EntityKind.BOLD) == []
    assert covered(text, EntityKind.SPOILER) == ["The butler did it."]


async def test_a_spoiler_over_two_halves_covers_both_sentences(tmp_path: Path) -> None:
    text = await translated(tmp_path, "凶手是管家。你知道吗？", Entity(3, 8, EntityKind.SPOILER))
    assert covered(text, EntityKind.SPOILER) == ["The butler did it. Did you know?"]


async def test_entities_of_protected_spans_move_with_them(tmp_path: Path) -> None:
    text = await translated(
        tmp_path,
        "好 x = 1 好 @tom",
        Entity(2, 7, EntityKind.CODE),
        Entity(10, 14, EntityKind.MENTION, "42"),
        Entity(10, 14, EntityKind.BOLD),
    )
    assert covered(text, EntityKind.CODE) == ["x = 1"]
    assert covered(text, EntityKind.MENTION) == ["@tom"]
    assert covered(text, EntityKind.BOLD) == ["@tom"]
    assert [e.value for e in text.entities if e.kind is EntityKind.MENTION] == ["42"]


async def test_a_link_keeps_its_address_and_its_words_are_translated(tmp_path: Path) -> None:
    text = await translated(tmp_path, "请看这个网站吧", Entity(2, 6, EntityKind.LINK, "https://a.b"))
    assert text == Text.of("Please see this site", [Entity(11, 20, EntityKind.LINK, "https://a.b")])


async def test_a_link_whose_words_are_an_address_stays(tmp_path: Path) -> None:
    text = await translated(tmp_path, "好 a.b/c 好", Entity(2, 7, EntityKind.LINK, "https://a.b/c"))
    assert covered(text, EntityKind.LINK) == ["a.b/c"]


SPOILT = st.text("好凶手。！？\n a@:1😂`", min_size=1, max_size=30)


@settings(deadline=None, max_examples=40)
@given(SPOILT, st.integers(0, 29), st.integers(1, 10))
def test_a_spoiler_never_drops(tmp_path_factory: pytest.TempPathFactory, plain: str, start: int, length: int) -> None:
    start = min(start, len(plain) - 1)
    spoiler = Entity(start, min(len(plain), start + length), EntityKind.SPOILER)
    text = asyncio.run(translated(tmp_path_factory.getbasetemp(), plain, spoiler))
    hidden = plain[spoiler.start : spoiler.end]
    if any(char.isalnum() or char == "😂" for char in hidden):
        assert covered(text, EntityKind.SPOILER), (plain, hidden, text)


@pytest.mark.parametrize(
    ("plain", "start", "end"),
    [
        ("我今天很happy啊", 4, 9),
        ("我今天很happy啊", 5, 7),
        ("哈哈哈哈", 0, 4),
        ("哈哈哈哈好", 1, 2),
        ("好7万人", 1, 3),
        ("好7人", 1, 2),
    ],
)
async def test_a_spoiler_on_what_is_spelt_otherwise_stays(tmp_path: Path, plain: str, start: int, end: int) -> None:
    text = await translated(tmp_path, plain, Entity(start, end, EntityKind.SPOILER))
    assert covered(text, EntityKind.SPOILER)


def test_entities_follow_a_paraphrase() -> None:
    term = Term("zh", ("蚌埠住了",), Action.PARAPHRASE, "忍不住")
    text = Text.of(
        "我蚌埠住了啊",
        [Entity(0, 6, EntityKind.BOLD), Entity(5, 6, EntityKind.ITALIC), Entity(2, 3, EntityKind.SPOILER)],
    )
    said = Paraphrase(text, [Hit(1, 5, term)])
    assert said.text.plain == "我忍不住啊"
    assert [(e.start, e.end, e.kind) for e in said.text.entities] == [
        (0, 5, EntityKind.BOLD),
        (1, 4, EntityKind.SPOILER),
        (4, 5, EntityKind.ITALIC),
    ]
