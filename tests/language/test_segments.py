import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.language.language import Language
from bridge.language.segments import segments


def cut(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], language.value) for start, end, language in segments(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("😀 123", [("😀 123", "none")]),
        ("你好", [("你好", "zh")]),
        ("hello there", [("hello there", "en")]),
        ("我在lab，等你", [("我在lab，等你", "zh")]),
        ("KFC吃圣代", [("KFC吃圣代", "zh")]),
        ("我的手机是iPhone", [("我的手机是iPhone", "zh")]),
        ("睡了。bye", [("睡了。", "zh"), ("bye", "en")]),
        ("他说“I love you so much”然后走了", [("他说", "zh"), ("“I love you so much”", "en"), ("然后走了", "zh")]),
        ("You are so 挑剔 today", [("You are so ", "en"), ("挑剔 ", "zh"), ("today", "en")]),
        ("…好的 now let us go home", [("…好的 ", "zh"), ("now let us go home", "en")]),
        ("你好 안녕하세요", [("你好 ", "zh"), ("안녕하세요", "other")]),
    ],
)
def test_cuts(text: str, expected: list[tuple[str, str]]) -> None:
    assert cut(text) == expected


def test_what_is_ignored_is_no_reason_to_cut() -> None:
    text = "快看 Some Very Long Bot Name 发的"
    assert len(segments(text)) == 3
    assert segments(text, spans_to_ignore=[(3, 26)]) == [(0, len(text), Language.ZH)]


@given(st.text(st.one_of(st.characters(), st.sampled_from("我你好.。 !ab“”(）\n"))))
def test_segments_cover_the_text_without_gaps(text: str) -> None:
    found = segments(text)
    assert "".join(text[start:end] for start, end, _ in found) == text
    assert all(start < end for start, end, _ in found)
    assert all(left[2] is not right[2] for left, right in itertools.pairwise(found))
