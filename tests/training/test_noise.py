"""Noise on the source side: casual, but still the same sentence."""

import random

from hypothesis import given
from hypothesis import strategies as st

from training.noise import HOMOPHONES, noise_chinese, noise_english
from training.reserved import tokens

SEEDS = st.integers(0, 2**32)


def variants(function: object, text: str) -> set[str]:
    assert callable(function)
    return {function(text, random.Random(seed)) for seed in range(400)}


def test_english_becomes_casual_in_every_way() -> None:
    seen = variants(noise_english, "I'm going to call you tomorrow because I want to talk.")
    for expected in ("gonna", "wanna", " u ", "tmr", "cuz", "Im "):
        assert any(expected in text for text in seen), expected
    assert any(text == text.lower() for text in seen)
    assert any(not text.endswith(".") for text in seen)
    assert "I'm going to call you tomorrow because I want to talk." in seen


def test_chinese_loses_marks_and_gains_homophones() -> None:
    seen = variants(noise_chinese, "今天太累了，先睡了，明天再聊吗。")
    assert "今天太累了 先睡了 明天再聊吗" in seen
    assert any("明天在聊" in text or text.rstrip("。").endswith("嘛") for text in seen)


@given(st.text(alphabet="abc XY.,!'你好吗的，。⟦0⟧", max_size=40), SEEDS)
def test_chinese_noise_changes_only_marks_and_homophones(text: str, seed: int) -> None:
    alike = {*HOMOPHONES, *HOMOPHONES.values()}

    def bare(side: str) -> list[str]:
        return [char for char in side if char.isalnum() and char not in alike]

    noisy = noise_chinese(text, random.Random(seed))
    assert bare(noisy) == bare(text)
    assert sum(char in alike for char in noisy) == sum(char in alike for char in text)


@given(st.lists(st.sampled_from(["⟦0⟧", "⟦7⟧", "going", "to", "you", "Please,", "What?"]), max_size=12), SEEDS)
def test_english_noise_leaves_reserved_tokens_alone(words: list[str], seed: int) -> None:
    text = " ".join(words)
    assert tokens(noise_english(text, random.Random(seed))) == tokens(text)
