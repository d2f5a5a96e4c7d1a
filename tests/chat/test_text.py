from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bridge.chat.text import Entity, EntityKind, Text, joined


@st.composite
def texts(draw: st.DrawFn) -> Text:
    plain = draw(st.text(max_size=60))
    spans = draw(
        st.lists(
            st.tuples(st.integers(0, 70), st.integers(0, 70), st.sampled_from(list(EntityKind)), st.just("")),
            max_size=6,
        )
    )
    return Text.of(plain, [Entity(*span) for span in spans])


@given(texts())
def test_entities_stay_inside_the_text_and_sorted(text: Text) -> None:
    assert all(0 <= e.start < e.end <= len(text) for e in text.entities)
    assert [e.start for e in text.entities] == sorted(e.start for e in text.entities)


@given(texts(), st.integers(0, 60))
def test_cutting_in_two_and_adding_gives_the_same_text(text: Text, at: int) -> None:
    whole = text.cut(0, at) + text.cut(at, len(text))
    assert whole.plain == text.plain
    covered = {(i, e.kind) for e in text.entities for i in range(e.start, e.end)}
    assert {(i, e.kind) for e in whole.entities for i in range(e.start, e.end)} == covered


@given(texts())
def test_stripping_moves_entities_along(text: Text) -> None:
    stripped = text.strip()
    assert stripped.plain == text.plain.strip()
    lost = len(text.plain) - len(text.plain.lstrip())
    for entity in stripped.entities:
        assert any(
            e.kind is entity.kind and e.start - lost <= entity.start and entity.end <= e.end - lost
            for e in text.entities
        )


def test_joining_puts_the_separator_between() -> None:
    bold = Text("b").wrapped(EntityKind.BOLD)
    result = joined([Text("a"), bold, Text("c")], "\n")
    assert result == Text("a\nb\nc", (Entity(2, 3, EntityKind.BOLD),))


def test_joining_nothing_gives_nothing() -> None:
    assert not joined([])
