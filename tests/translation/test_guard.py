from __future__ import annotations

import pytest

from bridge.chat.reader import ModelLanguage
from bridge.translation import numbers
from bridge.translation.casing import is_shouted, lowered
from bridge.translation.engine import Draft
from bridge.translation.guard import Fault, judge
from bridge.translation.punctuation import chinese, english


@pytest.mark.parametrize(
    ("source", "answer", "target", "fault"),
    [
        ("你吃饭了吗", "Did you eat?", "en", None),
        ("no no no no no no no no", "不不不不不不不不", "zh", None),
        ("OK", "OK", "zh", None),
        ("Tom", "Tom", "zh", None),
        ("I use Kubernetes", "我用Kubernetes", "zh", None),
        ("他笑了", "(laughs) (applause) (applause) (applause) (applause)", "en", Fault.LOOP),
        ("我们走吧", "we go and we go and we go and we go and we go", "en", Fault.LOOP),
        ("he went", "他去去去去去去去去去", "zh", Fault.LOOP),
        ("你吃饭了吗", "", "en", Fault.EMPTY),
        ("你吃饭了吗", "??", "en", Fault.EMPTY),
        ("see you later", "See you later.", "zh", Fault.COPY),
        ("你吃饭了吗", "你吃饭了吗?", "en", Fault.COPY),
        ("see you later today", "later today okay", "zh", Fault.SCRIPT),
        ("你吃饭了吗", "你吃了饭吗", "en", Fault.SCRIPT),
        ("我有7只猫", "I have cats", "en", Fault.NUMBER),
        ("我有7只猫", "I have seven cats", "en", None),
        ("I have 2 cats", "我有两只猫", "zh", None),
        ("5月去", "Going in May", "en", None),
        ("hello my friend", "你好\ufffd朋友", "zh", Fault.BROKEN),
    ],
)
def test_judgements(source: str, answer: str, target: ModelLanguage, fault: Fault | None) -> None:
    assert judge(source, answer, Draft(answer, 10, 10), target) is fault


def test_an_answer_three_times_as_long_runs_away() -> None:
    assert judge("你好", "hello there", Draft("", 2, 16), "en") is None
    assert judge("你好", "hello there", Draft("", 2, 17), "en") is Fault.RUNAWAY


@pytest.mark.parametrize(("number", "word"), [(0, "零"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")])
def test_numbers_in_han(number: int, word: str) -> None:
    assert numbers.in_han(number) == word


def test_numbers_in_words() -> None:
    assert "twenty-five" in numbers.words_for(25)
    assert {"second", "february", "两", "two"} <= set(numbers.words_for(2))
    assert not numbers.survive("3个3", "three of them")
    assert numbers.survive("3个3", "three of 3")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("你好,你呢?", "你好，你呢？"),
        ("他在3.5点,大概", "他在3.5点，大概"),
        ("我用iPhone.", "我用iPhone。"),
        ('他说:"好的."', "他说：“好的。”"),
        ("等等...好吧", "等等……好吧"),
        ("我(不)去", "我（不）去"),
        ("我 喜欢 你", "我喜欢你"),
        ("⟦0⟧,你好", "⟦0⟧，你好"),
        ("at 10:30,去", "at 10:30，去"),
        ("OK!", "OK!"),
        ("", ""),
    ],
)
def test_chinese_marks(text: str, written: str) -> None:
    assert chinese(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("hello , world !", "Hello, world!"),
        ("I do n't know", "I don't know"),
        ("it 's 7: 30", "It's 7:30"),
        ("你好，world。", "你好, world."),
        ("⟦0⟧ is here", "⟦0⟧ is here"),
        ("really？！", "Really?!"),
    ],
)
def test_english_marks(text: str, written: str) -> None:
    assert english(text, capital=True) == written


@pytest.mark.parametrize(
    ("text", "shouted"),
    [("WHAT ARE YOU DOING", True), ("OK", False), ("USA", False), ("HELLO!", True), ("Hi", False), ("12", False)],
)
def test_shouting(text: str, *, shouted: bool) -> None:
    assert is_shouted(text) is shouted


def test_lowering() -> None:
    assert lowered("WHAT I DO, I'M HERE", capital=True) == "What I do, I'm here"
    assert lowered(" AND THEN", capital=False) == " and then"
