"""Names that people give themselves and their rooms."""

from __future__ import annotations

import unicodedata

from bridge.adapters import names
from bridge.adapters.web.refusal import Refusal

NAME_LIMIT = 40
TITLE_LIMIT = 60
#: Letters and symbols by category, blank by looks: Hangul fillers and the empty Braille pattern.
_BLANKS = dict.fromkeys(map(ord, "\u115f\u1160\u3164\uffa0\u2800"), " ")


def clean(name: str, limit: int = NAME_LIMIT) -> str:
    """A name without control, direction-override and other invisible characters, at most `limit` code points."""
    return names.clean(unicodedata.normalize("NFC", name).translate(_BLANKS), limit)


def clean_name(name: str) -> str:
    """A member's name; raises `Refusal` where nothing is left of it."""
    cleaned = clean(name)
    if not any(unicodedata.category(char)[0] in "LNSP" for char in cleaned):
        raise Refusal("Choose a name, so that the others know who is speaking.")
    return cleaned
