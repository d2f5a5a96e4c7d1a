"""Reactions, pins and polls on messages."""

from __future__ import annotations

from tests.fakes.discord import marks, posting
from tests.fakes.discord.messages import Message, Poll
from tests.fakes.discord.payloads import people, talk
from tests.fakes.discord.permissions import Permission
from tests.fakes.discord.places import Emoji
from tests.fakes.discord.refusals import Refusal, refuse
from tests.fakes.discord.wire import iso

from .messages import render
from .request import ApiRequest, Body, Route

ON_MESSAGE = "/channels/{channel_id}/messages/{message_id}"


def _emoji(ask: ApiRequest) -> Emoji | str:
    return marks.read_emoji(ask.world, ask.text("emoji"), ask.bot.user)


async def react(ask: ApiRequest) -> Body:
    """PUT .../reactions/{emoji}/@me ; a new emoji needs the permission to add reactions."""
    channel = ask.channel(Permission.READ_MESSAGE_HISTORY)
    message = ask.message(channel)
    emoji = _emoji(ask)
    if marks.key(emoji) not in message.reactions:
        ask.channel(Permission.ADD_REACTIONS)
    if channel.is_thread and channel.archived:
        raise refuse(Refusal.THREAD_ARCHIVED)
    marks.react(ask.world, message, ask.bot.user, emoji)
    return None


async def unreact(ask: ApiRequest) -> Body:
    """DELETE .../reactions/{emoji}/@me ."""
    message = ask.message(ask.channel())
    marks.unreact(ask.world, message, ask.bot.user, _emoji(ask))
    return None


async def unreact_other(ask: ApiRequest) -> Body:
    """DELETE .../reactions/{emoji}/{user_id} ."""
    message = ask.message(ask.channel(Permission.MANAGE_MESSAGES))
    user = ask.world.users.get(ask.id("user_id"))
    if user is None:
        raise refuse(Refusal.UNKNOWN_USER)
    marks.unreact(ask.world, message, user, _emoji(ask))
    return None


async def reactors(ask: ApiRequest) -> Body:
    """GET .../reactions/{emoji} ."""
    message = ask.message(ask.channel(Permission.READ_MESSAGE_HISTORY))
    emoji = _emoji(ask)
    reaction = message.reactions.get(marks.key(emoji))
    after, limit = ask.query_id("after") or 0, ask.query_int("limit", 25, 1, 100)
    users = sorted((one for one in (reaction.users.values() if reaction else ())), key=lambda one: one.id)
    return [people.user(one) for one in users if one.id > after][:limit]


async def clear(ask: ApiRequest) -> Body:
    """DELETE .../reactions ."""
    marks.clear(ask.world, ask.message(ask.channel(Permission.MANAGE_MESSAGES)))
    return None


async def clear_emoji(ask: ApiRequest) -> Body:
    """DELETE .../reactions/{emoji} ."""
    message = ask.message(ask.channel(Permission.MANAGE_MESSAGES))
    marks.clear(ask.world, message, _emoji(ask))
    return None


async def pins(ask: ApiRequest) -> Body:
    """GET /channels/{channel_id}/messages/pins ; the newer list, which tells when each was pinned."""
    channel = ask.channel(Permission.READ_MESSAGE_HISTORY)
    items = [{"pinned_at": iso(one.pinned_at), "message": render(ask, one)} for one in channel.pins]
    limit = ask.query_int("limit", 50, 1, 50)
    before = ask.query.get("before")
    items = [item for item in items if before is None or str(item["pinned_at"]) < before]
    return {"items": items[:limit], "has_more": len(items) > limit}


async def old_pins(ask: ApiRequest) -> Body:
    """GET /channels/{channel_id}/pins ; the older list."""
    return [render(ask, one) for one in ask.channel(Permission.READ_MESSAGE_HISTORY).pins[:50]]


async def pin(ask: ApiRequest) -> Body:
    """PUT /channels/{channel_id}/messages/pins/{message_id} ."""
    marks.pin(ask.world, ask.message(ask.channel(Permission.PIN_MESSAGES)), ask.bot.user)
    return None


async def unpin(ask: ApiRequest) -> Body:
    """DELETE /channels/{channel_id}/messages/pins/{message_id} ."""
    marks.unpin(ask.world, ask.message(ask.channel(Permission.PIN_MESSAGES)))
    return None


def _poll(ask: ApiRequest) -> tuple[Message, Poll]:
    message = ask.message(ask.channel())
    if message.poll is None:
        raise refuse(Refusal.UNKNOWN_MESSAGE)
    return message, message.poll


async def voters(ask: ApiRequest) -> Body:
    """GET /channels/{channel_id}/polls/{message_id}/answers/{answer_id} ."""
    _, poll = _poll(ask)
    return {"users": [people.user(one) for one in poll.votes.get(ask.id("answer_id"), {}).values()]}


async def end_poll(ask: ApiRequest) -> Body:
    """POST /channels/{channel_id}/polls/{message_id}/expire ."""
    message, poll = _poll(ask)
    if message.author is not ask.bot.user:
        raise refuse(Refusal.MISSING_PERMISSIONS)
    if poll.finished:
        raise refuse(Refusal.NO_POLL)
    poll.finished = True
    posting.announce(ask.world, "MESSAGE_UPDATE", message)
    return talk.message(ask.world, message, ask.bot, may_read=True)


ROUTES = (
    Route("GET", "/channels/{channel_id}/messages/pins", pins),
    Route("PUT", "/channels/{channel_id}/messages/pins/{message_id}", pin),
    Route("DELETE", "/channels/{channel_id}/messages/pins/{message_id}", unpin),
    Route("GET", "/channels/{channel_id}/pins", old_pins),
    Route("PUT", "/channels/{channel_id}/pins/{message_id}", pin),
    Route("DELETE", "/channels/{channel_id}/pins/{message_id}", unpin),
    Route("PUT", ON_MESSAGE + "/reactions/{emoji}/@me", react),
    Route("DELETE", ON_MESSAGE + "/reactions/{emoji}/@me", unreact),
    Route("DELETE", ON_MESSAGE + "/reactions/{emoji}/{user_id}", unreact_other),
    Route("GET", ON_MESSAGE + "/reactions/{emoji}", reactors),
    Route("DELETE", ON_MESSAGE + "/reactions/{emoji}", clear_emoji),
    Route("DELETE", ON_MESSAGE + "/reactions", clear),
    Route("GET", "/channels/{channel_id}/polls/{message_id}/answers/{answer_id}", voters),
    Route("POST", "/channels/{channel_id}/polls/{message_id}/expire", end_poll),
)
