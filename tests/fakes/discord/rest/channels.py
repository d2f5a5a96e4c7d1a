"""Channels, their permissions, and typing."""

from __future__ import annotations

from tests.fakes.discord import layout, marks, posting
from tests.fakes.discord.drafts import read_draft
from tests.fakes.discord.messages import MessageType
from tests.fakes.discord.payloads import places, talk
from tests.fakes.discord.permissions import Overwrite, Permission
from tests.fakes.discord.places import TEXTUAL, Channel, ChannelType
from tests.fakes.discord.posting import Origin, announce_thread
from tests.fakes.discord.refusals import Refusal, form, refuse

from .request import ApiRequest, Body, Route

SLOWMODE = 21_600


async def channel(ask: ApiRequest) -> Body:
    """GET /channels/{channel_id} ."""
    return places.channel(ask.channel(), ask.bot.user)


async def edit(ask: ApiRequest) -> Body:
    """PATCH /channels/{channel_id} ; for threads too."""
    found = ask.channel()
    found = ask.channel(Permission.MANAGE_THREADS if found.is_thread else Permission.MANAGE_CHANNELS)
    with form() as errors:
        if "name" in ask.fields:
            errors.length("name", ask.fields["name"], 1, 100)
        if not 0 <= int(ask.fields.get("rate_limit_per_user") or 0) <= SLOWMODE:
            errors.add(
                "rate_limit_per_user", "NUMBER_TYPE_MAX", f"int value should be less than or equal to {SLOWMODE}."
            )
    found.name = ask.fields.get("name", found.name)
    found.topic = ask.fields.get("topic", found.topic)
    found.slowmode = int(ask.fields.get("rate_limit_per_user") or found.slowmode)
    if found.is_thread:
        found.auto_archive = int(ask.fields.get("auto_archive_duration") or found.auto_archive)
        if "archived" in ask.fields or "locked" in ask.fields:
            archived = bool(ask.fields.get("archived", found.archived))
            layout.archive(ask.world, found, archived=archived, locked=ask.fields.get("locked"))
        else:
            announce_thread(ask.world, "THREAD_UPDATE", found)
    else:
        layout.channel_changed(ask.world, found)
    return places.channel(found, ask.bot.user)


async def delete(ask: ApiRequest) -> Body:
    """DELETE /channels/{channel_id} ; for threads too."""
    found = ask.channel()
    found = ask.channel(Permission.MANAGE_THREADS if found.is_thread else Permission.MANAGE_CHANNELS)
    data = places.channel(found, ask.bot.user)
    layout.delete_channel(ask.world, found)
    return data


async def put_permission(ask: ApiRequest) -> Body:
    """PUT /channels/{channel_id}/permissions/{overwrite_id} ."""
    found = ask.channel(Permission.MANAGE_ROLES)
    allow, deny = (Permission(int(ask.fields.get(key) or 0)) for key in ("allow", "deny"))
    overwrite = Overwrite(ask.id("overwrite_id"), int(ask.fields.get("type") or 0), allow, deny)
    layout.set_overwrite(ask.world, found, overwrite)
    return None


async def delete_permission(ask: ApiRequest) -> Body:
    """DELETE /channels/{channel_id}/permissions/{overwrite_id} ."""
    found = ask.channel(Permission.MANAGE_ROLES)
    if found.overwrites.pop(ask.id("overwrite_id"), None) is None:
        raise refuse(Refusal.UNKNOWN_OVERWRITE)
    layout.channel_changed(ask.world, found)
    return None


def writable(ask: ApiRequest) -> Channel:
    """The channel in the path, when the bot may write in it."""
    found = ask.channel()
    if found.type not in TEXTUAL:
        raise refuse(Refusal.NO_MESSAGES_THERE)
    return ask.channel(Permission.SEND_MESSAGES_IN_THREADS if found.is_thread else Permission.SEND_MESSAGES)


async def typing(ask: ApiRequest) -> Body:
    """POST /channels/{channel_id}/typing ."""
    marks.typing(ask.world, writable(ask), ask.bot.user)
    return None


