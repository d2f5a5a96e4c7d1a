"""Commands as members give them, through the whole core."""

from __future__ import annotations

import itertools
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bridge.chat.author import Author
from bridge.chat.event import Command
from bridge.chat.room import RoomRef
from bridge.store.people import SqlitePeople
from tests.relay.conversation import MEI, TOM, A, B, Conversation, conversation
from tests.relay.loopback import Loopback

ADMIN_A = Author("alpha", "ann", "Ann", admin=True, language="en")
ADMIN_B = Author("beta", "bo", "Bo", admin=True, language="zh")
_keys = itertools.count()


class Setting:
    """Two platforms and a way to give commands."""

    def __init__(self, chat: Conversation, alpha: Loopback, beta: Loopback) -> None:
        self.chat = chat
        self.alpha = alpha
        self.beta = beta

    async def ask(self, author: Author, room: RoomRef, line: str, target: str = "") -> str:
        """Give a command; returns what is said to the one who gave it, "" where nothing is."""
        name, _, arguments = line.removeprefix("/").partition(" ")
        platform = self.alpha if room.platform == "alpha" else self.beta
        before = len(platform.rooms.get(room.id, []))
        await self.chat.accept(Command(f"c{next(_keys)}", room, author, name, arguments, target))
        await self.chat.settled()
        said = platform.rooms.get(room.id, [])[before:]
        return "\n".join(shown.text for shown in said if shown.shipment.private_to == author.id)


@pytest.fixture
async def setting(tmp_path: Path) -> AsyncIterator[Setting]:
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(tmp_path / "magpie.db", alpha, beta, linked=()) as chat:
        await chat.core.directory.room(A, "Alpha room")
        await chat.core.directory.room(B, "Beta room")
        yield Setting(chat, alpha, beta)


async def link(setting: Setting) -> None:
    code = re.search(r"/link (\w+)", await setting.ask(ADMIN_A, A, "/link"))
    assert code
    await setting.ask(ADMIN_B, B, f"/link {code[1]}")
    await setting.ask(ADMIN_A, A, "/link yes")


async def test_linking_takes_a_code_here_the_code_there_and_a_yes_here(setting: Setting) -> None:
    given = await setting.ask(ADMIN_A, A, "/link")
    code = re.search(r"/link (\w+)", given)
    assert code
    taken = await setting.ask(ADMIN_B, B, f"/link {code[1].lower()}")
    assert "Alpha room" in taken
    assert "/link yes" in taken
    assert "Bo asks to join “Beta room”" in setting.alpha.texts("a")[-1]
    await setting.chat.say("not yet joined", MEI, A)
    await setting.chat.settled()
    assert not any("not yet joined" in text for text in setting.beta.texts("b"))
    await setting.ask(ADMIN_A, A, "/link yes")
    assert "one conversation" in setting.alpha.texts("a")[-1]
    assert "Alpha room" in setting.beta.texts("b")[-1]
    await setting.chat.say("hello over there", MEI, A)
    await setting.chat.settled()
    assert "hello over there" in setting.beta.texts("b")[-1]


async def test_a_code_works_once(setting: Setting) -> None:
    code = re.search(r"/link (\w+)", await setting.ask(ADMIN_A, A, "/link"))
    assert code
    await setting.ask(ADMIN_B, B, f"/link {code[1]}")
    again = await setting.ask(ADMIN_B, B, f"/link {code[1]}")
    assert "无效" in again


async def test_a_code_of_this_very_room_is_refused(setting: Setting) -> None:
    code = re.search(r"/link (\w+)", await setting.ask(ADMIN_A, A, "/link"))
    assert code
    assert "this very room" in await setting.ask(ADMIN_A, A, f"/link {code[1]}")


async def test_saying_no_joins_nothing(setting: Setting) -> None:
    code = re.search(r"/link (\w+)", await setting.ask(ADMIN_A, A, "/link"))
    assert code
    await setting.ask(ADMIN_B, B, f"/link {code[1]}")
    await setting.ask(ADMIN_A, A, "/link no")
    # Asked before all, answered before all.
    assert setting.alpha.texts("a")[-1] == "It was not joined."
    assert "said no" in setting.beta.texts("b")[-1]
    assert "No room waits" in await setting.ask(ADMIN_A, A, "/link yes")


