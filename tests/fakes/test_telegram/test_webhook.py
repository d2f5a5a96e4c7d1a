"""Webhooks: really posted, until they are taken."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from tests.fakes.telegram import Bot, Chat, FakeTelegram, User
from tests.fakes.telegram.bell import Bell
from tests.fakes.test_telegram.clients import Client, Refused


class Receiver:
    """A bot's side of a webhook."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.secrets: set[str | None] = set()
        self.refuse = 0
        self.bell = Bell()
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        assert request.content_type == "application/json"
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        update = await request.json()
        if self.refuse:
            self.refuse -= 1
            return web.Response(status=500)
        self.texts.append(update["message"]["text"])
        self.bell.ring()
        return web.Response()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def test_updates_are_posted_in_order_until_they_are_taken(
    client: Client, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat, receiver: Receiver
) -> None:
    receiver.refuse = 2
    await telegram.say(ann, group, "before")
    await client.call("setWebhook", url=receiver.url, secret_token="nest_1")
    await telegram.say(ann, group, "after")
    await receiver.bell.wait_for(lambda: receiver.texts == ["before", "after"], 5)
    assert receiver.secrets == {"nest_1"}
    await bot.updates.bell.wait_for(lambda: len(bot.updates) == 0, 5)
    info = await client.call("getWebhookInfo")
    assert info["url"] == receiver.url
    assert info["pending_update_count"] == 0
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    assert bot.webhook is not None
    assert (bot.webhook.attempts, bot.webhook.failures) == (4, 2)


async def test_polling_and_a_webhook_exclude_each_other(client: Client, bot: Bot, receiver: Receiver) -> None:
    await client.call("setWebhook", url=receiver.url)
    with pytest.raises(Refused, match="can't use getupdates method while webhook is active") as refused:
        await client.calls("getUpdates", timeout=0)
    assert refused.value.code == 409
    await client.call("deleteWebhook", drop_pending_updates=True)
    assert await client.calls("getUpdates", timeout=0) == []


async def test_a_webhook_goes_on_after_a_restart_of_the_server(
    ptb: Client, telegram: FakeTelegram, ann: User, group: Chat, receiver: Receiver
) -> None:
    await ptb.call("setWebhook", url=receiver.url)
    await telegram.stop()
    await telegram.say(ann, group, "while away")
    await telegram.start()
    await receiver.bell.wait_for(lambda: receiver.texts == ["while away"], 5)


@pytest.mark.parametrize(
    ("url", "secret", "complaint"),
    [
        ("http://example.com/hook", None, "An HTTPS URL must be provided for webhook"),
        ("https://example.com/hook", "no spaces", "secret token contains unallowed characters"),
    ],
)
async def test_bad_webhooks_are_refused(ptb: Client, url: str, secret: str | None, complaint: str) -> None:
    with pytest.raises(Refused) as refused:
        await ptb.call("setWebhook", url=url, secret_token=secret)
    assert complaint.lower() in refused.value.description


async def test_a_receiver_that_is_not_there_is_tried_again(
    ptb: Client, telegram: FakeTelegram, bot: Bot, ann: User, group: Chat, receiver: Receiver
) -> None:
    await ptb.call("setWebhook", url="http://127.0.0.1:9/hook", allowed_updates=["message"])
    await telegram.say(ann, group, "anybody?")
    webhook = bot.webhook
    assert webhook is not None
    await telegram.log.wait_for("setWebhook")
    await bot.updates.bell.wait_for(lambda: webhook.failures, 5)
    assert (await ptb.call("getWebhookInfo"))["last_error_message"] == "Connection refused"
    await ptb.call("setWebhook", url=receiver.url)
    await receiver.bell.wait_for(lambda: receiver.texts == ["anybody?"], 5)
    await ptb.call("setWebhook", url="", drop_pending_updates=True)
    assert bot.webhook is None
