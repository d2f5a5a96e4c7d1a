"""Forms by how they begin."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bridge.glossary.fold import fold
from bridge.glossary.prefixes import Prefixes
from bridge.glossary.term import Action, Term

FORMS = st.lists(
    st.text(st.sampled_from("abAB好號Ｚz"), min_size=1, max_size=5), min_size=1, max_size=4, unique_by=fold
)


def term(*forms: str) -> Term:
    return Term("zh", forms, Action.KEEP)


def made(terms: list[Term]) -> Prefixes:
    prefixes = Prefixes()
    for _ in prefixes.fill(terms):
        pass
    return prefixes


def test_forms_are_found_in_order_and_each_term_once() -> None:
    goat, god = term("yyds", "永远的神", "YYDS!"), term("yyq")
    found = made([god, goat, term("xswl")]).find("Yy", 25)
    assert found == [("yyds", goat), ("yyq", god)]
    assert made([goat]).find("永遠", 25) == [("永远的神", goat)]
    assert made([]).find("", 25) == []


@given(books=st.lists(FORMS, max_size=8), begun=st.text(st.sampled_from("abAB好號Ｚz"), max_size=3))
def test_whatever_begins_so_is_found(books: list[list[str]], begun: str) -> None:
    terms = [term(*forms) for forms in books]
    found = made(terms).find(begun, 100)
    expected = [one for one in terms if any(fold(form).startswith(fold(begun)) for form in one.forms)]
    assert sorted(map(id, (one for _, one in found))) == sorted(map(id, expected))
    assert all(fold(form).startswith(fold(begun)) and form in one.forms for form, one in found)


def test_many_are_found_across_all_runs() -> None:
    terms = [term(f"t{number:05}") for number in range(9000)]
    forms = [form for form, _ in made(terms).find("t0", 25)]
    assert forms == [f"t{number:05}" for number in range(25)]
    assert [form for form, _ in made(terms[::-1]).find("t08999", 25)] == ["t08999"]
