"""Who comes and goes."""

from __future__ import annotations

import asyncio
from unittest.mock import patch

from bridge.adapters.discord import adapter as module
from bridge.adapters.discord.checkup import MEMBERS_OFF, MEMBERS_ON, inspect
from bridge.chat.event import Joined, Left, Posted
from tests.adapters.discord.stage import IMPATIENT, Stage


async def test_who_spoke_and_leaves_is_missed_elsewhere(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.discord.say(stage.ann, stage.channel, "bye everybody")
        await play.beta_shows("bye everybody")
        await stage.discord.leave(stage.guild, stage.ann)
        await play.beta_shows("Ann left.")
        left = await play.event(lambda event: isinstance(event, Left))
        assert isinstance(left, Left)
        assert left.author.id == str(stage.ann.id)


async def test_who_never_spoke_leaves_quietly(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.discord.leave(stage.guild, stage.ann)
        await stage.discord.say(stage.ben, stage.channel, "quiet here")
        await play.beta_shows("quiet here")
        assert not any(isinstance(event, Left) for event in stage.accepted)


async def test_where_newcomers_are_greeted_all_who_leave_are_told_of(stage: Stage) -> None:
    stage.guild.system_channel = stage.channel
    async with stage.play() as play:
        cleo = await stage.discord.create_user("cleo", stage.guild, display_name="Cleo")
        await play.beta_shows("Cleo joined.")
        await stage.discord.leave(stage.guild, cleo)
        await play.beta_shows("Cleo left.")
        assert len([event for event in stage.accepted if isinstance(event, Joined | Left)]) == 2


async def test_without_the_intent_it_connects_and_says_nothing(stage: Stage) -> None:
    stage.bot.members = False
    async with stage.play() as play:
        await stage.discord.say(stage.ann, stage.channel, "bye")
        await play.beta_shows("bye")
        await stage.discord.leave(stage.guild, stage.ann)
        await stage.discord.say(stage.ben, stage.channel, "gone?")
        await play.beta_shows("gone?")
        assert not any(isinstance(event, Left) for event in stage.accepted)
    assert not stage.discord.gateway.closes.count(4014)


async def test_an_intent_that_is_refused_after_all_is_done_without(stage: Stage) -> None:
    stage.bot.members = False

    async def wrong(_: object) -> bool:
        return True

    with patch.object(module, "hears_members", wrong):
        async with stage.play() as play:
            await stage.discord.say(stage.ann, stage.channel, "here all the same")
            await play.beta_shows("here all the same")
            assert any(isinstance(event, Posted) for event in stage.accepted)
    assert stage.discord.gateway.closes.count(4014) == 1


async def test_the_check_says_whether_it_is_on(stage: Stage) -> None:
    for switch, sentence in ((True, MEMBERS_ON), (False, MEMBERS_OFF)):
        stage.bot.members = switch
        async with asyncio.timeout(5):
            findings = await inspect(stage.settings(), (), IMPATIENT)
        (finding,) = [each for each in findings if each.part == "Discord members"]
        assert (finding.ok, finding.sentence) == (True, sentence)
