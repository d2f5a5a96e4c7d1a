"""The books on disk: everything that was done can be taken back, in the order in which it was built up."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given

from bridge.glossary.entry import HOST, THE_HOST, Deed, Editor, Owner, Reach, Replacement, State
from bridge.glossary.term import Action, Term
from bridge.store.bridges import SqliteBridges
from bridge.store.database import Database
from bridge.store.glossary import SqliteTerms
from bridge.store.glossary_rows import dump_term, load_term
from bridge.store.migrations import migrate
from tests.glossary.strategies import terms

TOM = Editor("Tom", 1)
MEI = Editor("Mei", 2)
GROUP = Owner(Reach.BRIDGE, 1)


def saying(form: str, text: str = "x") -> Term:
    return Term("zh", (form,), Action.REPLACE, text)


def _room_and_member(connection: sqlite3.Connection, number: str) -> None:
    connection.execute("INSERT INTO rooms (platform, native, created_at) VALUES ('a', ?, 0)", (number,))
    connection.execute("INSERT INTO members (platform, native, name, seen_at) VALUES ('a', ?, 'n', 0)", (number,))


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    migrate(tmp_path / "magpie.db")
    opened = Database(tmp_path / "magpie.db")
    for number in ("1", "2"):
        await opened.write(partial(_room_and_member, number=number))
    yield opened
    opened.close()


@given(terms())
def test_a_term_is_read_as_it_was_written(term: Term) -> None:
    assert load_term(dump_term(term)) == term


async def test_each_conversation_has_its_own_books(database: Database) -> None:
    store = SqliteTerms(database)
    await store.add(HOST, [saying("a")], State.ACTIVE, THE_HOST)
    await store.add(GROUP, [saying("b")], State.ACTIVE, TOM)
    await store.add(Owner(Reach.ROOM, 2), [saying("c")], State.PROPOSED, MEI)
    assert [entry.term.forms for entry in await store.entries([], [State.ACTIVE])] == [("a",)]
    assert [entry.term.forms for entry in await store.entries([1], list(State))] == [("b",)]
    assert [entry.term.forms for entry in await store.entries([1, 2], list(State))] == [("c",), ("b",)]
    assert [entry.term.forms for entry in await store.in_force()] == [("b",), ("a",)]


async def test_what_was_built_upon_is_taken_back_after_what_was_built(database: Database) -> None:
    store = SqliteTerms(database)
    first, second = await store.add(GROUP, [saying("a"), saying("b")], State.ACTIVE, TOM)
    await store.change(second.id, Deed.EDITED, State.ACTIVE, MEI, saying("b", "y"))
    assert [change.entry for change in await store.undo([1], MEI, only_own=False)] == [second.id]
    assert {change.entry for change in await store.undo([1], MEI, only_own=False)} == {first.id, second.id}
    assert not await store.in_force()
    assert not await store.undo([1], MEI, only_own=False)


async def test_a_batch_leaves_alone_what_was_changed_since(database: Database) -> None:
    store = SqliteTerms(database)
    await store.add(GROUP, [saying("a"), saying("b")], State.ACTIVE, TOM)
    changed = (await store.entries([1], [State.ACTIVE]))[1]
    await store.change(changed.id, Deed.EDITED, State.ACTIVE, MEI, saying("a", "y"))
    await store.add(GROUP, [saying("c")], State.ACTIVE, TOM, [Replacement(changed.id, saying("a", "z"))])
    await store.undo([1], TOM, only_own=False)
    assert [entry.term.text for entry in await store.entries([1], [State.ACTIVE])] == ["x", "y"]


async def test_members_take_back_their_own_proposals_alone(database: Database) -> None:
    store = SqliteTerms(database)
    await store.add(GROUP, [saying("a")], State.PROPOSED, TOM)
    await store.add(GROUP, [saying("b")], State.PROPOSED, MEI)
    assert [change.after for change in await store.undo([1], TOM, only_own=True)] == [saying("a")]
    assert not await store.undo([1], TOM, only_own=True)
    (entry,) = await store.entries([1], [State.PROPOSED])
    await store.change(entry.id, Deed.APPROVED, State.ACTIVE, TOM)
    assert not await store.undo([1], MEI, only_own=True)


async def test_an_import_that_fails_leaves_nothing(database: Database) -> None:
    store = SqliteTerms(database)
    with pytest.raises(LookupError):
        await store.add(GROUP, [saying("a")], State.ACTIVE, TOM, [Replacement(99, saying("b"))])
    assert not await store.in_force()
    assert not await store.history([1], 10)
    with pytest.raises(LookupError):
        await store.change(99, Deed.REMOVED, State.REMOVED, TOM)


async def test_the_version_tells_of_changes_and_of_joined_rooms(database: Database) -> None:
    store = SqliteTerms(database)
    seen = {await store.version()}
    await store.add(GROUP, [saying("a")], State.ACTIVE, TOM)
    seen.add(await store.version())
    bridge = await SqliteBridges(database).join([1, 2])
    seen.add(await store.version())
    assert await store.bridges() == {bridge: [1, 2]}
    await SqliteBridges(database).leave(2)
    seen.add(await store.version())
    assert len(seen) == 3
