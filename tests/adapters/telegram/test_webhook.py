"""Telegram posts to us: answered only after the update is safe, and only to Telegram."""

from __future__ import annotations

import asyncio
import io
import socket

import aiohttp
import pytest
import structlog.testing
from structlog.typing import EventDict

from bridge.adapters.telegram.adapter import NO_PORT
from bridge.chat.event import Event, Posted
from tests.adapters.telegram.stage import Stage

SECRET = "known-to-telegram-alone"


@pytest.fixture(autouse=True)
def _webhook(stage: Stage) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        stage.webhook_port = free.getsockname()[1]
    stage.webhook_url = f"http://127.0.0.1:{stage.webhook_port}/telegram"
    stage.webhook_secret = SECRET


async def post(stage: Stage, *, secret: str = SECRET, data: bytes | None = None, kind: str = "application/json") -> int:
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret, "Content-Type": kind}
    async with aiohttp.ClientSession() as session:
        content = b'{"update_id": 7}' if data is None else data
        async with session.post(stage.webhook_url, data=io.BytesIO(content), headers=headers) as answer:
            return answer.status


async def test_updates_are_taken_and_answered(stage: Stage) -> None:
    async with stage.play() as play:
        assert play.adapter.ready()
        await stage.telegram.say(stage.ann, stage.group, "posted")
        await play.beta_shows("posted")
        await stage.bot.updates.bell.wait_for(lambda: not len(stage.bot.updates), 5)
    assert stage.bot.webhook is not None
    assert stage.bot.webhook.secret_token == SECRET
    assert "message_reaction" in stage.bot.updates.allowed


async def test_an_update_is_answered_after_it_is_stored_and_not_before(stage: Stage) -> None:
    storing, stored = asyncio.Event(), asyncio.Event()
    async with stage.play() as play:
        accept = play._accept

        async def slowly(event: Event) -> bool:
            storing.set()
            await stored.wait()
            return await accept(event)

        play._accept = slowly
        await stage.telegram.say(stage.ann, stage.group, "precious")
        await asyncio.wait_for(storing.wait(), 5)
        assert len(stage.bot.updates) == 1
        stored.set()
        await play.beta_shows("precious")


async def test_what_cannot_be_stored_is_posted_again(stage: Stage) -> None:
    async with stage.play() as play:
        accept, failures = play._accept, [OSError("disk full")]

        async def failing(event: Event) -> bool:
            if failures:
                raise failures.pop()
            return await accept(event)

        play._accept = failing
        await stage.telegram.say(stage.ann, stage.group, "again")
        await play.beta_shows("again")
    assert stage.bot.webhook is not None
    assert stage.bot.webhook.failures == 1


async def test_a_crash_loses_nothing(stage: Stage) -> None:
    async with stage.play():
        pass
    await stage.telegram.say(stage.ann, stage.group, "while away")
    async with stage.play() as play:
        await play.beta_shows("while away")


async def test_the_pieces_of_an_album_are_answered_one_by_one_and_are_one_message(stage: Stage) -> None:
    async with stage.play() as play:
        media = [stage.telegram.make_media("photo") for _ in range(3)]
        await stage.telegram.say_album(stage.ann, stage.group, media, "trip")
        event = await play.event(lambda event: isinstance(event, Posted))
    assert isinstance(event, Posted)
    assert len(event.message.attachments) == 3


async def test_nobody_but_telegram_is_listened_to(stage: Stage) -> None:
    async with stage.play():
        assert await post(stage, secret="guess") == 403
        assert await post(stage, secret="") == 403
        assert await post(stage, kind="text/plain") == 415
        assert await post(stage, kind="application/x-www-form-urlencoded") == 415
        for junk in (b"", b"{", b"[]", b"null", b'"x"', b"\xff"):
            assert await post(stage, data=junk) == 400
        assert await post(stage, data=b" " * 1_100_000) in {400, 413}
        assert await post(stage) == 200
        async with aiohttp.ClientSession() as session, session.get(stage.webhook_url) as answer:
            assert answer.status == 405
    assert stage.accepted == []


async def test_an_address_that_telegram_refuses_is_told(stage: Stage) -> None:
    async with stage.unstarted() as play:
        stage.telegram.faults.add("error", "setWebhook", code=400, description="Bad Request: bad webhook", times=None)
        await stage.telegram.log.wait_for("setWebhook")
        assert not play.adapter.ready()


async def test_an_update_that_nobody_foresaw_is_not_posted_for_ever(stage: Stage) -> None:
    async with stage.play() as play:
        stage.bot.updates.add("message", {"chat": "no chat at all"})
        await stage.telegram.say(stage.ann, stage.group, "next")
        await play.beta_shows("next")


async def test_a_port_that_is_taken_is_told_and_nothing_else_stops(stage: Stage) -> None:
    told = asyncio.Event()

    def notice(logger: object, method: str, entry: EventDict) -> EventDict:
        if entry["event"] == NO_PORT:
            told.set()
        return entry

    with structlog.testing.capture_logs([notice]), socket.create_server(("127.0.0.1", stage.webhook_port)):
        async with stage.unstarted() as play:
            await asyncio.wait_for(told.wait(), 5)
            assert not play.adapter.ready()
            assert not play.ended.done()
