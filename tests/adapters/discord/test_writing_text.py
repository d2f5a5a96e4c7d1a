"""Any text shows literally, any span as what it means."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.adapters.discord.reading_text import read_text
from bridge.adapters.discord.writing_text import mentioned, write_text
from bridge.chat.text import Entity, EntityKind, Text

MARKS = "*_~|`\\<>[]()#-:@ \nab中1."
INLINE = (EntityKind.BOLD, EntityKind.ITALIC, EntityKind.UNDERLINE, EntityKind.STRIKE, EntityKind.SPOILER)
hostile = st.text(st.sampled_from(MARKS), max_size=40) | st.text(max_size=40)


def links_aside(text: Text) -> list[Entity]:
    return [entity for entity in text.entities if entity.kind is not EntityKind.LINK]


@given(hostile)
@settings(max_examples=100)
def test_any_text_shows_literally(plain: str) -> None:
    read = read_text(write_text(Text(plain)))
    assert read.plain == plain
    assert links_aside(read) == []


@given(hostile, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(INLINE)), max_size=4))
@settings(max_examples=100)
def test_whatever_the_spans_the_words_are_kept_and_what_is_hidden_stays_hidden(
    plain: str, spans: list[tuple[int, int, EntityKind]]
) -> None:
    text = Text.of(plain, [Entity(start, end, kind) for start, end, kind in spans])
    read = read_text(write_text(text))
    hidden = {i for start, end in text.spans({EntityKind.SPOILER}) for i in range(start, end) if not plain[i].isspace()}
    if "▒" in read.plain:
        assert all(read.plain[i] == "▒" for i in hidden)
        return
    assert read.plain == plain
    assert hidden <= {i for start, end in read.spans({EntityKind.SPOILER}) for i in range(start, end)}


words = st.text(st.sampled_from("ab中*_~|`\\<[]>#-:"), min_size=1, max_size=8)


@given(st.lists(st.tuples(words, st.sampled_from((*INLINE, EntityKind.CODE, None))), min_size=1, max_size=6))
@settings(max_examples=100)
def test_spans_between_words_come_back_as_they_went(pieces: list[tuple[str, EntityKind | None]]) -> None:
    plain, entities = "", []
    for word, kind in pieces:
        shown = word.replace("`", "'") if kind is EntityKind.CODE else word
        if kind is not None:
            entities.append(Entity(len(plain), len(plain) + len(shown), kind))
        plain += f"{shown} "
    text = Text.of(plain.rstrip(), entities)
    assert links_aside(read_text(write_text(text))) == list(text.entities)


@pytest.mark.parametrize(
    ("plain", "entities"),
    [
        ("a b c", [Entity(0, 5, EntityKind.BOLD), Entity(2, 3, EntityKind.ITALIC)]),
        ("both", [Entity(0, 4, EntityKind.BOLD), Entity(0, 4, EntityKind.ITALIC)]),
        ("all", [Entity(0, 3, kind) for kind in INLINE]),
        ("x = 1", [Entity(0, 5, EntityKind.PRE, "py")]),
        ("see:\nx\n\ny\nthere", [Entity(5, 9, EntityKind.PRE)]),
        ("one\ntwo\nafter", [Entity(0, 7, EntityKind.QUOTE)]),
        ("one\ntwo", [Entity(0, 7, EntityKind.QUOTE), Entity(0, 3, EntityKind.BOLD)]),
        ("Title\ntext", [Entity(0, 5, EntityKind.HEADING, "2")]),
        ("text\nsmall print", [Entity(5, 16, EntityKind.SUBTEXT)]),
        ("here", [Entity(0, 4, EntityKind.LINK, "https://example.com/a_b_c?d=*e*")]),
        ("here x", [Entity(0, 4, EntityKind.LINK, "https://example.com"), Entity(0, 6, EntityKind.SPOILER)]),
        ("https://example.com/a_b_c", [Entity(0, 25, EntityKind.LINK, "https://example.com/a_b_c")]),
        ("hi :wave:!", [Entity(3, 9, EntityKind.CUSTOM_EMOJI, "discord:12")]),
        ("hi :wave:!", [Entity(3, 9, EntityKind.CUSTOM_EMOJI, "discord:a12")]),
        ("`tick", [Entity(0, 5, EntityKind.CODE)]),
        ("secret", [Entity(0, 6, EntityKind.SPOILER), Entity(0, 6, EntityKind.CODE)]),
    ],
)
def test_kinds_of_spans_come_back(plain: str, entities: list[Entity]) -> None:
    text = Text.of(plain, entities)
    assert set(read_text(write_text(text)).entities) == set(text.entities)


@pytest.mark.parametrize(
    "plain",
    [
        "# no heading",
        "-# no small print",
        "> no quote",
        ">>> no quote",
        "- no list\n* nor this\n1. nor this",
        "[no](https://link.example)",
        "<@123> <@&4> <#5> <:no:6> <t:0>",
        ":smile: 12:30:45",
        "¯\\_(ツ)_/¯",
        "snake_case and __init__",
        "```\nno code",
        "2 * 3 * 4",
    ],
)
def test_what_looks_like_markup_is_shown_as_it_is(plain: str) -> None:
    read = read_text(write_text(Text(plain)))
    assert read.plain == plain
    assert links_aside(read) == []


def test_one_link_has_a_preview_and_none_in_what_is_folded() -> None:
    text = Text("https://a.example and https://b.example")
    assert write_text(text) == "https://a.example and <https://b.example>"
    assert write_text(text, previews=False) == "<https://a.example> and <https://b.example>"
    link = Text("words", (Entity(0, 5, EntityKind.LINK, "https://a.example"),))
    assert write_text(link) == "[words](https://a.example)"
    assert write_text(link, previews=False) == "[words](<https://a.example>)"


def test_a_mention_of_somebody_known_rings_and_of_nobody_else() -> None:
    text = Text(
        "hi @Ann @Bob", (Entity(3, 7, EntityKind.MENTION, "discord:1"), Entity(8, 12, EntityKind.MENTION, "telegram:2"))
    )
    assert write_text(text) == "hi <@1> @Bob"
    assert mentioned(text) == ["1"]
    assert mentioned(Text("<@5> @everyone")) == []
    role = Text("@team", (Entity(0, 5, EntityKind.MENTION, "discord:&7"),))
    assert write_text(role) == "@team"
    assert mentioned(role) == []


def test_words_with_a_link_that_markdown_cannot_hold_are_followed_by_it() -> None:
    text = Text("see [this]", (Entity(0, 10, EntityKind.LINK, "https://a.example"),))
    assert read_text(write_text(text)).plain == "see [this] https://a.example"
    mail = Text("mail me", (Entity(0, 7, EntityKind.LINK, "mailto:a@b.example"),))
    assert write_text(mail) == "mail me"


def test_a_fence_inside_code_does_not_end_it() -> None:
    read = read_text(write_text(Text("a\n```\nb", (Entity(0, 7, EntityKind.PRE),))))
    assert [entity.kind for entity in read.entities] == [EntityKind.PRE]
    assert read.plain.replace("\u200b", "") == "a\n```\nb"


@pytest.mark.parametrize("character", ["*", "_", "`", "[", "|", "~", "<", "\\", "(", "> ", "[a](", "*a ", "_a ", "[]"])
def test_nothing_that_somebody_writes_takes_long_to_read(character: str) -> None:
    source = (character * 2000)[:2000]
    begun = time.thread_time()
    read_text(source)
    assert time.thread_time() - begun < 10, "it grows with the square of the length, or worse"


@pytest.mark.parametrize(
    "plain",
    [
        "https://a.example/b<@1>",
        "https://a.example/b.<@1>",
        "https://a.example/)<@1>",
        "https://*what* and https://<@1>",
        "HTTPS://A.EXAMPLE/b_c_d",
        "https://a.example/b>c<@1>",
        "see https://a.example/x> *now*",
        "<HTTPS://a.example>",
    ],
)
def test_a_backslash_is_no_part_of_an_address(plain: str) -> None:
    read = read_text(write_text(Text(plain)))
    assert read.plain == plain
    assert links_aside(read) == []


def test_code_and_links_that_lie_across_each_other_do_no_harm() -> None:
    plain = "a ``` b ``` c"
    spans = [
        Entity(0, 12, EntityKind.PRE),
        Entity(5, 8, EntityKind.LINK, "https://a.example/)"),
        Entity(5, 8, EntityKind.LINK, "https://b.example/)"),
    ]
    read = read_text(write_text(Text.of(plain, spans)))
    assert read.plain.replace("\u200b", "") == "a ``` b  https://a.example/) https://b.example/)``` c"
