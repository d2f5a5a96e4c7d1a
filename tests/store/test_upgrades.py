"""Databases as earlier versions made them, brought up to date, and shown to those who wrote in them.

`upgrades/` holds one for each schema that there was, with a short conversation: made by the code of its time, told what
to write by two browsers in one room and one in another that was linked to it, and dumped. They share most of their
rows, and stay as they are: what old code left behind is made neither shorter nor from one template.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlite_utils import Database

from bridge.app import App
from bridge.settings import Operations, Settings, Web
from bridge.store.database import Database as StoreDatabase
from bridge.store.database import connect
from bridge.store.glossary import SqliteTerms
from bridge.store.migrations import migrate, migrations, verify

FIXTURES = sorted((Path(__file__).parent / "upgrades").glob("*.sql"))
TABLES = ("rooms", "bridges", "members", "messages", "deliveries", "shipments", "copies", "reactions", "terms")
WEB_TABLES = ("web_rooms", "web_members", "web_entries", "web_invites", "web_posts")


def made(fixture: Path, folder: Path) -> Path:
    """The database of a fixture."""
    path = folder / "magpie.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(fixture.read_text(encoding="utf-8"))
    return path


def written_beside(fixture: Path) -> dict[str, Any]:
    """Whose conversation it is: the invite, a member and the cookies of its browser."""
    known: dict[str, Any] = json.loads(fixture.read_text(encoding="utf-8").splitlines()[1].removeprefix("-- "))
    return known


def counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        known = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in (*TABLES, *WEB_TABLES)
            if table in known
        }


def shape(path: Path) -> dict[str, set[tuple[str, str, bool]]]:
    """The columns of each table: name, type and whether they may be empty."""
    with closing(sqlite3.connect(path)) as connection:
        db = Database(connection)
        return {
            table.name: {(column.name, column.type, bool(column.notnull)) for column in table.columns}
            for table in db.tables
        }


def indexes(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}


def test_every_version_meets_a_database_that_lacks_it(tmp_path: Path) -> None:
    lacking: set[str] = set()
    for number, fixture in enumerate(FIXTURES):
        (folder := tmp_path / str(number)).mkdir()
        lacking |= set(verify(made(fixture, folder)))
    versions = [version.name for version in migrations.pending(Database(memory=True))]
    assert lacking == set(versions[1:])


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_nothing_is_lost_on_the_way(fixture: Path, tmp_path: Path) -> None:
    path = made(fixture, tmp_path)
    before = counts(path)
    pending = verify(path)
    assert migrate(path) == pending
    assert verify(path) == []
    after = counts(path)
    assert {table: after[table] for table in before} == before
    assert before["messages"] >= 4
    assert before["copies"] >= 4
    with closing(connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall()[0][0] == "ok"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        words = [row[0] for row in connection.execute("SELECT content FROM messages WHERE deleted_at IS NULL")]
    assert any("Hello from long ago" in word for word in words)


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_what_comes_out_is_what_a_new_database_is(fixture: Path, tmp_path: Path) -> None:
    path, new = made(fixture, tmp_path), tmp_path / "new.db"
    migrate(path)
    migrate(new)
    assert shape(path) == shape(new)
    assert indexes(path) == indexes(new)


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_a_copy_is_put_beside_it_first(fixture: Path, tmp_path: Path) -> None:
    path = made(fixture, tmp_path)
    before = counts(path)
    pending = migrate(path)
    copies = list(tmp_path.glob(f"magpie.db.before-{pending[0]}-*"))
    assert len(copies) == 1
    assert counts(copies[0]) == before
    # The copy is as good as the database was: it can be brought up to date as well.
    again = Path(shutil.copy(copies[0], tmp_path / "again.db"))
    assert migrate(again) == pending


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[str]:
    """Magpie itself on a data folder; yields the address of its web room. It forgets nothing, however old."""
    settings = Settings(
        data_dir=folder, web=Web(host="127.0.0.1", port=0), operations=Operations(retention_days=0, port=0)
    )
    app, address = App(settings), asyncio.Queue[str]()
    task = asyncio.create_task(app.run(address.put_nowait))
    try:
        getting = asyncio.create_task(address.get())
        await asyncio.wait({task, getting}, timeout=30, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            task.result()
        yield getting.result()
    finally:
        app.stop()
        await task


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
async def test_who_wrote_in_it_comes_back_to_the_conversation_and_goes_on(fixture: Path, tmp_path: Path) -> None:
    made(fixture, tmp_path)
    known = written_beside(fixture)
    async with running(tmp_path) as url:
        cookie = "; ".join(f"{name}={value}" for name, value in known["cookies"].items())
        async with (
            aiohttp.ClientSession(headers={"Origin": url, "Cookie": cookie}) as browser,
            browser.ws_connect(f"{url}/socket?member={known['member']}&since=&lang=en") as socket,
        ):
            hello = await socket.receive_json(timeout=10)
            assert hello["type"] == "hello", hello
            shown = json.dumps(hello["entries"], ensure_ascii=False)
            assert "Hello from long ago" in shown
            assert "好久不见" in shown
            assert "erased secret" not in shown
            await socket.send_json({"type": "post", "id": "again", "text": "and here I am again"})
            async with asyncio.timeout(20):
                while "and here I am again" not in json.dumps(frame := await socket.receive_json()):
                    pass
            assert frame["type"] == "entry"


@pytest.mark.parametrize("fixture", FIXTURES[2:], ids=lambda path: path.stem)
async def test_the_groups_slang_still_counts(fixture: Path, tmp_path: Path) -> None:
    path = made(fixture, tmp_path)
    migrate(path)
    database = StoreDatabase(path)
    try:
        entries = await SqliteTerms(database).in_force()
    finally:
        database.close()
    assert [(entry.term.forms, entry.term.text) for entry in entries] == [(("yyds",), "GOAT")]
