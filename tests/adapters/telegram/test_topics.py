"""Forums: each topic is a room."""

from __future__ import annotations

from bridge.chat.event import Command, Gone, Opened, Posted, Reacted
from tests.adapters.telegram.stage import TOM, B, Stage, room


async def test_each_topic_is_a_room_and_the_general_one_is_the_chat(stage: Stage) -> None:
    forum = stage.telegram.create_forum("Forum", stage.ann, stage.bob, stage.bot)
    topic = stage.telegram.create_topic(forum, "Cats")
    async with stage.play(room(forum, topic), B) as play:
        await stage.telegram.say(stage.ann, forum, "in general")
        await stage.telegram.say(stage.ann, forum, "in cats", topic=topic)
        await play.beta_shows("in cats")
        await play.say("to cats", TOM, B)
        shown = await forum.wait_for(lambda m: "to cats" in m.text)
        assert shown.thread_id == topic.thread_id
        await play.settled()
    rooms = {e.message.text.plain: e.room for e in stage.accepted if isinstance(e, Posted)}
    assert rooms == {"in general": room(forum), "in cats": room(forum, topic)}
    assert len(stage.beta.texts("b")) == 1


async def test_the_general_topic_is_written_to_without_a_thread(stage: Stage) -> None:
    forum = stage.telegram.create_forum("Forum", stage.ann, stage.bot)
    async with stage.play(room(forum), B) as play:
        await play.say("to all", TOM, B)
        shown = await forum.wait_for(lambda m: "to all" in m.text)
    assert shown.thread_id is None


async def test_what_answers_nothing_in_a_topic_is_no_reply(stage: Stage) -> None:
    forum = stage.telegram.create_forum("Forum", stage.ann, stage.bot)
    topic = stage.telegram.create_topic(forum, "Cats")
    async with stage.play(room(forum, topic), B) as play:
        first = await stage.telegram.say(stage.ann, forum, "plain", topic=topic)
        await stage.telegram.say(stage.ann, forum, "answer", topic=topic, reply_to=first)
        await stage.telegram.command(stage.ann, forum, "help", topic=topic)
        await play.command("help")
    replies = [event.message.reply_to for event in stage.accepted if isinstance(event, Posted)]
    assert replies == ["", str(first.id)]
    assert [event.target for event in stage.accepted if isinstance(event, Command)] == [""]


async def test_threads_of_replies_outside_forums_are_no_topics(stage: Stage) -> None:
    async with stage.play() as play:
        first = await stage.telegram.say(stage.ann, stage.group, "one")
        await stage.telegram.say(stage.bob, stage.group, "two", reply_to=first)
        await play.beta_shows("two")
    assert {event.room for event in stage.accepted} == {room(stage.group)}


async def test_a_reaction_finds_its_topic_also_after_a_restart(stage: Stage) -> None:
    forum = stage.telegram.create_forum("Forum", stage.ann, stage.bob)
    await stage.telegram.join(stage.bot, forum)
    await stage.telegram.promote(stage.bot, forum)
    topic = stage.telegram.create_topic(forum, "Cats")
    async with stage.play(room(forum, topic), B) as play:
        said = await stage.telegram.say(stage.ann, forum, "cute", topic=topic)
        await play.beta_shows("cute")
        await stage.telegram.react(stage.bob, said, "👍")
        await stage.beta.until(lambda: stage.beta.rooms["b"][0].reactions == ["👍"])
        reacted = [event.room for event in stage.accepted if isinstance(event, Reacted)]
        assert reacted == [room(forum, topic)]
    async with stage.play(room(forum, topic), B):
        await stage.telegram.react(stage.bob, said, "🔥")
        await stage.beta.until(lambda: stage.beta.rooms["b"][0].reactions == ["🔥"])


async def test_a_reaction_to_what_magpie_showed_finds_its_topic(stage: Stage) -> None:
    forum = stage.telegram.create_forum("Forum", stage.ann, stage.bot)
    await stage.telegram.promote(stage.bot, forum)
    topic = stage.telegram.create_topic(forum, "Cats")
    async with stage.play(room(forum, topic), B) as play:
        await play.say("from beta", TOM, B)
        shown = await forum.wait_for(lambda m: "from beta" in m.text)
        await play.settled()
        await stage.telegram.react(stage.ann, shown, "👍")
        event = await play.event(lambda event: isinstance(event, Reacted))
        assert event.room == room(forum, topic)


async def test_a_closed_topic_is_lost_with_a_sentence(stage: Stage) -> None:
    forum = stage.telegram.create_forum("Forum", stage.ann, stage.bot)
    topic = stage.telegram.create_topic(forum, "Cats")
    async with stage.play(room(forum, topic), B) as play:
        await stage.telegram.close_topic(topic)
        await play.say("hello?", TOM, B)
        await play.beta_shows("the Telegram topic is closed; let an administrator open it again")


async def test_a_deleted_topic_is_lost_with_a_sentence(stage: Stage) -> None:
    forum = stage.telegram.create_forum("Forum", stage.ann, stage.bot)
    topic = stage.telegram.create_topic(forum, "Cats")
    async with stage.play(room(forum, topic), B) as play:
        await stage.telegram.delete_topic(topic)
        await play.say("hello?", TOM, B)
        await play.beta_shows("the Telegram topic was deleted")


async def test_a_new_topic_has_a_title(stage: Stage) -> None:
    forum = stage.telegram.create_forum("Forum", stage.ann, stage.bot)
    async with stage.play() as play:
        topic = stage.telegram.create_topic(forum, "Cats")
        event = await play.event(lambda event: isinstance(event, Opened) and event.room != room(forum))
    assert isinstance(event, Opened)
    assert (event.room, event.title) == (room(forum, topic), "Forum › Cats")


async def test_all_topics_go_with_their_forum(stage: Stage) -> None:
    forum = stage.telegram.create_forum("Forum", stage.ann, stage.bot)
    topic = stage.telegram.create_topic(forum, "Cats")
    async with stage.play(room(forum, topic), B) as play:
        await stage.telegram.say(stage.ann, forum, "here", topic=topic)
        await play.beta_shows("here")
        await stage.telegram.kick(stage.bot, forum)
        await play.beta_shows("cannot be reached any more")
    assert {event.room for event in stage.accepted if isinstance(event, Gone)} == {room(forum), room(forum, topic)}
