"""What members write, change and take back, over a real socket."""

from __future__ import annotations

import asyncio

from bridge.adapters.web.conversation import WHY
from bridge.chat.event import Command, Deleted, Edited, Joined, Left, Opened, Posted, Reacted
from bridge.chat.signal import Typing
from tests.adapters.web.conftest import Served


async def test_a_message_is_accepted_before_it_is_acknowledged_and_comes_back_in_all_languages(served: Served) -> None:
    anna, ming = served.client(), served.client()
    await anna.start("Anna", language="en")
    await ming.join(anna.invite, "小明", language="zh-CN")
    answer = await ming.ask("post", id="c1", text="大家好，我是小明。")
    assert answer["type"] == "done"
    (posted,) = served.core.of(Posted)
    assert isinstance(posted, Posted)
    assert posted.message.id == f"{ming.member}.c1"
    assert posted.message.author.language == "zh-CN"
    mine, theirs = await ming.entry(), await anna.entry()
    assert mine == theirs
    assert mine["client"] == "c1"
    assert mine["author"]["id"] == ming.member
    assert mine["original"]["plain"] == "大家好，我是小明。"
    assert mine["versions"]["en"]["text"]["plain"] == "Hi everyone, I'm Xiao Ming."


async def test_the_same_id_twice_is_one_message(served: Served) -> None:
    anna = served.client()
    await anna.start("Anna")
    first = await anna.ask("post", id="same", text="hello")
    second = await anna.ask("post", id="same", text="hello")
    assert first == second
    await served.core.settled()
    assert len(served.core.of(Posted)) == 1
    greeting = await anna.connect()
    assert [entry["original"]["plain"] for entry in greeting["entries"]] == ["hello"]


async def test_rooms_and_people_are_reported(served: Served) -> None:
    anna, bob = served.client(), served.client()
    await anna.start("Anna", title="Tea house", language="en")
    await bob.join(anna.invite, "Bob")
    await bob.send("leave", id="bye")
    assert await bob.closed() == 4403
    assert [type(event) for event in served.core.events] == [Opened, Joined, Joined, Left]
    opened, first, second, left = served.core.events
    assert isinstance(opened, Opened)
    assert isinstance(first, Joined)
    assert isinstance(second, Joined)
    assert isinstance(left, Left)
    assert opened.title == "Tea house"
    assert first.author.admin
    assert not second.author.admin
    assert left.author.name == "Bob"


async def test_edit_delete_and_react_name_the_entry(served: Served) -> None:
    anna, bob = served.client(), served.client()
    await anna.start("Anna")
    await bob.join(anna.invite, "Bob")
    await bob.ask("post", text="helo")
    entry = (await anna.entry())["id"]
    assert (await bob.ask("edit", entry=entry, text="hello"))["type"] == "done"
    edited = await anna.entry()
    assert edited["id"] == entry
    assert edited["edited"]
    assert edited["original"]["plain"] == "hello"
    assert (await anna.ask("react", entry=entry, emoji=["👍", "❤️"]))["type"] == "done"
    reacted = await bob.until(lambda frame: frame["type"] == "entry" and len(frame["entry"]["reactions"]) == 2)
    assert reacted["entry"]["reactions"][0]["authors"][0]["name"] == "Anna"
    assert (await anna.ask("delete", entry=entry))["type"] == "done"
    gone = await bob.until(lambda frame: frame["type"] == "entry" and frame["entry"].get("deleted"))
    assert gone["entry"]["id"] == entry
    assert "original" not in gone["entry"]
    (edit,) = served.core.of(Edited)
    (react,) = served.core.of(Reacted)
    (delete,) = served.core.of(Deleted)
    assert isinstance(edit, Edited)
    assert isinstance(react, Reacted)
    assert isinstance(delete, Deleted)
    assert edit.message.id == str(entry)
    assert react.message == str(entry)
    assert delete.messages == (str(entry),)


