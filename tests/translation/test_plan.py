"""Pieces follow each other from the first character to the last."""

from __future__ import annotations

import pytest

from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import Entity, EntityKind, Text
from bridge.language.language import Language
from bridge.translation import protect
from bridge.translation.plan import Clause, plan
from bridge.translation.span import Kind, Span


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


def planned(plain: str, *terms: tuple[int, int]) -> list[str]:
    """What is translated of a sentence with terms at these places."""
    spans = [Span(start, end, Kind.TERM, Text("x")) for start, end in terms]
    pieces = plan(Text(plain), spans, Language.EN, "zh", lambda sentence: len(sentence) <= 80)
    assert [piece.start for piece in pieces] == [0, *(piece.end for piece in pieces[:-1])]
    return [
        "".join(part if isinstance(part, str) else "⟦⟧" for part in piece.parts)
        for piece in pieces
        if isinstance(piece, Clause)
    ]


@pytest.mark.parametrize(
    ("plain", "terms", "clauses"),
    [
        ("bet, see you at eight", [(0, 3)], ["see you at eight"]),
        ("see you at eight, bet", [(18, 21)], ["see you at eight"]),
        ("bro, no cap, he came, ngl", [(0, 3), (5, 11), (22, 25)], ["he came"]),
        ("he came ... bro", [(12, 15)], ["he came ..."]),
        ("bet see you at eight", [(0, 3)], ["⟦⟧ see you at eight"]),
        ("he, bro, came", [(4, 7)], ["he, ⟦⟧, came"]),
        ("bet, ngl", [(0, 3), (5, 8)], []),
    ],
)
def test_a_term_that_a_comma_sets_off_needs_no_model(
    plain: str, terms: list[tuple[int, int]], clauses: list[str]
) -> None:
    assert planned(plain, *terms) == clauses


def test_a_protected_text_may_begin_and_end_with_a_line_break() -> None:
    plain = "see\n漢語 x\nhere\n"
    for start, end in ((3, 9), (3, 4), (8, 9), (4, 9)):
        text = Text.of(plain, [Entity(start, end, EntityKind.PRE)])
        spans, _ = protect.spans(text, target=ReaderLanguage.SIMPLIFIED)
        pieces = plan(text, spans, Language.EN, "zh", lambda sentence: len(sentence) <= 20)
        kept = [part for piece in pieces for part in (piece.parts if isinstance(piece, Clause) else [piece])]
        assert spans[0] in kept
        assert [piece.start for piece in pieces] == [0, *(piece.end for piece in pieces[:-1])]
