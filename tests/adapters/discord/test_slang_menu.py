"""`/slang` as people on Discord use it: parts with fields, choices while one writes, and forms."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from bridge.adapters.discord.commands import Menu
from bridge.adapters.discord.forms import Form, read
from bridge.chat.room import RoomRef
from bridge.commands.summary import roster
from bridge.relay.suggesting import Choice
from tests.adapters.discord.stage import IMPATIENT, TOM, B, Stage, room
from tests.fakes.discord import CannotUse, User
from tests.fakes.discord.components import check_modal
from tests.fakes.discord.definitions import SIZE, check_commands
from tests.fakes.discord.interactions import Interaction
from tests.fakes.discord.refusals import FormErrors

SAME_EVERYWHERE = {"CSV", "TSV", "TBX"}


async def menu(stage: Stage) -> None:
    """Wait until Discord knows the commands."""
    await stage.discord.calls.wait_for(lambda call: "commands" in call.route)


async def slang(stage: Stage, user: User, part: str, **options: object) -> Interaction:
    return await stage.discord.slash(user, stage.channel, f"slang {part}", options)


async def offered(stage: Stage, part: str, field: str, begun: str) -> list[str]:
    choices = await stage.discord.autocomplete(stage.ann, stage.channel, f"slang {part}", {field: begun}, field)
    return [str(choice["value"]) for choice in choices]


def named(things: Sequence[Any], *, of: str = "") -> list[tuple[str, Any]]:
    """All commands, options and choices with their paths."""
    found = []
    for thing in things:
        path = f"{of}/{thing['name']}"
        found.append((path, thing))
        found += named(thing.get("options") or (), of=path) + named(thing.get("choices") or (), of=path)
    return found


def test_every_part_is_named_in_every_language_and_within_the_limits() -> None:
    definitions = Menu(roster()).definitions()
    errors = FormErrors()
    check_commands(definitions, errors)
    errors.check()
    for path, thing in named(definitions):
        if thing["name"] not in SAME_EVERYWHERE:
            assert set(thing["name_localizations"]) == {"zh-CN", "zh-TW"}, path
        if "description" in thing:
            assert set(thing["description_localizations"]) == {"zh-CN", "zh-TW"}, path
    parts = {path for path, thing in named(definitions) if thing.get("type") == 1 and path.startswith("/slang/")}
    assert len(parts) == 14
    assert sum(each["type"] == 3 for each in definitions) <= 15
    assert SIZE == 4000


async def test_fields_become_the_line_that_the_core_reads(stage: Stage) -> None:
    async with stage.play() as play:
        await menu(stage)
        used = await slang(stage, stage.ben, "add", form="=w=", translation="deadpan; bored", note="a face", here=True)
        assert (await play.command("slang")).arguments == r"here add \=w\= = deadpan\; bored; a face"
        await stage.channel.wait_for(lambda message: "#1" in message.content)
        assert used.messages == []
        shown = await slang(stage, stage.ann, "show", form="=w=")
        answer = await shown.wait_for(lambda message: "deadpan" in message.content)
        assert answer.ephemeral
        await slang(stage, stage.ben, "remove", form="=w=")
        await stage.channel.wait_for(lambda message: "已移除 #1" in message.content)
        undone = await slang(stage, stage.ann, "undo")
        await undone.wait_for(lambda message: "nothing to take back" in message.content)
        listed = await slang(stage, stage.ann, "list", page=1)
        await listed.wait_for(lambda message: "no terms of its own" in message.content)
        with pytest.raises(CannotUse):
            await slang(stage, stage.ann, "list", page=0)


async def test_keepers_are_named_as_members_of_the_server(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.discord.say(stage.ann, stage.channel, "hello there")
        await play.beta_shows("hello there")
        await slang(stage, stage.ben, "keepers", change="add", who=stage.ann)
        assert (await play.command("slang")).arguments == "keepers add Ann"
        await stage.channel.wait_for(lambda message: "Ann" in message.content and message.author is stage.bot.user)


async def test_a_term_without_its_translation_opens_a_form(stage: Stage) -> None:
    async with stage.play() as play:
        await menu(stage)
        used = await slang(stage, stage.ben, "add", form="鹊佬", here=True)
        form = await used.modal()
        assert form["title"] == "添加词条"
        labels = [row["label"] for row in form["components"]]
        assert labels == ["词语或短语", "译文", "注释", "处理方式", "条件"]
        assert form["components"][0]["component"]["value"] == "鹊佬"
        fields = {"译文": "Magpie boss", "注释": "the one\nwho built this", "处理方式": "译文里就这样说", "条件": "end"}
        await stage.discord.submit_modal(stage.ben, used, fields)
        command = await play.command("slang")
        assert command.arguments == "here add 鹊佬 = Magpie boss [end]; the one who built this"
        assert command.author.admin
        await stage.channel.wait_for(lambda message: "#1" in message.content)


async def test_a_form_of_a_member_is_a_proposal_and_what_is_wrong_is_said(stage: Stage) -> None:
    async with stage.play() as play:
        used = await slang(stage, stage.ann, "add")
        sent = await stage.discord.submit_modal(stage.ann, used, {"form": "鹊桥", "action": "keep"})
        await stage.channel.wait_for(lambda message: "proposes #1: keep 鹊桥" in message.content)
        assert (await play.command("slang")).arguments == "add keep 鹊桥"
        used = await slang(stage, stage.ann, "add", form="喜鹊党")
        sent = await stage.discord.submit_modal(stage.ann, used, {})
        wrong = await sent.wait_for(lambda message: "has no translation" in message.content)
        assert wrong.ephemeral


async def test_a_change_shows_what_stands_now(stage: Stage) -> None:
    async with stage.play():
        await menu(stage)
        await slang(stage, stage.ben, "add", form="鹊佬", translation="boss", note="an old joke", condition="end")
        await stage.channel.wait_for(lambda message: "#1" in message.content)
        used = await slang(stage, stage.ben, "edit", form="鹊佬", note="a new joke")
        form = await used.modal()
        values = [row["component"].get("value") for row in form["components"]]
        assert values == ["鹊佬", "boss", "a new joke", None, "end"]
        chosen = [one["value"] for one in form["components"][3]["component"]["options"] if one["default"]]
        assert chosen == ["replace"]
        await stage.discord.submit_modal(stage.ben, used, {"translation": "the boss"})
        await stage.channel.wait_for(lambda message: "the boss [end]" in message.content)


async def test_a_message_offers_itself_as_a_term(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.discord.say(stage.ann, stage.channel, "喜鹊党万岁")
        long = await stage.discord.say(stage.ann, stage.channel, "我们喜鹊党今天又去山上搭桥了，" * 8)
        await play.caught_up()
        used = await stage.discord.context_menu(stage.ann, said, "Add slang from this")
        form = await used.modal()
        assert form["components"][0]["component"]["value"] == "喜鹊党万岁"
        used = await stage.discord.context_menu(stage.ann, long, "Add slang from this")
        form = await used.modal()
        assert (form["components"][0]["type"], form["components"][0]["content"]) == (10, long.content)
        assert "value" not in form["components"][1]["component"]
        await stage.discord.submit_modal(stage.ann, used, {"form": "喜鹊党", "translation": "magpie gang"})
        await stage.channel.wait_for(lambda message: "proposes #1: 喜鹊党 = magpie gang" in message.content)


async def test_a_correction_begins_with_what_was_shown(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.discord.say(stage.ann, stage.channel, "the magpies are here")
        await play.beta_shows("the magpies are here")
        used = await stage.discord.context_menu(stage.ben, said, "Fix the translation")
        form = await used.modal()
        assert form["components"][0]["component"]["value"] == "<zh-Hans the magpies are here>"
        await play.say("喜鹊们来了", TOM, B)
        copy = await stage.channel.wait_for(lambda message: "喜鹊们来了" in message.content)
        await play.settled()
        used = await stage.discord.context_menu(stage.ben, copy, "Fix the translation")
        form = await used.modal()
        assert form["components"][0]["component"]["value"] == "<en 喜鹊们来了>"
        await stage.discord.submit_modal(stage.ben, used, {"words": "The magpies have come"})
        await stage.channel.wait_until(lambda _: "The magpies have come" in copy.content)


async def test_forms_and_proposals_are_offered_while_one_writes(stage: Stage) -> None:
    async with stage.play() as play:
        await menu(stage)
        long = "a very long translation of what is in fact a short word, longer than a line of a menu holds, by far"
        await slang(stage, stage.ben, "add", form="鹊佬", translation=long)
        await stage.channel.wait_for(lambda message: "#1" in message.content)
        await slang(stage, stage.ann, "add", form="鹊奴", translation="magpie servant")
        await stage.channel.wait_for(lambda message: "proposes #2" in message.content)
        for part in ("show", "edit", "remove", "history"):
            assert await offered(stage, part, "form", "鵲") == ["鹊佬"]
        (choice,) = await stage.discord.autocomplete(stage.ann, stage.channel, "slang show", {"form": "鹊"}, "form")
        assert choice["name"].startswith("鹊佬 = a very long")
        assert len(choice["name"]) == 100
        assert await offered(stage, "approve", "number", "servant") == ["2"]
        assert await offered(stage, "reject", "number", "") == ["2"]
        await play.settled()


async def test_another_channel_is_offered_nothing_of_it(stage: Stage) -> None:
    lounge = await stage.discord.create_channel(stage.guild, "lounge")
    async with stage.play(room(stage.channel), B):
        await menu(stage)
        await slang(stage, stage.ben, "add", form="鹊佬", translation="boss")
        await slang(stage, stage.ann, "add", form="鹊奴", translation="servant")
        await stage.channel.wait_for(lambda message: "proposes #2" in message.content)
        assert await offered(stage, "show", "form", "鹊") == ["鹊佬"]
        for part, field in (("show", "form"), ("edit", "form"), ("approve", "number")):
            for begun in ("", "鹊", "2"):
                name = f"slang {part}"
                choices = await stage.discord.autocomplete(stage.ann, lounge, name, {field: begun}, field)
                assert choices == []


async def test_nobody_waits_for_a_core_that_is_slow(stage: Stage) -> None:
    stage.patience = replace(IMPATIENT, hint=0.1)
    async with stage.play() as play:
        await menu(stage)

        async def slow(ref: RoomRef, command: str, begun: str) -> Sequence[Choice]:
            await asyncio.Event().wait()
            return ()

        async def broken(ref: RoomRef, command: str, about: str) -> dict[str, str]:
            raise LookupError(about)

        play.core.intake.suggest = slow  # type: ignore[method-assign,assignment]
        play.core.intake.fields = broken  # type: ignore[method-assign,assignment]
        assert await offered(stage, "show", "form", "鹊") == []
        used = await slang(stage, stage.ann, "edit", form="鹊佬")
        assert (await used.modal())["components"][0]["component"]["value"] == "鹊佬"


async def test_what_discord_would_refuse_is_not_offered(stage: Stage) -> None:
    async with stage.play() as play:
        await menu(stage)

        async def odd(ref: RoomRef, command: str, begun: str) -> Sequence[Choice]:
            return [Choice("", "nameless"), Choice("too long", "x" * 101), Choice("empty", "")] + [
                Choice(f"number {number}", f"{number}") for number in range(30)
            ]

        play.core.intake.suggest = odd  # type: ignore[method-assign,assignment]
        assert await offered(stage, "show", "form", "x") == [str(number) for number in range(25)]


def test_forms_of_others_are_none_of_ours() -> None:
    assert read({"custom_id": "survey", "components": []}) is None
    # Forms as they were before fields had labels.
    rows = [{"type": 1, "components": [{"type": 4, "custom_id": "words", "value": " GOAT "}]}]
    filled = read({"custom_id": "form:fix:123", "components": rows})
    assert filled is not None
    assert (filled.command, filled.rest, filled.fields) == ("fix", "123", {"words": "GOAT"})


@pytest.mark.parametrize("locale", ["en-US", "zh-CN", "zh-TW", "fr"])
@pytest.mark.parametrize("command", ["fix", "slang add"])
def test_a_form_keeps_to_the_limits_whatever_stands_in_it(locale: str, command: str) -> None:
    long = dict.fromkeys(("form", "translation", "note", "condition", "words"), "好" * 5000)
    form = Form(command, "Add a term", rest="1" * 200, filled=long, shown="长" * 9000 if command != "fix" else "")
    errors = FormErrors()
    check_modal(form.modal({}, locale), errors)
    errors.check()
