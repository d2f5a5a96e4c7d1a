"""What does not happen every day."""

from __future__ import annotations

from dataclasses import replace

from discord.components import Container, TextDisplay

from bridge.adapters.discord.reading_message import _displayed
from bridge.chat.attachment import Attachment, AttachmentKind
from bridge.chat.event import Gone, Opened, Posted, Reacted
from bridge.relay.records import Place
from tests.adapters.discord.stage import TOM, B, Stage, room
from tests.adapters.discord.test_media import PNG, send
from tests.fakes.discord import Permission


async def test_an_archived_thread_is_written_in_edited_and_reacted_in(stage: Stage) -> None:
    thread = await stage.discord.create_thread(stage.channel, "birds", stage.ann)
    async with stage.play(room(thread), B) as play:
        said = await stage.discord.say(stage.ann, thread, "before")
        await play.beta_shows("before")
        native = await play.say("teh copy", TOM, B)
        shown = await thread.wait_for(lambda m: "teh copy" in m.content)
        await play.settled()
        await stage.discord.archive_thread(thread)
        await play.rewrite(native, "the copy", TOM, B)
        await thread.wait_until(lambda _: "the copy" in shown.content)
        await play.settled()
        await stage.discord.archive_thread(thread)
        await play.accept(Reacted("beta-reacts", B, stage.beta.rooms["b"][-1].native, TOM, ("👍",)))
        await thread.wait_until(lambda _: "👍" in said.reaction_counts)
        await play.settled()
        await stage.discord.archive_thread(thread)
        await play.say("after", TOM, B)
        await thread.wait_for(lambda m: "after" in m.content)
        await play.settled()


async def test_the_result_of_a_poll_answers_it(stage: Stage) -> None:
    async with stage.play() as play:
        asked = await stage.discord.say(
            stage.ann, stage.channel, poll=stage.discord.poll("Tea or coffee?", "tea", "no")
        )
        await play.beta_shows("1. tea")
        for user in (stage.ann, stage.ben):
            await stage.discord.vote(user, asked, 1)
        await stage.discord.finish_poll(asked)
        await play.beta_shows("📊 Tea or coffee?\ntea (2/2)")
        result = await play.event(lambda event: isinstance(event, Posted) and "📊" in event.message.text.plain)
        assert isinstance(result, Posted)
        assert result.message.reply_to == str(asked.id)


async def test_a_server_that_is_joined_again_hears_again_at_once(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.discord.say(stage.ann, stage.channel, "hello")
        await play.beta_shows("hello")
        await stage.discord.leave(stage.guild, stage.bot)
        await play.event(lambda event: isinstance(event, Gone))
        await play.settled()
        await play.say("not heard there", TOM, B)
        await play.settled()
        await stage.discord.join(stage.guild, stage.bot)
        await play.event(lambda event: isinstance(event, Opened) and event.key.startswith("discord:back:"))
        await play.settled()
        place: Place = await play.core.directory.room(room(stage.channel))
        assert not place.gone
        await play.say("heard again", TOM, B)
        await stage.channel.wait_for(lambda m: "heard again" in m.content)
        assert not any("not heard there" in m.content for m in stage.channel.messages)
        await play.settled()


async def test_a_channel_that_may_be_seen_again_hears_again_at_once(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.discord.say(stage.ann, stage.channel, "hello")
        await play.beta_shows("hello")
        await play.settled()
    await stage.discord.overwrite(stage.channel, stage.bot.user, deny=Permission.VIEW_CHANNEL)
    async with stage.play() as play:
        await play.beta_shows("cannot be reached")
        await play.say("not heard there", TOM, B)
        await play.settled()
        await stage.discord.overwrite(stage.channel, stage.bot.user, allow=Permission.VIEW_CHANNEL)
        await play.event(lambda event: isinstance(event, Opened) and event.key.startswith("discord:back:"))
        await play.settled()
        await play.say("heard again", TOM, B)
        await stage.channel.wait_for(lambda m: "heard again" in m.content)
        await play.settled()


async def test_one_of_ten_files_is_too_large(stage: Stage) -> None:
    files = []
    for number in range(10):
        stage.beta.files[f"f{number}"] = PNG + bytes([number])
        files.append(Attachment(AttachmentKind.PHOTO, "beta", f"f{number}", f"f{number}.png", "image/png", 30))
    files[4] = replace(files[4], size=20 * 1024 * 1024)
    async with stage.play() as play:
        await send(play, "ten", *files)
        shown = await stage.channel.wait_for(lambda m: len(m.attachments) == 9)
        assert "f4.png" in shown.content
        assert "20 MB" in shown.content
        await play.settled()


def test_what_bots_say_in_components_is_read() -> None:
    display = TextDisplay({"type": 10, "content": "**hello**", "id": 1})
    inner = Container(
        {"type": 17, "id": 2, "spoiler": False, "components": [{"type": 10, "content": "inside", "id": 3}]},
        state=None,
    )
    assert list(_displayed([display, inner])) == ["**hello**", "inside"]


async def test_a_webhook_that_is_deleted_while_a_burst_waits(stage: Stage) -> None:
    async with stage.play() as play:
        await play.say("line 00", TOM, B)
        first = await stage.channel.wait_for(lambda m: "line 00" in m.content)
        assert first.webhook is not None
        for number in range(1, 12):
            await play.say(f"line {number:02}", TOM, B)
        await stage.discord.delete_webhook(first.webhook)
        await stage.channel.wait_for(lambda m: "line 11" in m.content)
        await play.settled()
        words = "\n".join(m.content for m in stage.channel.messages)
        places = [words.find(f"line {number:02}\n") for number in range(12)]
        assert min(places) >= 0
        assert places == sorted(places)
        assert all(m.author_name == "Tom" for m in stage.channel.messages)


async def test_a_permission_that_is_taken_and_given_back(stage: Stage) -> None:
    async with stage.play() as play:
        silent = Permission.SEND_MESSAGES | Permission.MANAGE_WEBHOOKS
        await stage.discord.overwrite(stage.channel, stage.bot.user, deny=silent)
        await play.say("kept out", TOM, B)
        await play.beta_shows("could not be shown")
        await stage.discord.overwrite(stage.channel, stage.bot.user, allow=silent)
        await play.say("let in", TOM, B)
        await stage.channel.wait_for(lambda m: "let in" in m.content)
        await play.settled()
