"""``getUpdates`` and webhooks: https://core.telegram.org/bots/api#getting-updates."""

from __future__ import annotations

from urllib.parse import urlsplit

from tests.fakes.telegram.call import Call, method
from tests.fakes.telegram.errors import bad_request, conflict
from tests.fakes.telegram.webhook import Webhook

_LONGEST_POLL = 50
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_SECRET_LENGTH = 256


@method("getUpdates")
async def get_updates(call: Call) -> object:
    """Long polling; a second poller ends the first one's wait with 409."""
    if call.bot.webhook is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    _allow(call)
    limit = call.parameters.integer("limit", 100)
    timeout = min(max(call.parameters.integer("timeout"), 0), _LONGEST_POLL)
    return await call.bot.updates.poll(
        call.parameters.integer("offset"), limit if 1 <= limit <= 100 else 100, float(timeout)
    )


@method("setWebhook")
async def set_webhook(call: Call) -> object:
    """Updates are posted from now on. Plain HTTP is taken on loopback only."""
    url = call.parameters.text("url")
    await _drop_webhook(call)
    if call.parameters.flag("drop_pending_updates"):
        call.bot.updates.clear()
    if not url:
        return True
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = call.parameters.text("secret_token")
    if len(secret) > _SECRET_LENGTH or not all(c.isascii() and (c.isalnum() or c in "_-") for c in secret):
        raise bad_request("secret token contains unallowed characters")
    _allow(call)
    call.bot.updates.interrupt("terminated by setWebhook request")
    call.bot.webhook = Webhook(url, secret or None, call.parameters.integer("max_connections", 40))
    call.bot.webhook.start(call.bot.updates, call.world.clock)
    return True


@method("deleteWebhook")
async def delete_webhook(call: Call) -> object:
    """Back to polling."""
    await _drop_webhook(call)
    if call.parameters.flag("drop_pending_updates"):
        call.bot.updates.clear()
    return True


@method("getWebhookInfo")
async def get_webhook_info(call: Call) -> object:
    """How the webhook does."""
    webhook = call.bot.webhook
    answer: dict[str, object] = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(call.bot.updates),
        "allowed_updates": sorted(call.bot.updates.allowed),
    }
    if webhook is not None:
        answer |= {"max_connections": webhook.max_connections, "ip_address": "127.0.0.1"}
        if webhook.last_error_date is not None:
            answer |= {"last_error_date": webhook.last_error_date, "last_error_message": webhook.last_error}
    return answer


async def _drop_webhook(call: Call) -> None:
    if call.bot.webhook is not None:
        await call.bot.webhook.stop()
        call.bot.webhook = None


def _allow(call: Call) -> None:
    kinds = call.parameters.array("allowed_updates", "allowed updates")
    call.bot.updates.allow(None if kinds is None else [str(kind) for kind in kinds])
