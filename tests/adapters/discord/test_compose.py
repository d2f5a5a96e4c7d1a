from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.adapters.discord.adapter import DiscordAdapter
from bridge.adapters.discord.channels import Facts
from bridge.adapters.discord.compose import compose, people_of
from bridge.adapters.discord.constants import UPLOAD_LIMIT
from bridge.adapters.discord.reading_text import read_text
from bridge.adapters.discord.reply import quote_embed
from bridge.adapters.discord.sending import named
from bridge.chat.attachment import Attachment, AttachmentKind
from bridge.chat.author import Author
from bridge.chat.content import Body, Content, Quote
from bridge.chat.delivery import Block
from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import Entity, EntityKind, Text

TOM = Author("telegram", "1", "Tom")


def block(lead: Text | str, *, author: Author | None = TOM, part: int = 0, parts: int = 1, **more: object) -> Block:
    text = Text(lead) if isinstance(lead, str) else lead
    body = Body(text, more.pop("folded", Text()), more.pop("note", Text()))  # type: ignore[arg-type]
    folded = bool(more.pop("fold", True))
    content = Content(author, text, "en", 1_700_000_000.0, body, **more)  # type: ignore[arg-type]
    return Block(1, 1, content, text, part, parts, folded)


def document(name: str, size: int) -> Attachment:
    return Attachment(AttachmentKind.DOCUMENT, "telegram", "x", name, size=size)


def test_text_original_and_note_in_this_order() -> None:
    shown = compose([block("你好", folded=Text("hello\n\nthere"), note=Text("not translated"))])
    assert shown == "你好\n-# hello\n-# there\n-# _not translated_"


def test_an_original_that_does_not_fit_is_left_out() -> None:
    assert compose([block("你好", folded=Text("hello"), fold=False)]) == "你好"


def test_the_original_keeps_what_small_print_can_hold_and_what_is_hidden() -> None:
    folded = Text.of(
        "Title\nsee code and secret\nlines",
        [
            Entity(0, 5, EntityKind.HEADING, "1"),
            Entity(10, 14, EntityKind.CODE),
            Entity(19, 31, EntityKind.SPOILER),
        ],
    )
    assert compose([block("x", folded=folded)]) == "x\n-# Title\n-# see `code` and ||secret||\n-# ||lines||"


def test_links_of_the_original_have_no_preview() -> None:
    shown = compose([block("看 https://a.example", folded=Text("see https://a.example"))])
    assert shown == "看 https://a.example\n-# see <https://a.example>"


def test_blocks_follow_each_other() -> None:
    assert compose([block("one", folded=Text("1")), block("two")]) == "one\n-# 1\ntwo"


def test_a_later_block_says_what_it_answers() -> None:
    quote = Quote("Ann", "who?\n@everyone")
    assert compose([block("I", quote=quote), block("me", quote=quote)]) == "I\n-# ↩ Ann: who? @everyone\nme"


def test_late_and_forwarded_are_told_above() -> None:
    shown = compose([block("hi", late=True, forwarded_from="News *1*", reads=(ReaderLanguage.ENGLISH,))])
    assert shown == "-# ↪ forwarded from News \\*1\\*\n-# <t:1700000000:f>\nhi"
    chinese = compose([block("嗨", forwarded_from="新闻", reads=(ReaderLanguage.TRADITIONAL,))])
    assert chinese == "-# ↪ 轉發自 新闻\n嗨"


def test_a_later_part_tells_nothing_above_and_the_last_one_the_note() -> None:
    first, last = (block("x", part=part, parts=2, late=True, note=Text("n"), folded=Text("o")) for part in range(2))
    assert compose([first]) == "-# <t:1700000000:f>\nx"
    assert compose([last]) == "x\n-# o\n-# _n_"


def test_files_that_are_too_large_or_missing_are_told_of() -> None:
    large, lost = document("a_b.zip", UPLOAD_LIMIT + 1), document("lost.pdf", 5)
    shown = compose([block("see", attachments=(large, lost))], missing=[lost])
    assert shown == (
        "see\n-# 📎 a\\_b.zip (10 MB) is too large to be shown here.\n-# 📎 lost.pdf could not be fetched."
    )


def test_only_files_need_no_words_and_nothing_at_all_is_a_sign() -> None:
    assert compose([block("", attachments=(document("a", 1),))]) == ""
    assert compose([block("")]) == "…"


@given(st.lists(st.text(st.sampled_from("ab*_|~`>#-\n中 "), max_size=30), min_size=1, max_size=3), st.text(max_size=30))
@settings(max_examples=50)
def test_sizes_are_exact_and_words_literal(leads: list[str], folded: str) -> None:
    blocks = [block(lead, folded=Text(folded)) for lead in leads]
    shown = compose(blocks)
    assert DiscordAdapter.size(None, blocks) == len(shown)  # type: ignore[arg-type]
    words = "".join(read_text(shown).plain.split())
    for lead in leads:
        assert "".join(lead.split()) in words


def test_what_is_far_too_long_is_not_written_to_be_measured() -> None:
    assert DiscordAdapter.size(None, [block("*" * 7000)]) == 7000  # type: ignore[arg-type]
    assert DiscordAdapter.size(None, [block("*" * 5000)]) == 10_000  # type: ignore[arg-type]


def test_people_are_rung_for_what_is_shown_only() -> None:
    text = Text("@Ann", (Entity(0, 4, EntityKind.MENTION, "discord:7"),))
    assert people_of([block(text)]) == ["7"]
    assert people_of([block("x", folded=text)]) == ["7"]
    assert people_of([block("x", folded=text, fold=False)]) == []


@pytest.mark.parametrize(
    ("content", "shown"),
    [("hi", "**Tom:** hi"), ("a\nb", "**Tom:**\na\nb"), ("", "**Tom:**"), ("x" * 1995, "x" * 1995)],
)
def test_without_a_webhook_the_name_leads_where_there_is_room(content: str, shown: str) -> None:
    assert named(TOM, content) == shown
    assert named(None, content) == content


def test_what_is_answered_is_a_small_card() -> None:
    card = quote_embed(Quote("Ann @here", "first *words*"), Facts(2, 1, 2), "3")
    assert card["author"]["name"] == "↩ Ann @here"
    assert card["description"] == "first \\*words\\* [↗](https://discord.com/channels/1/2/3)"
    assert quote_embed(Quote("", ""), Facts(2, 1, 2), "") == {"author": {"name": "↩ ?"}, "description": "…"}
