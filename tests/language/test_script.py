import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.language.script import Script, ScriptCounts, count, latin_words, runs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ScriptCounts()),
        ("123 :) ……😀", ScriptCounts()),
        ("hello world", ScriptCounts(latin=10, words=2)),
        ("don't", ScriptCounts(latin=5, words=1)),
        ("我在lab", ScriptCounts(han=2, latin=3, words=1)),
        ("好ㄛ", ScriptCounts(han=2)),
        ("了解です", ScriptCounts(han=2, kana=2)),
        ("안녕 hi", ScriptCounts(hangul=2, latin=2, words=1)),
        ("привет", ScriptCounts(foreign=6)),
        ("ｈｅｌｌｏ", ScriptCounts(latin=5, words=1)),
        ("𠮷野家", ScriptCounts(han=3)),
        ("20℃ 5ª", ScriptCounts()),
    ],
)
def test_counts(text: str, expected: ScriptCounts) -> None:
    assert count(text) == expected


def test_letters_are_the_sum_of_all_scripts() -> None:
    assert count("我 hi です 안 д").letters == 1 + 2 + 2 + 1 + 1


def test_runs_keep_their_order_and_offsets() -> None:
    text = "我在lab，です"
    assert [(text[start:end], script) for start, end, script in runs(text)] == [
        ("我在", Script.HAN),
        ("lab", Script.LATIN),
        ("です", Script.KANA),
    ]


def test_decomposed_accents_stay_in_their_word() -> None:
    assert latin_words("de\u0301ja\u0300 vu") == ["de\u0301ja\u0300", "vu"]


@given(st.text(st.characters()))
def test_counts_agree_with_runs(text: str) -> None:
    counts = count(text)
    by_script = dict.fromkeys(Script, 0)
    for start, end, script in runs(text):
        by_script[script] += end - start
    assert (counts.han, counts.kana, counts.hangul, counts.foreign) == (
        by_script[Script.HAN],
        by_script[Script.KANA],
        by_script[Script.HANGUL],
        by_script[Script.FOREIGN],
    )
    assert (counts.words > 0) == (by_script[Script.LATIN] > 0)
