"""Reserved tokens stand on both sides or on neither."""

import random

from hypothesis import given
from hypothesis import strategies as st

from training.reserved import RESERVED, draw, reserve, substitute, tokens

PAIRS = [
    ("汤姆在 2019 年认识了玛丽。", "Tom met Mary in 2019."),
    ("汤姆和汤姆是朋友。", "Tom and Tom are friends."),
    ("我在学习。", "I'm studying."),
    ("杰克有 25 本书。", "Jack has 25 books."),
    ("看 ⟦3⟧ 这个", "Look at ⟦3⟧"),
]


@given(st.sampled_from(PAIRS), st.integers(0, 2**32))
def test_both_sides_carry_the_same_tokens_once_each(pair: tuple[str, str], seed: int) -> None:
    chinese, english = reserve(*pair, random.Random(seed), share=1.0)
    assert tokens(chinese) == tokens(english)
    assert len(set(tokens(chinese))) == len(tokens(chinese))


def test_names_and_numbers_are_replaced_where_they_stand_once() -> None:
    chinese, english = substitute(*PAIRS[0], random.Random(0))
    assert "汤姆" not in chinese
    assert "Tom" not in english
    assert "2019" not in chinese + english
    assert len(tokens(english)) == 3
    assert substitute(*PAIRS[1], random.Random(0)) == PAIRS[1]


def test_share_is_respected_and_pairs_with_tokens_stay() -> None:
    rng = random.Random(1)
    assert all(reserve(*pair, rng, share=0.0) == pair for pair in PAIRS)
    assert all(reserve(*PAIRS[4], rng, share=1.0) == PAIRS[4] for _ in range(50))
    changed = sum(reserve(*PAIRS[0], rng, share=0.5) != PAIRS[0] for _ in range(400))
    assert 140 < changed < 260


def test_tokens_are_drawn_without_repetition() -> None:
    rng = random.Random(2)
    drawn = [draw(rng, 3) for _ in range(200)]
    assert all(len(set(three)) == 3 and set(three) <= set(RESERVED) for three in drawn)
    assert list(RESERVED[:3]) in drawn
    assert {token for three in drawn for token in three} == set(RESERVED)
