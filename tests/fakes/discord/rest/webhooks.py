"""Webhooks and what is said through them.

https://discord.com/developers/docs/resources/webhook
"""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

from tests.fakes.discord import layout, posting
from tests.fakes.discord.accounts import User
from tests.fakes.discord.drafts import read_draft
from tests.fakes.discord.messages import Message, MessageFlag
from tests.fakes.discord.payloads import talk
from tests.fakes.discord.permissions import Permission
from tests.fakes.discord.places import Channel, ChannelType
from tests.fakes.discord.posting import Origin
from tests.fakes.discord.refusals import FormErrors, Refusal, form, refuse
from tests.fakes.discord.webhooks import PER_CHANNEL, Webhook, clean_name
from tests.fakes.discord.wire import Json

from . import followups
from .request import ApiRequest, Body, Route

HOLDERS = {ChannelType.TEXT, ChannelType.NEWS, ChannelType.VOICE, ChannelType.STAGE, ChannelType.FORUM}


async def create(ask: ApiRequest) -> Body:
    """POST /channels/{channel_id}/webhooks ."""
    channel = ask.channel(Permission.MANAGE_WEBHOOKS)
    if channel.type not in HOLDERS:
        raise refuse(Refusal.WRONG_CHANNEL_TYPE)
    with form() as errors:
        name = clean_name(ask.fields.get("name"), errors, "name")
    if sum(one.channel is channel for one in ask.world.webhooks.values()) >= PER_CHANNEL:
        raise refuse(Refusal.TOO_MANY_WEBHOOKS)
    world = ask.world
    webhook = Webhook(world.snowflakes.make(), world.make_token(), channel, name, ask.bot.user, ask.bot)
    world.webhooks[webhook.id] = webhook
    layout.webhooks_changed(world, channel)
    return talk.webhook(webhook, ask.bot)


async def of_channel(ask: ApiRequest) -> Body:
    """GET /channels/{channel_id}/webhooks ."""
    channel = ask.channel(Permission.MANAGE_WEBHOOKS)
    return [talk.webhook(one, ask.bot) for one in ask.world.webhooks.values() if one.channel is channel]


async def of_guild(ask: ApiRequest) -> Body:
    """GET /guilds/{guild_id}/webhooks ."""
    guild = ask.guild(Permission.MANAGE_WEBHOOKS)
    return [talk.webhook(one, ask.bot) for one in ask.world.webhooks.values() if one.channel.guild is guild]


def _managed(ask: ApiRequest) -> Webhook:
    """The webhook in the path, for a bot with the permission to manage it."""
    webhook = ask.world.webhooks.get(ask.id("webhook_id"))
    if webhook is None:
        raise refuse(Refusal.UNKNOWN_WEBHOOK)
    ask.world.channel_for(ask.bot.user, webhook.channel.id, Permission.MANAGE_WEBHOOKS)
    return webhook


def _addressed(ask: ApiRequest) -> Webhook:
    """The webhook in the path, for whoever knows its token."""
    webhook = ask.world.webhooks.get(ask.id("webhook_id"))
    if webhook is None:
        raise refuse(Refusal.UNKNOWN_WEBHOOK)
    if webhook.token != ask.text("webhook_token"):
        raise refuse(Refusal.BAD_WEBHOOK_TOKEN)
    return webhook


async def webhook(ask: ApiRequest) -> Body:
    """GET /webhooks/{webhook_id} ."""
    return talk.webhook(_managed(ask), ask.bot)


async def addressed_webhook(ask: ApiRequest) -> Body:
    """GET /webhooks/{webhook_id}/{webhook_token} ."""
    return talk.webhook(_addressed(ask), None)


def _change(ask: ApiRequest, one: Webhook) -> None:
    if "name" in ask.fields:
        with form() as errors:
            name = clean_name(ask.fields["name"], errors, "name")
        one.name = name
    layout.webhooks_changed(ask.world, one.channel)


async def edit(ask: ApiRequest) -> Body:
    """PATCH /webhooks/{webhook_id} ."""
    one = _managed(ask)
    if ask.fields.get("channel_id") is not None:
        target = int(ask.fields["channel_id"])
        one.channel = ask.world.channel_for(ask.bot.user, target, Permission.MANAGE_WEBHOOKS)
    _change(ask, one)
    return talk.webhook(one, ask.bot)


async def edit_addressed(ask: ApiRequest) -> Body:
    """PATCH /webhooks/{webhook_id}/{webhook_token} ."""
    one = _addressed(ask)
    _change(ask, one)
    return talk.webhook(one, None)


async def delete(ask: ApiRequest) -> Body:
    """DELETE /webhooks/{webhook_id} ."""
    one = _managed(ask)
    del ask.world.webhooks[one.id]
    layout.webhooks_changed(ask.world, one.channel)
    return None


async def delete_addressed(ask: ApiRequest) -> Body:
    """DELETE /webhooks/{webhook_id}/{webhook_token} ."""
    one = _addressed(ask)
    del ask.world.webhooks[one.id]
    layout.webhooks_changed(ask.world, one.channel)
    return None