async def test_a_question_is_asked_and_not_shown(served: Served) -> None:
    anna, bob = served.client(), served.client()
    await anna.start("Anna")
    await bob.join(anna.invite, "Bob")
    await bob.ask("post", text="hello")
    entry = (await anna.entry())["id"]
    for _ in range(2):
        assert (await anna.ask("react", entry=entry, emoji=["👍", WHY]))["type"] == "done"
    reacted = await bob.until(lambda frame: frame["type"] == "entry" and frame["entry"]["reactions"])
    assert [reaction["emoji"] for reaction in reacted["entry"]["reactions"]] == ["👍"]
    asked = [event for event in served.core.of(Reacted) if isinstance(event, Reacted)]
    assert [event.emoji for event in asked] == [("👍", WHY), ("👍", WHY)]
    assert asked[0].handle == str(entry)


async def test_only_the_author_edits_and_only_author_or_owner_deletes(served: Served) -> None:
    anna, bob, eve = served.client(), served.client(), served.client()
    await anna.start("Anna")
    await bob.join(anna.invite, "Bob")
    await eve.join(anna.invite, "Eve")
    await bob.ask("post", text="mine")
    entry = (await eve.entry())["id"]
    assert (await eve.ask("edit", entry=entry, text="stolen"))["type"] == "refused"
    assert (await anna.ask("edit", entry=entry, text="stolen"))["type"] == "refused"
    refused = await eve.ask("delete", entry=entry)
    assert "Only its author" in refused["sentence"]
    assert not served.core.of(Edited)
    assert not served.core.of(Deleted)


async def test_commands_go_to_the_core_and_answers_to_the_one_who_asked(served: Served) -> None:
    anna, bob = served.client(), served.client()
    await anna.start("Anna")
    await bob.join(anna.invite, "Bob")
    answer = await bob.ask("post", id="q", text="/Slang  yyds 是什么")
    assert answer["command"]
    notice = await bob.entry()
    assert notice["private"]
    assert notice["author"] is None
    await bob.ask("post", text="/usr/bin is a folder")
    assert (await anna.entry())["original"]["plain"] == "/usr/bin is a folder"
    await bob.ask("post", text="//not a command")
    seen = await anna.entry()
    assert seen["original"]["plain"] == "/not a command"
    (command,) = served.core.of(Command)
    assert isinstance(command, Command)
    assert (command.name, command.arguments) == ("slang", "yyds 是什么")


async def test_replies_name_the_entry(served: Served) -> None:
    anna = served.client()
    await anna.start("Anna")
    await anna.ask("post", text="one")
    first = await anna.entry()
    await anna.ask("post", text="two", reply_to=first["id"])
    second = await anna.entry()
    assert second["reply_to"] == first["id"]
    await anna.send("peek", entries=[first["id"], 999])
    peeked = await anna.until("peeked")
    assert [entry["id"] for entry in peeked["entries"]] == [first["id"]]


async def test_typing_reaches_the_others_and_the_core(served: Served) -> None:
    anna, bob = served.client(), served.client()
    await anna.start("Anna")
    await bob.join(anna.invite, "Bob")
    await bob.send("typing")
    frame = await anna.until("typing")
    assert frame["name"] == "Bob"
    (signal,) = served.core.signals
    assert isinstance(signal, Typing)
    assert signal.author.name == "Bob"


async def test_texts_that_cannot_be_sent_get_one_sentence_in_the_members_language(served: Served) -> None:
    anna = served.client()
    await anna.start("Anna")
    await anna.connect(lang="zh-CN")
    long = await anna.ask("post", text="长" * 20_001)
    assert "20000" in long["sentence"]
    assert "20001" in long["sentence"]
    assert any("\u4e00" <= char <= "\u9fff" for char in long["sentence"])
    empty = await anna.ask("post", text="  \n ")
    assert empty["type"] == "refused"
    assert (await anna.ask("post", text="长" * 20_000))["type"] == "done"


async def test_a_lone_surrogate_and_a_nul_are_relayed(served: Served) -> None:
    anna = served.client()
    await anna.start("Anna")
    assert anna.socket
    await anna.socket.send_str('{"type":"post","id":"s","text":"a\\ud800b\\u0000c"}')
    entry = await anna.entry()
    assert entry["original"]["plain"] == "a\ufffdb\x00c"


async def test_bursts_wait_and_lose_nothing(served: Served) -> None:
    anna = served.client()
    await anna.start("Anna")
    for number in range(100):
        await anna.send("post", id=f"b{number}", text=str(number))
    async with asyncio.timeout(30):
        seen = [(await anna.entry())["original"]["plain"] for _ in range(100)]
    assert seen == [str(number) for number in range(100)]
