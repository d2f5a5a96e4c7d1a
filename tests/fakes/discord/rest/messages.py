"""Messages: sending, reading, editing, deleting.

https://discord.com/developers/docs/resources/message
"""

from __future__ import annotations

from tests.fakes.discord import posting
from tests.fakes.discord.drafts import read_draft
from tests.fakes.discord.messages import Message, MessageFlag
from tests.fakes.discord.payloads import talk
from tests.fakes.discord.permissions import Permission
from tests.fakes.discord.places import TEXTUAL, Channel, ChannelType
from tests.fakes.discord.posting import Origin
from tests.fakes.discord.refusals import ApiError, Refusal, invalid, refuse
from tests.fakes.discord.snowflake import made_at
from tests.fakes.discord.wire import Json

from .channels import writable
from .request import ApiRequest, Body, Route

BULK_AGE_S = 14 * 24 * 3600


def render(ask: ApiRequest, message: Message) -> Json:
    """A message as it is answered to the bot that asks."""
    return talk.message(ask.world, message, ask.bot, may_read=ask.bot.message_content)


async def history(ask: ApiRequest) -> Body:
    """GET /channels/{channel_id}/messages ; newest first, empty without the permission to read history."""
    channel = ask.channel()
    if channel.type not in TEXTUAL:
        raise refuse(Refusal.NO_MESSAGES_THERE)
    limit = ask.query_int("limit", 50, 1, 100)
    if Permission.READ_MESSAGE_HISTORY not in ask.world.permissions(ask.bot.user, channel):
        return []
    messages = list(channel.history.values())
    before, after, around = (ask.query_id(name) for name in ("before", "after", "around"))
    if around is not None:
        older = [one for one in messages if one.id < around][-(limit // 2) :]
        newer = [one for one in messages if one.id >= around][: limit - len(older)]
        found = older + newer
    elif after is not None:
        found = [one for one in messages if one.id > after][:limit]
    else:
        found = [one for one in messages if before is None or one.id < before][-limit:]
    return [render(ask, one) for one in reversed(found)]


async def message(ask: ApiRequest) -> Body:
    """GET /channels/{channel_id}/messages/{message_id} ."""
    return render(ask, ask.message(ask.channel(Permission.READ_MESSAGE_HISTORY)))


def _referenced(ask: ApiRequest, channel: Channel, granted: Permission) -> tuple[Message | None, bool]:
    """The message to answer or to forward, and whether it is to be forwarded."""
    raw = ask.fields.get("message_reference")
    if not raw:
        return None, False
    forward = int(raw.get("type") or 0) == 1
    place = channel
    if raw.get("channel_id") is not None and int(raw["channel_id"]) != channel.id:
        if not forward:
            raise invalid("message_reference", "REPLIES_CANNOT_CROSS_CHANNELS", "Cannot reply to another channel")
        place = ask.world.channel_for(ask.bot.user, int(raw["channel_id"]), Permission.READ_MESSAGE_HISTORY)
    if not forward and Permission.READ_MESSAGE_HISTORY not in granted:
        raise refuse(Refusal.NO_HISTORY_NO_REPLY)
    found = place.history.get(int(raw["message_id"]))
    if found is None or found.ephemeral:
        if not raw.get("fail_if_not_exists", True):
            return None, False
        raise invalid("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
    if found.is_notice:
        text = "Cannot reply to a system message"
        raise invalid("message_reference", "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE", text)
    return found, forward


async def send(ask: ApiRequest) -> Body:
    """POST /channels/{channel_id}/messages ."""
    channel = writable(ask)
    world, bot = ask.world, ask.bot
    granted = world.permissions(bot.user, channel)
    if channel.type == ChannelType.DIRECT:
        refuses = [one for one in channel.recipients if one is not bot.user and not one.accepts_direct_messages]
        if refuses:
            raise refuse(Refusal.NO_DIRECT_MESSAGES)
    reference, forward = _referenced(ask, channel, granted)
    if forward:
        draft = read_draft(world, channel, {**ask.fields, "content": None}, [], editing=True)
    else:
        draft = read_draft(world, channel, ask.fields, ask.uploads)
    needs = (
        (draft.attachments, Permission.ATTACH_FILES),
        (draft.embeds, Permission.EMBED_LINKS),
        (draft.tts, Permission.SEND_TTS_MESSAGES),
        (draft.poll, Permission.SEND_POLLS),
    )
    if any(thing and permission not in granted for thing, permission in needs):
        raise refuse(Refusal.MISSING_PERMISSIONS)
    if draft.flags is not None:
        draft.flags &= ~MessageFlag.EPHEMERAL
    origin = Origin(bot.user, granted)
    message = posting.post(world, channel, origin, draft, reference=reference, forward=forward)
    return render(ask, message) | ({} if draft.nonce is None else {"nonce": draft.nonce})


async def edit(ask: ApiRequest) -> Body:
    """PATCH /channels/{channel_id}/messages/{message_id} ; of another's message only its embeds can be hidden."""
    channel = ask.channel()
    found = ask.message(channel)
    granted = ask.world.permissions(ask.bot.user, channel)
    if found.author is not ask.bot.user:
        if set(ask.fields) - {"flags"}:
            raise refuse(Refusal.EDITS_OTHERS)
        if Permission.MANAGE_MESSAGES not in granted:
            raise refuse(Refusal.MISSING_PERMISSIONS)
    if found.is_notice:
        raise refuse(Refusal.SYSTEM_MESSAGE)
    draft = read_draft(ask.world, channel, ask.fields, ask.uploads, editing=True)
    return render(ask, posting.edit(ask.world, found, draft, granted))


async def delete(ask: ApiRequest) -> Body:
    """DELETE /channels/{channel_id}/messages/{message_id} ."""
    channel = ask.channel()
    found = ask.message(channel)
    if found.author is not ask.bot.user:
        ask.channel(Permission.MANAGE_MESSAGES)
    posting.delete(ask.world, found)
    return None


async def bulk_delete(ask: ApiRequest) -> Body:
    """POST /channels/{channel_id}/messages/bulk-delete ."""
    channel = ask.channel(Permission.MANAGE_MESSAGES)
    ids = [int(one) for one in ask.fields.get("messages") or ()]
    if not 2 <= len(ids) <= 100:
        raise invalid("messages", "BASE_TYPE_BAD_LENGTH", "Must be between 2 and 100 in length.")
    if any(ask.world.clock.time() - made_at(one) > BULK_AGE_S for one in ids):
        raise ApiError(400, 50034, "You can only bulk delete messages that are under 14 days old.")
    posting.delete_many(ask.world, channel, [channel.history[one] for one in ids if one in channel.history])
    return None


ROUTES = (
    Route("GET", "/channels/{channel_id}/messages", history),
    Route("POST", "/channels/{channel_id}/messages", send),
    Route("POST", "/channels/{channel_id}/messages/bulk-delete", bulk_delete),
    Route("GET", "/channels/{channel_id}/messages/{message_id}", message),
    Route("PATCH", "/channels/{channel_id}/messages/{message_id}", edit),
    Route("DELETE", "/channels/{channel_id}/messages/{message_id}", delete),
)
