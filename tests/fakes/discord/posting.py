"""Messages come, change and go, and everyone is told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .accounts import Bot, User
from .drafts import Draft
from .mentions import AllowedMentions, resolve, rung, silence
from .messages import Message, MessageFlag, MessageType
from .payloads import places, talk
from .permissions import Permission
from .places import Channel
from .refusals import Refusal, refuse
from .webhooks import Webhook
from .wire import Json
from .world import Event, Intent, World

NONCE_MEMORY_S = 300.0
"""How long a nonce is remembered, "a few minutes" as the documentation says."""

MESSAGES = Intent.GUILD_MESSAGES | Intent.DIRECT_MESSAGES


def intents_for(channel: Channel, guild: Intent, direct: Intent) -> Intent:
    """The intent for what happens in `channel`."""
    return direct if channel.guild is None else guild


@dataclass
class Origin:
    """Whose message it is. `granted` is None for a webhook, which no permission holds back from ringing everyone."""

    author: User
    granted: Permission | None = None
    application: Bot | None = None
    webhook: Webhook | None = None
    avatar_url: str | None = None


def announce(world: World, name: str, message: Message) -> None:
    """Tell the gateways of a message that came or changed; its nonce is told once, when it comes."""
    channel = message.channel
    nonce: Json = {"nonce": message.nonce} if name == "MESSAGE_CREATE" and message.nonce is not None else {}
    world.emit(
        Event(
            name,
            lambda bot, reads: talk.message_event(world, message, bot, may_read=reads) | nonce,
            intents_for(channel, Intent.GUILD_MESSAGES, Intent.DIRECT_MESSAGES),
            channel.guild,
            channel,
        )
    )


def remembered(world: World, channel: Channel, author: User, draft: Draft) -> Message | None:
    """The message that `author` sent before with the same nonce, when the nonce is to be enforced."""
    if draft.nonce is None or not draft.enforce_nonce:
        return None
    known = world.nonces.get((channel.id, author.id, draft.nonce))
    if known is None or world.clock.elapsed() - known[0] > NONCE_MEMORY_S or known[1].gone:
        return None
    return known[1]


def name_people(
    world: World, message: Message, allowed: AllowedMentions, granted: Permission | None, *, ring: bool
) -> None:
    """Find out whom `message` names; with `ring`, remember whom it rang."""
    original = message.reply_to
    replied = original.author if original is not None and original.webhook is None else None
    mentions = resolve(world, message.channel, message.content, allowed, replied=replied)
    message.mentions = mentions if granted is None else silence(mentions, granted)
    if ring:
        message.pinged = rung(world, message.channel, message.mentions, message.author)


def place(world: World, message: Message) -> Message:
    """Put a finished message into its channel and tell everyone."""
    channel = message.channel
    channel.history[message.id] = message
    channel.last_message_id = message.id
    if message.author in channel.typing:
        channel.typing.remove(message.author)
    if channel.is_thread:
        channel.messages_sent += 1
    announce(world, "MESSAGE_CREATE", message)
    channel.watch.touch()
    return message


def wake_thread(world: World, channel: Channel, granted: Permission | None) -> None:
    """Unarchive a thread in which someone writes. Raises 160005 for a locked one without the right to."""
    if not channel.is_thread or not (channel.archived or channel.locked):
        return
    if channel.locked and granted is not None and Permission.MANAGE_THREADS not in granted:
        raise refuse(Refusal.THREAD_LOCKED)
    if channel.archived:
        channel.archived = False
        channel.archived_at = world.clock.time()
        announce_thread(world, "THREAD_UPDATE", channel)


def announce_thread(world: World, name: str, thread: Channel, extra: Json | None = None) -> None:
    """Tell the gateways of a thread that came or changed."""
    world.emit(
        Event(name, lambda bot, _: places.thread(thread, bot.user) | (extra or {}), Intent.GUILDS, thread.guild, thread)
    )


def post(
    world: World,
    channel: Channel,
    origin: Origin,
    draft: Draft,
    *,
    reference: Message | None = None,
    forward: bool = False,
    kind: MessageType = MessageType.DEFAULT,
    message_id: int | None = None,
) -> Message:
    """Post a checked draft; the same nonce again gives the message that is there already."""
    if (earlier := remembered(world, channel, origin.author, draft)) is not None:
        return earlier
    wake_thread(world, channel, origin.granted)
    message = Message(
        message_id or world.snowflakes.make(),
        channel,
        origin.author,
        draft.content or "",
        world.clock.time(),
        kind,
        draft.flags or MessageFlag.NONE,
        nonce=draft.nonce,
        tts=draft.tts,
        embeds=draft.embeds or [],
        components=draft.components or [],
        attachments=draft.attachments,
        stickers=draft.stickers,
        poll=draft.poll,
        webhook=origin.webhook,
        avatar_url=origin.avatar_url,
        application=origin.application,
    )
    if reference is not None:
        message.reference, message.reference_channel = reference.id, reference.channel
        if forward:
            message.forwarded = reference
            message.flags |= MessageFlag.HAS_SNAPSHOT
        elif kind == MessageType.DEFAULT:
            message.type = MessageType.REPLY
    name_people(world, message, draft.allowed, origin.granted, ring=True)
    if draft.nonce is not None:
        world.nonces[channel.id, origin.author.id, draft.nonce] = (world.clock.elapsed(), message)
    return place(world, message)


def apply(world: World, message: Message, draft: Draft, granted: Permission | None) -> None:
    """Change `message` to what the draft says, without telling anyone. Raises 50006 when nothing would be left."""
    attachments = message.attachments
    if draft.kept is not None:
        attachments = [one for one in attachments if one.id in draft.kept]
    attachments = attachments + draft.attachments
    content = message.content if draft.content is None else draft.content
    embeds = message.embeds if draft.embeds is None else draft.embeds
    components = message.components if draft.components is None else draft.components
    if not (content.strip() or embeds or components or attachments or message.stickers or message.poll):
        raise refuse(Refusal.EMPTY)
    if content != message.content:
        message.versions.append(message.content)
    message.content, message.embeds, message.components = content, embeds, components
    for one in message.attachments:
        if one not in attachments:
            world.cdn.drop(one.path)
    message.attachments = attachments
    if draft.flags is not None:
        changeable = MessageFlag.SUPPRESS_EMBEDS | MessageFlag.COMPONENTS_V2
        message.flags = message.flags & ~changeable | draft.flags & changeable
    name_people(world, message, draft.allowed, granted, ring=False)


def edit(world: World, message: Message, draft: Draft, granted: Permission | None) -> Message:
    """Edit a message and tell everyone. An edit rings nobody."""
    if message.channel.is_thread and message.channel.archived:
        raise refuse(Refusal.THREAD_ARCHIVED)
    apply(world, message, draft, granted)
    message.edited_at = max(world.clock.time(), (message.edited_at or 0) + 1e-6)
    announce(world, "MESSAGE_UPDATE", message)
    message.channel.watch.touch()
    return message


def unfurl(world: World, message: Message, title: str, description: str = "") -> None:
    """Add the preview of the first link of a message, as Discord does a moment after it was sent.

    Raises ValueError where Discord shows none: without a link, for one in <angle brackets>, with embeds suppressed.
    """
    link = re.search(r"(?<!<)https?://\S+", message.content)
    if link is None or MessageFlag.SUPPRESS_EMBEDS in message.flags:
        msg = "the message has no link to unfurl"
        raise ValueError(msg)
    message.embeds = [*message.embeds, {"type": "link", "url": link[0], "title": title, "description": description}]
    announce(world, "MESSAGE_UPDATE", message)
    message.channel.watch.touch()


def _remove(message: Message) -> None:
    channel = message.channel
    del channel.history[message.id]
    channel.deleted.append(message)
    message.gone = True


def delete(world: World, message: Message) -> None:
    """Delete a message and tell everyone."""
    _remove(message)
    channel = message.channel
    data: Json = {"id": str(message.id), "channel_id": str(channel.id)}
    if channel.guild is not None:
        data["guild_id"] = str(channel.guild.id)
    world.emit_plain("MESSAGE_DELETE", data, intents=MESSAGES, guild=channel.guild, channel=channel)
    for one in message.attachments:
        world.cdn.drop(one.path)
    channel.watch.touch()


def delete_many(world: World, channel: Channel, messages: Iterable[Message]) -> None:
    """Delete messages of a guild's channel at once, as a moderator does."""
    gone = list(messages)
    for message in gone:
        _remove(message)
    data: Json = {"ids": [str(message.id) for message in gone], "channel_id": str(channel.id)}
    if channel.guild is not None:
        data["guild_id"] = str(channel.guild.id)
    world.emit_plain("MESSAGE_DELETE_BULK", data, intents=MESSAGES, guild=channel.guild, channel=channel)
    channel.watch.touch()