async def test_only_administrators_link(setting: Setting) -> None:
    assert "Only administrators" in await setting.ask(replace(MEI, language="en"), A, "/link")


async def test_unlinking_parts_and_says_so(setting: Setting) -> None:
    await link(setting)
    await setting.ask(ADMIN_B, B, "/unlink")
    assert "left the conversation" in setting.alpha.texts("a")[-1]
    await setting.chat.say("anybody there?", MEI, A)
    await setting.chat.settled()
    assert not any("anybody" in text for text in setting.beta.texts("b"))


async def test_an_unknown_command_is_answered_with_what_to_do(setting: Setting) -> None:
    assert await setting.ask(ADMIN_A, A, "/dance") == "There is no command /dance. /help lists those there are."


async def test_help_lists_every_command_in_the_askers_language(setting: Setting) -> None:
    english = await setting.ask(ADMIN_A, A, "/help")
    chinese = await setting.ask(ADMIN_B, B, "/help")
    for name in ("link", "unlink", "language", "delete", "status", "privacy", "me", "mute", "ban", "unmute", "help"):
        assert f"/{name} " in english
        assert f"/{name} " in chinese
    assert "像平时一样说话就行" in chinese


async def test_the_languages_of_a_room_are_shown_set_and_learnt_again(setting: Setting) -> None:
    await link(setting)
    assert "Nothing is known" in await setting.ask(ADMIN_A, A, "/language")
    await setting.ask(ADMIN_A, A, "/language tw")
    assert "繁體中文" in setting.alpha.texts("a")[-1]
    await setting.chat.say("good morning", TOM, B)
    await setting.chat.settled()
    assert setting.alpha.texts("a")[-1] == "Tom: <zh-Hant good morning>\n> good morning"
    assert "klingon" in await setting.ask(ADMIN_A, A, "/language klingon")
    await setting.ask(ADMIN_A, A, "/language auto")
    assert "Nothing is known" in setting.alpha.texts("a")[-1]


async def test_status_tells_rooms_and_languages(setting: Setting) -> None:
    await link(setting)
    told = await setting.ask(ADMIN_A, A, "/status")
    assert "Alpha room (alpha)" in told
    assert "Beta room (beta)" in told
    assert "0 messages wait" in told


async def test_whoever_leaves_is_relayed_no_more_and_forgotten(setting: Setting) -> None:
    await link(setting)
    await setting.chat.say("remember me", MEI, A)
    await setting.chat.settled()
    assert "30 days" in await setting.ask(replace(MEI, language="en"), A, "/privacy")
    gone = await setting.ask(replace(MEI, language="en"), A, "/privacy leave")
    assert "1 message of yours was erased" in gone
    await setting.chat.say("a secret", MEI, A)
    await setting.chat.settled()
    assert not any("a secret" in text for text in setting.beta.texts("b"))
    stored = await setting.chat.database.read(
        lambda c: c.execute("SELECT group_concat(content) FROM messages").fetchone()[0] or ""
    )
    assert "remember me" not in stored
    assert "a secret" not in stored
    await setting.ask(MEI, A, "/privacy join")
    await setting.chat.say("here again", MEI, A)
    await setting.chat.settled()
    assert "here again" in setting.beta.texts("b")[-1]


