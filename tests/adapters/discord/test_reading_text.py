from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.adapters.discord.reading_text import read_text


class Names:
    def user(self, number: str) -> str:
        return {"1": "Ann"}.get(number, "")

    def role(self, number: str) -> str:
        return {"2": "team"}.get(number, "")

    def channel(self, number: str) -> str:
        return {"3": "general"}.get(number, "")


def spans(source: str) -> tuple[str, list[tuple[str, str, str]]]:
    text = read_text(source, Names())
    return text.plain, [(e.kind.value, text.plain[e.start : e.end], e.value) for e in text.entities]


@pytest.mark.parametrize(
    ("source", "plain", "found"),
    [
        (
            "**b** *i* _i_ __u__ ~~s~~ ||h||",
            "b i i u s h",
            ["bold", "italic", "italic", "underline", "strike", "spoiler"],
        ),
        ("***both***", "both", ["bold", "italic"]),
        ("__*u i*__", "u i", ["italic", "underline"]),
        ("snake_case_name", "snake_case_name", []),
        ("2 * 3 * 4", "2 * 3 * 4", []),
        ("`a*b*c`", "a*b*c", ["code"]),
        ("`` a`b ``", " a`b ", ["code"]),
        ("||`x`||", "x", ["code", "spoiler"]),
        ("# Big\n## Middle\n### Small", "Big\nMiddle\nSmall", ["heading"] * 3),
        ("#hashtag", "#hashtag", []),
        ("-# small", "small", ["subtext"]),
        ("> a\n> b\nc", "a\nb\nc", ["quote"]),
        ("x\n>>> a\nb", "x\na\nb", ["quote"]),
        ("a > b", "a > b", []),
        ("- one\n- two\n1. three", "- one\n- two\n1. three", []),
        (r"\*a\* \# \> \||b||", "*a* # > ||b||", []),
        ("¯\\_(ツ)_/¯", "¯\\_(ツ)_/¯", []),
        ("**中文**和*斜體*", "中文和斜體", ["bold", "italic"]),
        ("", "", []),
        ("**", "**", []),
        ("****", "****", []),
        ("f*** this", "f*** this", []),
    ],
)
def test_markup_is_read_as_discord_shows_it(source: str, plain: str, found: list[str]) -> None:
    shown, entities = spans(source)
    assert (shown, [kind for kind, _, _ in entities]) == (plain, found)


def test_code_blocks_have_a_language() -> None:
    assert spans("```py\nx = '**'\n```") == ("x = '**'", [("pre", "x = '**'", "py")])
    assert spans("see ```x``` there") == ("see x there", [("pre", "x", "")])
    assert spans("```\n\nx\ny\n```") == ("x\ny", [("pre", "x\ny", "")])


def test_links() -> None:
    assert spans("[words](https://a.example/x_(y))")[1] == [("link", "words", "https://a.example/x_(y)")]
    assert spans("[words](<https://a.example>)")[1] == [("link", "words", "https://a.example")]
    assert spans("(https://a.example/b).") == (
        "(https://a.example/b).",
        [("link", "https://a.example/b", "https://a.example/b")],
    )
    assert spans("<https://a.example/_x_>") == (
        "https://a.example/_x_",
        [("link", "https://a.example/_x_", "https://a.example/_x_")],
    )
    # What looks like one address and leads to another is shown as it was typed.
    assert spans("[https://bank.example](https://thief.example)")[0].startswith("[https://bank.example](")
    assert spans("[x](javascript:alert)") == ("[x](javascript:alert)", [])


def test_mentions_emoji_and_moments_have_names() -> None:
    assert spans("<@1> <@!1> <@&2> <#3> <@99>") == (
        "@Ann @Ann @team #general @unknown",
        [
            ("mention", "@Ann", "discord:1"),
            ("mention", "@Ann", "discord:1"),
            ("mention", "@team", "discord:&2"),
            ("mention", "#general", "discord:#3"),
            ("mention", "@unknown", "discord:99"),
        ],
    )
    assert spans("<:wave:5><a:dance:6>") == (
        ":wave::dance:",
        [("custom_emoji", ":wave:", "discord:5"), ("custom_emoji", ":dance:", "discord:a6")],
    )
    assert spans("at <t:1700000000:R>") == ("at 2023-11-14 22:13 UTC", [])
    assert spans("<t:9999999999999>")[0] == "<t:9999999999999>"
    assert spans("</link:12> <id:guide>") == ("/link guide", [])


@given(st.text(st.sampled_from("ab*_~|`\\<>[]()#-:@ \nh/t1."), max_size=120))
def test_nothing_breaks_the_reader_and_spans_lie_in_the_text(source: str) -> None:
    text = read_text(source)
    for entity in text.entities:
        assert 0 <= entity.start < entity.end <= len(text.plain)


def test_depth_has_an_end() -> None:
    source = "||**__~~" * 200 + "x" + "~~__**||" * 200
    assert "x" in read_text(source).plain
