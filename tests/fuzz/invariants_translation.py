"""What holds for every text that is taken apart, translated and put together again."""

from __future__ import annotations

from collections.abc import Sequence

from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import Text
from bridge.language.language import Language
from bridge.translation import protect
from bridge.translation.placeholder import COUNT, Lettered, Placeholders, Reserved
from bridge.translation.plan import Clause, plan
from bridge.translation.span import Kind, Span
from bridge.translation.weave import Answer, weave
from tests.fuzz.invariants_text import hidden, is_in_order

#: What readers of the target spell otherwise.
_RESPELT = frozenset({Kind.LAUGHTER, Kind.NUMBER})


def spans_are_protected(text: Text, target: ReaderLanguage) -> list[Span]:
    """Spans are in order, none meets another, and each stands for what it covers."""
    spans, _ = protect.spans(text, target=target)
    at = 0
    for span in spans:
        assert at <= span.start < span.end <= len(text.plain), f"{span} overlaps in {text.plain!r}"
        at = span.end
        if span.kind not in _RESPELT:
            assert span.output.plain == text.plain[span.start : span.end], f"{span} stands for something else"
        is_in_order(span.output)
    return spans


def everything_comes_back(text: Text, target: ReaderLanguage, said: str) -> None:
    """Pieces make the text; with the model's answers between them, every span is there once, in order, and hidden."""
    spans = spans_are_protected(text, target)
    for language in (Language.ZH, Language.EN, Language.MIXED):
        pieces = plan(text, spans, language, target.model, lambda sentence: len(sentence) <= 60)
        at = 0
        for piece in pieces:
            assert piece.start == at, f"{piece} does not follow {at} of {text.plain!r}"
            at = piece.end
        assert at == len(text.plain), f"{text.plain[at:]!r} is lost"
        clauses = [piece for piece in pieces if isinstance(piece, Clause)]
        kept = weave(text, target, pieces, [None] * len(clauses))
        _is_woven(text, kept, spans)
        if not any(span.kind in _RESPELT for span in spans):
            assert len(told(kept)) >= len(told(text)), f"{kept} shows what {text} hides"
        _is_woven(text, weave(text, target, pieces, [_answered(clause, said) for clause in clauses]), spans)


def _answered(clause: Clause, said: str) -> Answer:
    """What an engine says that keeps its placeholders and changes everything else."""
    return [part if isinstance(part, Span) else said for part in clause.parts]


def _is_woven(source: Text, woven: Text, spans: Sequence[Span]) -> None:
    is_in_order(woven)
    at = 0
    for span in spans:
        shown = span.output.plain.strip()
        found = woven.plain.find(shown, at)
        assert found >= 0, f"{span} is lost in {woven.plain!r}"
        at = found + len(shown)
    if told(source):
        assert hidden(woven) or not woven.plain.strip(), f"{woven} shows what {source} hides"


def told(text: Text) -> set[int]:
    """The hidden code points that tell something: a full stop on its own may lose its cover."""
    return {index for index in hidden(text) if text.plain[index].isalnum()}


def placeholders_are_counted(answer: str, count: int) -> None:
    """An answer is cut at its placeholders, or refused: each of them is there once and nothing else is lost."""
    kinds: tuple[Placeholders, ...] = (Reserved(), Lettered())
    for placeholders in kinds:
        marks = placeholders.marks("")
        parts = placeholders.take(answer, marks, count % (COUNT + 1))
        if parts is None:
            continue
        assert sorted(part for part in parts if isinstance(part, int)) == list(range(count % (COUNT + 1)))
        at = 0
        for part in parts:
            if isinstance(part, str):
                at = answer.index(part, at) + len(part)
