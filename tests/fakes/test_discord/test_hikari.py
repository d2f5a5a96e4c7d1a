"""A second library, written by others, lives on the fake too."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any, TypeVar

import hikari
import pytest
from hikari.impl import AutocompleteChoiceBuilder

from tests.fakes.discord import Bot, Channel, FakeDiscord, File, Guild, User

E = TypeVar("E", bound=hikari.Event)


class Ears:
    """Hears events of one bot."""

    def __init__(self, app: hikari.GatewayBot) -> None:
        self.app = app

    async def hear(self, kind: type[E], action: Any) -> E:
        """Do something and wait for the event that it causes."""
        waiting = asyncio.create_task(self.app.wait_for(kind, timeout=10))
        await asyncio.sleep(0)
        await action
        return await waiting


@pytest.fixture
async def app(
    server: FakeDiscord, bot: Bot, guild: Guild, channel: Channel, ann: User
) -> AsyncIterator[hikari.GatewayBot]:
    intents = hikari.Intents.ALL_UNPRIVILEGED | hikari.Intents.MESSAGE_CONTENT | hikari.Intents.GUILD_MEMBERS
    one = hikari.GatewayBot(bot.token, intents=intents, banner=None, logs=None, rest_url=server.api_url)
    await one.start(check_for_updates=False)
    try:
        yield one
    finally:
        await one.close()


async def test_it_hears(app: hikari.GatewayBot, server: FakeDiscord, guild: Guild, channel: Channel, ann: User) -> None:
    ears = Ears(app)
    heard = await ears.hear(hikari.GuildMessageCreateEvent, server.say(ann, channel, f"hi {ann.mention}"))
    assert (heard.content, heard.message.author.global_name) == (f"hi {ann.mention}", "Ann")
    said = channel.messages[0]
    edited = await ears.hear(hikari.GuildMessageUpdateEvent, server.edit(said, "two"))
    assert edited.message.content == "two"
    reacted = await ears.hear(hikari.GuildReactionAddEvent, server.react(ann, said, "👍"))
    assert str(reacted.emoji_name) == "👍"
    await ears.hear(hikari.GuildReactionDeleteEvent, server.unreact(ann, said, "👍"))
    await ears.hear(hikari.GuildPinsUpdateEvent, server.pin(ann, said))
    await ears.hear(hikari.GuildTypingEvent, server.type_in(ann, channel))
    gone = await ears.hear(hikari.GuildMessageDeleteEvent, server.delete(said))
    assert gone.message_id == said.id
    thread = await ears.hear(hikari.GuildThreadCreateEvent, server.create_thread(channel, "birds", ann))
    assert thread.thread.name == "birds"
    await ears.hear(hikari.MemberCreateEvent, server.create_user("eve", guild))
    await ears.hear(hikari.WebhookUpdateEvent, server.create_webhook(channel, "x", ann))
    polled = await ears.hear(
        hikari.GuildMessageCreateEvent, server.say(ann, channel, poll=server.poll("Tea?", "yes", "no"))
    )
    assert polled.message.poll is not None
    shown = await ears.hear(
        hikari.GuildMessageCreateEvent, server.say(ann, channel, attachments=[File("a.txt", b"abc")])
    )
    assert await shown.message.attachments[0].read() == b"abc"


async def test_it_speaks(app: hikari.GatewayBot, server: FakeDiscord, channel: Channel, ann: User) -> None:
    said = await server.say(ann, channel, "question")
    sent = await app.rest.create_message(
        channel.id, "answer", reply=said.id, user_mentions=[ann.id], embed=hikari.Embed(description="x")
    )
    answer = channel.messages[-1]
    assert (answer.id, answer.reply_to, answer.embeds[0]["description"]) == (sent.id, said, "x")
    await app.rest.edit_message(channel.id, sent.id, "better")
    assert answer.content == "better"
    upload = hikari.Bytes(b"abc", "a.txt")
    await app.rest.create_message(channel.id, attachment=upload)
    assert channel.messages[-1].attachments[0].data == b"abc"
    await app.rest.add_reaction(channel.id, said.id, "👍")
    await app.rest.pin_message(channel.id, said.id)
    assert (said.reaction_counts, said.pinned) == ({"👍": 1}, True)
    history = await app.rest.fetch_messages(channel.id, after=said.id)
    assert "better" in [one.content for one in history]
    await app.rest.delete_message(channel.id, sent.id)
    assert answer.gone
    with pytest.raises(hikari.BadRequestError) as caught:
        await app.rest.create_message(channel.id, "x" * 2001)
    assert caught.value.code == 50035
    with pytest.raises(hikari.NotFoundError):
        await app.rest.fetch_message(channel.id, 1)


async def test_its_webhooks(app: hikari.GatewayBot, channel: Channel) -> None:
    hook = await app.rest.create_webhook(channel.id, "bridge")
    assert hook.token is not None
    sent = await app.rest.execute_webhook(hook.id, hook.token, "hi", username="莉莉", avatar_url="https://x.org/a.png")
    assert [one.author_name for one in channel.messages] == ["莉莉"]
    await app.rest.edit_webhook_message(hook.id, hook.token, sent.id, "ho")
    assert channel.messages[0].content == "ho"
    assert [one.id for one in await app.rest.fetch_channel_webhooks(channel.id)] == [hook.id]
    await app.rest.delete_webhook_message(hook.id, hook.token, sent.id)
    await app.rest.delete_webhook(hook.id)


async def test_its_commands(app: hikari.GatewayBot, server: FakeDiscord, bot: Bot, channel: Channel, ann: User) -> None:
    builder = app.rest.slash_command_builder("link", "Join two rooms")
    await app.rest.set_application_commands(bot.id, [builder, app.rest.context_menu_command_builder(3, "Fix")])

    async def answer(event: hikari.InteractionCreateEvent) -> None:
        assert isinstance(event.interaction, hikari.CommandInteraction)
        await event.interaction.create_initial_response(hikari.ResponseType.DEFERRED_MESSAGE_CREATE)
        await event.interaction.edit_initial_response(f"{event.interaction.command_name}!")

    app.event_manager.subscribe(hikari.InteractionCreateEvent, answer)
    assert (await (await server.slash(ann, channel, "link")).response()).content == "link!"
    said = await server.say(ann, channel, "x")
    assert (await (await server.context_menu(ann, said, "Fix")).response()).content == "Fix!"


async def test_its_buttons_forms_and_completions(
    app: hikari.GatewayBot, server: FakeDiscord, bot: Bot, channel: Channel, ann: User
) -> None:
    builder = app.rest.slash_command_builder("slang", "Slang")
    word = hikari.CommandOption(type=hikari.OptionType.STRING, name="word", description="Which", autocomplete=True)
    show = hikari.CommandOption(type=hikari.OptionType.SUB_COMMAND, name="show", description="Show", options=[word])
    await app.rest.set_application_commands(bot.id, [builder.add_option(show)])
    row = app.rest.build_message_action_row().add_interactive_button(hikari.ButtonStyle.SUCCESS, "yes", label="Yes")
    await app.rest.create_message(channel.id, "Sure?", component=row)

    async def answer(event: hikari.InteractionCreateEvent) -> None:
        one = event.interaction
        if isinstance(one, hikari.AutocompleteInteraction):
            begun = one.options[0].options or ()
            choice = AutocompleteChoiceBuilder(f"{begun[0].value}ds", f"{begun[0].value}ds")
            await one.create_response([choice])
        elif isinstance(one, hikari.ComponentInteraction):
            field = app.rest.build_modal_action_row().add_text_input("why", "Why?", value="because", max_length=20)
            await one.create_modal_response("Tell", f"form:{one.custom_id}", component=field)
        elif isinstance(one, hikari.ModalInteraction):
            written = one.components[0].components[0]
            await one.create_initial_response(
                hikari.ResponseType.MESSAGE_CREATE, f"{one.custom_id}: {written.value}", flags=64
            )

    app.event_manager.subscribe(hikari.InteractionCreateEvent, answer)
    offered = await server.autocomplete(ann, channel, "slang show", {"word": "yy"}, "word")
    assert offered == [{"name": "yyds", "value": "yyds"}]
    pressed = await server.press(ann, channel.messages[0], label="Yes")
    sent = await server.submit_modal(ann, pressed, {"Why?": "it is so"})
    assert (await sent.response()).content == "form:yes: it is so"
    with pytest.raises(hikari.BadRequestError):
        await app.rest.create_message(channel.id, "x", component=app.rest.build_message_action_row())


async def test_it_resumes(app: hikari.GatewayBot, server: FakeDiscord, bot: Bot, channel: Channel, ann: User) -> None:
    async def lose_and_speak() -> None:
        server.gateway.reconnect(bot)
        await server.say(ann, channel, "missed")

    heard = await Ears(app).hear(hikari.GuildMessageCreateEvent, lose_and_speak())
    assert heard.content == "missed"
