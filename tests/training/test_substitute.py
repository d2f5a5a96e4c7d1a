from __future__ import annotations

import random

from training.dictionary import Word
from training.substitute import Noun, Substitution, enumerations

APPLE = Noun("苹果", "apple", "apples")
KEYBOARD = Noun("键盘", "keyboard", "keyboards")
TEACHER = Noun("老师", "teacher", "teachers")
WORDS = ("苹果", "键盘", "老师", "昨天", "一本", "书")


def split(text: str) -> list[str]:
    parts, at = [], 0
    while at < len(text):
        word = next((word for word in WORDS if text.startswith(word, at)), text[at])
        parts.append(word)
        at += len(word)
    return parts


def made(chinese: str, english: str) -> set[tuple[str, str] | None]:
    return {
        Substitution([APPLE, KEYBOARD, TEACHER], split, random.Random(seed))((chinese, english)) for seed in range(12)
    }


def test_a_noun_is_replaced_on_both_sides_with_its_article_and_number() -> None:
    assert made("我买了苹果。", "I bought an apple.") == {
        ("我买了苹果。", "I bought an apple."),
        ("我买了键盘。", "I bought a keyboard."),
    }
    assert ("我的键盘呢？", "Where are my keyboards?") in made("我的苹果呢？", "Where are my apples?")


def test_persons_replace_persons() -> None:
    assert made("那个老师走了。", "That teacher left.") == {("那个老师走了。", "That teacher left.")}


def test_a_noun_after_its_own_measure_word_or_without_a_determiner_stays() -> None:
    assert made("一条苹果。", "The apple.") == {None}
    assert made("苹果好吃。", "Apple tastes good.") == {None}
    assert made("没有名词。", "No noun of theirs.") == {None}


def test_words_are_listed_in_one_order_on_both_sides() -> None:
    words = [
        Word("苹果", "apple", 4.0),
        Word("键盘", "keyboard", 4.0),
        Word("老师", "teacher", 4.0),
        Word("书", "book", 4.0),
    ]
    told = {word.chinese: word.english for word in words}
    for chinese, english in enumerations(words, 20, random.Random(1)):
        assert [told[word] for word in chinese.split("、")] == english.split(", ")
        assert 2 <= len(english.split(", ")) <= 4
