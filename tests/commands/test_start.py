"""What Magpie says where nobody else is."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bridge.chat.author import Author
from bridge.chat.event import Command
from bridge.chat.room import RoomRef
from bridge.commands.summary import roster
from tests.relay.conversation import Conversation, conversation
from tests.relay.loopback import Loopback

ZOE = Author("alpha", "zoe", "Zoe", language="en", admin=True)
ALONE = RoomRef("alpha", "zoe")
INVITE = "https://example.com/add-me"
_keys = itertools.count()


class Setting:
    """One member and the bot."""

    def __init__(self, chat: Conversation, alpha: Loopback) -> None:
        self.chat = chat
        self.alpha = alpha

    async def ask(self, line: str, author: Author = ZOE, *, alone: bool = True, invite: str = INVITE) -> str:
        name, _, arguments = line.removeprefix("/").partition(" ")
        room = ALONE if alone else RoomRef("alpha", "group")
        asked = Command(f"alone-{next(_keys)}", room, author, name, arguments, alone=alone, invite=invite)
        await self.chat.accept(asked)
        await self.chat.settled()
        shown = self.alpha.rooms[room.id][-1]
        assert (shown.shipment.private_to == "") == alone
        return shown.text


@pytest.fixture
async def setting(tmp_path: Path) -> AsyncIterator[Setting]:
    alpha = Loopback("alpha")
    alpha.capabilities = replace(alpha.capabilities, text_limit=4000)
    async with conversation(tmp_path / "magpie.db", alpha, linked=()) as chat:
        yield Setting(chat, alpha)


async def test_start_greets_in_two_sentences_and_says_what_to_do(setting: Setting) -> None:
    words, address = (await setting.ask("/start")).split("\n")
    assert words.count(". ") == 1
    assert "Add me to your group, make me an administrator there, and write /link in it" in words
    assert address == INVITE
    assert await setting.ask("/start true", invite="") == words


@pytest.mark.parametrize("name", [each.name for each in roster() if each.name not in {"help", "privacy", "me"}])
async def test_what_is_about_groups_says_where_it_belongs(setting: Setting, name: str) -> None:
    told = await setting.ask(f"/{name} something")
    assert told == (
        f"/{name} is for groups: add me to yours, make me an administrator there, and write /link in it.\n{INVITE}"
    )
    assert f"/{name} 要在群里用" in await setting.ask(f"/{name}", replace(ZOE, language="zh-hans"))


async def test_what_is_about_oneself_works_there_too(setting: Setting) -> None:
    assert "30 days" in await setting.ask("/privacy")
    assert "relayed no more" in await setting.ask("/privacy leave")
    assert "/me link " in await setting.ask("/me link")
    told = await setting.ask("/help")
    assert told.startswith("Magpie joins groups")
    assert "/slang – " in told
    assert "/start" not in told


async def test_start_in_a_group_is_help(setting: Setting) -> None:
    assert await setting.ask("/start true", alone=False) == await setting.ask("/help", alone=False)


async def test_without_a_hint_the_answer_is_in_what_was_written(setting: Setting) -> None:
    nobody = replace(ZOE, language="")
    assert (await setting.ask("/start 你好，你是谁？", nobody)).startswith("鹊桥把")
    assert (await setting.ask("/start who are you?", nobody)).startswith("Magpie joins")
