from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.adapters.telegram.compose import compose
from bridge.adapters.telegram.constants import UPLOAD_LIMIT
from bridge.adapters.telegram.writing_text import write_entities
from bridge.chat.attachment import Attachment, AttachmentKind
from bridge.chat.author import Author
from bridge.chat.content import Body, Content, Quote
from bridge.chat.delivery import Block
from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import Entity, EntityKind, Text

TOM = Author("discord", "1", "Tom")


def block(lead: Text | str, *, author: Author | None = TOM, part: int = 0, parts: int = 1, **more: object) -> Block:
    text = Text(lead) if isinstance(lead, str) else lead
    body = Body(text, more.pop("folded", Text()), more.pop("note", Text()))  # type: ignore[arg-type]
    content = Content(author, text, "en", 1_700_000_000.0, body, **more)  # type: ignore[arg-type]
    return Block(1, 1, content, text, part, parts)


def spans(text: Text, kind: EntityKind) -> list[str]:
    return [text.plain[start:end] for start, end in text.spans({kind})]


def test_name_text_original_and_note_in_this_order() -> None:
    text = compose([block("你好", folded=Text("hello"), note=Text("not translated"))])
    assert text.plain == "Tom: 你好\nhello\nnot translated"
    assert spans(text, EntityKind.BOLD) == ["Tom"]
    assert spans(text, EntityKind.QUOTE) == ["hello"]
    assert spans(text, EntityKind.ITALIC) == ["not translated"]


def test_magpies_own_words_have_no_name() -> None:
    assert compose([block("Tom joined.", author=None)]).plain == "Tom joined."


def test_blocks_follow_each_other_each_with_its_name() -> None:
    ann = Author("web", "2", "Ann")
    assert compose([block("one"), block("two", author=ann)]).plain == "Tom: one\nAnn: two"


def test_a_later_part_says_that_it_goes_on() -> None:
    assert compose([block("and more", part=1, parts=2)]).plain == "Tom …: and more"


def test_the_original_and_the_note_stand_at_the_last_part_alone() -> None:
    first = compose([block("one", part=0, parts=2, note=Text("note"))])
    assert first.plain == "Tom: one"


@pytest.mark.parametrize("kind", [EntityKind.QUOTE, EntityKind.PRE])
def test_what_needs_a_line_of_its_own_gets_one(kind: EntityKind) -> None:
    assert compose([block(Text.of("abc", [Entity(0, 3, kind)]))]).plain == "Tom:\nabc"


def test_a_quote_stands_for_a_reply_that_telegram_cannot_show() -> None:
    answer = block("yes", quote=Quote("Ann", "shall\nwe?"))
    text = compose([answer])
    assert text.plain == "Ann: shall we?\nTom: yes"
    assert spans(text, EntityKind.QUOTE) == ["Ann: shall we?"]
    assert compose([answer], native_reply=True).plain == "Tom: yes"
    # Only the first block of a message can be the native reply.
    assert compose([block("well"), answer], native_reply=True).plain == "Tom: well\nAnn: shall we?\nTom: yes"


def test_forwards_say_from_whom_in_the_rooms_language() -> None:
    assert compose([block("news", forwarded_from="CNN")]).plain == "Tom (forwarded from CNN): news"
    assert compose([block("新闻", forwarded_from="CNN")]).plain == "Tom (转发自 CNN): 新闻"
    traditional = block("news", forwarded_from="CNN", reads=(ReaderLanguage.TRADITIONAL,))
    assert compose([traditional]).plain == "Tom (轉發自 CNN): news"


def test_a_late_message_says_when_it_was_written() -> None:
    text = compose([block("hello", late=True)])
    assert text.plain.startswith("Tom (2023-11-1")
    assert [str(each.type) for each in write_entities(text)] == ["bold", "date_time"]


def test_an_original_that_is_a_quote_is_folded_all_the_same() -> None:
    folded = Text.of("abc", [Entity(0, 3, EntityKind.QUOTE)])
    types = [str(each.type) for each in write_entities(compose([block("甲", folded=folded)]))]
    assert types == ["bold", "expandable_blockquote"]


def test_a_quote_inside_the_folded_original_is_not_nested() -> None:
    folded = Text.of("abc def", [Entity(0, 3, EntityKind.QUOTE), Entity(4, 7, EntityKind.SPOILER)])
    types = [str(each.type) for each in write_entities(compose([block("甲", folded=folded)]))]
    assert types == ["bold", "expandable_blockquote", "spoiler"]


@pytest.mark.parametrize("written", ["ask @someone_else", "@everyone look", "(@abcde)"])
def test_nobody_is_called_by_what_only_looks_like_a_mention(written: str) -> None:
    assert compose([block(written)]).plain == "Tom: " + written.replace("@", "@\u2060")


def test_addresses_are_left_alone() -> None:
    for written in ("mail me@example.com", "https://a.b/@channel", "a @ b", "@me"):
        assert compose([block(written)]).plain == f"Tom: {written}"


def test_a_meant_mention_is_left_alone_and_entities_keep_their_words() -> None:
    lead = Text.of(
        "hey @ann_lee and @stranger now",
        [
            Entity(4, 12, EntityKind.MENTION, "telegram:7"),
            Entity(17, 26, EntityKind.BOLD),
            Entity(27, 30, EntityKind.CODE),
        ],
    )
    text = compose([block(lead)])
    assert text.plain == "Tom: hey @ann_lee and @\u2060stranger now"
    assert spans(text, EntityKind.MENTION) == ["@ann_lee"]
    assert spans(text, EntityKind.BOLD) == ["Tom", "@\u2060stranger"]
    assert spans(text, EntityKind.CODE) == ["now"]


def test_names_cannot_break_out_of_their_place() -> None:
    sly = Author("discord", "1", "Tom:\nAnn\u202e admin\u0000")
    assert compose([block("hi", author=sly)]).plain == "Tom: Ann admin: hi"
    assert compose([block("hi", author=Author("discord", "1", "\u200b"))]).plain == "?: hi"


def test_names_ring_nobody_and_lead_nowhere() -> None:
    sly = Author("discord", "1", "@victim_one")
    assert compose([block("hi", author=sly)]).plain == "@\u2060victim_one: hi"
    spam = Author("discord", "1", "https://spam.example")
    assert compose([block("hi", author=spam)]).plain == "https:\u2060//spam.\u2060example: hi"
    text = compose([block("hi", quote=Quote("@victim_one", "see @victim_two"), forwarded_from="@victim_three")])
    assert "@v" not in text.plain


def test_files_that_are_too_large_are_named() -> None:
    film = Attachment(AttachmentKind.VIDEO, "discord", "x", "film.mp4", size=UPLOAD_LIMIT * 2)
    assert compose([block("see", attachments=(film,))]).plain == (
        "Tom: see\n📎 film.\u2060mp4 (100 MB) is too large to be shown here."
    )


def test_files_that_could_not_be_had_are_named() -> None:
    note = Attachment(AttachmentKind.DOCUMENT, "discord", "x", "note.txt", size=5)
    assert compose([block("看", attachments=(note,))], missing=[note]).plain == "Tom: 看\n📎 note.\u2060txt 无法获取。"


def test_a_message_is_never_empty() -> None:
    assert compose([block("", author=None)]).plain == "…"


@given(st.text("@ab你👍 \n", max_size=40), st.booleans())
def test_a_native_reply_is_never_longer_than_what_was_measured(words: str, native: bool) -> None:
    blocks = [block(words, quote=Quote("Ann", "first words"), folded=Text("original"))]
    assert len(compose(blocks, native_reply=native)) <= len(compose(blocks))
