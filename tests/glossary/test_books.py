"""Several books at once: the longer form wins, then the nearer book."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.glossary.books import Books
from bridge.glossary.finder import NoTerms, Scope
from bridge.glossary.packs import builtin, read_context, term_of, write_context
from bridge.glossary.term import Action, Context, Term, TermError
from tests.glossary.strategies import contexts, terms

HERE = Scope(bridge=1, room=2)


def saying(text: str, *forms: str) -> Term:
    return Term("zh", forms or ("yyds",), Action.REPLACE, text)


def said(books: Books, text: str, scope: Scope = HERE) -> list[str]:
    return [hit.term.text for hit in books.find(text, "zh", scope)]


def test_the_nearer_book_wins() -> None:
    books = Books([saying("pack")])
    assert said(books, "yyds") == ["pack"]
    for text, scope in (("host", Scope()), ("bridge", Scope(bridge=1)), ("room", Scope(room=2))):
        books.replace([saying(text)], scope)
        assert said(books, "yyds") == [text]
    assert said(books, "yyds", Scope(bridge=1, room=3)) == ["bridge"]
    assert said(books, "yyds", Scope(bridge=9, room=9)) == ["host"]
    books.replace([], Scope(room=2))
    assert said(books, "yyds") == ["bridge"]


def test_the_longer_form_wins_over_the_nearer_book() -> None:
    books = Books([saying("long", "笑死我了")])
    books.replace([saying("short", "笑死")], Scope(room=2))
    assert said(books, "笑死我了笑死") == ["long", "short"]


@given(st.lists(terms(), max_size=5), st.lists(terms(), max_size=3), st.text("鹊桥佬卷abc 01，", max_size=30))
def test_hits_are_in_order_and_do_not_overlap(packs: list[Term], own: list[Term], text: str) -> None:
    books = Books(packs)
    books.replace(own, Scope(room=2))
    for source in ("zh", "en"):
        hits = books.find(text, "zh" if source == "zh" else "en", HERE)
        assert all(hit.term.source == source for hit in hits)
        assert all(one.end <= other.start for one, other in pairwise(hits))


def test_chinese_in_latin_letters() -> None:
    books = Books([saying("x"), Term("en", ("slay",), Action.REPLACE, "绝了")])
    assert books.is_chinese("YYDS", HERE)
    assert not books.is_chinese("slay", HERE)
    assert books.known("slay", "en")
    assert not books.known("slay", "zh")
    assert [term.text for term in books.named("slay", HERE)] == ["绝了"]
    assert not NoTerms().is_chinese("yyds", HERE)
    assert NoTerms().find("yyds", "zh", HERE) == ()


@given(contexts)
def test_conditions_are_read_as_they_are_written(context: Context) -> None:
    assert read_context(write_context(context)) == context


@pytest.mark.parametrize("written", ["often", "whole=yes", "near", "near=", "beside=a"])
def test_unknown_conditions_are_refused(written: str) -> None:
    with pytest.raises(TermError):
        read_context(written)


def test_the_packs_are_read() -> None:
    assert len(builtin()) > 3_000
    assert len({term.source for term in builtin()}) == 2


def test_a_term_is_one_line_of_what_xml_can_carry() -> None:
    term = term_of({"source": "zh", "forms": " a | b ", "text": "x\x00\ny\ud800", "note_en": None})
    assert term.forms == ("a", "b")
    assert term.text == "x y"


def test_a_large_book_takes_a_place_in_many_short_steps() -> None:
    books = Books([saying("pack")])
    books.replace([saying("old")], Scope(room=2))
    steps = books.replacing(
        [saying(f"{number}", f"词{number}") for number in range(5_000)] + [saying("new")], Scope(room=2)
    )
    for count, _ in enumerate(steps, 1):
        assert said(books, "yyds") == ["old"]
        assert count <= 10
    assert count == 10
    assert said(books, "yyds") == ["new"]
    assert said(books, "词4999") == ["4999"]
