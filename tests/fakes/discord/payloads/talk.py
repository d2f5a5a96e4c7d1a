"""Messages and what hangs on them, on the wire."""

from __future__ import annotations

from tests.fakes.discord.accounts import Bot
from tests.fakes.discord.messages import Attachment, Message, MessageFlag, MessageType, Poll, Reaction
from tests.fakes.discord.places import ChannelType
from tests.fakes.discord.webhooks import Webhook
from tests.fakes.discord.wire import Json, iso
from tests.fakes.discord.world import World

from . import people, places


def attachment(world: World, one: Attachment, *, ephemeral: bool = False) -> Json:
    """https://discord.com/developers/docs/resources/message#attachment-object ."""
    url = world.cdn.signed(one.path)
    data: Json = {
        "id": str(one.id),
        "filename": one.filename,
        "size": len(one.data),
        "url": url,
        "proxy_url": url,
        "content_type": one.content_type,
        "flags": 0,
    }
    if one.description is not None:
        data["description"] = one.description
    if one.title is not None:
        data["title"] = one.title
    if one.size is not None:
        data |= {"width": one.size[0], "height": one.size[1]}
    if one.voice is not None:
        data |= one.voice
    if ephemeral:
        data["ephemeral"] = True
    return data


def reaction(one: Reaction, bot: Bot) -> Json:
    """https://discord.com/developers/docs/resources/message#reaction-object ."""
    return {
        "emoji": places.emoji(one.emoji),
        "count": len(one.users),
        "count_details": {"burst": 0, "normal": len(one.users)},
        "me": bot.id in one.users,
        "me_burst": False,
        "burst_colors": [],
    }


def poll(one: Poll, bot: Bot) -> Json:
    """https://discord.com/developers/docs/resources/poll#poll-object ."""
    return {
        "question": {"text": one.question},
        "answers": [
            {"answer_id": number, "poll_media": {"text": text}} for number, text in enumerate(one.answers, start=1)
        ],
        "expiry": iso(one.expires_at),
        "allow_multiselect": one.multiple,
        "layout_type": 1,
        "results": {
            "is_finalized": one.finished,
            "answer_counts": [
                {"id": answer, "count": len(users), "me_voted": bot.id in users}
                for answer, users in one.votes.items()
                if users
            ],
        },
    }


def reads(bot: Bot, message: Message, *, may_read: bool) -> bool:
    """Whether `bot` is given what `message` says.

    https://discord.com/developers/docs/events/gateway#message-content-intent
    """
    return (
        may_read
        or message.author is bot.user
        or message.application is bot
        or message.channel.type == ChannelType.DIRECT
        or bot.user in message.mentions.users
    )


def message(world: World, one: Message, bot: Bot, *, may_read: bool, nested: bool = True) -> Json:
    """https://discord.com/developers/docs/resources/message#message-object .

    `may_read`: the bot has the message content intent. `nested`: include the message that it answers.
    """
    data: Json = {
        "id": str(one.id),
        "channel_id": str(one.channel.id),
        "type": int(one.type),
        "author": people.user(one.author),
        "content": one.content,
        "timestamp": iso(one.sent_at),
        "edited_timestamp": iso(one.edited_at),
        "tts": one.tts,
        "mention_everyone": one.mentions.everyone,
        "mentions": [people.user(user) for user in one.mentions.users],
        "mention_roles": [str(role.id) for role in one.mentions.roles],
        "mention_channels": [],
        "attachments": [attachment(world, each, ephemeral=one.ephemeral) for each in one.attachments],
        "embeds": [] if MessageFlag.SUPPRESS_EMBEDS in one.flags else one.embeds,
        "components": one.components,
        "pinned": one.pinned,
        "flags": int(one.flags),
    }
    if one.reactions:
        data["reactions"] = [reaction(each, bot) for each in one.reactions.values()]
    if one.stickers:
        data["sticker_items"] = [places.sticker_item(each) for each in one.stickers]
    if one.poll is not None:
        data["poll"] = poll(one.poll, bot)
    if one.webhook is not None:
        data["webhook_id"] = str(one.webhook.id)
    if one.application is not None:
        data["application_id"] = str(one.application.id)
    if one.interaction is not None:
        data |= {"interaction_metadata": one.interaction, "webhook_id": data["application_id"]}
    if one.thread is not None and not one.thread.gone:
        data["thread"] = places.thread(one.thread, bot.user)
    data |= _references(world, one, bot, may_read=may_read, nested=nested)
    if not reads(bot, one, may_read=may_read):
        data |= {"content": "", "embeds": [], "attachments": [], "components": []}
        data.pop("poll", None)
    return data


def _references(world: World, one: Message, bot: Bot, *, may_read: bool, nested: bool) -> Json:
    data: Json = {}
    if one.reference is not None:
        channel = one.reference_channel or one.channel
        data["message_reference"] = {
            "type": 0 if one.forwarded is None else 1,
            "message_id": str(one.reference),
            "channel_id": str(channel.id),
        }
        if channel.guild is not None:
            data["message_reference"]["guild_id"] = str(channel.guild.id)
        if nested and one.type in {MessageType.REPLY, MessageType.THREAD_STARTER}:
            original = channel.history.get(one.reference)
            data["referenced_message"] = (
                None if original is None else message(world, original, bot, may_read=may_read, nested=False)
            )
    if one.forwarded is not None:
        kept = (
            "type", "content", "embeds", "attachments", "timestamp", "edited_timestamp", "flags", "mentions",
            "mention_roles", "components",
        )  # fmt: skip
        whole = message(world, one.forwarded, bot, may_read=may_read, nested=False)
        snapshot = {key: whole[key] for key in kept}
        if "sticker_items" in whole:
            snapshot["sticker_items"] = whole["sticker_items"]
        data["message_snapshots"] = [{"message": snapshot}]
    return data


def message_event(world: World, one: Message, bot: Bot, *, may_read: bool) -> Json:
    """What MESSAGE_CREATE and MESSAGE_UPDATE add: the guild, and the memberships of those named."""
    data = message(world, one, bot, may_read=may_read)
    if (guild := one.guild) is not None:
        data["guild_id"] = str(guild.id)
        author = guild.members.get(one.author.id)
        if author is not None and one.webhook is None:
            data["member"] = people.member(author, with_user=False)
        for mention in data["mentions"]:
            if (named := guild.members.get(int(mention["id"]))) is not None:
                mention["member"] = people.member(named, with_user=False)
    return data


def webhook(one: Webhook, viewer: Bot | None) -> Json:
    """https://discord.com/developers/docs/resources/webhook#webhook-object .

    `viewer` is None where the webhook's own token was used: that answer names no user. A bot is not told the token
    of another application's webhook.
    """
    data: Json = {
        "id": str(one.id),
        "type": 1,
        "guild_id": str(one.channel.guild.id) if one.channel.guild else None,
        "channel_id": str(one.channel.id),
        "name": one.name,
        "avatar": one.avatar,
        "application_id": None if one.application is None else str(one.application.id),
    }
    if viewer is None or one.application in {None, viewer}:
        data |= {"token": one.token, "url": f"https://discord.com/api/webhooks/{one.id}/{one.token}"}
    if viewer is not None:
        data["user"] = people.user(one.creator)
    return data
