"""Measuring: both sides are set in full-width punctuation before they are compared."""

import pytest

from training.evaluate import widen


@pytest.mark.parametrize(
    ("raw", "wide"),
    [
        ("你好,世界!", "你好，世界！"),
        ("今天太累了, 先睡了.", "今天太累了，先睡了。"),
        ("⟦0⟧, 你在吗?", "⟦0⟧，你在吗？"),
        ("版本2.5很好", "版本2.5很好"),
        ("Hello, world.", "Hello, world."),
        ("三点:在家。 好的", "三点：在家。好的"),
    ],
)
def test_punctuation_after_han_is_widened(raw: str, wide: str) -> None:
    assert widen(raw) == wide
    assert widen(wide) == wide
