from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.language.chinese import convert, is_japanese, script_of, warm_up
from bridge.language.language import ChineseScript


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("这个软件", ChineseScript.SIMPLIFIED),
        ("這個軟體", ChineseScript.TRADITIONAL),
        ("你好", ChineseScript.EITHER),
        ("皇后在台上", ChineseScript.EITHER),
        ("", ChineseScript.EITHER),
        ("我们說好了的，别忘记", ChineseScript.SIMPLIFIED),
    ],
)
def test_script(text: str, script: ChineseScript) -> None:
    assert script_of(text) is script


def test_taiwan_gets_its_own_words_and_back() -> None:
    assert convert("软件和鼠标", ChineseScript.TRADITIONAL) == "軟體和滑鼠"
    assert convert("軟體和滑鼠", ChineseScript.SIMPLIFIED) == "软件和鼠标"


def test_one_character_becomes_two_by_its_word() -> None:
    assert convert("头发发白", ChineseScript.TRADITIONAL) == "頭髮發白"


def test_protected_spans_stay_byte_for_byte() -> None:
    text = "看软件 https://例子.cn/软件 和 @软件"
    start, mention = text.index("https"), text.index("@")
    converted = convert(text, ChineseScript.TRADITIONAL, [(mention, len(text)), (start, start + 18)])
    assert converted == "看軟體 https://例子.cn/软件 和 @软件"


def test_either_converts_nothing() -> None:
    assert convert("软件", ChineseScript.EITHER) == "软件"


def test_many_threads_may_convert_at_once() -> None:
    warm_up()
    with ThreadPoolExecutor(8) as pool:
        converted = list(pool.map(lambda _: convert("软件和头发", ChineseScript.TRADITIONAL), range(200)))
    assert set(converted) == {"軟體和頭髮"}


@pytest.mark.parametrize("text", ["東京駅発", "返信遅", "営業中"])
def test_japanese_without_kana(text: str) -> None:
    assert is_japanese(text)


@pytest.mark.parametrize("text", ["东京站", "東京車站", "我要去東京駅", "黑色", "你好", "裏面", "hello"])
def test_chinese_is_not_japanese(text: str) -> None:
    assert not is_japanese(text)


@given(
    st.text(st.characters()),
    st.sampled_from(ChineseScript),
    st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40))),
)
def test_any_text_converts_and_protected_pieces_survive(
    text: str, script: ChineseScript, spans: list[tuple[int, int]]
) -> None:
    converted = convert(text, script, spans)
    position = 0
    for start, end in sorted((max(start, 0), min(end, len(text))) for start, end in spans):
        if start < end:
            position = converted.find(text[start:end], position if start >= position else 0)
            assert position >= 0


@given(st.text(st.sampled_from("abc \0\ud800😀é軟软")), st.integers(0, 20))
def test_everything_but_han_is_left_alone(text: str, start: int) -> None:
    converted = convert(text, ChineseScript.TRADITIONAL, [(start, start + 5)])
    assert [c for c in converted if c not in "軟软"] == [c for c in text if c not in "軟软"]
    assert converted[start : start + 5] == text[start : start + 5]
