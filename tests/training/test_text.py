"""Cleaning of parallel text, and keeping the lines for measuring out of the lines to learn from."""

import pytest

from training.text import clean_chinese, clean_english, key, read_pairs, usable, without, write_pairs


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("湯姆被解僱了。", "汤姆被解雇了。"),
        ("你好 , 世界 !", "你好，世界！"),
        ("等等...", "等等……"),
        ("好的.", "好的。"),
        ("版本 2.5 很好", "版本 2.5 很好"),
        ("  多  余   空格  ", "多 余 空格"),
    ],
)
def test_chinese_is_simplified_with_full_width_punctuation(raw: str, clean: str) -> None:
    assert clean_chinese(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("in california available, ma 'am .", "in california available, ma 'am."),
        ("it 's fine , thanks !", "it's fine, thanks!"),
        ("“hi”, l'm here … now", '"hi", I\'m here... now'),
        ("that 's ' cause I said so", "that's 'cause I said so"),
        ("all 'l", "all 'l"),
    ],
)
def test_english_is_closed_up(raw: str, clean: str) -> None:
    assert clean_english(raw) == clean


@pytest.mark.parametrize(
    ("chinese", "english", "expected"),
    [
        ("你好。", "Hello.", True),
        ("hello", "Hello.", False),
        ("你好。", "", False),
        ("好" * 61, "good " * 30, False),
        ("我昨天去了北京", "I " * 35, False),
        ("坏\ufffd字", "Bad character", False),
    ],
)
def test_usable_pairs_are_short_and_balanced(chinese: str, english: str, expected: bool) -> None:
    assert usable(chinese, english) is expected


def test_key_sees_through_case_spaces_and_punctuation() -> None:
    assert key("Hello,  World!") == key("hello world")
    assert key("你好，世界。") == key("你好 世界")


def test_nothing_kept_out_is_learnt_from_in_any_spelling() -> None:
    kept_out = [("我昨天去了北京的长城。", "I went to the Great Wall yesterday."), ("好的。", "OK.")]
    pairs = [
        ("我昨天去了北京的长城！", "Yesterday I saw the wall."),
        ("昨天我在长城。", "i went to the great wall yesterday"),
        ("好的", "ok"),
        ("好的。", "Fine."),
        ("好的", "fine"),
        ("今天下雨。", "It's raining today."),
    ]
    assert without(pairs, kept_out) == [("好的。", "Fine."), ("今天下雨。", "It's raining today.")]


def test_pairs_are_read_back(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("pairs") / "deep" / "pairs.tsv"
    write_pairs(path, [("你好", "Hello"), ("再见", "Bye")])
    with path.open("a", encoding="utf-8") as file:
        file.write("no tab in this line\n")
    assert read_pairs(path) == [("你好", "Hello"), ("再见", "Bye")]
