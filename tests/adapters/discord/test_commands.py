"""Commands from Discord's own menus, and answers that only the asker sees."""

from __future__ import annotations

import re
import time
from dataclasses import replace

from bridge.adapters.discord.commands import Menu
from bridge.adapters.discord.interactions import HANDLE
from bridge.adapters.discord.rooms import made_at, snowflake_at
from bridge.chat.content import Body, Content
from bridge.chat.delivery import Block, Shipment
from bridge.chat.room import RoomRef
from bridge.chat.text import Text
from bridge.commands.summary import roster
from tests.adapters.discord.stage import B, Stage, room
from tests.fakes.discord import FaultKind, File
from tests.fakes.discord.messages import Message


async def test_the_menu_speaks_the_language_of_its_reader(stage: Stage) -> None:
    async with stage.play():
        await stage.discord.calls.wait_for(lambda call: "commands" in call.route)
        assert {"help", "link", "language", "Delete everywhere"} <= set(
            stage.discord.visible_commands(stage.ann, stage.channel)
        )
        assert {"帮助", "连接", "语言", "在所有地方删除"} <= set(
            stage.discord.visible_commands(stage.ben, stage.channel)
        )


async def test_a_slash_command_is_answered_for_one_pair_of_eyes(stage: Stage) -> None:
    async with stage.play() as play:
        used = await stage.discord.slash(stage.ann, stage.channel, "help")
        answer = await used.wait_for(lambda message: "/link" in message.content)
        assert answer.ephemeral
        assert stage.channel.messages == []
        command = await play.command("help")
        assert command.room == room(stage.channel)
        assert (command.author.name, command.author.language, command.author.admin) == ("Ann", "en-US", False)
        assert command.handle.startswith(HANDLE)
        await play.settled()


async def test_administrators_are_who_may_manage_the_server(stage: Stage) -> None:
    async with stage.play() as play:
        used = await stage.discord.slash(stage.ann, stage.channel, "unlink")
        await used.wait_for(lambda message: "administrators" in message.content)
        used = await stage.discord.slash(stage.ben, stage.channel, "language", {"arguments": "zh en"})
        # What concerns all is said to all, and nobody is left waiting.
        shown = await stage.channel.wait_for(lambda m: "English" in m.content)
        assert shown.author is stage.bot.user
        assert used.messages == []
        command = await play.command("language")
        assert command.author.admin
        assert (command.arguments, command.author.language) == ("zh en", "zh-CN")
        await play.settled()


async def test_languages_are_suggested(stage: Stage) -> None:
    async with stage.play():
        await stage.discord.calls.wait_for(lambda call: "commands" in call.route)
        offered = await stage.discord.autocomplete(
            stage.ben, stage.channel, "language", {"arguments": "zh"}, "arguments"
        )
        assert [choice["value"] for choice in offered] == ["zh", "zh en"]


