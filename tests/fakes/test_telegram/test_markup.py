"""HTML and MarkdownV2, with the complaints of the real server."""

from __future__ import annotations

import pytest

from tests.fakes.telegram.entity import Entity
from tests.fakes.telegram.errors import ApiError
from tests.fakes.telegram.html_markup import parse_html
from tests.fakes.telegram.links import checked_link, linked_emoji, linked_user
from tests.fakes.telegram.markdown_markup import parse_markdown

_SURROGATE = (
    "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"
)


def _told(text: str, entities: list[Entity]) -> list[tuple[str, str]]:
    encoded = text.encode("utf-16-le")
    return [(e.type, encoded[e.offset * 2 : e.end * 2].decode("utf-16-le")) for e in entities]


@pytest.mark.parametrize(
    ("source", "text", "spans"),
    [
        ("<b>x</b><STRONG>y</STRONG>", "xy", [("bold", "x"), ("bold", "y")]),
        ("🐦<i>é</i>", "🐦é", [("italic", "é")]),
        ("<b>a<i>b</i></b>", "ab", [("italic", "b"), ("bold", "ab")]),
        ("1 &lt; 2 &amp;&amp; &#128038; &#x1F426; &nbsp;", "1 < 2 && 🐦 🐦 &nbsp;", []),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", "x")]),
        ("<tg-spoiler>x</tg-spoiler>", "x", [("spoiler", "x")]),
        ("<blockquote expandable>x\ny</blockquote>", "x\ny", [("expandable_blockquote", "x\ny")]),
        ("<blockquote>x</>", "x", [("blockquote", "x")]),
        ("<u></u>x", "x", []),
        ('<a href="not a link">x</a>', "x", []),
        ("<a>example.com</a>", "example.com", [("text_link", "example.com")]),
    ],
)
def test_html(source: str, text: str, spans: list[tuple[str, str]]) -> None:
    parsed, entities = parse_html(source)
    assert parsed == text
    assert _told(parsed, entities) == spans


def test_html_details() -> None:
    _, (code,) = parse_html('<pre><code class="language-python">x</code></pre>')
    assert code == Entity("pre", 0, 1, language="python")
    _, (plain,) = parse_html('<code class="language-python">x</code>')
    assert plain == Entity("code", 0, 1)
    _, (person,) = parse_html("<a href='tg://user?id=42'>x</a>")
    assert person == Entity("text_mention", 0, 1, user_id=42)
    _, (link,) = parse_html("<a href=\"https://example.com/?a=1&amp;b='2'\">x</a>")
    assert link.url == "https://example.com/?a=1&b='2'"
    _, (emoji,) = parse_html('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>')
    assert emoji == Entity("custom_emoji", 0, 2, custom_emoji_id="5368324170671202286")


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<b>x", "Can't find end tag corresponding to start tag b"),
        ("鹊<p>x</p>", 'Unsupported start tag "p" at byte offset 3'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a <", "Unclosed start tag at byte offset 2"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ("<a href=x@y>x</a>", "Unexpected end of name token at byte offset 8"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a =x>x</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<tg-emoji emoji-id='x'>y</tg-emoji>", "Invalid custom emoji identifier specified"),
        ("&#xD83D;", _SURROGATE),
    ],
)
def test_html_that_is_refused(source: str, complaint: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize(
    ("source", "text", "spans"),
    [
        ("*x* _y_ __z__ ~s~ ||p||", "x y z s p", ["bold:x", "italic:y", "underline:z", "strikethrough:s", "spoiler:p"]),
        ("*a _b_*", "a b", ["bold:a b", "italic:b"]),
        (r"1\. \*x\* \\", "1. *x* \\", []),
        ("`a*b`", "a*b", ["code:a*b"]),
        ("```\na.b\n```", "a.b\n", ["pre:a.b\n"]),
        ("[x](https://example.com)", "x", ["text_link:x"]),
        (">a\n>b\nc", "a\nb\nc", ["blockquote:a\nb\n"]),
        (">a\n>b||", "a\nb", ["expandable_blockquote:a\nb"]),
        (">a\n**>b||\nc", "a\nb\nc", ["blockquote:a\n", "expandable_blockquote:b\n"]),
        (">||a||", "a", ["blockquote:a", "spoiler:a"]),
        ("![👍](tg://emoji?id=5)", "👍", ["custom_emoji:👍"]),
        ("[x](tg://user?id=7)", "x", ["text_mention:x"]),
        ("_a__b__c_", "abc", ["italic:abc", "underline:b"]),
    ],
)
def test_markdown(source: str, text: str, spans: list[str]) -> None:
    parsed, entities = parse_markdown(source)
    assert parsed == text
    assert [f"{type_}:{span}" for type_, span in _told(parsed, entities)] == spans


def test_markdown_names_the_language_of_a_block() -> None:
    text, (block,) = parse_markdown("```python\nx = 1```")
    assert text == "x = 1"
    assert block == Entity("pre", 0, 5, language="python")


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("1.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("a > b", "Character '>' is reserved and must be escaped with the preceding '\\'"),
        ("a | b", "Character '|' is reserved and must be escaped with the preceding '\\'"),
        ("wow!", "Character '!' is reserved and must be escaped with the preceding '\\'"),
        ("鹊 *x", "Can't find end of Bold entity at byte offset 4"),
        ("_x", "Can't find end of Italic entity at byte offset 0"),
        ("`x", "Can't find end of Code entity at byte offset 0"),
        ("```x", "Can't find end of Pre entity at byte offset 0"),
        ("[x](y", "Can't find end of a URL at byte offset 4"),
        (">*a\nb*", "Can't find end of Bold entity at byte offset 1"),
        ("![x]", "Custom emoji entity must contain a tg://emoji URL"),
        ("![x](tg://emoji?id=)", "Invalid custom emoji identifier specified"),
    ],
)
def test_markdown_that_is_refused(source: str, complaint: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_markdown(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.com", "https://example.com/"),
        ("example.com/鸟?q=1", "http://example.com/鸟?q=1"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("http://[::1", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
        ("two words.com", ""),
    ],
)
def test_links(url: str, link: str) -> None:
    assert checked_link(url) == link


def test_links_to_people_and_emoji() -> None:
    assert linked_user("tg://user?id=42") == 42
    assert linked_user("tg://user?id=x") is None
    assert linked_user("https://example.com/user?id=42") is None
    assert linked_emoji("tg://emoji?id=5") == "5"
    assert linked_emoji("tg://emoji?id=0") is None
    assert linked_emoji("https://example.com/emoji?id=5") is None
