from __future__ import annotations

import pytest

from training.dictionary import Word, both_ways, meanings, read_entries

LINES = """# CC-CEDICT
火鍋 火锅 [huo3 guo1] /hotpot/
蚊子 蚊子 [wen2 zi5] /mosquito/
蚊 蚊 [wen2] /mosquito/
飛蚊 飞蚊 [fei1 wen2] /mosquito/CL:隻|只[zhi1]/
跑步 跑步 [pao3 bu4] /to run; to jog/(military) to march at the double/
老王 老王 [Lao3 Wang2] /surname Wang/
"""
ZIPF = {"火锅": 3.8, "蚊子": 3.7, "飞蚊": 3.1, "跑步": 4.0, "hotpot": 2.1, "mosquito": 3.6, "run": 5.5}


def frequency(word: str, language: str) -> float:
    return ZIPF.get(word, 0.0)


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ("to run; to jog/to flee", [(0, "to run"), (1, "to jog"), (1, "to flee")]),
        ("(coll.) a nap/CL:個|个[ge4]", [(0, "nap")]),
        ("variant of 裡|里[li3]/inside", [(1, "inside")]),
        ("very long meaning of many words", []),
    ],
)
def test_only_plain_meanings_count(entry: str, found: list[tuple[int, str]]) -> None:
    assert meanings(entry) == found


def test_words_of_one_character_and_names_are_left_out() -> None:
    entries = read_entries(LINES.splitlines())
    assert sorted(entries) == ["火锅", "蚊子", "跑步", "飞蚊"]


def test_of_words_that_mean_the_same_the_common_one_is_kept() -> None:
    words = both_ways(read_entries(LINES.splitlines()), frequency)
    assert words == [Word("跑步", "to run", 4.0), Word("蚊子", "mosquito", 3.7)], "hotpot is too rare in English"
