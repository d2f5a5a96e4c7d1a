"""The panel of the group's slang over a real socket: looking, trying, commands, files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from bridge.adapters.web import slang
from bridge.chat.attachment import Attachment, AttachmentKind
from bridge.chat.author import Author
from bridge.chat.content import Button, Content
from bridge.chat.delivery import Block, Shipment
from bridge.chat.event import Command
from bridge.chat.room import RoomRef
from bridge.chat.text import Text
from bridge.commands.slang_view import Attempt, Listed, View
from bridge.glossary.entry import HOST, Entry, Owner, Reach, State
from bridge.glossary.exchange.formats import Format
from bridge.glossary.term import Action, Context, Term, Tone
from tests.adapters.web.conftest import Served

YYDS = Term(
    "zh", ("yyds", "永远的神"), Action.REPLACE, "the GOAT", Context(near=("他",)), Tone.PLAYFUL, "forever the god",
    "Praise.", "称赞。", "initials",
)  # fmt: skip
OWN = Entry(7, Owner(Reach.BRIDGE, 1), State.ACTIVE, YYDS, "Anna", 1.7e9, member=3)
PROPOSED = Entry(8, Owner(Reach.ROOM, 1), State.PROPOSED, YYDS, "小明", 1.7e9, member=4)
OF_THE_HOST = Entry(9, HOST, State.ACTIVE, YYDS, "host", 1.7e9)


@dataclass
class Shelf:
    """Books that say what they were asked."""

    asked: list[tuple[Any, ...]] = field(default_factory=list)
    data: bytes | None = b"forms\n"

    async def look(self, room: RoomRef, author: Author, words: str) -> View:
        self.asked.append((room, author.name, author.language, words))
        terms = (Listed(YYDS, OWN), Listed(YYDS, OF_THE_HOST), Listed(YYDS))
        return View(terms, 4, 1, (Listed(YYDS, PROPOSED),), keeper=author.admin, member=3)

    async def attempt(self, room: RoomRef, author: Author, line: str, instead: int = 0) -> Attempt:
        self.asked.append((room, author.name, line, instead))
        return Attempt(line, "It is in 1 of the last 2 messages:\na → b")

    async def check(self, room: RoomRef, author: Author, file: Attachment) -> Attempt:
        self.asked.append((room, author.name, file.name))
        return Attempt(fault="Line 3: “的” would be everywhere.")

    async def book(self, room: RoomRef, author: Author, form: Format) -> bytes | None:
        self.asked.append((room, author.name, form))
        return self.data


@pytest.fixture
def shelf(served: Served) -> Shelf:
    shelf = Shelf()
    served.adapter.attach_slang(shelf)
    return shelf


async def test_the_books_are_shown_with_whose_they_are(served: Served, shelf: Shelf) -> None:
    anna = served.client()
    await anna.start("Anna", language="zh-Hant")
    answer = await anna.ask("slang", words="yyds")
    assert answer["type"] == "done"
    assert [(one["book"], one["number"]) for one in answer["terms"]] == [("bridge", 7), ("host", 0), ("built-in", 0)]
    assert (answer["more"], answer["own"], answer["keeper"]) == (4, 1, True)
    own, waiting = answer["terms"][0], answer["waiting"][0]
    assert own["line"] == "yyds|永远的神 = the GOAT [near=他]"
    assert (own["text"], own["plain"], own["renderings"]) == ("the GOAT", "the GOAT", [])
    assert (own["conditions"], own["forms"], own["own"]) == ("near=他", ["yyds", "永远的神"], True)
    assert (waiting["number"], waiting["by"], waiting["own"]) == (8, "小明", False)
    assert (own["zh"], own["en"]) == ("稱讚。", "Praise.")
    assert shelf.asked[0][1:] == ("Anna", "zh-Hant", "yyds")


async def test_the_panel_answers_in_the_language_that_was_chosen_last(served: Served, shelf: Shelf) -> None:
    anna = served.client()
    await anna.start("Anna")
    await anna.send("language", language="zh-Hans")
    await anna.ask("slang")
    assert shelf.asked[0][2] == "zh-Hans"


@pytest.mark.parametrize(
    ("term", "line", "command"),
    [
        (
            {"forms": "a|aa", "text": " b\n c", "note": "why; 因为"},
            "a|aa = b c; why; 因为",
            "add a|aa = b c; why; 因为",
        ),
        ({"forms": "a", "action": "paraphrase", "text": "b"}, "a ~ b", "add a ~ b"),
        ({"forms": "鹊桥", "action": "keep", "note": "us"}, "keep 鹊桥; us", "add keep 鹊桥; us"),
        ({"forms": "=_=", "text": "; [x]"}, r"\=_\= = \; \[x]", r"add \=_\= = \; \[x]"),
        (
            {"forms": "a", "text": "b", "conditions": "whole", "source": "zh", "instead": 7},
            "zh: a = b [whole]",
            "edit zh: #7 = b [whole]",
        ),
    ],
)
async def test_a_term_is_tried_and_written_as_a_command(
    served: Served, shelf: Shelf, term: dict[str, Any], line: str, command: str
) -> None:
    anna = served.client()
    await anna.start("Anna")
    answer = await anna.ask("attempt", **{"action": "replace", **term})
    assert (answer["line"], answer["fault"]) == (line, "")
    assert answer["command"] == f"slang {command}"
    assert answer["seen"].endswith("a → b")
    assert shelf.asked[0][2:] == (line, term.get("instead", 0))


async def test_before_the_books_are_there_the_panel_says_so(served: Served) -> None:
    anna = served.client()
    await anna.start("Anna")
    answer = await anna.ask("slang")
    assert answer["type"] == "refused"
    assert "still starting" in answer["sentence"]


async def test_a_private_answer_goes_to_the_panel_and_not_into_the_conversation(served: Served) -> None:
    anna, ming = served.client(), served.client()
    await anna.start("Anna")
    await ming.join(anna.invite, "小明")
    assert (await anna.ask("tell", id="t1", line="slang list 2"))["type"] == "done"
    frame = await anna.until("answer")
    assert frame["id"] == "t1"
    assert frame["answer"] == {"text": "You asked for slang.", "public": False}
    (command,) = served.core.of(Command)
    assert isinstance(command, Command)
    assert (command.name, command.arguments, command.target) == ("slang", "list 2", "")
    again = await anna.ask("tell", id="t1", line="slang list 2")
    assert again["answer"]["text"] == "You asked for slang."
    await anna.ask("post", text="after it")
    assert (await anna.entry())["original"]["plain"] == "after it"
    seen = await ming.until(lambda frame: frame["type"] in {"answer", "entry"})
    assert seen["entry"]["original"]["plain"] == "after it"


async def test_a_private_answer_with_a_file_is_in_the_conversation_too(served: Served) -> None:
    anna = served.client()
    await anna.start("Anna")
    file = Attachment(AttachmentKind.DOCUMENT, "telegram", "f1", "terms.csv", "text/csv", 5)
    content = Content(None, Text("Here they are."), "en", 1.7e9, attachments=(file,))
    shipment = Shipment(
        1, served.core.events[0].room, "n1", (Block(1, None, content, Text()),),
        handle=f"panel:{anna.member}.t1", private_to=anna.member,
    )  # fmt: skip
    assert len(await served.adapter.ship(shipment)) == 1
    assert (await anna.until("answer"))["answer"]["text"] == "Here they are."
    assert [one["name"] for one in (await anna.entry())["attachments"]] == ["terms.csv"]


async def test_no_more_answers_are_kept_than_pages_ask_for_again(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slang, "_KEPT", 1)
    anna = served.client()
    await anna.start("Anna")
    for ask in ("t1", "t2"):
        await anna.ask("tell", id=ask, line="slang")
        await anna.until("answer")
    assert "answer" in await anna.ask("tell", id="t2", line="slang")
    assert "answer" not in await anna.ask("tell", id="t1", line="slang")


async def test_a_public_answer_is_for_everybody_and_for_the_panel(served: Served) -> None:
    anna, ming = served.client(), served.client()
    await anna.start("Anna")
    await ming.join(anna.invite, "小明")
    await anna.ask("tell", id="t1", line="announce")
    assert (await anna.until("answer"))["answer"]["public"] is True
    assert (await ming.entry())["original"]["plain"] == "You asked for announce."


@pytest.mark.parametrize("line", ["", "/slang list", "Slang list", "slang-list", "slang\tlist", "x" * 5000])
async def test_what_is_no_command_ends_the_connection(served: Served, line: str) -> None:
    anna = served.client()
    await anna.start("Anna")
    await anna.send("tell", id="t1", line=line)
    assert await anna.closed() == 1008
    assert served.core.of(Command) == []


async def test_a_file_of_somebody_else_is_not_taken(served: Served) -> None:
    anna = served.client()
    await anna.start("Anna")
    answer = await anna.ask("tell", line="slang import", files=["of-somebody-else"])
    assert answer["type"] == "refused"
    assert served.core.of(Command) == []


async def test_a_file_is_looked_at_before_it_is_brought_in(served: Served, shelf: Shelf) -> None:
    anna = served.client()
    await anna.start("Anna")
    address = f"{served.url}/api/files?member={anna.member}"
    async with anna.http.post(address, data=b"forms,text\n", headers={"X-File-Name": "terms.csv"}) as response:
        file = (await response.json())["file"]
    answer = await anna.ask("check", file=file)
    assert answer["fault"].startswith("Line 3")
    assert shelf.asked[-1][2] == "terms.csv"
    assert (await anna.ask("check", file="of-somebody-else"))["type"] == "refused"


async def test_the_books_are_downloaded_by_members_alone(served: Served, shelf: Shelf) -> None:
    anna, eve = served.client(), served.client()
    await anna.start("Anna")
    await eve.start("Eve")
    path = f"{served.url}/api/slang/glossary.tsv?member={anna.member}"
    async with anna.http.get(path) as response:
        assert response.status == 200
        assert response.headers["Content-Disposition"] == 'attachment; filename="glossary.tsv"'
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert await response.read() == b"forms\n"
    async with eve.http.get(path) as response:
        assert response.status == 403
    async with anna.http.get(path.replace("tsv", "exe")) as response:
        assert response.status == 404
    shelf.data = None
    async with anna.http.get(path) as response:
        assert response.status == 404


async def test_what_magpie_said_to_one_can_be_dismissed_by_them(served: Served) -> None:
    anna, ming = served.client(), served.client()
    await anna.start("Anna")
    await ming.join(anna.invite, "小明")
    await ming.ask("post", text="/why")
    said = await ming.entry()
    assert said["private"]
    assert (await anna.ask("delete", entry=said["id"]))["type"] == "refused"
    assert (await ming.ask("delete", entry=said["id"]))["type"] == "done"
    assert (await ming.until(lambda frame: frame["type"] == "entry"))["entry"]["deleted"]


async def test_ways_to_answer_come_with_the_words(served: Served) -> None:
    anna = served.client()
    await anna.start("Anna")
    content = Content(None, Text("A proposal"), "en", 1.7e9, buttons=(Button("Approve", "slang approve 3"),))
    await served.core.ship(served.core.events[0].room, content)
    assert (await anna.entry())["buttons"] == [{"label": "Approve", "command": "slang approve 3"}]
