"""Texts as they are compared: every character in its place, drawn-out runs shortened and found again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.glossary.fold import fold, shortened

drawn_out = st.text("ao哈6 yß", max_size=6).flatmap(
    lambda text: st.lists(st.integers(1, 6), min_size=len(text), max_size=len(text)).map(
        lambda counts: "".join(character * count for character, count in zip(text, counts, strict=True))
    )
)


@given(st.text())
def test_every_code_point_becomes_exactly_one(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded
    for index, character in enumerate(text):
        assert folded[index] == fold(character)


def test_what_is_compared_is_compared_as_it_is() -> None:
    everything = "".join(map(chr, range(0x110000)))
    assert fold(fold(everything)) == fold(everything)


@pytest.mark.parametrize("written", ["怎麼", "怎麽", "怎么"])
def test_what_two_characters_became_in_turn_is_one(written: str) -> None:
    assert fold(written) == fold("怎么")


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("YYDS", "yyds"),
        ("ＹＹＤＳ", "yyds"),
        ("絕絕子", "绝绝子"),
        ("內捲", "内卷"),
        ("\uf9d3", "陆"),
        ("it’s", "it's"),
        ("𝓼𝓵𝓪𝔂", "slay"),
        ("İstanbul", "İstanbul"),
        ("ﬀ", "ﬀ"),
    ],
)
def test_what_people_write_one_way_or_the_other_is_the_same(written: str, compared: str) -> None:
    assert fold(written) == compared


@given(drawn_out)
def test_a_shortened_text_knows_where_it_came_from(text: str) -> None:
    for short in shortened(text):
        assert len(short.text) == len(short.starts) == len(short.ends) == len(short.drawn)
        assert all(run not in short.text for run in ("aaaa", "oooo", "哈哈哈哈", "6666"))
        for index, character in enumerate(short.text):
            if short.starts[index] >= 0:
                assert text[short.starts[index]] == character
            if short.ends[index] >= 0:
                assert text[short.ends[index] - 1] == character
        edges = [at for at in range(len(short.text)) if short.starts[at] >= 0 and short.ends[at] >= 0]
        assert all(short.ends[at] == short.starts[at] + 1 for at in edges if not short.drawn[at])


@given(st.text("abc", max_size=20).filter(lambda text: not any(c * 3 in text for c in "abc")))
def test_what_is_not_drawn_out_is_not_shortened(text: str) -> None:
    assert not list(shortened(text))