async def start_thread(ask: ApiRequest) -> Body:
    """POST /channels/{channel_id}/threads ; in a forum with the first message."""
    if ask.channel().type == ChannelType.FORUM:
        return await _start_post(ask)
    private = int(ask.fields.get("type") or 12) == 12
    found = ask.channel(Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS)
    with form() as errors:
        errors.length("name", ask.fields.get("name"), 1, 100)
    thread = layout.create_thread(ask.world, found, ask.fields["name"], ask.bot.user, private=private)
    return places.thread(thread, ask.bot.user)


async def start_thread_from(ask: ApiRequest) -> Body:
    """POST /channels/{channel_id}/messages/{message_id}/threads ."""
    found = ask.channel(Permission.CREATE_PUBLIC_THREADS)
    message = ask.message(found)
    if message.thread is not None:
        raise refuse(Refusal.THREAD_EXISTS)
    if message.type == MessageType.THREAD_CREATED:
        raise refuse(Refusal.SYSTEM_MESSAGE)
    with form() as errors:
        errors.length("name", ask.fields.get("name"), 1, 100)
    thread = layout.create_thread(ask.world, found, ask.fields["name"], ask.bot.user, message=message)
    return places.thread(thread, ask.bot.user)


async def _start_post(ask: ApiRequest) -> Body:
    """A forum's thread comes with its first message, which has its id."""
    channel = ask.channel(Permission.SEND_MESSAGES)
    with form() as errors:
        errors.length("name", ask.fields.get("name"), 1, 100)
    draft = read_draft(ask.world, channel, ask.fields.get("message") or {}, ask.uploads)
    thread = layout.create_thread(ask.world, channel, ask.fields["name"], ask.bot.user)
    granted = ask.world.permissions(ask.bot.user, thread)
    first = posting.post(ask.world, thread, Origin(ask.bot.user, granted), draft, message_id=thread.id)
    return places.thread(thread, ask.bot.user) | {"message": talk.message(ask.world, first, ask.bot, may_read=True)}


def _thread(ask: ApiRequest) -> Channel:
    found = ask.channel()
    if not found.is_thread:
        raise refuse(Refusal.WRONG_CHANNEL_TYPE)
    return found


async def join_thread(ask: ApiRequest) -> Body:
    """PUT /channels/{channel_id}/thread-members/@me ."""
    found = _thread(ask)
    if found.archived:
        raise refuse(Refusal.THREAD_ARCHIVED)
    layout.join_thread(ask.world, found, ask.bot.user)
    return None


async def leave_thread(ask: ApiRequest) -> Body:
    """DELETE /channels/{channel_id}/thread-members/@me ."""
    layout.leave_thread(ask.world, _thread(ask), ask.bot.user)
    return None


async def thread_members(ask: ApiRequest) -> Body:
    """GET /channels/{channel_id}/thread-members ."""
    found = _thread(ask)
    return [places.thread_member(found, user) for user in found.thread_members]


async def archived_threads(ask: ApiRequest) -> Body:
    """GET /channels/{channel_id}/threads/archived/public ."""
    found = ask.channel(Permission.READ_MESSAGE_HISTORY)
    threads = list(found.guild.threads.values()) if found.guild else []
    archived = [one for one in threads if one.parent is found and one.archived and one.type != 12]
    return {"threads": [places.thread(one, ask.bot.user) for one in archived], "members": [], "has_more": False}


ROUTES = (
    Route("GET", "/channels/{channel_id}", channel),
    Route("PATCH", "/channels/{channel_id}", edit),
    Route("DELETE", "/channels/{channel_id}", delete),
    Route("PUT", "/channels/{channel_id}/permissions/{overwrite_id}", put_permission),
    Route("DELETE", "/channels/{channel_id}/permissions/{overwrite_id}", delete_permission),
    Route("POST", "/channels/{channel_id}/typing", typing),
    Route("POST", "/channels/{channel_id}/threads", start_thread),
    Route("POST", "/channels/{channel_id}/messages/{message_id}/threads", start_thread_from),
    Route("PUT", "/channels/{channel_id}/thread-members/@me", join_thread),
    Route("DELETE", "/channels/{channel_id}/thread-members/@me", leave_thread),
    Route("GET", "/channels/{channel_id}/thread-members", thread_members),
    Route("GET", "/channels/{channel_id}/threads/archived/public", archived_threads),
)
