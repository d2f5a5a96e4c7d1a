"""discord.py lives happily on the fake."""

from __future__ import annotations

import asyncio
import io

import discord
import pytest
from discord import app_commands

from tests.fakes.discord import Bot, Channel, FakeDiscord, FaultKind, File, Guild, Permission, User
from tests.fakes.test_discord.clients import Listener, lead_discord_py, run


def _room(client: discord.Client, channel: Channel) -> discord.TextChannel:
    room = client.get_channel(channel.id)
    assert isinstance(room, discord.TextChannel)
    return room


async def test_it_hears_and_speaks(
    client: Listener, server: FakeDiscord, bot: Bot, guild: Guild, channel: Channel, ann: User, ben: User
) -> None:
    said = await server.say(ann, channel, f"hi {ben.mention}")
    heard = await client.hear("message")
    assert (heard.id, heard.content, heard.author.display_name) == (said.id, said.content, "Ann")
    assert [one.display_name for one in heard.mentions] == ["小本"]
    assert str(heard.guild.preferred_locale) == "zh-CN"
    assert {one.name for one in heard.guild.members} == {"owner", "Magpie", "ann", "ben"}
    assert heard.guild.me.guild_permissions.manage_webhooks
    sent = await heard.reply("hello", mention_author=False)
    answer = await channel.wait_for(lambda one: one.content == "hello")
    assert (answer.id, answer.reply_to, answer.pinged) == (sent.id, said, set())
    await sent.edit(content="hello!")
    assert answer.content == "hello!"
    await sent.delete()
    assert answer.gone


async def test_it_hears_all_that_happens(
    client: Listener, server: FakeDiscord, guild: Guild, channel: Channel, ann: User
) -> None:
    said = await server.say(ann, channel, "one")
    await server.edit(said, "two")
    edited = await client.hear("raw_message_edit")
    assert edited.data["content"] == "two"
    emoji = await server.create_emoji(guild, "magpie")
    await server.react(ann, said, emoji)
    assert (await client.hear("raw_reaction_add")).emoji.id == emoji.id
    await server.unreact(ann, said, emoji)
    await client.hear("raw_reaction_remove")
    await server.pin(ann, said)
    assert (await client.hear("guild_channel_pins_update"))[0].id == channel.id
    await server.type_in(ann, channel)
    assert (await client.hear("raw_typing")).user_id == ann.id
    await server.delete(said)
    assert (await client.hear("raw_message_delete")).message_id == said.id
    thread = await server.create_thread(channel, "birds", ann)
    assert (await client.hear("thread_create")).name == "birds"
    await server.say(ann, thread, "in the thread")
    inside = await client.hear("message", lambda one: one.content == "in the thread")
    assert isinstance(inside.channel, discord.Thread)
    await server.archive_thread(thread)
    await client.hear("thread_update")
    await server.delete_channel(thread)
    await client.hear("raw_thread_delete")
    eve = await server.create_user("eve", guild)
    assert (await client.hear("member_join")).id == eve.id
    await server.leave(guild, eve)
    await client.hear("member_remove")
    await server.create_webhook(channel, "x", ann)
    await client.hear("webhooks_update")
    await server.delete_channel(channel)
    await client.hear("guild_channel_delete")


async def test_it_reads_media(client: Listener, server: FakeDiscord, guild: Guild, channel: Channel, ann: User) -> None:
    sticker = await server.create_sticker(guild, "bow", b"{}", kind=3)
    await server.say(ann, channel, "look", attachments=[File("a.txt", b"abc")], stickers=[sticker])
    heard = await client.hear("message")
    assert await heard.attachments[0].read() == b"abc"
    assert (await heard.stickers[0].fetch()).name == "bow"
    await server.say(ann, channel, poll=server.poll("Tea?", "yes", "no"))
    asked = await client.hear("message", lambda one: one.poll is not None)
    assert [one.text for one in asked.poll.answers] == ["yes", "no"]
    said = await server.say(ann, channel, "news")
    await server.forward(ann, said, channel)
    forwarded = await client.hear("message", lambda one: bool(one.message_snapshots))
    assert forwarded.message_snapshots[0].content == "news"


async def test_its_webhooks_wear_names(client: Listener, channel: Channel, ann: User) -> None:
    hook = await _room(client, channel).create_webhook(name="bridge")
    file = discord.File(io.BytesIO(b"abc"), "a.txt")
    only_ann = discord.AllowedMentions(everyone=False, roles=False, users=[discord.Object(ann.id)])
    sent = await hook.send(
        f"hi {ann.mention} @everyone",
        username="莉莉",
        avatar_url="https://example.org/a.png",
        file=file,
        embed=discord.Embed(description="re"),
        allowed_mentions=only_ann,
        wait=True,
    )
    message = channel.messages[0]
    assert (message.author_name, message.avatar_url) == ("莉莉", "https://example.org/a.png")
    assert message.pinged == {ann}
    assert [one.filename for one in message.attachments] == ["a.txt"]
    await sent.edit(content="ho")
    assert message.content == "ho"
    heard = await client.hear("message")
    assert heard.webhook_id == hook.id
    await sent.delete()
    assert message.gone
    assert [one.id for one in await _room(client, channel).webhooks()] == [hook.id]
    await hook.delete()
    with pytest.raises(discord.NotFound):
        await hook.send("x")


