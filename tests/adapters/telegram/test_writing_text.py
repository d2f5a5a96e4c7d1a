from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import MessageEntity

from bridge.adapters.telegram.reading_text import read_text
from bridge.adapters.telegram.writing_text import EXPANDABLE, MOMENT, attempts, write_entities
from bridge.chat.text import Entity, EntityKind, Text

CHARACTERS = "ab 你好👍🏽👨‍👩‍👧\n"
KINDS = [EntityKind.BOLD, EntityKind.ITALIC, EntityKind.UNDERLINE, EntityKind.STRIKE, EntityKind.SPOILER]


def read(plain: str, entities: Sequence[MessageEntity]) -> Text:
    return read_text(plain, entities, lambda _: None)


def types(text: Text) -> list[str]:
    return [str(entity.type) for entity in write_entities(text)]


@given(st.text(CHARACTERS, min_size=1, max_size=30), st.data())
def test_what_is_written_is_read_as_it_was(plain: str, data: st.DataObject) -> None:
    spans = st.tuples(st.integers(0, len(plain)), st.integers(0, len(plain)), st.sampled_from(KINDS))
    text = Text.of(plain, [Entity(a, b, kind) for a, b, kind in data.draw(st.lists(spans, max_size=8))])
    assert set(read(plain, write_entities(text)).entities) == set(text.entities)


def test_offsets_are_utf16_units() -> None:
    text = Text.of("👍你好 world", [Entity(4, 9, EntityKind.BOLD)])
    assert [(each.offset, each.length) for each in write_entities(text)] == [(5, 5)]


@pytest.mark.parametrize(
    ("entity", "expected"),
    [
        (Entity(0, 3, EntityKind.PRE, "python"), {"type": "pre", "language": "python"}),
        (Entity(0, 3, EntityKind.CODE), {"type": "code"}),
        (Entity(0, 3, EntityKind.LINK, "https://a.b/c"), {"type": "text_link", "url": "https://a.b/c"}),
        (Entity(0, 3, EntityKind.QUOTE), {"type": "blockquote"}),
        (Entity(0, 3, EntityKind.QUOTE, EXPANDABLE), {"type": "expandable_blockquote"}),
        (Entity(0, 3, EntityKind.HEADING, "1"), {"type": "bold"}),
        (Entity(0, 3, EntityKind.SUBTEXT), {"type": "italic"}),
        (Entity(0, 3, EntityKind.CUSTOM_EMOJI, "telegram:77"), {"type": "custom_emoji", "custom_emoji_id": "77"}),
    ],
)
def test_each_kind_has_its_type(entity: Entity, expected: dict[str, str]) -> None:
    written = json.loads(write_entities(Text.of("abc", [entity]))[0].to_json())
    assert written == {"offset": 0, "length": 3, **expected}


@pytest.mark.parametrize(
    "entity",
    [
        Entity(0, 3, EntityKind.LINK, "javascript:alert(1)"),
        Entity(0, 3, EntityKind.MENTION, "discord:1234"),
        Entity(0, 3, EntityKind.MENTION, "telegram:@someone"),
        Entity(0, 3, EntityKind.CUSTOM_EMOJI, "discord:1234"),
        Entity(0, 3, EntityKind.HASHTAG),
    ],
)
def test_what_telegram_does_not_know_stays_text(entity: Entity) -> None:
    assert types(Text.of("abc", [entity])) == []


def test_a_known_person_is_mentioned_by_number() -> None:
    written = write_entities(Text.of("Ann", [Entity(0, 3, EntityKind.MENTION, "telegram:42")]))[0]
    assert written.user is not None
    assert written.user.id == 42


def test_an_address_is_left_to_telegram_to_link() -> None:
    assert types(Text.of("https://a.b", [Entity(0, 11, EntityKind.LINK, "https://a.b")])) == []
    assert types(Text.of("a.b", [Entity(0, 3, EntityKind.LINK, "https://a.b")])) == []


