"""Pieces follow each other from the first character to the last."""

from __future__ import annotations

import pytest

from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import Text
from bridge.language.language import Language
from bridge.translation import protect
from bridge.translation.plan import plan


@pytest.mark.parametrize("source", [Language.ZH, Language.EN, Language.MIXED])
@pytest.mark.parametrize(
    "plain",
    [
        "^\u3000      hello there) ^，and so on",
        "@ann    hello there   😂   @bob",
        "  - hello   😂  \n\n  世界   https://a.example  ",
        "- 1. hello，world 。。。 你好\t😂",
    ],
)
def test_no_piece_overlaps_another_or_leaves_a_gap(plain: str, source: Language) -> None:
    for target in (ReaderLanguage.ENGLISH, ReaderLanguage.SIMPLIFIED):
        spans, _ = protect.spans(Text(plain), target=target)
        pieces = plan(Text(plain), spans, source, target.model, lambda sentence: len(sentence) <= 20)
        assert [piece.start for piece in pieces] == [0, *(piece.end for piece in pieces[:-1])]
        assert pieces[-1].end == len(plain)
