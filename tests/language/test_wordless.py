import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.language.wordless import blank

WORDLESS = [
    "https://example.com/a?b=c#d",
    "www.example.com/path",
    "example.com",
    "jane.doe+x@mail.example.org",
    "@bob_smith",
    "<@123456789012345678>",
    "<:pepe:123456789012345678>",
    ":thumbs_up:",
    "#weekend",
    "#周末",
    "`x = foo()`",
    "```py\nprint('hi')\n```",
    "T_T",
    "o.o",
    ":D",
    ":-P",
    "xD",
    "(・ω・)",
    "¯\\_(ツ)_/¯",
    "ヽ(´▽`)ノ",
    "<name>",
]


@pytest.mark.parametrize("wordless", WORDLESS)
def test_wordless_is_blanked_and_the_words_around_it_stay(wordless: str) -> None:
    text = f"see {wordless} 好"
    assert blank(text) == f"see {' ' * len(wordless)} 好"


@pytest.mark.parametrize(
    "words",
    [
        "hello (really) there",
        "（笑）",
        "你好(再见)",
        "and/or",
        "3:00 Pm",
        "a.b",
        "ratio 3:2",
        "Dr. Who",
        "price #",
        "(a) first",
    ],
)
def test_words_stay(words: str) -> None:
    assert blank(words) == words


def test_chinese_written_on_after_a_link_stays() -> None:
    assert blank("https://example.com/x看看这个").strip() == "看看这个"


def test_a_command_is_no_language_but_what_follows_it_is() -> None:
    assert blank("/fix@magpie_bot hello").strip() == "hello"
    assert blank("either /or").strip() == "either /or"


def test_given_spans_are_blanked_wherever_they_reach() -> None:
    assert blank("hello bob", [(6, 9)]) == "hello    "
    assert blank("hello", [(3, 99), (-5, 1), (4, 2)]) == " el  "


@given(st.text(st.characters()), st.lists(st.tuples(st.integers(-5, 50), st.integers(-5, 50))))
def test_offsets_never_change(text: str, spans: list[tuple[int, int]]) -> None:
    blanked = blank(text, spans)
    assert len(blanked) == len(text)
    assert all(after in (before, " ") for before, after in zip(text, blanked, strict=True))
