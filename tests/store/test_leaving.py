"""`/privacy leave` after a life in a conversation: not a trace in any table, nor in any file."""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bridge.adapters.web.adapter import WebAdapter
from bridge.chat.attachment import Attachment, AttachmentKind
from bridge.chat.author import Author
from bridge.chat.event import Command, Deleted, Joined, Left, Posted, Reacted
from bridge.chat.message import Message
from bridge.chat.room import RoomRef
from bridge.chat.signal import Typing
from bridge.chat.text import Text
from bridge.core import build_core
from bridge.glossary.books import Books
from bridge.language.detect import Detector
from bridge.relay.adapter import Adapter
from bridge.relay.posting import Posting
from bridge.relay.shipping import Lateness
from bridge.settings import Web
from bridge.store.database import Database
from bridge.store.migrations import migrate
from bridge.store.web import WebTables
from tests.adapters.web.client import Client
from tests.commands.slang_room import Weaver
from tests.relay.conversation import A, B, Conversation, link, now
from tests.relay.loopback import Loopback

NAME, WORDS = "Vexlinda", "quombratic"
LEAVER = Author("alpha", "leaver", NAME, "https://example.com/face.png", "en", admin=True)
ANN = Author("alpha", "ann", "Ann", language="en", admin=True)
TOM = Author("beta", "tom", "Tom", language="zh")
TRACE = re.compile(f"{NAME}|{WORDS}", re.IGNORECASE)
TRACE_IN_FILES = re.compile(TRACE.pattern.encode(), re.IGNORECASE)
_keys = itertools.count()


class Life:
    """A conversation of two groups and a web room."""

    def __init__(self, chat: Conversation, alpha: Loopback, beta: Loopback, web: WebAdapter, folder: Path) -> None:
        self.chat, self.alpha, self.beta, self.web, self.folder = chat, alpha, beta, web, folder
        self.clients: list[Client] = []

    async def say(self, author: Author, words: str, reply_to: str = "", files: tuple[Attachment, ...] = ()) -> str:
        room = A if author.platform == "alpha" else B
        native = f"said-{next(_keys)}"
        message = Message(native, room, author, Text(words), now(), reply_to=reply_to, attachments=files)
        await self.chat.accept(Posted(f"{native}-posted", message))
        await self.chat.settled()
        return native

    async def ask(self, author: Author, line: str, target: str = "") -> str:
        room = A if author.platform == "alpha" else B
        platform = self.alpha if author.platform == "alpha" else self.beta
        name, _, arguments = line.removeprefix("/").partition(" ")
        before = len(platform.rooms.get(room.id, []))
        await self.chat.accept(Command(f"asked-{next(_keys)}", room, author, name, arguments, target))
        await self.chat.settled()
        return "\n".join(platform.texts(room.id)[before:])

    async def react(self, author: Author, native: str, *emoji: str) -> None:
        room = A if author.platform == "alpha" else B
        await self.chat.accept(Reacted(f"reacted-{next(_keys)}", room, native, author, emoji, "reply"))
        await self.chat.settled()

    async def client(self) -> Client:
        client = Client(self.web.url)
        self.clients.append(client)
        return client

    def shown(self, platform: Loopback, words: str) -> str:
        """The identity of the newest message on a platform that holds words."""
        room = "a" if platform is self.alpha else "b"
        return next(shown.native for shown in reversed(platform.rooms[room]) if words in shown.text)

    async def in_tables(self) -> set[str]:
        """Every column of every table that holds a trace."""

        def select(connection: sqlite3.Connection) -> set[str]:
            return set(_in_tables(connection))

        return await self.chat.database.read(select)

    def in_files(self) -> set[str]:
        """Every file that holds a trace, in whatever case."""
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        return {str(path.relative_to(self.folder)) for path in paths if TRACE_IN_FILES.search(path.read_bytes())}


def _in_tables(connection: sqlite3.Connection) -> Iterator[str]:
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        rows = connection.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in rows.description]
        for row in rows:
            yield from (f"{table}.{name}" for name, value in zip(names, row, strict=True) if TRACE.search(str(value)))


def _unknown(connection: sqlite3.Connection, column: str) -> None:
    table, _, name = column.partition(".")
    connection.execute(f"UPDATE {table} SET {name} = NULL")