async def test_it_hears_foreign_bridges_and_bots(
    client: Listener, server: FakeDiscord, guild: Guild, channel: Channel, ann: User
) -> None:
    foreign = await server.create_bot("PluralKit", guild)
    hook = await server.create_webhook(channel, "proxy", foreign.user, foreign)
    assert server.webhooks_of(channel) == [hook]
    thread = await server.create_thread(channel, "birds", ann)
    await server.say_through(hook, "hi", username="Alter", avatar_url="https://example.org/a.png")
    await server.say_through(hook, "in there", thread=thread)
    heard = await client.hear("message", lambda one: one.content == "hi")
    assert (heard.author.name, heard.webhook_id, heard.application_id) == ("Alter", hook.id, foreign.id)
    assert (await client.hear("message", lambda one: one.content == "in there")).channel.id == thread.id
    await server.say(foreign.user, channel, "beep")
    assert (await client.hear("message", lambda one: one.content == "beep")).author.bot
    said = await server.say(ann, channel, "x")
    await server.react(ann, said, "👍")
    await server.react(ann, said, "🐦")
    await server.clear_reactions(said, "👍")
    assert str((await client.hear("raw_reaction_clear_emoji")).emoji) == "👍"
    await server.clear_reactions(said)
    assert (await client.hear("raw_reaction_clear")).message_id == said.id
    assert said.reactions == {}


async def test_its_history_pins_reactions_and_threads(
    client: Listener, server: FakeDiscord, channel: Channel, ann: User
) -> None:
    room = _room(client, channel)
    said = [await server.say(ann, channel, str(number)) for number in range(150)]
    after = [one.content async for one in room.history(limit=None, after=discord.Object(said[20].id))]
    assert after == [str(number) for number in range(21, 150)]
    message = await room.fetch_message(said[0].id)
    await message.add_reaction("👍")
    assert said[0].reaction_counts == {"👍": 1}
    await message.remove_reaction("👍", discord.Object(client.user.id) if client.user else message)
    assert said[0].reaction_counts == {}
    await message.pin()
    assert [one.id async for one in room.pins()] == [said[0].id]
    await message.unpin()
    thread = await message.create_thread(name="birds")
    await thread.join()
    await thread.send("hi")
    assert [one.name for one in await room.guild.active_threads()] == ["birds"]
    async with room.typing():
        assert client.user is not None
        assert [one.id for one in channel.typing] == [client.user.id]


async def test_errors_are_its_own(client: Listener, server: FakeDiscord, bot: Bot, channel: Channel) -> None:
    room = _room(client, channel)
    with pytest.raises(discord.HTTPException) as caught:
        await room.send("x" * 2001)
    assert (caught.value.code, "2000 or fewer" in caught.value.text) == (50035, True)
    with pytest.raises(discord.HTTPException) as caught:
        await room.send(file=discord.File(io.BytesIO(bytes(10 * 1024 * 1024 + 1)), "big.bin"))
    assert (caught.value.status, caught.value.code) == (413, 40005)
    await server.overwrite(channel, bot.user, deny=Permission.SEND_MESSAGES)
    with pytest.raises(discord.Forbidden):
        await room.send("x")
    with pytest.raises(discord.NotFound):
        await room.fetch_message(1)


async def test_it_resumes_and_hears_what_it_missed(
    client: Listener, server: FakeDiscord, bot: Bot, channel: Channel, ann: User
) -> None:
    server.gateway.disconnect(bot, code=4000)
    await server.say(ann, channel, "missed")
    await client.hear("message", lambda one: one.content == "missed")
    server.gateway.reconnect(bot)
    await server.gateway.counted("resume", 2)
    await server.say(ann, channel, "live")
    await client.hear("message", lambda one: one.content == "live")
    assert server.gateway.counts["identify"] == 1


