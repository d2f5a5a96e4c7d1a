from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.chat.reader import ModelLanguage, ReaderLanguage
from bridge.chat.text import Entity, EntityKind, Text
from bridge.language.language import Language
from bridge.translation import protect
from bridge.translation.plan import Clause, Literal, plan
from bridge.translation.sentences import shorten, split, together
from bridge.translation.span import Span
from tests.translation.samples import CHINESE, ENGLISH, PROTECTED


def cut(text: str) -> list[str]:
    spans, _ = protect.spans(Text(text), target=ReaderLanguage.ENGLISH)
    return [text[start:end] for start, end in split(text, 0, len(text), spans)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("你好。你呢？我很好！", ["你好。", "你呢？", "我很好！"]),
        ("Hello. How are you? Fine!", ["Hello.", "How are you?", "Fine!"]),
        ("Dr. Smith paid 3.5 dollars. He left.", ["Dr. Smith paid 3.5 dollars.", "He left."]),
        ("他说：“你好。”然后走了。", ["他说：“你好。”", "然后走了。"]),
        ('She said "no." Then left.', ['She said "no."', "Then left."]),
        ("真的吗？！不会吧……好吧", ["真的吗？！", "不会吧……", "好吧"]),
        ("see https://a.b/c.d?e=f. then go", ["see https://a.b/c.d?e=f.", "then go"]),
        ("今天好累😂明天再说", ["今天好累😂", "明天再说"]),
        ("I ❤️ NY so much", ["I ❤️ NY so much"]),
        ("wait... what", ["wait...", "what"]),
        ("e.g. this one", ["e.g. this one"]),
        ("at 5 p.m. we go", ["at 5 p.m. we go"]),
        ("J. K. Rowling wrote it", ["J. K. Rowling wrote it"]),
        ("好的.明天见", ["好的.", "明天见"]),
        ("", []),
        ("   ", []),
    ],
)
def test_splitting(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


def test_a_long_sentence_is_cut_at_commas_before_words() -> None:
    text = "我今天很累，明天还要上班，后天才能休息，你先去吧"
    parts = shorten(text, 0, len(text), [], lambda start, end: end - start <= 13)
    assert [text[start:end] for start, end in parts] == ["我今天很累，明天还要上班，", "后天才能休息，你先去吧"]


def test_without_commas_it_is_cut_between_words() -> None:
    text = "one two three four five six seven eight"
    parts = shorten(text, 0, len(text), [], lambda start, end: end - start <= 20)
    assert all(len(text[start:end]) <= 20 for start, end in parts)
    assert " ".join(text[start:end] for start, end in parts) == text


def test_one_endless_word_is_cut_anywhere() -> None:
    text = "x" * 100
    parts = shorten(text, 0, 100, [], lambda start, end: end - start <= 30)
    assert "".join(text[start:end] for start, end in parts) == text
    assert all(end - start <= 30 for start, end in parts)


TEXTS = st.lists(
    st.one_of(
        st.sampled_from(CHINESE + ENGLISH),
        PROTECTED,
        st.sampled_from((" ", "\n", "，", ". ", "。", "\r\n", "  ")),
        st.text(max_size=8),
    ),
    max_size=12,
).map("".join)


@given(
    TEXTS,
    st.sampled_from((Language.ZH, Language.EN, Language.MIXED)),
    st.sampled_from(ReaderLanguage),
    st.integers(4, 60),
)
def test_the_pieces_are_the_text(text: str, source: Language, target: ReaderLanguage, limit: int) -> None:
    """Nothing is left out, nothing comes twice, whatever the text and however short the model's memory."""
    spans, _ = protect.spans(Text(text), target=target)
    at = 0
    for piece in plan(Text(text), spans, source, target.model, lambda part: len(part) <= limit):
        assert piece.start == at, (text, piece)
        at = piece.end
        if isinstance(piece, Literal):
            assert piece.text == text[piece.start : piece.end]
        elif isinstance(piece, Clause):
            written = [p if isinstance(p, str) else text[p.start : p.end] for p in piece.parts]
            assert "".join(written) == text[piece.start : piece.end]
            assert len(piece.spans) <= 10
        else:
            assert isinstance(piece, Span)
    assert at == len(text)


def test_white_space_at_the_edge_of_an_entity_stays_in_it() -> None:
    text = Text.of("好 x 好", [Entity(1, 4, EntityKind.CODE)])
    spans, _ = protect.spans(text, target=ReaderLanguage.ENGLISH)
    assert split("好 x ", 0, 4, spans) == [(0, 4)]


@given(st.text(max_size=40))
def test_spans_are_ordered_and_apart(text: str) -> None:
    spans, _ = protect.spans(Text(text), target=ReaderLanguage.ENGLISH)
    ends = [0, *(span.end for span in spans)]
    assert all(end <= span.start < span.end <= len(text) for end, span in zip(ends, spans, strict=False))


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Hi. How are you?", ["Hi. How are you?"]),
        ("Hi. How are you? I am fine.", ["Hi. How are you?", "I am fine."]),
        ("Hi. Look at @tom there.", ["Hi.", "Look at @tom there."]),
        ("One sentence that is long enough. Two.", ["One sentence that is long enough.", "Two."]),
    ],
)
def test_a_few_words_go_with_their_neighbours(text: str, joined: list[str]) -> None:
    spans, _ = protect.spans(Text(text), target=ReaderLanguage.SIMPLIFIED)
    whole = split(text, 0, len(text), spans)
    assert [text[start:end] for start, end in together(whole, spans, 20)] == joined


@pytest.mark.parametrize(
    ("text", "language", "target", "clauses"),
    [
        ("I know. It is late.", Language.EN, "zh", ["I know. It is late."]),
        ("我知道。太晚了。", Language.ZH, "en", ["我知道。", "太晚了。"]),
    ],
)
def test_short_english_sentences_go_to_the_model_together_and_chinese_ones_apart(
    text: str, language: Language, target: ModelLanguage, clauses: list[str]
) -> None:
    pieces = plan(Text(text), [], language, target, lambda _: True)
    assert [text[piece.start : piece.end] for piece in pieces if isinstance(piece, Clause)] == clauses
