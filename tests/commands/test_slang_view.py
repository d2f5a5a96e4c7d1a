"""What a page shows of a group's slang, through the whole core."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from pathlib import Path

import pytest

from bridge.chat.attachment import Attachment, AttachmentKind
from bridge.commands.slang_view import MOST, SlangView
from bridge.glossary.entry import Entry, State
from bridge.glossary.exchange.formats import Format, read
from tests.commands.slang_room import ANN, MEI, SlangRoom, slang_room
from tests.relay.conversation import A, B


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[SlangRoom]:
    async with slang_room(tmp_path / "magpie.db") as setting:
        yield setting


def view_of(room: SlangRoom) -> SlangView:
    return room.chat.core.slang


async def test_a_new_conversation_has_nothing_of_its_own_and_finds_what_is_built_in(room: SlangRoom) -> None:
    view = view_of(room)
    empty = await view.look(A, ANN, "")
    assert (empty.terms, empty.own, empty.waiting, empty.more) == ((), 0, (), 0)
    found = await view.look(A, ANN, "YYDS")
    assert "yyds" in found.terms[0].term.forms
    assert found.terms[0].entry is None
    many = await view.look(A, ANN, "的")
    assert len(many.terms) == MOST
    assert many.more > 0
    assert (await view.look(A, ANN, "not in any book at all")).terms == ()


async def test_the_better_match_stands_first_and_the_nearer_book_before_the_farther(room: SlangRoom) -> None:
    await room.ask(ANN, "/slang add yyds = the very best; said of anything")
    found = await view_of(room).look(B, MEI, "yyds")
    own, built_in = found.terms[:2]
    assert own.entry is not None
    assert own.entry.by == ANN.name
    assert own.term.text == "the very best"
    assert built_in.entry is None
    assert "yyds" in built_in.term.forms
    assert found.own == 1
    await room.ask(ANN, "/slang add xswl一下 = have a laugh")
    better = (await view_of(room).look(B, MEI, "xswl")).terms
    assert better[0].entry is None
    assert "have a laugh" in [one.term.text for one in better[1:]]


async def test_what_waits_is_shown_with_who_may_decide(room: SlangRoom) -> None:
    await room.ask(MEI, "/slang add 摸摸鱼 = slack a little")
    seen, theirs = await view_of(room).look(A, ANN, ""), await view_of(room).look(B, MEI, "")
    assert (seen.keeper, theirs.keeper) == (True, False)
    assert [one.term.forms for one in seen.waiting] == [("摸摸鱼",)]
    entry = theirs.waiting[0].entry
    assert entry is not None
    assert entry.member == theirs.member != seen.member
    assert seen.terms == ()


async def test_a_change_is_seen_at_once(room: SlangRoom) -> None:
    view = view_of(room)
    assert (await view.look(A, ANN, "")).terms == ()
    await room.ask(ANN, "/slang add 摸摸鱼 = slack a little")
    assert [one.term.text for one in (await view.look(A, ANN, "")).terms] == ["slack a little"]
    await room.ask(ANN, "/slang remove 摸摸鱼")
    assert (await view.look(A, ANN, "")).terms == ()


async def test_what_was_read_before_a_change_is_not_shown_after_it(
    room: SlangRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, terms = view_of(room), room.chat.core.glossary.terms
    entries, read, go_on = terms.entries, asyncio.Event(), asyncio.Event()

    async def slowly(rooms: Collection[int], states: Collection[State]) -> Sequence[Entry]:
        monkeypatch.setattr(terms, "entries", entries)
        found = await entries(rooms, states)
        read.set()
        await go_on.wait()
        return found

    monkeypatch.setattr(terms, "entries", slowly)
    looking = asyncio.create_task(view.look(A, ANN, ""))
    await asyncio.wait_for(read.wait(), 10)
    await room.ask(ANN, "/slang add 摸摸鱼 = slack a little")
    assert len((await view.look(A, ANN, "")).terms) == 1
    go_on.set()
    await looking
    assert len((await view.look(A, ANN, "")).terms) == 1


async def test_an_attempt_says_what_the_term_would_do_and_does_nothing(room: SlangRoom) -> None:
    await room.say("今天摸摸鱼")
    attempt = await view_of(room).attempt(B, MEI, "摸摸鱼 = slack a little")
    assert attempt.line == "摸摸鱼 = slack a little"
    assert "今天摸摸鱼" in attempt.seen
    assert attempt.fault == ""
    assert (await view_of(room).look(A, ANN, "")).waiting == ()


@pytest.mark.parametrize("line", ["的 = of", "no sign at all", "yyds =", "x" * 3000 + " = y"])
async def test_an_attempt_at_what_cannot_be_says_why(room: SlangRoom, line: str) -> None:
    attempt = await view_of(room).attempt(A, ANN, line)
    assert attempt.fault
    assert attempt.line == attempt.seen == ""


async def test_an_attempt_knows_what_is_there_unless_that_is_to_change(room: SlangRoom) -> None:
    await room.ask(ANN, "/slang add 摸摸鱼 = slack a little")
    view = view_of(room)
    assert "摸摸鱼 = slack a little" in (await view.attempt(A, ANN, "摸摸鱼 = loaf")).fault
    entry = (await view.look(A, ANN, "")).terms[0].entry
    assert entry is not None
    changed = await view.attempt(A, ANN, "摸摸鱼 = loaf", instead=entry.id)
    assert (changed.line, changed.fault) == ("摸摸鱼 = loaf", "")


@pytest.mark.parametrize(
    ("data", "seen", "fault"),
    [
        ("source,forms,action,text\nzh,摸摸鱼,replace,loaf\n", "This would add 1 terms", ""),
        ("source,forms,action,text\nzh,摸摸鱼,replace,loaf\nzh,的,replace,of\n", "", "ine 3"),
        ("nothing of that kind", "", " "),
    ],
)
async def test_a_file_is_looked_at_and_changes_nothing(room: SlangRoom, data: str, seen: str, fault: str) -> None:
    room.alpha.files["terms"] = data.encode()
    file = Attachment(AttachmentKind.DOCUMENT, "alpha", "terms", "terms.csv", "text/csv", len(data))
    checked = await view_of(room).check(A, ANN, file)
    assert seen in checked.seen
    assert fault in checked.fault
    assert bool(checked.seen) != bool(checked.fault)
    assert (await view_of(room).look(A, ANN, "")).terms == ()
    assert "管理员" in (await view_of(room).check(B, MEI, file)).fault


@pytest.mark.parametrize("form", list(Format))
async def test_the_book_comes_as_a_file_in_every_format(room: SlangRoom, form: Format) -> None:
    view = view_of(room)
    assert await view.book(A, ANN, form) is None
    await room.ask(ANN, "/slang add 摸摸鱼 = slack a little")
    data = await view.book(B, MEI, form)
    assert data is not None
    assert [line.term.text for line in read(f"book.{form}", data)] == ["slack a little"]