@asynccontextmanager
async def living(folder: Path) -> AsyncIterator[Life]:
    await asyncio.to_thread(migrate, folder / "magpie.db")
    database = Database(folder / "magpie.db")
    alpha, beta = Loopback("alpha"), Loopback("beta")
    alpha.capabilities = replace(alpha.capabilities, text_limit=4000, why="🤔")
    beta.capabilities = replace(beta.capabilities, text_limit=4000)
    web = WebAdapter(Web(host="127.0.0.1", port=0), WebTables(database), folder)
    adapters: dict[str, Adapter] = {"alpha": alpha, "beta": beta, "web": web}
    core = build_core(database, adapters, Detector(), Books(()), Weaver(), Lateness())
    for room, title, hint in ((A, "Alpha", "en"), (B, "Beta", "zh")):
        await core.directory.room(room, title, hint)
    await core.resume()
    tasks = [asyncio.create_task(core.run()), asyncio.create_task(web.run(core.intake))]
    await asyncio.wait_for(web.started.wait(), 5)
    life = Life(Conversation(core, database), alpha, beta, web, folder)
    try:
        yield life
    finally:
        for client in life.clients:
            await client.close()
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        await asyncio.to_thread(database.close)


async def live(life: Life, monkeypatch: pytest.MonkeyPatch) -> tuple[Client, Client]:
    """Everything that one can do; returns the web pages of Anna and of the one who will leave."""
    anna, other_self = await life.client(), await life.client()
    await anna.start("Anna", title="Tea house")
    (room,) = await life.chat.database.read(lambda c: c.execute("SELECT id FROM web_rooms").fetchone())
    await link(life.chat.database, life.chat.core, [A, B, RoomRef("web", room)])
    await life.chat.accept(Joined("joined", A, LEAVER))

    # What they say, change and take back, with a picture of which the web room keeps a copy.
    life.alpha.files["pic"] = f"GIF89a {WORDS} picture".encode()
    picture = Attachment(AttachmentKind.PHOTO, "alpha", "pic", f"{WORDS}.gif", "image/gif", 24)
    said = await life.say(LEAVER, f"the {WORDS} thing is lovely", files=(picture,))
    entry = await anna.until(lambda frame: frame["type"] == "entry" and frame["entry"].get("attachments"))
    async with anna.http.get(anna.url + entry["entry"]["attachments"][0]["url"]) as response:
        assert WORDS.encode() in await response.read()
    await life.chat.rewrite(said, f"the {WORDS} thing is very lovely", LEAVER, A)
    regretted = await life.say(LEAVER, f"a {WORDS} regret")
    await life.chat.accept(Deleted("deleted", A, (regretted,)))
    await life.chat.settled()

    # What others make of it: replies, reactions, questions, corrections.
    await life.say(TOM, "说得真好", reply_to=life.shown(life.beta, WORDS))
    shown = (await anna.until(lambda frame: frame["type"] == "entry" and frame["entry"].get("quote")))["entry"]
    assert WORDS in json.dumps(shown["quote"])
    assert (await anna.ask("post", text="I agree", reply_to=entry["entry"]["id"]))["type"] == "done"
    await life.react(ANN, said, "👍", "🤔")
    assert "Language: English" in await life.ask(ANN, "/why", said)
    assert (await anna.ask("post", text="/why", reply_to=entry["entry"]["id"]))["type"] == "done"
    assert "Corrected" in await life.ask(ANN, "/fix 这东西真可爱", said)
    assert "更正" in await life.ask(TOM, "/fix 这东西可爱", life.shown(life.beta, WORDS))
    assert WORDS in await life.ask(ANN, "/fix pending")

    # What they do to others' words, to the glossary and to people.
    theirs = await life.say(TOM, "今天天气不错")
    await life.react(LEAVER, life.shown(life.alpha, "今天天气不错"), "👍")
    await life.ask(LEAVER, "/fix Lovely weather", life.shown(life.alpha, "今天天气不错"))
    await life.ask(replace(LEAVER, admin=False), "/fix Nice weather", life.shown(life.alpha, "今天天气不错"))
    await life.ask(LEAVER, "/slang add 芭芭拉 = wonderful")
    await life.ask(replace(LEAVER, admin=False), f"/slang add 咕咕咕 = {WORDS}")
    await life.ask(LEAVER, "/slang keepers add Tom")
    await life.ask(ANN, f"/slang keepers add {NAME}")
    await life.ask(LEAVER, "/mute 10m Tom")
    await life.ask(LEAVER, "/unmute Tom")
    assert NAME in await life.ask(ANN, "/mute")
    await life.ask(ANN, f"/mute 1m {NAME}")
    await life.ask(ANN, f"/unmute {NAME}")

    # Another self of theirs in the web room, with a file.
    await other_self.join(anna.invite, NAME)
    code = re.search(r"/me link (\w+)", await life.ask(LEAVER, "/me link"))
    assert code
    assert (await other_self.ask("post", text=f"/me link {code[1]}"))["type"] == "done"
    await life.chat.settled()
    address = f"{other_self.url}/api/files?member={other_self.member}&lang=en"
    file, named = f"GIF89a {WORDS} upload".encode(), {"X-File-Name": f"{WORDS}.gif"}
    async with other_self.http.post(address, data=file, headers=named) as response:
        uploaded = await response.json()
    sent = await other_self.ask("post", text=f"{WORDS} on the web", files=[uploaded["file"]])
    assert sent["type"] == "done"
    own = await anna.until(lambda frame: frame["type"] == "entry" and "on the web" in json.dumps(frame))
    assert (await other_self.ask("react", entry=entry["entry"]["id"], emoji=["🎉"]))["type"] == "done"
    assert own["entry"]["attachments"]

    # What Magpie could not handle, and keeps for whoever looks into it.
    async def broken(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken_for_now:
        broken_for_now.setattr(Posting, "read", broken)
        await life.say(LEAVER, f"a {WORDS} failure")
    await life.chat.settled()
    assert theirs
    return anna, other_self


@pytest.mark.parametrize("upgraded", [False, True])
async def test_whoever_leaves_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, upgraded: bool) -> None:
    """Rows from before members were written down in them are known by names and words."""
    async with living(tmp_path) as life:
        await leave(life, monkeypatch, upgraded=upgraded)
    assert life.in_files() == set()