def test_a_moment_is_shown_in_each_readers_time() -> None:
    written = write_entities(Text.of("2026", [Entity(0, 4, EntityKind.SUBTEXT, f"{MOMENT}1700000000")]))[0]
    assert written.unix_time is not None
    assert written.unix_time.timestamp() == 1700000000


def test_code_holds_nothing_and_a_quote_no_quote() -> None:
    inside_code = Text.of("abcdef", [Entity(0, 6, EntityKind.CODE), Entity(1, 3, EntityKind.BOLD)])
    assert types(inside_code) == ["code"]
    nested = Text.of("abcdef", [Entity(0, 6, EntityKind.QUOTE), Entity(1, 3, EntityKind.QUOTE)])
    assert types(nested) == ["blockquote"]


def test_a_spoiler_wins_over_code() -> None:
    assert types(Text.of("abcdef", [Entity(0, 6, EntityKind.CODE), Entity(1, 3, EntityKind.SPOILER)])) == ["spoiler"]


def test_of_too_many_entities_the_least_important_go() -> None:
    many = [Entity(number, number + 1, EntityKind.ITALIC) for number in range(150)]
    text = Text.of(
        "x" * 200, [*many, Entity(160, 170, EntityKind.SPOILER), Entity(180, 190, EntityKind.LINK, "http://a.b")]
    )
    assert len(types(text)) == 100
    assert {"spoiler", "text_link"} <= set(types(text))


def test_without_markup_what_is_hidden_stays_hidden() -> None:
    text = Text.of("he dies", [Entity(0, 2, EntityKind.BOLD), Entity(3, 7, EntityKind.SPOILER)])
    full, spoilers, bare = attempts(text)
    assert [each.type for each in full[1]] == ["bold", "spoiler"]
    assert [each.type for each in spoilers[1]] == ["spoiler"]
    assert bare == ("he ▒▒▒▒", ())


def test_a_plain_text_is_tried_once() -> None:
    assert len(list(attempts(Text("hello")))) == 1


def entity(type_: str, offset: int, length: int, **more: object) -> MessageEntity:
    return MessageEntity.de_json({"type": type_, "offset": offset, "length": length, **more}, None)


def test_telegrams_own_entities_are_read() -> None:
    plain = "👍 @Ann #tag a.cn $X hi"
    found = read_text(
        plain,
        [entity("mention", 3, 4), entity("hashtag", 8, 4), entity("url", 13, 4), entity("cashtag", 18, 2)],
        {"Ann": 42}.get,
    )
    assert [(plain[e.start : e.end], e.kind, e.value) for e in found.entities] == [
        ("@Ann", EntityKind.MENTION, "telegram:42"),
        ("#tag", EntityKind.HASHTAG, ""),
        ("a.cn", EntityKind.LINK, "https://a.cn"),
        ("$X", EntityKind.HASHTAG, ""),
    ]


def test_unknown_entities_are_passed_over() -> None:
    assert read("abc", [entity("hologram", 0, 3), entity("bot_command", 0, 3)]) == Text("abc")


def test_code_lies_in_a_quote_and_never_across_its_edge() -> None:
    inside = Text.of("abcdef", [Entity(0, 6, EntityKind.QUOTE), Entity(1, 3, EntityKind.CODE)])
    assert types(inside) == ["blockquote", "code"]
    for start, end in ((0, 3), (0, 6), (4, 6)):
        across = Text.of("abcdef", [Entity(1, 5, EntityKind.QUOTE), Entity(start, end, EntityKind.CODE)])
        assert types(across) == ["blockquote"]
    both = Text.of(
        "abcdef", [Entity(0, 6, EntityKind.CODE), Entity(1, 3, EntityKind.QUOTE), Entity(4, 5, EntityKind.BOLD)]
    )
    assert types(both) == ["blockquote", "bold"]
