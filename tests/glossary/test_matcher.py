"""Finding forms: word boundaries, longer words, drawn-out and Traditional forms, conditions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.chat.reader import ModelLanguage
from bridge.glossary.context import bounded
from bridge.glossary.fold import fold
from bridge.glossary.matcher import Matcher
from bridge.glossary.packs import read_context
from bridge.glossary.term import Action, Term
from tests.glossary.strategies import terms, words


def term(*forms: str, context: str = "", source: ModelLanguage = "zh") -> Term:
    return Term(source, forms, Action.REPLACE, "x", read_context(context))


def found(text: str, *of: Term) -> list[str]:
    """What is hit, the longest of overlapping hits first."""
    hits = sorted(Matcher(of).find(text), key=lambda hit: (hit.start - hit.end, hit.start))
    return list(dict.fromkeys(text[hit.start : hit.end] for hit in hits))


@given(st.lists(terms(), max_size=5), st.text("鹊桥佬卷abcAB 01'，。 ", max_size=30))
def test_offsets_are_those_of_a_form(book: list[Term], text: str) -> None:
    for hit in Matcher(book).find(text):
        assert hit.term in book
        assert 0 <= hit.start < hit.end <= len(text)
        shown = fold(text[hit.start : hit.end])
        assert any(set(shown) == set(fold(form)) for form in hit.term.forms)


@given(words, st.text("他 好，。!", max_size=5), st.text(" ，。!", max_size=5))
def test_a_form_among_others_is_found_where_it_stands(form: str, before: str, after: str) -> None:
    text = f"{before} {form} {after}"
    spans = [(hit.start, hit.end) for hit in Matcher([term(form)]).find(text)]
    start = len(before) + 1
    assert (start, start + len(form)) in spans


@pytest.mark.parametrize(
    ("form", "text", "hit"),
    [
        ("ate", "She ate!", ["ate"]),
        ("ate", "I hate it later", []),
        ("ate", "ATE.", ["ATE"]),
        ("goat", "the goat's", []),
        ("low-key", "low-key fun", ["low-key"]),
        ("key", "low-key fun", []),
        ("gg", "gg_wp gg", ["gg"]),
        ("yyds", "他yyds啊", ["yyds"]),
        ("yyds", "yyds1", []),
        ("666", "老铁666", ["666"]),
        ("666", "1666元", []),
        ("u1s1", "U1S1，不错", ["U1S1"]),
        ("emo", "emotional", []),
        ("牛b", "牛B啊", ["牛B"]),
        ("/s", "nice one /s", ["/s"]),
        ("no cap", "no  cap", []),
    ],
)
def test_latin_forms_are_words_of_their_own(form: str, text: str, hit: list[str]) -> None:
    assert found(text, term(form)) == hit


@pytest.mark.parametrize(
    ("form", "text", "hit"),
    [
        ("yyds", "yyyyds!", ["yyyyds"]),
        ("yyds", "yydsssss", ["yydsssss"]),
        ("so", "soooo good", ["soooo"]),
        ("hmm", "hmmmmm", ["hmmmmm"]),
        ("哈哈", "哈哈哈哈哈", ["哈哈哈哈哈"]),
        ("谢谢", "谢谢谢谢你", ["谢谢谢谢"]),
        ("666", "6666666", ["6666666"]),
        ("好", "好好好好的", ["好"]),
        ("god", "goood job", []),
        ("cool", "that's cooooool", ["cooooool"]),
        ("lol", "LOOOOOL", ["LOOOOOL"]),
        ("520", "5200000", []),
        ("88", "8888888", []),
        ("slay", "slaaaayed", []),
        ("嗯嗯", "嗯嗯嗯好", ["嗯嗯嗯"]),
    ],
)
def test_drawn_out_forms(form: str, text: str, hit: list[str]) -> None:
    assert found(text, term(form))[:1] == hit


@pytest.mark.parametrize(("form", "text"), [("绝绝子", "這個絕絕子"), ("内卷", "太內捲了"), ("蚌埠住了", "蚌埠住了")])
def test_traditional_writers_use_the_same_terms(form: str, text: str) -> None:
    assert found(text, term(form))


@pytest.mark.parametrize(
    ("context", "text", "counts"),
    [
        ("whole", "牛", True),
        ("whole", " 牛！！ ", True),
        ("whole", "牛啊", False),
        ("whole", "真牛", False),
        ("start", "牛，你赢了", True),
        ("start", "你赢了，牛啊", True),
        ("start", "真牛", False),
        ("start", "养 牛", False),
        ("end", "真牛。", True),
        ("end", "真牛 👍", True),
        ("end", "真牛，服了", True),
        ("end", "牛奶", False),
        ("end", "牛 奶", False),
        ("start;end", "好吧，牛，走了", True),
        ("start;end", "价格：牛", False),
        ("near=厉害|操作", "这操作牛", True),
        ("near=厉害|操作", "养了一头牛", False),
        ("near=真牛", "真牛", True),
        ("near=真牛", "养牛", False),
        ("not=牛奶|水牛", "牛奶", False),
        ("not=牛奶|水牛", "牛，喝牛奶", False),
        ("not=牛奶|水牛", "牛啊", True),
        ("whole;not=牛", "牛", False),
    ],
)
def test_conditions(context: str, text: str, counts: bool) -> None:
    assert bool(found(text, term("牛", context=context))) is counts


@pytest.mark.parametrize(
    ("context", "text", "counts"),
    [
        ("end", "nice innit", True),
        ("end", "nice innit mate", False),
        ("start", "innit nice", True),
        ("start", "well innit", False),
        ("start", "well, innit", True),
        ("case", "innit", True),
        ("case", "INNIT", False),
        ("near=mate", "innit mates", False),
        ("near=mate", "innit Mate", True),
    ],
)
def test_conditions_on_words(context: str, text: str, counts: bool) -> None:
    assert bool(found(text, term("innit", context=context, source="en"))) is counts


def test_a_whole_message_may_be_drawn_out() -> None:
    assert found("666666", term("666", context="whole")) == ["666666"]
    assert found("哈哈哈哈！", term("哈哈", context="whole")) == ["哈哈哈哈"]
    assert found("他哈哈哈哈", term("哈哈", context="whole")) == []


def test_words_as_they_stand() -> None:
    matcher = Matcher([term("yyds", "永远的神"), term("666", context="whole")])
    assert matcher.has("YYDS")
    assert matcher.has("yyyyds")
    assert matcher.has("66666")
    assert not matcher.has("yyd")
    assert not Matcher([term("dd", context="near=借")]).has("dd")
    assert not matcher.has("")
    assert [found.forms for found in matcher.named("永遠的神 ")] == [("yyds", "永远的神")]


def test_forms_with_line_ends_are_left_out() -> None:
    assert found("a b", term("a\nb"), term("b")) == ["b"]


def test_nothing_is_found_in_an_empty_book_or_text() -> None:
    assert found("yyds") == []
    assert found("", term("yyds")) == []


def test_the_same_form_in_two_contexts() -> None:
    alone, beside = term("牛", context="whole"), term("牛", context="near=操作")
    assert [hit.term for hit in Matcher([alone, beside]).find("操作真牛")] == [beside]
    assert [hit.term for hit in Matcher([alone, beside]).find("牛")] == [alone]


@given(
    forms=st.lists(st.text("ab1卷王 -", min_size=1, max_size=7).map(str.strip).filter(bool), max_size=8),
    text=st.text("ab1卷王 -，", max_size=24),
)
def test_every_place_of_every_form_is_found(forms: list[str], text: str) -> None:
    """Against the slow way: every form at every place, where it is a word of its own."""
    found = {(hit.start, hit.end) for hit in Matcher([term(form) for form in forms]).find(text)}
    there = {
        (at, at + len(form))
        for form in forms
        for at in range(len(text))
        if text.startswith(form, at) and bounded(text, at, at + len(form))
    }
    drawn_out = {span for span in found - there if len(set(text[slice(*span)])) < len(text[slice(*span)])}
    assert found - drawn_out == there


def test_no_form_reaches_beyond_the_end_of_a_text() -> None:
    matcher = Matcher([term("卷王"), term("卷王之王")])
    assert [(hit.start, hit.end) for hit in matcher.find("真卷王")] == [(1, 3)]


def test_signs_of_a_chat_are_neighbours() -> None:
    book = [term("卷", context="near=@chat")]
    assert [hit.start for hit in Matcher(book).find("笑死，也太卷了哈哈")] == [5]
    assert [hit.start for hit in Matcher(book).find("好卷😭")] == [1]
    assert not list(Matcher(book).find("头发卷了"))
