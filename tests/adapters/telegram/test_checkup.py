"""What `magpie check` can say of a bot."""

from __future__ import annotations

import aiohttp
from pydantic import SecretStr

from bridge.adapters.telegram.adapter import REJECTED
from bridge.adapters.telegram.checkup import FOREIGN_WEBHOOK, MISSING_WEBHOOK, POLLED, inspect
from bridge.adapters.telegram.constants import PRIVACY
from bridge.relay.finding import Finding
from bridge.settings import Telegram
from tests.adapters.telegram.stage import IMPATIENT, Stage, room


async def findings(stage: Stage, *rooms: object) -> list[Finding]:
    return await inspect(stage.settings(), rooms, IMPATIENT)  # type: ignore[arg-type]


async def test_all_is_well(stage: Stage) -> None:
    found = await findings(stage, room(stage.group))
    assert [finding.ok for finding in found] == [True] * 4
    assert found[0].sentence == "The token belongs to @magpie_bot."
    assert found[2].sentence == POLLED


async def test_without_a_token_telegram_is_off() -> None:
    assert (await inspect(Telegram()))[0].ok


async def test_a_wrong_token_is_told_without_repeating_it(stage: Stage) -> None:
    for token in ("1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "nonsense", ""):
        settings = stage.settings().model_copy(update={"token": SecretStr(token)})
        assert await inspect(settings, (), IMPATIENT) == [Finding("telegram", False, REJECTED)]


async def test_privacy_mode_is_told_with_the_clicks(stage: Stage) -> None:
    stage.bot.privacy_mode = True
    assert PRIVACY in [finding.sentence for finding in await findings(stage) if not finding.ok]


async def test_a_foreign_webhook_is_told(stage: Stage) -> None:
    url = "http://127.0.0.1:9/elsewhere"
    address = f"{stage.telegram.base_url}{stage.bot.token}/setWebhook"
    async with aiohttp.ClientSession() as session, session.post(address, data={"url": url}) as answer:
        assert answer.status == 200
    assert FOREIGN_WEBHOOK.format(address=url) in [finding.sentence for finding in await findings(stage)]
    stage.webhook_url = "https://magpie.example/telegram"
    assert MISSING_WEBHOOK in [finding.sentence for finding in await findings(stage)]
    stage.webhook_url = url
    assert f"Telegram posts updates to {url}." in [finding.sentence for finding in await findings(stage)]


async def test_telegram_away_is_told(stage: Stage) -> None:
    await stage.telegram.stop()
    found = await findings(stage)
    assert not found[0].ok
    assert stage.telegram.address in found[0].sentence


async def test_rights_in_rooms_are_told(stage: Stage) -> None:
    await stage.telegram.promote(stage.bot, stage.group, "can_pin_messages")
    assert "delete others' messages" in (await findings(stage, room(stage.group)))[-1].sentence
    await stage.telegram.demote(stage.bot, stage.group)
    assert "no administrator" in (await findings(stage, room(stage.group)))[-1].sentence
    await stage.telegram.restrict(stage.bot, stage.group)
    assert "may not write" in (await findings(stage, room(stage.group)))[-1].sentence
    await stage.telegram.kick(stage.bot, stage.group)
    assert "removed" in (await findings(stage, room(stage.group)))[-1].sentence