def _target(ask: ApiRequest, one: Webhook) -> Channel:
    """Where to write: the webhook's channel, or the thread in it that the query names."""
    thread = ask.query_id("thread_id")
    if thread is None:
        return one.channel
    found = ask.world.channels.get(thread)
    if found is None or found.parent is not one.channel:
        raise refuse(Refusal.UNKNOWN_CHANNEL)
    return found


def _check_avatar(raw: object, errors: FormErrors) -> str | None:
    if raw is None or raw == "":
        return None
    scheme = urlsplit(str(raw)).scheme
    if scheme not in {"http", "https"}:
        text = f"Scheme \"{scheme}\" is not supported. Scheme must be one of ('http', 'https')."
        errors.add("avatar_url", "URL_TYPE_INVALID_SCHEME", text)
    elif len(str(raw)) > 2048:
        errors.too_long("avatar_url", 2048)
    return str(raw)


async def execute(ask: ApiRequest) -> Body:
    """POST /webhooks/{webhook_id}/{webhook_token} ; without `wait` nobody learns whether it worked."""
    if followups.is_interaction(ask):
        return await followups.create(ask)
    one = _addressed(ask)
    world = ask.world
    with form() as errors:
        name = one.name
        if ask.fields.get("username") is not None:
            name = clean_name(ask.fields["username"], errors, "username")
        avatar_url = _check_avatar(ask.fields.get("avatar_url"), errors)
    channel = _target(ask, one)
    draft = read_draft(world, channel, ask.fields, ask.uploads)
    draft.nonce = None
    message_id = None
    if channel.type == ChannelType.FORUM:
        if not ask.fields.get("thread_name"):
            raise refuse(Refusal.FORUM_NEEDS_THREAD)
        channel = layout.create_thread(world, channel, ask.fields["thread_name"], one.creator)
        message_id = channel.id
    if draft.flags is not None:
        draft.flags &= ~MessageFlag.EPHEMERAL
    digest = None if avatar_url is None else hashlib.md5(avatar_url.encode(), usedforsecurity=False).hexdigest()
    face = User(one.id, name, avatar=digest or one.avatar, bot=True, discriminator="0000")
    origin = Origin(face, application=one.application, webhook=one, avatar_url=avatar_url)
    message = posting.post(world, channel, origin, draft, message_id=message_id)
    return _render(ask, message) if ask.query_flag("wait") else None


def _render(ask: ApiRequest, message: Message) -> Json:
    bot = message.application or next(iter(ask.world.bots.values()))
    return talk.message(ask.world, message, bot, may_read=True)


def _own_message(ask: ApiRequest) -> Message:
    """The message in the path, when the webhook said it; in a thread only when the query names the thread."""
    one = _addressed(ask)
    found = _target(ask, one).history.get(ask.id("message_id"))
    if found is None or found.webhook is not one:
        raise refuse(Refusal.UNKNOWN_MESSAGE)
    return found


async def message(ask: ApiRequest) -> Body:
    """GET /webhooks/{webhook_id}/{webhook_token}/messages/{message_id} ."""
    if followups.is_interaction(ask):
        return await followups.get(ask)
    return _render(ask, _own_message(ask))


async def edit_message(ask: ApiRequest) -> Body:
    """PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id} ."""
    if followups.is_interaction(ask):
        return await followups.edit(ask)
    found = _own_message(ask)
    draft = read_draft(ask.world, found.channel, ask.fields, ask.uploads, editing=True)
    return _render(ask, posting.edit(ask.world, found, draft, None))


async def delete_message(ask: ApiRequest) -> Body:
    """DELETE /webhooks/{webhook_id}/{webhook_token}/messages/{message_id} ."""
    if followups.is_interaction(ask):
        return await followups.delete(ask)
    posting.delete(ask.world, _own_message(ask))
    return None


ADDRESS = "/webhooks/{webhook_id}/{webhook_token}"
ROUTES = (
    Route("POST", "/channels/{channel_id}/webhooks", create),
    Route("GET", "/channels/{channel_id}/webhooks", of_channel),
    Route("GET", "/guilds/{guild_id}/webhooks", of_guild),
    Route("GET", "/webhooks/{webhook_id}", webhook),
    Route("PATCH", "/webhooks/{webhook_id}", edit),
    Route("DELETE", "/webhooks/{webhook_id}", delete),
    Route("GET", ADDRESS, addressed_webhook, open=True),
    Route("PATCH", ADDRESS, edit_addressed, open=True),
    Route("DELETE", ADDRESS, delete_addressed, open=True),
    Route("POST", ADDRESS, execute, open=True),
    Route("GET", ADDRESS + "/messages/{message_id}", message, open=True),
    Route("PATCH", ADDRESS + "/messages/{message_id}", edit_message, open=True),
    Route("DELETE", ADDRESS + "/messages/{message_id}", delete_message, open=True),
)
