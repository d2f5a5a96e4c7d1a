"""Everything that goes to Discord takes the proxy that the environment names, and nothing that `NO_PROXY` names."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bridge.adapters.discord.checkup import UNREACHABLE, inspect
from bridge.chat.event import Posted
from tests.adapters.discord.stage import IMPATIENT, TOM, B, Stage
from tests.fakes.discord import File
from tests.fakes.proxy import Proxy


@pytest.fixture
async def proxy(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Proxy]:
    async with Proxy() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.address)
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        yield proxy


async def _talk(stage: Stage) -> None:
    """A file comes from Discord, and words go there."""
    async with stage.play() as play:
        await stage.discord.say(stage.ann, stage.channel, "look", attachments=[File("notes.txt", b"notes")])
        posted = await play.event(lambda event: isinstance(event, Posted))
        assert isinstance(posted, Posted)
        (file,) = posted.message.attachments
        assert b"".join([chunk async for chunk in play.core.intake.fetch(file)]) == b"notes"
        await play.say("hello from afar", TOM, B)
        await stage.channel.wait_for(lambda message: "hello from afar" in message.content)


async def test_everything_goes_through_the_proxy(stage: Stage, proxy: Proxy) -> None:
    await _talk(stage)
    api, gateway, cdn = (
        address.partition("://")[2]
        for address in (stage.discord.api_url, stage.discord.gateway_url, stage.discord.cdn_url)
    )
    assert proxy.passed(f"GET http://{api}/users/@me") > 0
    assert proxy.passed(f"GET ws://{gateway}") + proxy.passed(f"GET http://{gateway}") > 0
    assert proxy.passed(f"GET http://{cdn}") > 0
    assert proxy.passed(f"POST http://{api}/webhooks/") == 1


async def test_what_no_proxy_names_goes_straight(stage: Stage, proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    await _talk(stage)
    assert proxy.asked == []


async def test_encrypted_addresses_take_a_tunnel_and_the_checkup_too(stage: Stage, proxy: Proxy) -> None:
    address = stage.discord.api_url.replace("http://", "https://")
    settings = stage.settings().model_copy(update={"api_url": address})
    # The fake has no certificate, which is found out at the far end of the tunnel.
    (finding,) = await inspect(settings, (), IMPATIENT)
    assert finding.sentence == UNREACHABLE.format(address=address)
    assert proxy.asked
    assert set(proxy.asked) == {f"CONNECT {stage.discord.base_url.removeprefix('http://')}"}