async def test_a_command_on_a_message_deletes_it_everywhere(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.discord.say(stage.ann, stage.channel, "regret")
        await play.beta_shows("regret")
        used = await stage.discord.context_menu(stage.ann, said, "Delete everywhere")
        await stage.channel.wait_until(lambda channel: said not in channel.messages)
        await stage.beta.until(lambda: not stage.beta.texts("b"))
        command = await play.command("delete")
        assert command.target == str(said.id)
        # A command that nothing is said to is shown as done.
        done = await used.wait_for(lambda message: message.content == "✓")
        assert done.ephemeral
        await play.settled()


async def test_a_command_that_needs_words_opens_a_form(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.discord.say(stage.ann, stage.channel, "yyds")
        await play.beta_shows("yyds")
        used = await stage.discord.context_menu(stage.ben, said, "Fix the translation")
        modal = await used.modal()
        assert modal["title"] == "修正翻译"
        await stage.discord.submit_modal(stage.ben, used, {"应该怎么说": "the GOAT"})
        command = await play.command("fix")
        assert (command.target, command.arguments) == (str(said.id), "the GOAT")
        await play.settled()


async def test_two_channels_are_joined_from_the_chat(stage: Stage) -> None:
    lounge = await stage.discord.create_channel(stage.guild, "lounge")
    async with stage.play(B, RoomRef("beta", "elsewhere")) as play:
        asked = await stage.discord.slash(stage.ben, stage.channel, "link")
        answer = await asked.wait_for(lambda message: "/link" in message.content)
        code = re.search(r"[A-Z0-9]{8,}", answer.content)
        assert code
        await stage.discord.slash(stage.ben, lounge, "link", {"arguments": code.group()})
        await stage.channel.wait_for(lambda m: "/link yes" in m.content)
        await stage.discord.slash(stage.ben, stage.channel, "link", {"arguments": "yes"})
        await lounge.wait_for(lambda m: "#general (Tea house)" in m.content)
        await stage.discord.say(stage.ann, stage.channel, "hello lounge")
        shown = await lounge.wait_for(lambda m: "hello lounge" in m.content)
        assert (shown.author_name, shown.webhook is None) == ("Ann", False)
        await play.settled()


async def test_an_answer_that_comes_too_late_is_said_in_the_room(stage: Stage) -> None:
    async with stage.play() as play:
        old = snowflake_at(time.time() - 16 * 60)
        assert abs(made_at(old) - (time.time() - 16 * 60)) < 1
        content = Content(None, Text("late answer"), "en", time.time(), Body(Text("late answer")))
        block = Block(1, None, content, Text("late answer"))
        shipment = Shipment(
            1, room(stage.channel), "nonce-1", (block,), private_to=str(stage.ann.id), handle=f"{HANDLE}{old}:token"
        )
        await play.adapter.ship(shipment)
        shown = await stage.channel.wait_for(lambda m: "late answer" in m.content)
        assert shown.pinged == {stage.ann}
        # An interaction that Discord does not know any more.
        fresh = snowflake_at(time.time())
        await play.adapter.ship(replace(shipment, id=2, nonce="nonce-2", handle=f"{HANDLE}{fresh}:unknown"))
        await stage.channel.wait_until(lambda channel: len(channel.messages) == 2)


async def test_a_command_that_cannot_be_acknowledged_is_done_all_the_same(stage: Stage) -> None:
    async with stage.play() as play:
        stage.discord.faults.add(FaultKind.BAD_GATEWAY_BEFORE, "POST /interactions/*")
        await stage.discord.slash(stage.ann, stage.channel, "help")
        await play.command("help")

        def answered(message: Message) -> bool:
            return "/link" in message.content

        await stage.channel.wait_for(answered)


async def test_a_glossary_comes_and_goes_as_a_file(stage: Stage) -> None:
    async with stage.play() as play:
        book = File("terms.csv", "source,forms,action,target\nzh,夜夜大神,replace,GOAT\n".encode())
        await stage.discord.slash(stage.ben, stage.channel, "slang import", {"file": book})
        command = await play.command("slang")
        assert (command.arguments, command.attachments[0].name) == ("import", "terms.csv")
        chunks = [chunk async for chunk in play.core.intake.fetch(command.attachments[0])]
        assert b"".join(chunks) == book.data
        await play.settled()
        term = {"form": "夜夜大神", "translation": "GOAT"}
        await stage.discord.slash(stage.ben, stage.channel, "slang add", term)
        await play.settled()
        used = await stage.discord.slash(stage.ben, stage.channel, "slang export", {"format": "csv"})
        answer = await used.wait_for(lambda message: bool(message.attachments))
        assert answer.ephemeral
        assert "夜夜大神".encode() in answer.attachments[0].data


async def test_commands_come_after_what_was_said_before_them(stage: Stage) -> None:
    async with stage.play() as play:
        said = [await stage.discord.say(stage.ann, stage.channel, f"line {number}") for number in range(5)]
        await stage.discord.context_menu(stage.ann, said[-1], "Delete everywhere")
        await play.command("delete")
        kinds = [event.type for event in stage.accepted if event.room == room(stage.channel)]
        assert kinds.index("command") > max(index for index, kind in enumerate(kinds) if kind == "posted")


def test_definitions_hold_to_discords_limits() -> None:
    definitions = Menu(roster()).definitions()
    assert len({(each["type"], each["name"]) for each in definitions}) == len(definitions)
    for each in definitions:
        assert 1 <= len(each["name"]) <= 32
        assert len(each.get("description", "")) <= 100
        assert {"zh-CN", "zh-TW"} == set(each["name_localizations"])
    assert Menu(()).definitions() == []


async def test_who_leaves_is_relayed_no_more(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.discord.say(stage.ann, stage.channel, "words of Ann")
        await play.beta_shows("words of Ann")
        used = await stage.discord.slash(stage.ann, stage.channel, "privacy", {"arguments": "leave"})
        answer = await used.wait_for(lambda message: "1 message of yours was erased" in message.content)
        assert answer.ephemeral
        secret = await stage.discord.say(stage.ann, stage.channel, "a secret")
        await stage.discord.react(stage.ann, secret, "🔥")
        await stage.discord.say(stage.ben, stage.channel, "after")
        await play.beta_shows("after")
        await play.settled()
        kept = await play.database.read(lambda c: "\n".join(c.iterdump()))
        assert not any("a secret" in text for text in stage.beta.texts("b"))
        await stage.discord.slash(stage.ann, stage.channel, "privacy", {"arguments": "join"})
        await play.command("privacy")
        await play.settled()
        await stage.discord.say(stage.ann, stage.channel, "here again")
        await play.beta_shows("Ann: here again")
    assert "Ann" not in kept
    assert "a secret" not in kept
