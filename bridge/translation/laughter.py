"""Laughter is the same in every language, only spelt otherwise; no model is asked."""

from __future__ import annotations

import re

from bridge.chat.reader import ModelLanguage

_CHINESE = {"哈": "ha", "嘿": "heh", "呵": "heh", "嘻": "hee", "嘎": "ga", "吼": "ho"}
_ENGLISH = {"ha": "哈", "he": "嘿", "hi": "嘻", "ho": "吼", "ah": "哈", "eh": "嘿"}
_LONGEST = 12

CHINESE = re.compile(r"(?:哈{2,}|嘿{2,}|呵{2,}|嘻{2,}|吼{3,})+|(?<![A-Za-z])[hH]{3,}(?![A-Za-z])")
ENGLISH = re.compile(
    r"(?<![A-Za-z'])(?:b?w?a?(?:h+a+){2,}h*|a*(?:ha){2,}h*|(?:h+e+){2,}h*|(?:hi){3,}h*|(?:ho){3,}|(?:ah){3,}a*)(?![A-Za-z'])",
    re.IGNORECASE,
)


def foreign_to(language: ModelLanguage) -> re.Pattern[str]:
    """The pattern of laughter as the writers of the other language spell it."""
    return ENGLISH if language == "zh" else CHINESE


def translated(laughter: str, target: ModelLanguage) -> str:
    """The same laughter, about as long, as readers of `target` write it."""
    if target == "en":
        first = next((char for char in laughter if char in _CHINESE), "哈")
        sound = _CHINESE[first]
        size = min(len(laughter), _LONGEST)
        return " ".join([sound] * min(size, 4)) if sound.endswith("h") and size > 2 else sound * size
    low = laughter.lower()
    sound = next((low[i : i + 2] for i in range(len(low) - 1) if low[i : i + 2] in _ENGLISH), "ha")
    return _ENGLISH[sound] * max(2, min(len(laughter) // 2, _LONGEST))
