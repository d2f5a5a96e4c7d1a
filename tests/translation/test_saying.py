"""Slang that is said plainly to the model, and set in where its meaning does not come through."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import Entity, EntityKind, Text
from bridge.glossary.term import Action, Hit, Term
from bridge.language.language import Language
from bridge.translation.engine import Decoding
from bridge.translation.saying import Saying, set_in, within
from bridge.translation.span import Kind, Span
from bridge.translation.translation import Translation
from tests.translation.parrot import Parrot, interpreter

EN, HANS, HANT = ReaderLanguage.ENGLISH, ReaderLanguage.SIMPLIFIED, ReaderLanguage.TRADITIONAL
CRASH = Term("en", ("crash out",), Action.PARAPHRASE, "lose control → 崩溃|失控")
WRECKED = Term("zh", ("破防",), Action.PARAPHRASE, "情绪崩溃 → broke down|break")


async def translated(
    parrot: Parrot, folder: Path, text: str | Text, term: Term, target: ReaderLanguage = HANS
) -> Translation:
    text = Text(text) if isinstance(text, str) else text
    start = text.plain.index(term.forms[0])
    async with interpreter(parrot, folder=folder) as made:
        hits = [Hit(start, start + len(term.forms[0]), term)]
        return await made.translate(text, Language(term.source), target, hits)


async def test_an_answer_that_gets_the_meaning_across_stays_as_it_is(tmp_path: Path) -> None:
    parrot = Parrot(lambda sentence, decoding: "我快要失控了" if "⟦" not in sentence else "不该问", "en", "zh")
    result = await translated(parrot, tmp_path, "i will crash out", CRASH)
    assert result.text.plain == "我快要失控了"
    assert parrot.calls == [["i will lose control"]]


async def test_a_lost_meaning_is_set_in(tmp_path: Path) -> None:
    said = {"i will lose control today": "我今天会丢东西", "i will ⟦0⟧ today": "我今天会⟦0⟧"}
    parrot = Parrot(lambda sentence, decoding: said[sentence], "en", "zh")
    result = await translated(parrot, tmp_path, "i will crash out today", CRASH)
    assert result.text.plain == "我今天会崩溃"
    assert [hit.term for hit in result.hits] == [CRASH]


async def test_it_is_set_in_as_the_reader_writes_it(tmp_path: Path) -> None:
    said = {"i will lose control": "我会丢东西", "i will ⟦0⟧": "我会⟦0⟧"}
    result = await translated(
        Parrot(lambda sentence, decoding: said[sentence], "en", "zh"), tmp_path, "i will crash out", CRASH, HANT
    )
    assert result.text.plain == "我會崩潰"


async def test_where_the_model_drops_what_is_set_in_the_rest_is_said_around_it(tmp_path: Path) -> None:
    def say(sentence: str, decoding: Decoding) -> str:
        return {"my friend": "我朋友", "at work": "在上班时"}.get(sentence, "他什么也没做")

    result = await translated(Parrot(say, "en", "zh"), tmp_path, "my friend crash out at work", CRASH)
    assert result.text.plain.replace(" ", "") == "我朋友崩溃在上班时"


async def test_what_was_said_first_stays_where_nothing_can_be_said_around_the_rendering(tmp_path: Path) -> None:
    said = {"my friend will lose control today": "我朋友今天会丢东西"}
    parrot = Parrot(lambda sentence, decoding: said.get(sentence, ""), "en", "zh")
    result = await translated(parrot, tmp_path, "my friend will crash out today", CRASH)
    assert result.text.plain == "我朋友今天会丢东西"


async def test_no_model_is_asked_twice_where_nothing_else_is_said(tmp_path: Path) -> None:
    parrot = Parrot(lambda sentence, decoding: "丢东西", "en", "zh")
    result = await translated(parrot, tmp_path, "crash out!", CRASH)
    assert result.text.plain == "崩溃！"
    assert parrot.calls == [["lose control!"]]


async def test_an_english_rendering_counts_however_it_is_inflected(tmp_path: Path) -> None:
    parrot = Parrot(lambda sentence, decoding: "He is breaking", "zh", "en")
    result = await translated(parrot, tmp_path, "他破防", WRECKED, EN)
    assert result.text.plain == "He is breaking"
    parrot = Parrot(lambda sentence, decoding: "He ⟦0⟧" if "⟦" in sentence else "An outbreak, daybreak", "zh", "en")
    result = await translated(parrot, tmp_path, "他破防", WRECKED, EN)
    assert result.text.plain == "He broke down"


async def test_what_was_marked_in_the_source_is_marked_in_the_translation(tmp_path: Path) -> None:
    said = {"i will lose control": "我会丢东西", "i will ⟦0⟧": "我会⟦0⟧"}
    text = Text("i will crash out", (Entity(0, 16, EntityKind.SPOILER),))
    result = await translated(Parrot(lambda sentence, decoding: said[sentence], "en", "zh"), tmp_path, text, CRASH)
    assert result.text == Text("我会崩溃", (Entity(0, 4, EntityKind.SPOILER),))


@pytest.mark.parametrize(
    ("rendering", "answer", "stands"),
    [
        ("崩溃", "我崩潰了", True),
        ("崩溃", "我很好", False),
        ("broke down", "He BROKE DOWN.", True),
        ("cry", "crying", True),
        ("cry", "outcry", False),
        ("C位", "站c位", True),
    ],
)
def test_whether_a_rendering_stands_in_an_answer(rendering: str, answer: str, stands: bool) -> None:
    assert Saying(0, 1, ("没有", rendering)).stands_in(answer) is stands


@given(st.lists(st.one_of(st.text("ab ", min_size=1, max_size=5), st.integers(1, 3)), max_size=6), st.integers(0, 9))
def test_the_parts_of_a_clause_lose_nothing(sizes: list[str | int], start: int) -> None:
    parts: list[str | Span] = []
    at = start
    for item in sizes:
        if isinstance(item, str):
            parts.append(item)
            at += len(item)
        else:
            parts.append(Span(at, at + item, Kind.URL, Text("x" * item)))
            at += item
    sayings = [Saying(place, place + 2, ("好",)) for place in range(start, at, 4)]
    inside = within(parts, start, sayings)
    cut = list(set_in(parts, start, inside, HANS))
    assert sum(len(part) if isinstance(part, str) else part.end - part.start for part in cut) == at - start
    spans = [part for part in cut if isinstance(part, Span) and part.kind is Kind.TERM]
    assert [(span.start, span.end) for span in spans] == [(saying.start, saying.end) for saying in inside]
