"""Terms are marked where their words stand in what is shown."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.adapters.web.marks import marks
from bridge.chat.content import Content, TermNote, Version
from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import Text

EN, HANS, HANT = ReaderLanguage.ENGLISH, ReaderLanguage.SIMPLIFIED, ReaderLanguage.TRADITIONAL


def note(form: str, text: str, *renderings: str) -> TermNote:
    return TermNote(form, 0, len(form), text, "plain", "", "", "", renderings=renderings)


def marked(shown: str, *notes: TermNote, language: ReaderLanguage = EN, written: str = "zh-Hans") -> list[str]:
    content = Content(None, Text("x"), written, 0, notes=notes)
    return [shown[mark.start : mark.end] for mark in marks(content, Version(language, Text(shown)))]


@pytest.mark.parametrize(
    ("shown", "notes", "words"),
    [
        ("he is the GOAT!", [note("yyds", "the goat")], ["the GOAT"]),
        ("a string", [note("铃", "ring")], []),
        ("ring ring", [note("铃", "ring"), note("铃", "ring"), note("铃", "ring")], ["ring", "ring"]),
        ("İ😀 bald (?)", [note("秃", "bald (?)")], ["bald (?)"]),
        ("I just lost it", [note("破防了", "心态崩了", "broke down", "lost it")], ["lost it"]),
        ("she was winning", [note("赢麻了", "大赢", "won", "win")], ["winning"]),
        ("she wins big", [note("赢麻了", "大赢", "win")], ["wins"]),
        ("a window", [note("赢", "胜", "win")], []),
        ("nothing of it", [note("没", "")], []),
        ("the comments section", [note("评论区", "the comments"), note("评论", "comments")], ["the comments"]),
    ],
)
def test_words_are_marked_as_words(shown: str, notes: list[TermNote], words: list[str]) -> None:
    assert marked(shown, *notes) == words


def test_chinese_is_marked_in_the_script_of_its_reader() -> None:
    ily = note("ily", "爱你")
    assert marked("开玩笑的爱你", ily, language=HANS, written="en") == ["爱你"]
    assert marked("開玩笑的愛你", ily, language=HANT, written="en") == ["愛你"]


def test_in_another_script_of_its_own_language_the_form_itself_is_marked() -> None:
    assert marked("我們別內捲了", note("内卷", "rat race"), language=HANT) == ["內捲"]


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=5), max_size=6))
def test_marks_lie_in_the_text_and_do_not_overlap(shown: str, words: list[str]) -> None:
    content = Content(None, Text("x"), "zh-Hans", 0, notes=tuple(note("x", one, one[::-1]) for one in words))
    found = sorted((mark.start, mark.end) for mark in marks(content, Version(EN, Text(shown))))
    assert all(0 <= start < end <= len(shown) for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
