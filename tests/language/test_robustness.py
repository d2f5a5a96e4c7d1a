import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.language.detect import Detection, Detector, Language, Prior
from bridge.language.segments import segments

DETECTOR = Detector()

#: Of this thread alone, since the machine may be busy. What must not happen is a text that takes for ever.
SECONDS = 5

WALLS = {
    "letters": "a" * 20_000,
    "words": "word " * 4_000,
    "han": "好" * 20_000,
    "emoji": "👩🏽‍🚀" * 2_000,
    "nul": "\0" * 20_000,
    "surrogates": "\ud800" * 20_000,
    "dots": "a." * 10_000,
    "dashes": "a-" * 10_000,
    "mail": "a+" * 9_999 + "@",
    "colons": ":a" * 10_000,
    "backticks": "`" * 19_999 + "a",
    "brackets": "(" * 20_000,
    "emoticons": ":" + "P" * 20_000 + "q",
    "laughter": "ha" * 10_000 + "x",
    "apostrophes": "a'" * 10_000,
    "accents": "é" * 20_000,
    "pinyin": "shuang" * 3_000,
    "marks": "e" + "\u0301" * 20_000,
    "right to left": "\u202e\u200f" * 10_000,
    "slashes": "/" * 20_000,
    "angle brackets": "<a:" * 6_000,
    "kaomoji": "(・ω・)" * 4_000,
    "mixed": "我a." * 5_000,
    "hashes": "#a" * 10_000,
}


@pytest.mark.parametrize("wall", WALLS)
def test_walls_of_text_take_no_time(wall: str) -> None:
    DETECTOR.warm_up()
    text = WALLS[wall]
    started = time.thread_time()
    found = DETECTOR.detect(text, prior=Prior(zh=5.0), latin_terms=lambda form: form == "yyds")
    cut = segments(text)
    assert time.thread_time() - started < SECONDS
    assert isinstance(found, Detection)
    assert cut[-1][1] == len(text)


@given(
    st.text(st.one_of(st.characters(), st.sampled_from("a我のд.:@<>()`#'\0\ud800"))),
    st.lists(st.tuples(st.integers(-9, 99), st.integers(-9, 99))),
    st.builds(Prior, st.floats(0, 33), st.floats(0, 33), st.floats(0, 33)),
)
def test_any_text_gets_an_answer(text: str, spans: list[tuple[int, int]], prior: Prior) -> None:
    found = DETECTOR.detect(text, spans_to_ignore=spans, prior=prior)
    assert found.reason
    assert 0 <= found.confidence <= 1
    assert 0 <= found.chinese_share <= 1
    assert (found.script is not None) == (found.language in (Language.ZH, Language.MIXED))
    assert found == DETECTOR.detect(text, spans_to_ignore=spans, prior=prior)


def test_a_wall_of_text_is_judged_by_its_beginning() -> None:
    found = DETECTOR.detect("好" * 4_000 + " hello there" * 4_000)
    assert (found.language, found.chinese_share) == (Language.ZH, 1.0)