async def leave(life: Life, monkeypatch: pytest.MonkeyPatch, *, upgraded: bool) -> None:
    anna, other_self = await live(life, monkeypatch)
    if upgraded:
        for column in ("corrections.author", "sanctions.by_member", "sanctions.lifted_by_member", "keepers.by_member"):
            await life.chat.database.write(partial(_unknown, column=column))
    held = {trace.partition(".")[0] for trace in await life.in_tables()}
    assert held == {
        *("members", "messages", "deliveries", "inbox", "corrections", "terms", "term_changes", "keepers", "sanctions"),
        *("web_entries", "web_members", "web_files"),
    }
    assert {path.partition("/")[2].partition("/")[0] for path in life.in_files()} == {"", "uploads", "copies"}

    told = await life.ask(LEAVER, "/privacy leave")
    assert "2 messages of yours were erased" in told
    await life.web._tidy()
    # The self who is still in the web room is still called something there.
    assert await life.in_tables() == {"web_members.name", "web_members.folded"}
    assert life.in_files() == {"magpie.db"}

    await other_self.send("leave", id="bye")
    assert await other_self.closed() == 4403
    # What they do from now on leaves none either, and nobody elsewhere hears of it.
    await life.chat.settled()
    heard = life.beta.texts("b")
    await life.chat.accept(Left("left", A, LEAVER))
    await life.chat.accept(Joined("joined-again", A, LEAVER))
    life.chat.core.intake.signal(Typing(A, LEAVER))
    said = await life.say(LEAVER, f"one more {WORDS}")
    await life.chat.rewrite(said, f"even more {WORDS}", LEAVER, A)
    await life.react(LEAVER, life.shown(life.alpha, "今天天气不错"), "👍")
    await life.chat.settled()
    assert await life.in_tables() == set()
    assert life.beta.typing == []
    assert life.beta.texts("b") == heard

    # What the group accepted is the group's; what moderators decided still stands there.
    kept = await life.chat.database.read(
        lambda c: (
            [row[0] for row in c.execute("SELECT text FROM corrections")],
            [row[0].split("\t")[1] for row in c.execute("SELECT term FROM terms")],
            c.execute("SELECT count(*) FROM sanctions").fetchone()[0],
        )
    )
    assert kept == (["Lovely weather"], ["芭芭拉"], 2)
    assert "somebody who left → Tom: mute" in await life.ask(ANN, "/mute")
    assert (await anna.ask("post", text="still here"))["type"] == "done"


