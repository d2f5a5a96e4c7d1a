from __future__ import annotations

import pytest

from bridge.chat.text import Text
from bridge.translation.blending import blended
from bridge.translation.span import Kind, Span


def term(text: str, kind: Kind = Kind.TERM) -> Span:
    return Span(0, 1, kind, Text(text))


def joined(parts: list[str | Span]) -> str:
    return "".join(part if isinstance(part, str) else part.output.plain for part in parts)


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([term("to be fair"), " He sings well"], "To be fair, he sings well"),
        (["This is ", term("the GOAT"), " In the world"], "This is the GOAT in the world"),
        ([term("honestly"), " I like it"], "Honestly I like it"),
        ([term("honestly"), " Tom likes it"], "Honestly Tom likes it"),
        ([term("No way!"), " He did it"], "No way! He did it"),
        ([term("https://a.b", Kind.URL), " He did it"], "https://a.b He did it"),
        (["Please ", term("chill"), ", he said"], "Please chill, he said"),
    ],
)
def test_terms_are_fitted_into_their_sentence(parts: list[str | Span], text: str) -> None:
    assert joined(blended(parts, capital=True)) == text


def test_a_term_inside_a_message_keeps_its_small_letter() -> None:
    assert joined(blended([term("the GOAT"), " again"], capital=False)) == "the GOAT again"
