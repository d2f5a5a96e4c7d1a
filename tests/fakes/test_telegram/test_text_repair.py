"""What the server makes of a text and its entities."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes.telegram.entity import Entity, utf16_length
from tests.fakes.telegram.found_entities import find_entities
from tests.fakes.telegram.text_repair import repair


def test_a_text_is_trimmed_and_its_entities_move() -> None:
    text = repair(" \n 鹊鸟 \n", [Entity("bold", 0, 7), Entity("italic", 5, 2)])
    assert text.text == "鹊鸟"
    assert text.entities == (Entity("bold", 0, 2),)


def test_control_characters_and_overrides_go() -> None:
    text = repair("a\tb\r\u202ec\u0333d", [Entity("bold", 5, 3)])
    assert text.text == "a bcd"
    assert text.spans("bold") == ["cd"]


def test_at_most_a_hundred_entities_are_kept_and_styles_go_first() -> None:
    styles = [Entity("bold", 2 * index, 1) for index in range(150)]
    links = [Entity("text_link", 2 * index, 1, url="https://example.com/") for index in range(100, 150)]
    text = repair("x " * 150, [*styles, *links])
    assert len(text.entities) == 100
    assert len(text.spans("text_link")) == 50


def test_what_crosses_is_cut() -> None:
    text = repair("abcdef", [Entity("bold", 0, 4), Entity("italic", 2, 4)])
    assert text.spans("bold") == ["ab", "cd"]
    assert text.spans("italic") == ["cd", "ef"]


def test_code_holds_no_styles_and_links_no_links() -> None:
    given = [
        Entity("bold", 0, 6),
        Entity("code", 2, 2),
        Entity("text_link", 3, 3, url="https://example.com/"),
    ]
    text = repair("abcdef", given)
    assert text.spans("bold") == ["ab", "ef"]
    assert text.spans("code") == ["cd"]
    assert text.spans("text_link") == []


def test_what_only_the_server_may_find_is_not_taken_from_the_bot() -> None:
    text = repair("plain @ann", [Entity("mention", 0, 5), Entity("url", 0, 5)])
    assert text.entities == (Entity("mention", 6, 4),)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("🐦 see https://example.com/a(b), now", ["url:https://example.com/a(b)"]),
        ("bird.cn 和 example.com/鸟。", ["url:bird.cn", "url:example.com/鸟"]),
        # Letters of every script may stand in a name, so that this is one address and that is none.
        ("bird.cn和example.com", ["url:bird.cn和example.com"]),
        ("看example.com吧", []),
        ("write to a.b@example.org!", ["email:a.b@example.org"]),
        ("@ann and @x", ["mention:@ann"]),
        ("/link@magpie_bot ABC /", ["bot_command:/link@magpie_bot"]),
        ("a/b 1/2", []),
        ("#新年 #2024 #a1", ["hashtag:#新年", "hashtag:#a1"]),
        ("$USD $usd", ["cashtag:$USD"]),
    ],
)
def test_what_the_server_finds(text: str, found: list[str]) -> None:
    encoded = text.encode("utf-16-le")
    entities = find_entities(text)
    assert [f"{e.type}:{encoded[e.offset * 2 : e.end * 2].decode('utf-16-le')}" for e in entities] == found


_TYPES = ["bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "text_link", "blockquote"]


@st.composite
def _formatted(draw: st.DrawFn) -> tuple[str, list[Entity]]:
    """A text, and entities anywhere in it that begin and end between characters."""
    text = draw(st.text(alphabet="a鹊🐦 \n\r\u202e.", min_size=1, max_size=30))
    offsets = [utf16_length(text[:index]) for index in range(len(text) + 1)]
    entities = []
    for type_ in draw(st.lists(st.sampled_from(_TYPES), max_size=8)):
        start, end = sorted(draw(st.lists(st.sampled_from(offsets), min_size=2, max_size=2)))
        if start < offsets[-1]:
            entities.append(Entity(type_, start, end - start))
    return text, entities


@settings(deadline=None)
@given(_formatted())
def test_repaired_texts_are_in_order(given_text: tuple[str, list[Entity]]) -> None:
    text = repair(*given_text)
    assert text.text == text.text.strip(" \n")
    ends: list[int] = []
    for entity in text.entities:
        assert entity.length > 0
        assert entity.end <= utf16_length(text.text)
        assert text.span(entity).strip(" \n")
        while ends and ends[-1] <= entity.offset:
            ends.pop()
        assert not ends or entity.end <= ends[-1], text.entities
        ends.append(entity.end)
    assert repair(text.text, text.entities).text == text.text