async def test_on_the_web_open_pages_see_it_and_what_comes_after_stays_there(tmp_path: Path) -> None:
    async with living(tmp_path) as life:
        anna, bob = await life.client(), await life.client()
        await anna.start("Anna", title="Tea house")
        await bob.join(anna.invite, "Bob")
        (room,) = await life.chat.database.read(lambda c: c.execute("SELECT id FROM web_rooms").fetchone())
        await link(life.chat.database, life.chat.core, [B, RoomRef("web", room)])
        await bob.ask("post", text="words of Bob")
        entry = (await anna.entry())["id"]
        assert (await bob.ask("post", text="/privacy leave"))["command"]
        gone = await anna.until(lambda frame: frame["type"] == "entry" and frame["entry"].get("deleted"))
        assert gone["entry"]["id"] == entry
        told = await bob.until(lambda frame: "You are relayed no more" in json.dumps(frame))
        assert told["entry"]["private"]
        await bob.ask("post", text="between us")
        assert (await anna.entry())["original"]["plain"] == "between us"
        assert [shown["entry"]["original"]["plain"] for shown in [await bob.until("entry")]] == ["between us"]
        await life.chat.settled()
        assert not any("between us" in text for text in life.beta.texts("b"))
        assert (await bob.ask("post", text="/privacy join"))["command"]
        await bob.ask("post", text="here again")
        await life.chat.settled()
        assert "Bob: " in life.beta.texts("b")[-1]
        assert "here again" in life.beta.texts("b")[-1]


async def test_on_the_web_a_message_is_deleted_by_command_too(tmp_path: Path) -> None:
    async with living(tmp_path) as life:
        anna, bob = await life.client(), await life.client()
        await anna.start("Anna", title="Tea house")
        await bob.join(anna.invite, "Bob")
        (room,) = await life.chat.database.read(lambda c: c.execute("SELECT id FROM web_rooms").fetchone())
        await link(life.chat.database, life.chat.core, [B, RoomRef("web", room)])
        await bob.ask("post", text="a regret of Bob")
        entry = (await anna.entry())["id"]
        await life.chat.settled()
        assert any("a regret of Bob" in text for text in life.beta.texts("b"))
        await bob.ask("post", text="/delete", reply_to=entry)
        gone = await anna.until(lambda frame: frame["type"] == "entry" and frame["entry"].get("deleted"))
        await life.chat.settled()
        assert gone["entry"]["id"] == entry
        assert not any("a regret of Bob" in text for text in life.beta.texts("b"))


async def test_what_is_being_translated_when_its_author_leaves_elsewhere_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go_on, translate = asyncio.Event(), asyncio.Event(), Weaver.translate

    async def held(self: Weaver, text: Text, *rest: object, **more: object) -> object:
        if WORDS in text.plain:
            reached.set()
            await go_on.wait()
        return await translate(self, text, *rest, **more)  # type: ignore[arg-type]

    async with living(tmp_path) as life:
        await link(life.chat.database, life.chat.core, [A, B])
        there = Author("beta", "leaver-there", NAME, language="zh")
        code = re.search(r"/me link (\w+)", await life.ask(LEAVER, "/me link"))
        assert code
        await life.ask(there, f"/me link {code[1]}")
        monkeypatch.setattr(Weaver, "translate", held)
        message = Message("slow", B, there, Text(f"这个{WORDS}东西真可爱"), now())
        await life.chat.accept(Posted("slow-posted", message))
        await asyncio.wait_for(reached.wait(), 5)
        await life.chat.accept(Command("leaving", A, LEAVER, "privacy", "leave"))
        await life.alpha.until(lambda: any("relayed no more" in text for text in life.alpha.texts("a")))
        go_on.set()
        await life.chat.settled()
        assert not any(WORDS in text for text in life.alpha.texts("a"))
        assert await life.in_tables() == set()
