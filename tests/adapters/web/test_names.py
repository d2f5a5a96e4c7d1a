"""Names: whatever is typed, what is shown can be read and deceives nobody."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bridge.adapters.web.conversation import is_emoji
from bridge.adapters.web.names import NAME_LIMIT, clean

HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


@given(st.text(alphabet=st.characters()))
def test_a_cleaned_name_is_short_visible_and_stays_so(name: str) -> None:
    cleaned = clean(name)
    assert len(cleaned) <= NAME_LIMIT
    assert cleaned == cleaned.strip()
    assert not [char for char in cleaned if unicodedata.category(char) in HIDDEN and char != "\u200d"]
    assert clean(cleaned) == cleaned


@given(st.text(alphabet=st.characters(exclude_categories=["So", "Sk", "Mn", "Me", "Cf", "Cn"]), min_size=1))
def test_words_are_no_emoji(text: str) -> None:
    assert not is_emoji(text) or text in "‼⁉〰〽"
