"""Texts, replies, edits and deletions both ways."""

from __future__ import annotations

from bridge.chat.event import Opened, Posted
from tests.adapters.discord.stage import TOM, B, Stage, room


async def test_what_is_said_on_discord_is_shown_elsewhere(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.discord.say(stage.ann, stage.channel, "good morning, **everyone**")
        await play.beta_shows("Ann: good morning, everyone")
        opened = await play.event(lambda event: isinstance(event, Opened))
        assert isinstance(opened, Opened)
        assert (opened.title, opened.language) == ("#general (Tea house)", "zh-CN")
        posted = await play.event(lambda event: isinstance(event, Posted))
        assert isinstance(posted, Posted)
        assert posted.message.author.avatar.startswith(stage.discord.cdn_url)


async def test_what_is_said_elsewhere_wears_its_authors_name_and_face(stage: Stage) -> None:
    async with stage.play() as play:
        await play.say("good evening", TOM, B)
        shown = await stage.channel.wait_for(lambda m: "good evening" in m.content)
        assert shown.author_name == "Tom"
        assert shown.avatar_url == TOM.avatar
        assert shown.webhook is not None
        assert shown.content == "good evening\n-# <zh-Hans good evening>"
        await play.settled()


async def test_replies_keep_name_and_face_and_show_what_they_answer(stage: Stage) -> None:
    async with stage.play() as play:
        asked = await stage.discord.say(stage.ann, stage.channel, "who is coming?")
        await play.beta_shows("who is coming?")
        await play.say("I am", TOM, B, reply_to=stage.beta.rooms["b"][-1].native)
        shown = await stage.channel.wait_for(lambda m: "I am" in m.content)
        assert shown.author_name == "Tom"
        (embed,) = shown.embeds
        assert "Ann" in embed["author"]["name"]
        assert "who is coming?" in embed["description"]
        assert asked.link in embed["description"]
        await stage.discord.say(stage.ben, stage.channel, "me too", reply_to=shown)
        await play.beta_shows("me too")
        assert stage.beta.rooms["b"][-1].reply_to


async def test_edits_go_both_ways(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.discord.say(stage.ann, stage.channel, "teh cat")
        await play.beta_shows("teh cat")
        await stage.discord.edit(said, "the cat")
        await play.beta_shows("the cat")
        native = await play.say("a dgo", TOM, B)
        shown = await stage.channel.wait_for(lambda m: "a dgo" in m.content)
        await play.rewrite(native, "a dog", TOM, B)
        await stage.channel.wait_until(lambda _: "a dog" in shown.content)
        await play.settled()
        assert shown.edited


async def test_deletions_go_both_ways(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.discord.say(stage.ann, stage.channel, "oops")
        await play.beta_shows("oops")
        await stage.discord.delete(said)
        await stage.beta.until(lambda: not stage.beta.texts("b"))
        native = await play.say("oops again", TOM, B)
        shown = await stage.channel.wait_for(lambda m: "oops again" in m.content)
        await play.settled()
        await play.delete(native, B)
        await stage.channel.wait_until(lambda channel: shown not in channel.messages)


async def test_an_edit_across_the_limit_and_back(stage: Stage) -> None:
    async with stage.play() as play:
        native = await play.say("short", TOM, B)
        await stage.channel.wait_for(lambda m: "short" in m.content)
        await play.settled()
        sentence = "This is one of very many sentences. "
        await play.rewrite(native, sentence * 100, TOM, B)
        await stage.channel.wait_until(lambda channel: len(channel.messages) > 1)
        await play.settled()
        assert all(len(message.content) <= 2000 for message in stage.channel.messages)
        assert sum(message.content.count("one of very many") for message in stage.channel.messages) == 100
        assert all(message.author_name == "Tom" for message in stage.channel.messages)
        await play.rewrite(native, "short again", TOM, B)
        await stage.channel.wait_until(lambda channel: len(channel.messages) == 1)
        await play.settled()
        assert "short again" in stage.channel.messages[0].content
        assert len(stage.beta.texts("b")) == 0


async def test_a_thread_is_a_room_of_its_own(stage: Stage) -> None:
    thread = await stage.discord.create_thread(stage.channel, "birds", stage.ann)
    async with stage.play(room(thread), B) as play:
        await stage.discord.say(stage.ann, thread, "in here")
        await play.beta_shows("in here")
        await play.say("I see", TOM, B)
        shown = await thread.wait_for(lambda m: "I see" in m.content)
        assert shown.author_name == "Tom"
        opened = await play.event(lambda event: isinstance(event, Opened))
        assert isinstance(opened, Opened)
        assert opened.title == "#general › birds (Tea house)"
        await stage.discord.say(stage.ann, stage.channel, "elsewhere")
        await play.event(lambda event: isinstance(event, Posted) and event.message.text.plain == "elsewhere")
        await play.settled()
        assert not any("elsewhere" in text for text in stage.beta.texts("b"))
