"""What `magpie check` says of Discord."""

from __future__ import annotations

from pydantic import SecretStr

from bridge.adapters.discord.adapter import REJECTED
from bridge.adapters.discord.checkup import CONTENT_OFF, CONTENT_ON, inspect
from bridge.relay.finding import Finding
from bridge.settings import Discord
from tests.adapters.discord.stage import IMPATIENT, Stage, room
from tests.fakes.discord import BRIDGE, Permission


def about(findings: list[Finding], part: str) -> Finding:
    return next(finding for finding in findings if part in finding.part)


async def test_everything_is_well(stage: Stage) -> None:
    thread = await stage.discord.create_thread(stage.channel, "birds", stage.ann)
    findings = await inspect(stage.settings(), [room(stage.channel), room(thread)], IMPATIENT)
    assert all(finding.ok for finding in findings), findings
    assert about(findings, "message content").sentence == CONTENT_ON
    assert about(findings, "#general").sentence == "The bot may do everything it needs."
    assert "“Tea house”" in about(findings, "servers").sentence


async def test_without_a_token_it_is_off() -> None:
    (finding,) = await inspect(Discord(), (), IMPATIENT)
    assert finding.ok
    assert "MAGPIE_DISCORD__TOKEN" in finding.sentence


async def test_a_wrong_token_is_told(stage: Stage) -> None:
    settings = stage.settings().model_copy(update={"token": SecretStr("wrong")})
    assert await inspect(settings, (), IMPATIENT) == [Finding("discord", False, REJECTED)]


async def test_a_missing_intent_is_told(stage: Stage) -> None:
    stage.bot.message_content = False
    finding = about(await inspect(stage.settings(), (), IMPATIENT), "message content")
    assert finding == Finding("Discord message content", False, CONTENT_OFF)


async def test_missing_permissions_are_named(stage: Stage) -> None:
    await stage.discord.set_permissions(stage.guild, stage.bot, BRIDGE & ~Permission.MANAGE_WEBHOOKS)
    await stage.discord.overwrite(stage.channel, stage.bot.user, deny=Permission.PIN_MESSAGES)
    finding = about(await inspect(stage.settings(), [room(stage.channel)], IMPATIENT), "#general")
    assert finding.sentence == "The bot lacks “Manage Webhooks”, “Pin Messages”; allow it these here."


async def test_administrators_lack_nothing(stage: Stage) -> None:
    await stage.discord.set_permissions(stage.guild, stage.bot, Permission.ADMINISTRATOR)
    await stage.discord.overwrite(stage.channel, stage.guild.everyone, deny=Permission.ALL)
    assert about(await inspect(stage.settings(), [room(stage.channel)], IMPATIENT), "#general").ok


async def test_a_channel_that_is_gone_or_out_of_sight_is_told(stage: Stage) -> None:
    hidden = await stage.discord.create_channel(stage.guild, "hidden")
    await stage.discord.overwrite(hidden, stage.guild.everyone, deny=Permission.VIEW_CHANNEL)
    await stage.discord.overwrite(hidden, stage.bot.user, deny=Permission.VIEW_CHANNEL)
    await stage.discord.delete_channel(stage.channel)
    *_, gone, unseen = await inspect(stage.settings(), [room(stage.channel), room(hidden)], IMPATIENT)
    assert (gone.ok, gone.sentence) == (False, "the Discord channel is no more.")
    assert "View Channel" in unseen.sentence


async def test_a_bot_in_no_server_gets_an_invitation(stage: Stage) -> None:
    await stage.discord.leave(stage.guild, stage.bot)
    finding = about(await inspect(stage.settings(), (), IMPATIENT), "servers")
    assert not finding.ok
    assert f"client_id={stage.bot.id}" in finding.sentence


async def test_a_discord_that_is_away_is_told(stage: Stage) -> None:
    await stage.discord.stop()
    (finding,) = await inspect(stage.settings(), (), IMPATIENT)
    assert not finding.ok
    assert "MAGPIE_DISCORD__API_URL" in finding.sentence
