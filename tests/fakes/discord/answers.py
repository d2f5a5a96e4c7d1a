"""What an application shows in answer to an interaction."""

from __future__ import annotations

from . import posting
from .drafts import Draft
from .interactions import Interaction, InteractionType
from .messages import Message, MessageFlag, MessageType
from .payloads import people, talk
from .wire import Json
from .world import Event, Intent, World


def metadata(interaction: Interaction, *, original: Message | None = None) -> Json:
    """https://discord.com/developers/docs/resources/message#message-interaction-metadata-object ."""
    guild = interaction.channel.guild
    data: Json = {
        "id": str(interaction.id),
        "type": int(interaction.kind),
        "user": people.user(interaction.user),
        "authorizing_integration_owners": {"0": str(guild.id) if guild else "0"},
    }
    if interaction.kind == InteractionType.COMMAND:
        data |= {"name": interaction.data["name"], "command_type": interaction.data["type"]}
    if original is not None:
        data["original_response_message_id"] = str(original.id)
    if interaction.kind == InteractionType.COMPONENT and interaction.source is not None:
        data["interacted_message_id"] = str(interaction.source.id)
    if interaction.kind == InteractionType.MODAL:
        data["triggering_interaction_metadata"] = data | {"type": int(InteractionType.COMMAND), "name": "form"}
    return data


def _kind(interaction: Interaction) -> MessageType:
    if interaction.kind == InteractionType.COMMAND and interaction.data["type"] != 1:
        return MessageType.CONTEXT_MENU
    return MessageType.SLASH if interaction.kind == InteractionType.COMMAND else MessageType.DEFAULT


def _whisper(world: World, name: str, message: Message) -> None:
    """Tell the bot alone of an ephemeral message, as if it were a direct one: without guild and member.

    https://discord.com/developers/docs/events/gateway-events#message-create
    """
    channel = message.channel
    world.emit(
        Event(
            name,
            lambda bot, _: (
                {"id": str(message.id), "channel_id": str(channel.id)}
                if name == "MESSAGE_DELETE"
                else talk.message(world, message, bot, may_read=True)
            ),
            Intent.DIRECT_MESSAGES,
            only=message.application,
        )
    )


def show(world: World, interaction: Interaction, draft: Draft, *, loading: bool = False) -> Message:
    """Show a message; an ephemeral one only to the one who acted."""
    bot, channel = interaction.bot, interaction.channel
    flags = draft.flags or MessageFlag.NONE
    original = interaction.original
    follows = original is not None and original in interaction.messages
    message = Message(
        world.snowflakes.make(),
        channel,
        bot.user,
        draft.content or "",
        world.clock.time(),
        MessageType.REPLY if follows else _kind(interaction),
        flags | (MessageFlag.LOADING if loading else MessageFlag.NONE),
        tts=draft.tts,
        embeds=draft.embeds or [],
        components=draft.components or [],
        attachments=draft.attachments,
        poll=draft.poll,
        application=bot,
        interaction=metadata(interaction, original=original if follows else None),
    )
    if follows and original is not None:
        message.reference = original.id
    granted = world.permissions(bot.user, channel)
    posting.name_people(world, message, draft.allowed, granted, ring=not message.ephemeral)
    if message.ephemeral:
        _whisper(world, "MESSAGE_CREATE", message)
    else:
        posting.place(world, message)
    interaction.messages.append(message)
    interaction.watch.touch()
    return message


def change(world: World, interaction: Interaction, message: Message, draft: Draft) -> Message:
    """Edit an answer; the first edit of one that was loading is no edit but its arrival."""
    granted = world.permissions(interaction.bot.user, interaction.channel)
    arrives = message.loading
    posting.apply(world, message, draft, granted)
    message.flags &= ~MessageFlag.LOADING
    if not arrives:
        message.edited_at = world.clock.time()
    if arrives and not message.ephemeral:
        posting.name_people(world, message, draft.allowed, granted, ring=True)
    if message.ephemeral:
        _whisper(world, "MESSAGE_UPDATE", message)
    else:
        posting.announce(world, "MESSAGE_UPDATE", message)
    message.channel.watch.touch()
    interaction.watch.touch()
    return message


def remove(world: World, interaction: Interaction, message: Message) -> None:
    """Take an answer away."""
    if message in interaction.messages:
        interaction.messages.remove(message)
    if message.ephemeral:
        message.gone = True
        _whisper(world, "MESSAGE_DELETE", message)
    else:
        posting.delete(world, message)
    interaction.watch.touch()
