"""Small numbers go through the model, which may write them as words; anything else is a mistake."""

from __future__ import annotations

import re
from collections import Counter

_BARE = re.compile(r"(?<![A-Za-z0-9.])\d{1,2}(?![0-9])")
_DIGITS = re.compile(r"\d+")
_ENGLISH = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_ORDINALS = (
    *("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    "twelfth",
)
_MONTHS = (
    *("", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
_TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety"}
_HAN = "零一二三四五六七八九"


def survive(source: str, answer: str) -> bool:
    """Whether every small number of the source is in the answer, in digits or as a word."""
    if not (wanted := _BARE.findall(source)):
        return True
    digits = Counter(_DIGITS.findall(answer))
    low = answer.lower()
    for number, times in Counter(wanted).items():
        missing = times - digits[number]
        if missing > 0 and sum(low.count(word) for word in words_for(int(number))) < missing:
            return False
    return True


def words_for(number: int) -> list[str]:
    """How a number up to 99 may be written in words, English in lower case, Chinese in Simplified."""
    words = [in_han(number)]
    if number == 2:
        words += ["两", "couple"]
    if number < len(_ENGLISH):
        words.append(_ENGLISH[number])
    else:
        tens, ones = number - number % 10, number % 10
        words += [_TENS[tens]] if not ones else [f"{_TENS[tens]}-{_ENGLISH[ones]}", f"{_TENS[tens]} {_ENGLISH[ones]}"]
    if 0 < number < len(_ORDINALS):
        words += [_ORDINALS[number], _MONTHS[number]]
    return words


def in_han(number: int) -> str:
    """A number up to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _HAN[ones]
    return (_HAN[tens] if tens > 1 else "") + "十" + (_HAN[ones] if ones else "")
