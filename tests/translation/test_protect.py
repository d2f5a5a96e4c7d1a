from __future__ import annotations

import time

import pytest

from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import Entity, EntityKind, Text
from bridge.glossary.term import Action, Hit, Term
from bridge.translation import protect
from bridge.translation.span import Kind


def found(text: str | Text, *hits: Hit, target: ReaderLanguage = ReaderLanguage.ENGLISH) -> list[tuple[str, Kind]]:
    text = Text(text) if isinstance(text, str) else text
    spans, _ = protect.spans(text, hits, target=target)
    return [(text.plain[span.start : span.end], span.kind) for span in spans]


@pytest.mark.parametrize(
    ("text", "span", "kind"),
    [
        ("看https://x.com/a_(b)吧", "https://x.com/a_(b)", Kind.URL),
        ("(see https://x.com/a).", "https://x.com/a", Kind.URL),
        ("上github.com/a/b看", "github.com/a/b", Kind.URL),
        ("写信到 tom@example.com。", "tom@example.com", Kind.EMAIL),
        ("@tom你好", "@tom", Kind.MENTION),
        ("@小明 你好", "@小明", Kind.MENTION),
        ("hi <@!42> there", "<@!42>", Kind.MENTION),
        ("ok :joy: ok", ":joy:", Kind.EMOJI),
        ("好👩‍👩‍👧‍👦👍🏽的", "👩‍👩‍👧‍👦👍🏽", Kind.EMOJI),
        ("press 1️⃣ now", "1️⃣", Kind.EMOJI),
        ("累(╯°□°）╯︵ ┻━┻ 了", "(╯°□°）╯︵ ┻━┻", Kind.EMOTICON),
        ("whatever ¯\\_(ツ)_/¯ man", "¯\\_(ツ)_/¯", Kind.EMOTICON),
        ("ok :) bye", ":)", Kind.EMOTICON),
        ("o_O what", "o_O", Kind.EMOTICON),
        ("u.u sorry", "u.u", Kind.EMOTICON),
        ("去 #春节快乐 吧", "#春节快乐", Kind.HASHTAG),
        ("用/start开始", "/start", Kind.COMMAND),
        ("run `a b` now", "`a b`", Kind.CODE),
        ("the my_var here", "my_var", Kind.CODE),
        ("costs $19.99 now", "$19.99", Kind.NUMBER),
        ("要¥1,299.00元", "¥1,299.00", Kind.NUMBER),
        ("跑了 5km 路", "5km", Kind.NUMBER),
        ("at 7:30pm ok", "7:30pm", Kind.NUMBER),
        ("on 2026-11-24 ok", "2026-11-24", Kind.NUMBER),
        ("an iPhone15 please", "iPhone15", Kind.NUMBER),
        ("他说⟦3⟧好", "⟦3⟧", Kind.SYMBOL),
        ("ich sage привет мир dir", "привет мир", Kind.WORD),
        ("a\x00b", "\x00", Kind.WORD),
    ],
)
def test_what_is_protected(text: str, span: str, kind: Kind) -> None:
    assert (span, kind) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "and/or",
        "I have 3 cats",
        "well (I think so) yes",
        "（我觉得可以）",
        "他说：好的",
        "it's 5 o'clock",
        "1st place",
        "the 20th",
        "Hello, world! How are you?",
        "真的吗？！",
        "no... really",
        "a - b",
        "e.g. this",
        "(see below)",
        "ratio 3 to 4",
        "don't",
        "I have my own room, two cats. Two! 1",
        "the U.N. is on T.V. at 0",
    ],
)
def test_what_is_left_to_the_model(text: str) -> None:
    assert found(text) == []


def test_a_term_is_stronger_than_a_number_and_weaker_than_an_address() -> None:
    six = Term("zh", ("666",), Action.REPLACE, "awesome")
    text = "666 https://x.com/666"
    assert found(text, Hit(0, 3, six), Hit(18, 21, six)) == [("666", Kind.TERM), ("https://x.com/666", Kind.URL)]


def test_hits_that_overlap_count_once() -> None:
    short, long = Term("zh", ("永远",), Action.KEEP), Term("zh", ("永远的神",), Action.REPLACE, "GOAT")
    _, hits = protect.spans(Text("永远的神"), [Hit(0, 2, short), Hit(0, 4, long)], target=ReaderLanguage.ENGLISH)
    assert [hit.term for hit in hits] == [long]


def test_entities_come_first() -> None:
    text = Text.of("look at foo bar here", [Entity(8, 15, EntityKind.CODE)])
    assert found(text) == [("foo bar", Kind.CODE)]


def test_large_numbers_are_counted_as_english_counts() -> None:
    spans, _ = protect.spans(Text("大概7万人，1.5亿次，3万元"), target=ReaderLanguage.ENGLISH)
    assert [span.output.plain for span in spans] == ["70,000", "150,000,000", "3万元"]


def test_laughter_is_spelt_for_the_reader() -> None:
    spans, _ = protect.spans(Text("哈哈哈哈 笑死"), target=ReaderLanguage.ENGLISH)
    assert [span.output.plain for span in spans] == ["hahahaha"]
    spans, _ = protect.spans(Text("hahaha so funny"), target=ReaderLanguage.SIMPLIFIED)
    assert [span.output.plain for span in spans] == ["哈哈哈"]
    assert protect.spans(Text("aha! ha"), target=ReaderLanguage.SIMPLIFIED)[0] == []


@pytest.mark.parametrize(
    "text",
    [
        "a." * 10_000,
        "(" * 20_000,
        "http://" + "(" * 20_000,
        "@" * 20_000,
        "#" * 20_000,
        "1," * 10_000,
        "😂" * 20_000,
        "a_" * 10_000,
        "`" * 20_001,
        "<" * 20_000,
        "a-" * 10_000,
        "1:" * 10_000,
        "哈" * 20_000,
        "ha" * 10_000,
        ":" * 20_000,
        "/a" * 10_000,
        "x@" * 10_000,
        "👩\u200d" * 10_000,
        "⟦" * 20_000,
        "=" * 20_000,
        "\u0301a" * 10_000,
        "w" * 20_000,
        "</a" * 7_000,
        "www." * 5_000,
        "hehe " * 4_000,
        "．" * 20_000,
        "1" * 20_000,
        "a1" * 10_000,
        "é" * 20_000,
        "https://" * 2_500,
        "~/" * 10_000,
        "$1" * 10_000,
        "(ノ" * 10_000,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    began = time.thread_time()
    protect.spans(Text(text), target=ReaderLanguage.ENGLISH)
    protect.spans(Text(text), target=ReaderLanguage.SIMPLIFIED)
    assert time.thread_time() - began < 10, "it grows with the square of the length, or worse"
