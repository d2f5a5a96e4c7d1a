from __future__ import annotations

import time

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from bridge.chat.split import split
from bridge.chat.text import Entity, EntityKind, Text
from bridge.chat.units import utf16_length

LIMIT = 40
pieces = st.sampled_from(
    [
        "hello ",
        "今天天气不错。",
        "好",
        "👩‍👩‍👧‍👦",
        "🇨🇳",
        "e\u0301",
        "https://example.org/a_b?c=d ",
        "word",
        "\n\n",
        "!? ",
        "，",
        " ",
    ]
)


def fits(text: Text, first: bool) -> bool:
    return utf16_length(text.plain) <= (LIMIT - 10 if first else LIMIT)


def parts_of(text: Text) -> list[str]:
    return [text.plain[start:end] for start, end in split(text, fits)]


@given(st.lists(pieces, max_size=60).map("".join))
def test_nothing_is_lost_and_every_part_fits(plain: str) -> None:
    parts = parts_of(Text(plain))
    assert regex.sub(r"\s+", "", "".join(parts)) == regex.sub(r"\s+", "", plain)
    assert all(utf16_length(part) <= LIMIT for part in parts)


@given(st.lists(pieces, max_size=60).map("".join))
def test_no_grapheme_is_cut(plain: str) -> None:
    whole = regex.findall(r"\X", plain)
    for start, end in split(Text(plain), fits):
        assert "".join(regex.findall(r"\X", plain[start:end])) == plain[start:end]
        assert len(regex.findall(r"\X", plain[:end])) + len(regex.findall(r"\X", plain[end:])) == len(whole)


def test_paragraphs_come_before_sentences_before_words() -> None:
    assert parts_of(Text("First paragraph here.\n\nSecond one is here.")) == [
        "First paragraph here.",
        "Second one is here.",
    ]
    assert parts_of(Text("A sentence here. Another sentence there.")) == ["A sentence here.", "Another sentence there."]
    assert parts_of(Text("some words that go on and on for ever")) == ["some words that go on and on", "for ever"]
    assert parts_of(Text("我们今天去哪里吃饭呢？我想吃火锅，你们觉得怎么样？还是去那家新开的店？")) == [
        "我们今天去哪里吃饭呢？我想吃火锅，你们觉得怎么样？",
        "还是去那家新开的店？",
    ]


def test_a_link_stays_whole_where_it_can() -> None:
    plain = "look at this page please " + "https://example.org/a/b/c/d"
    assert parts_of(Text(plain))[-1] == "https://example.org/a/b/c/d"


def test_an_entity_stays_whole_where_it_can() -> None:
    plain = "aaaaaaaaaaaaaaaaaaaaaaaa some code here bbb"
    code = Entity(25, 39, EntityKind.CODE)
    assert parts_of(Text(plain, (code,)))[1].startswith("some code here")


def test_what_is_too_long_alone_is_cut_all_the_same() -> None:
    parts = parts_of(Text("x" * 100))
    assert "".join(parts) == "x" * 100
    assert all(len(part) <= LIMIT for part in parts)


def test_an_empty_text_is_one_empty_part() -> None:
    assert split(Text(), fits) == [(0, 0)]


def test_white_space_alone_is_one_empty_part() -> None:
    assert split(Text("\u2028" * 50), fits) == [(0, 0)]


def test_a_row_of_flags_is_cut_between_flags() -> None:
    for before in ("", "x", "🇬🇧🇫🇷y"):
        parts = parts_of(Text(before + "🇨🇳" * 60))
        assert "".join(parts) == before + "🇨🇳" * 60
        assert all(part.removeprefix(before).replace("🇨🇳", "") == "" for part in parts)


def test_a_mark_that_joins_to_the_end_of_a_sentence_stays_with_it() -> None:
    assert all(not part.startswith("\u200d") for part in parts_of(Text("一二三四五六七八九十。\u200d" * 6)))


def test_code_that_begins_a_part_is_not_cut_at_a_paragraph() -> None:
    plain = "see this code of mine here:\n\n" + "def f():\n\n    return 1" + "\nand then some words more"
    code = Entity(29, 51, EntityKind.PRE)
    assert parts_of(Text(plain, (code,)))[1].startswith("def f():\n\n    return 1")


def test_a_thing_that_lies_across_another_moves_the_cut_before_both() -> None:
    plain = "a" * 12 + " " + "b" * 12 + " " + "c" * 30
    things = (Entity(13, 25, EntityKind.CODE), Entity(20, 56, EntityKind.LINK, "https://a.example"))
    assert split(Text(plain, things), lambda text, first: len(text.plain) <= 30)[0] == (0, 12)


@pytest.mark.parametrize("piece", ["word ", "好", "一二三。", "https://a.example/c ", "🇨🇳"])
def test_no_text_takes_long(piece: str) -> None:
    plain = piece * (20_000 // len(piece))
    began = time.thread_time()
    split(Text(plain), lambda text, first: len(text.plain) <= 2000)
    assert time.thread_time() - began < 10, "it grows with the square of the length, or worse"
