"""Scripts of a text: which letters it is written in, counted fast.

Only letters count. Digits, punctuation, symbols, emoji and combining marks belong to every language.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Script(StrEnum):
    """A family of letters, as coarse as detection needs it."""

    HAN = "han"
    KANA = "kana"
    HANGUL = "hangul"
    LATIN = "latin"
    FOREIGN = "foreign"  # Cyrillic, Arabic, Thai, Greek and all the rest


# Full-width and mathematical letters are Latin ones dressed up, as people do with their names.
_LATIN: Final = (
    r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7cb"
)
# With the iteration mark and zero, and with Bopomofo, which Taiwan writes into its Chinese.
_HAN: Final = r"\u3005\u3007\u3105-\u312f\u31a0-\u31bf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# U+30FB and U+30FC stand in kaomoji and in drawn-out Chinese (好ー), so neither makes a text Japanese.
_KANA: Final = r"\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fd-\u30ff\u31f0-\u31ff\uff66-\uff6f\uff71-\uff9d"
_HANGUL: Final = r"\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7ff"
# Letter-like signs that carry no language: ordinals, micro, modifier letters, the drawn-out sound mark.
_NEITHER: Final = r"\u00aa\u00ba\u00b5\u02b0-\u02ff\u1d2c-\u1d6a\u1d9b-\u1dbf\u30fc\uff70"

_RUN: Final = re.compile(
    f"(?P<latin>[{_LATIN}]+)"
    f"|(?P<han>[{_HAN}]+)"
    f"|(?P<kana>[{_KANA}]+)"
    f"|(?P<hangul>[{_HANGUL}]+)"
    rf"|(?P<foreign>[^\W\d_{_LATIN}{_HAN}{_KANA}{_HANGUL}{_NEITHER}]+)"
)
_NOT_HAN: Final = re.compile(f"[^{_HAN}]+")
_NOT_KANA: Final = re.compile(f"[^{_KANA}]+")
_NOT_HANGUL: Final = re.compile(f"[^{_HANGUL}]+")
_NOT_FOREIGN: Final = re.compile(rf"[\W\d_{_LATIN}{_HAN}{_KANA}{_HANGUL}{_NEITHER}]+")
_WORD: Final = re.compile(rf"[{_LATIN}][{_LATIN}\u0300-\u036f]*(?:['’ʼ][{_LATIN}][{_LATIN}\u0300-\u036f]*)*")
_BY_GROUP: Final = {script.value: script for script in Script}


@dataclass(frozen=True, slots=True)
class ScriptCounts:
    """Letters of each script in a text; `words` counts words in Latin letters (runs joined by apostrophes)."""

    han: int = 0
    kana: int = 0
    hangul: int = 0
    foreign: int = 0
    latin: int = 0
    words: int = 0

    @property
    def letters(self) -> int:
        """Return the number of letters of any script."""
        return self.han + self.kana + self.hangul + self.foreign + self.latin


def count(text: str) -> ScriptCounts:
    """Count the letters of each script, in one pass a script whatever the text holds."""
    han = len(_NOT_HAN.sub("", text))
    words = _WORD.findall(text)
    latin = sum(map(len, words))
    # Most messages are one of Han and Latin alone. Their letters are counted: look at the rest once, and cheaply.
    if text.isascii() or not (rest := _REST.sub("", text)):
        return ScriptCounts(han=han, latin=latin, words=len(words))
    return ScriptCounts(
        han=han,
        kana=len(_NOT_KANA.sub("", rest)),
        hangul=len(_NOT_HANGUL.sub("", rest)),
        foreign=len(_NOT_FOREIGN.sub("", rest)),
        latin=latin,
        words=len(words),
    )


_REST: Final = re.compile(rf"[\W\d_{_LATIN}{_HAN}{_NEITHER}]+")


def runs(text: str) -> Iterator[tuple[int, int, Script]]:
    """Yield (start, end, script) for each unbroken run of letters, in order; offsets in code points."""
    for match in _RUN.finditer(text):
        yield match.start(), match.end(), _BY_GROUP[match.lastgroup or ""]


def latin_words(text: str) -> list[str]:
    """Return the words in Latin letters, as written, apostrophes and combining marks inside them kept."""
    return _WORD.findall(text)