async def test_whoever_leaves_is_left_out_before_the_log_is_emptied(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_out: list[bool] = []
    scrub = SqlitePeople.scrub

    async def watched(people: SqlitePeople) -> None:
        left_out.append(await setting.chat.core.directory.left_out(replace(MEI, language="en")))
        await scrub(people)

    monkeypatch.setattr(SqlitePeople, "scrub", watched)
    await setting.chat.say("before", MEI)
    await setting.ask(replace(MEI, language="en"), A, "/privacy leave")
    assert left_out == [True], "what they write elsewhere meanwhile would be relayed and kept"


async def test_a_muted_member_is_not_relayed_and_knows_it(setting: Setting) -> None:
    await link(setting)
    await setting.chat.say("buy my coins", TOM, B)
    await setting.chat.settled()
    spam = setting.alpha.rooms["a"][-1].native
    await setting.ask(ADMIN_A, A, "/mute 10m", target=spam)
    assert "10 minutes" in setting.beta.texts("b")[-1] or "10 分钟" in setting.beta.texts("b")[-1]
    await setting.chat.say("more coins", TOM, B)
    await setting.chat.settled()
    assert not any("more coins" in text for text in setting.alpha.texts("a"))
    assert setting.beta.rooms["b"][-1].shipment.private_to == TOM.id
    for command in ("/unmute", "/mute", "/ban"):
        told = await setting.ask(ADMIN_A, A, command)
        assert re.match(r"Tom is not relayed until 20\d\d-\d\d-\d\d \d\d:\d\d UTC \(Ann\)\.\n\nThe last dec", told)
    await setting.ask(ADMIN_A, A, "/unmute Tom")
    await setting.chat.say("sorry about that", TOM, B)
    await setting.chat.settled()
    assert "sorry about that" in setting.alpha.texts("a")[-1]


async def test_the_log_tells_who_whom_until_when_in_every_room_of_the_conversation(setting: Setting) -> None:
    assert await setting.ask(ADMIN_A, A, "/mute") == "Everybody is relayed."
    await link(setting)
    await setting.chat.say("buy my coins", TOM, B)
    await setting.chat.settled()
    for number in range(12):
        await setting.ask(ADMIN_A, A, f"/mute {number + 1}h Tom")
    await setting.ask(ADMIN_A, A, "/ban Tom")
    await setting.ask(ADMIN_B, B, "/unmute Tom")
    first, nothing, heading, *decisions = (await setting.ask(ADMIN_A, A, "/mute")).split("\n")
    assert (first, nothing, heading) == ("Everybody is relayed.", "", "The last decisions:")
    assert len(decisions) == 10
    when = r"20\d\d-\d\d-\d\d \d\d:\d\d UTC"
    assert re.fullmatch(f"{when} · Ann → Tom: ban · lifted by Bo, {when}", decisions[0])
    assert re.fullmatch(f"{when} · Ann → Tom: mute, until {when} · lifted by Bo, {when}", decisions[1])
    assert "最近的决定" in await setting.ask(ADMIN_B, B, "/ban")
    assert "Only administrators" in await setting.ask(replace(MEI, language="en"), A, "/mute")


async def test_without_a_hint_a_member_is_answered_in_what_they_mostly_write(setting: Setting) -> None:
    lin, sue = Author("alpha", "lin", "Lin"), Author("alpha", "sue", "Sue")
    for number in range(3):
        await setting.chat.say(f"明天下午我们一起去公园吧，第{number}次了", lin, A)
        await setting.chat.say(f"are we going to the park tomorrow, all {number} of us?", sue, A)
        await setting.chat.settled()
    assert "只有" in await setting.ask(lin, A, "/mute")
    assert "Only administrators" in await setting.ask(sue, A, "/mute")


async def test_muting_needs_to_know_whom(setting: Setting) -> None:
    await link(setting)
    assert "as a reply" in await setting.ask(ADMIN_A, A, "/mute 10m")
    assert "0 people here" in await setting.ask(ADMIN_A, A, "/mute Nobody 10m")


async def test_deleting_by_command_takes_a_message_away_everywhere(setting: Setting) -> None:
    await link(setting)
    said = await setting.chat.say("oops", MEI, A)
    await setting.chat.settled()
    assert any("oops" in text for text in setting.beta.texts("b"))
    refused = await setting.ask(replace(TOM, platform="alpha", id="t2", language="en"), A, "/delete", target=said)
    assert "your own messages" in refused
    await setting.ask(MEI, A, "/delete", target=said)
    assert not any("oops" in text for text in setting.beta.texts("b"))


async def test_selves_on_two_platforms_become_one_person(setting: Setting) -> None:
    mei_there = Author("beta", "mei-there", "Mei Mei", language="en")
    code = re.search(r"/me link (\w+)", await setting.ask(replace(MEI, language="en"), A, "/me link"))
    assert code
    told = await setting.ask(mei_there, B, f"/me link {code[1]}")
    assert "Mei (alpha)" in told
    assert "Mei Mei (beta)" in told
    assert "does not work" in await setting.ask(mei_there, B, f"/me link {code[1]}")
