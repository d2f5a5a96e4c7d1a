from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bridge.chat.units import Unit, Utf16Offsets, measure, utf16_length

any_text = st.text(st.characters(codec="utf-16"), max_size=80)


@given(any_text)
def test_length_is_that_of_the_encoding(text: str) -> None:
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2
    assert measure(text, Unit.UTF16) == utf16_length(text)
    assert measure(text, Unit.CODE_POINTS) == len(text)


@given(any_text)
def test_offsets_go_there_and_back(text: str) -> None:
    offsets = Utf16Offsets(text)
    for index in range(len(text) + 1):
        units = offsets.to_utf16(index)
        assert units == utf16_length(text[:index])
        assert offsets.to_code_points(units) == index


def test_an_offset_inside_a_pair_rounds_down_and_one_past_the_end_clips() -> None:
    offsets = Utf16Offsets("a😀b")
    assert offsets.to_code_points(2) == 1
    assert offsets.to_code_points(99) == 3
