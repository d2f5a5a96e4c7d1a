"""Everything that goes to Telegram takes the proxy that the environment names, and nothing that `NO_PROXY` names."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bridge.adapters.telegram.checkup import inspect
from bridge.chat.event import Posted
from tests.adapters.telegram.stage import IMPATIENT, TOM, B, Stage
from tests.fakes.proxy import Proxy


@pytest.fixture
async def proxy(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Proxy]:
    async with Proxy() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.address.removeprefix("http://"))
        # What programs for proxies set beside the others.
        monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:9")
        yield proxy


async def _talk(stage: Stage) -> None:
    """A file comes from Telegram, and words go there."""
    assert (await inspect(stage.settings(), (), IMPATIENT))[0].ok
    async with stage.play() as play:
        await stage.telegram.say(stage.ann, stage.group, media=stage.telegram.make_media("document", b"notes"))
        posted = await play.event(lambda event: isinstance(event, Posted))
        assert isinstance(posted, Posted)
        (file,) = posted.message.attachments
        assert b"".join([chunk async for chunk in play.core.intake.fetch(file)]) == b"notes"
        await play.say("hello from afar", TOM, B)
        await stage.group.wait_for(lambda message: "hello from afar" in message.text)


async def test_everything_goes_through_the_proxy(stage: Stage, proxy: Proxy) -> None:
    await _talk(stage)
    assert proxy.passed("/getUpdates") > 0
    assert proxy.passed("/sendMessage") == 1
    assert proxy.passed(f"GET {stage.telegram.base_file_url}") == 1


async def test_what_no_proxy_names_goes_straight(stage: Stage, proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    await _talk(stage)
    assert proxy.asked == []