async def test_an_invalid_session_loses_messages(
    client: Listener, server: FakeDiscord, bot: Bot, channel: Channel, ann: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("discord.backoff.ExponentialBackoff.delay", lambda _: 0)
    server.gateway.invalidate(bot)
    await server.say(ann, channel, "lost")
    await server.gateway.counted("identify", 2)
    await server.say(ann, channel, "live")
    await client.hear("message", lambda one: one.content == "live")
    assert client.messages() == ["live"]
    room = _room(client, channel)
    assert [one.content async for one in room.history(oldest_first=True)] == ["lost", "live"]


async def test_it_comes_back_when_discord_does(
    client: Listener, server: FakeDiscord, bot: Bot, channel: Channel, ann: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("discord.backoff.ExponentialBackoff.delay", lambda _: 0.05)
    await server.stop()
    await server.say(ann, channel, "meanwhile")
    await server.start()
    await client.hear("message", lambda one: one.content == "meanwhile")
    assert server.gateway.counts["identify"] == 1
    assert (await _room(client, channel).send("back")).content == "back"


async def test_fatal_close_codes(server: FakeDiscord, bot: Bot, guild: Guild, monkeypatch: pytest.MonkeyPatch) -> None:
    lead_discord_py(server, monkeypatch)
    bot.message_content = False
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with run(Listener(), bot):
            pass
    assert server.gateway.closes == [4014]
    del server.world.bots[bot.token]
    with pytest.raises(discord.LoginFailure):
        async with run(Listener(), bot):
            pass


async def test_applied_then_502_makes_two_through_a_webhook_and_one_with_a_nonce(
    client: Listener, server: FakeDiscord, channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = asyncio.sleep
    monkeypatch.setattr("discord.http.asyncio.sleep", lambda _: real(0))
    room = _room(client, channel)
    hook = await room.create_webhook(name="bridge")
    server.faults.add(FaultKind.BAD_GATEWAY_AFTER, "POST /webhooks/*")
    server.faults.add(FaultKind.BAD_GATEWAY_AFTER, "POST /channels/{channel_id}/messages")
    await hook.send("twice")
    await room.send("once")
    assert [one.content for one in channel.messages] == ["twice", "twice", "once"]


async def test_a_reset_is_not_retried(client: Listener, server: FakeDiscord, channel: Channel) -> None:
    server.faults.add(FaultKind.RESET_AFTER, "POST /channels/{channel_id}/messages")
    with pytest.raises(OSError, match="reset") as caught:
        await _room(client, channel).send("once")
    assert caught.value.errno == 104
    assert [one.content for one in channel.messages] == ["once"]


class Commander(Listener):
    """A bot with commands, buttons and a form."""

    def __init__(self) -> None:
        super().__init__()
        self.tree = app_commands.CommandTree(self)

        @self.tree.command(name="link", description="Join two rooms")
        async def link(interaction: discord.Interaction, code: str | None = None) -> None:
            await interaction.response.send_message(f"code {code}", ephemeral=True, view=Choice())

        @link.autocomplete("code")
        async def complete(_: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
            return [app_commands.Choice(name=f"{current}!", value=current)]

        @self.tree.command(name="slow", description="Think")
        async def slow(interaction: discord.Interaction) -> None:
            await interaction.response.defer(thinking=True)
            await interaction.followup.send("thought")
            await interaction.followup.send("more")

        @self.tree.context_menu(name="Fix")
        async def fix(interaction: discord.Interaction, message: discord.Message) -> None:
            await interaction.response.send_modal(Form(message.content))

    async def setup_hook(self) -> None:
        await self.tree.sync()


class Choice(discord.ui.View):
    @discord.ui.button(label="Yes")
    async def yes(self, interaction: discord.Interaction, _: discord.ui.Button[Choice]) -> None:
        await interaction.response.edit_message(content="chosen", view=None)


class Form(discord.ui.Modal, title="Fix it"):
    better: discord.ui.TextInput[Form] = discord.ui.TextInput(label="Better")

    def __init__(self, original: str) -> None:
        super().__init__()
        self.original = original

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"{self.original} → {self.better.value}")


async def test_its_commands_buttons_and_forms(
    server: FakeDiscord, bot: Bot, channel: Channel, ann: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead_discord_py(server, monkeypatch)
    async with run(Commander(), bot):
        assert server.visible_commands(ann, channel) == ["link", "slow", "Fix"]
        linked = await server.slash(ann, channel, "link", {"code": "abc"})
        message = await linked.response()
        assert (message.content, message.ephemeral) == ("code abc", True)
        await (await server.press(ann, message, label="Yes")).acknowledged()
        assert message.content == "chosen"
        assert await server.autocomplete(ann, channel, "link", {"code": "a"}, "code") == [{"name": "a!", "value": "a"}]
        slow = await server.slash(ann, channel, "slow")
        await slow.wait_for(lambda one: one.content == "more")
        assert [one.content for one in slow.messages] == ["thought", "more"]
        said = await server.say(ann, channel, "yyds")
        form = await server.context_menu(ann, said, "Fix")
        sent = await server.submit_modal(ann, form, {"Better": "GOAT"})
        assert (await sent.response()).content == "yyds → GOAT"
