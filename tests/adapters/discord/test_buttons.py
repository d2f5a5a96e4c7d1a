"""Commands that one press gives."""

from __future__ import annotations

import re
import time

from bridge.adapters.discord.buttons import pressed, rows
from bridge.chat.author import Author
from bridge.chat.content import Body, Button, Content
from bridge.chat.delivery import Block, Shipment
from bridge.chat.event import Command
from bridge.chat.room import RoomRef
from bridge.chat.text import Text
from tests.adapters.discord.stage import B, Stage, room
from tests.fakes.discord.components import check_components, find
from tests.fakes.discord.refusals import FormErrors


def block(*buttons: Button, author: Author | None = None, part: int = 0, parts: int = 1) -> Block:
    text = Text("Well?")
    content = Content(author, text, "en", time.time(), Body(text), buttons=buttons)
    return Block(1, None, content, text, part, parts)


def test_buttons_stand_under_the_last_part_of_our_own_words() -> None:
    yes = Button("Yes", "link yes")
    assert rows([block(yes)])[0]["components"][0]["custom_id"] == "do:link yes"
    assert rows([block(yes, part=0, parts=2)]) == []
    assert rows([block(yes, part=1, parts=2)]) != []
    assert rows([block(yes, author=Author("beta", "tom", "Tom"))]) == []
    assert rows([block()]) == []


def test_many_buttons_are_laid_out_within_the_limits() -> None:
    many = [Button("选" * 200, f"slang approve {number} {'x' * 40}") for number in range(40)]
    errors = FormErrors()
    laid_out = check_components(rows([block(*many)]), errors)
    errors.check()
    assert [len(row["components"]) for row in laid_out] == [5, 5, 5, 5, 5]
    assert pressed({"custom_id": laid_out[1]["components"][0]["custom_id"]}) == ("slang", f"approve 5 {'x' * 40}")
    assert pressed({"custom_id": "poll:1"}) is None


async def test_a_proposal_is_decided_by_a_press(stage: Stage) -> None:
    async with stage.play() as play:
        used = await stage.discord.slash(stage.ann, stage.channel, "slang add")
        await stage.discord.submit_modal(stage.ann, used, {"form": "鹊佬", "translation": "boss"})
        proposal = await stage.channel.wait_for(lambda message: "proposes #1" in message.content)
        refused = await stage.discord.press(stage.ann, proposal, label="Approve")
        told = await refused.wait_for(lambda message: "Only keepers" in message.content)
        assert told.ephemeral
        assert proposal.components
        approved = await stage.discord.press(stage.ben, proposal, label="Approve")
        await stage.channel.wait_for(lambda message: "#1" in message.content, after=proposal)
        # What was decided is no longer to be decided, and nobody is left waiting.
        await stage.channel.wait_until(lambda _: not proposal.components)
        assert approved.messages == []
        await play.settled()
        terms = [term for _, term in await play.core.glossary.terms.standing()]
        assert [term.forms for term in terms] == [("鹊佬",)]
        commands = [event for event in stage.accepted if isinstance(event, Command)]
        assert [event.arguments for event in commands] == ["add 鹊佬 = boss", "approve 1", "approve 1"]
        assert [event.author.admin for event in commands] == [False, False, True]


async def test_a_proposal_is_turned_down_by_a_press(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.discord.slash(stage.ann, stage.channel, "slang add", {"form": "鹊佬", "translation": "boss"})
        proposal = await stage.channel.wait_for(lambda message: "proposes #1" in message.content)
        await stage.discord.press(stage.ben, proposal, label="Reject")
        await stage.channel.wait_until(lambda _: not proposal.components)
        await play.settled()
        assert await play.core.glossary.terms.standing() == []


async def test_rooms_are_joined_by_a_press(stage: Stage) -> None:
    lounge = await stage.discord.create_channel(stage.guild, "lounge")
    async with stage.play(B, RoomRef("beta", "elsewhere")) as play:
        asked = await stage.discord.slash(stage.ben, stage.channel, "link")
        answer = await asked.wait_for(lambda message: "/link" in message.content)
        code = re.search(r"[A-Z0-9]{8,}", answer.content)
        assert code
        await stage.discord.slash(stage.ben, lounge, "link", {"arguments": code.group()})
        question = await stage.channel.wait_for(lambda message: "/link yes" in message.content)
        await stage.discord.press(stage.ben, question, custom_id="do:link yes")
        await lounge.wait_for(lambda message: "#general (Tea house)" in message.content)
        await stage.channel.wait_until(lambda _: not question.components)
        await play.settled()


async def test_an_answer_for_one_pair_of_eyes_has_its_buttons_too(stage: Stage) -> None:
    async with stage.play() as play:
        used = await stage.discord.slash(stage.ann, stage.channel, "help")
        command = await play.command("help")
        await used.wait_for(lambda message: "/link" in message.content)
        shipment = Shipment(
            7,
            room(stage.channel),
            "nonce-7",
            (block(Button("Again", "status")),),
            private_to=str(stage.ann.id),
            handle=command.handle,
        )
        await play.adapter.ship(shipment)
        answer = await used.wait_for(lambda message: "Well?" in message.content)
        assert find(answer.components, label="Again")
        again = await stage.discord.press(stage.ann, answer, label="Again")
        await play.command("status")
        await again.wait_for(lambda message: bool(message.content))
        await play.settled()


async def test_a_correction_is_decided_by_a_press(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.discord.say(stage.ann, stage.channel, "the library closes at nine")
        await play.beta_shows("library")
        used = await stage.discord.context_menu(stage.ann, said, "Fix the translation")
        await stage.discord.submit_modal(stage.ann, used, {"words": "图书馆九点关门"})
        proposal = await stage.channel.wait_for(lambda message: "/fix approve 1" in message.content)
        refused = await stage.discord.press(stage.ann, proposal, label="Reject")
        await refused.wait_for(lambda message: "Only keepers" in message.content)
        await stage.discord.press(stage.ben, proposal, label="Approve")
        decided = await stage.channel.wait_for(lambda message: "#1" in message.content, after=proposal)
        assert "图书馆九点关门" in decided.content
        await stage.channel.wait_until(lambda _: not proposal.components)
