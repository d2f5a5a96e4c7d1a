"""Names that people give themselves and their rooms."""

from __future__ import annotations

import re
import unicodedata

from bridge.adapters.web.refusal import Refusal

NAME_LIMIT = 40
TITLE_LIMIT = 60
_JOINER = "\u200d"
_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
#: Letters and symbols by category, blank by looks: Hangul fillers and the empty Braille pattern.
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def clean(name: str, limit: int = NAME_LIMIT) -> str:
    """A name without control, direction-override and other invisible characters, at most `limit` code points."""
    visible = "".join(char if _shows(char) else " " for char in unicodedata.normalize("NFC", name))
    return re.sub(r"\s+", " ", visible).strip(f" {_JOINER}")[:limit].strip()


def clean_name(name: str) -> str:
    """A member's name; raises `Refusal` where nothing is left of it."""
    cleaned = clean(name)
    if not any(unicodedata.category(char)[0] in "LNSP" for char in cleaned):
        raise Refusal("Choose a name, so that the others know who is speaking.")
    return cleaned


def _shows(char: str) -> bool:
    # Joined emoji (families, flags of pirates) need the joiner and are names too.
    if char == _JOINER:
        return True
    return char not in _BLANKS and unicodedata.category(char) not in _INVISIBLE_CATEGORIES
