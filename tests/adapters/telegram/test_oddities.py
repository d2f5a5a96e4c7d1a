"""What does not happen every day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from telegram import Chat, Giveaway, GiveawayWinners, Invoice, Message, PaidMediaInfo, Story, User

from bridge.adapters.telegram.reading_media import read_oddity
from bridge.chat.attachment import AttachmentKind
from bridge.chat.event import Edited, Opened, Posted, Reacted
from tests.adapters.telegram.stage import TOM, B, Stage, room
from tests.adapters.telegram.test_media import attachment, send
from tests.fakes.telegram.picture import make_png

_THEN = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
_CHAT = Chat(-1001, Chat.SUPERGROUP, "Birds")


@pytest.mark.parametrize(
    ("about", "shown"),
    [
        ({"story": Story(Chat(7, Chat.CHANNEL, "Daily", username="daily"), 5)}, "📖 Daily https://t.me/daily/s/5"),
        ({"story": Story(Chat(7, Chat.PRIVATE, first_name="Ann"), 5)}, "📖 Ann"),
        ({"invoice": Invoice("Tea", "a pot of it", "start", "EUR", 500)}, "🧾 Tea: a pot of it"),
        ({"paid_media": PaidMediaInfo(25, [])}, "🔒 ⭐ 25"),
        ({"giveaway": Giveaway([_CHAT], _THEN, 3, prize_description="a bird")}, "🎁 × 3 a bird"),
        (
            {"giveaway_winners": GiveawayWinners(_CHAT, 1, _THEN, 1, [User(1, "Bob", False)])},
            "🎁 Bob",
        ),
    ],
)
def test_what_is_neither_text_nor_file_is_not_silent(about: dict[str, object], shown: str) -> None:
    assert read_oddity(Message(1, _THEN, _CHAT, **about)) == shown  # type: ignore[arg-type]


async def test_a_poll_that_is_ended_shows_what_came_of_it(stage: Stage) -> None:
    async with stage.play() as play:
        asked = await stage.telegram.ask(stage.ann, stage.group, "Tea?", ["yes", "no"])
        await play.beta_shows("1. yes")
        await stage.telegram.vote(stage.ann, asked, 0)
        await stage.telegram.vote(stage.bob, asked, 0)
        await stage.telegram.close_poll(asked)
        await play.beta_shows("1. yes (2)\n2. no (0)")
        assert len(stage.beta.texts("b")) == 1


async def test_what_was_changed_while_nobody_listened_is_told_by_telegram(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.telegram.say(stage.ann, stage.group, "teh bird")
        other = await stage.telegram.say(stage.ann, stage.group, "other")
        await play.beta_shows("other")
    await stage.telegram.edit(said, "the bird")
    await stage.telegram.react(stage.bob, other, "👍")
    async with stage.play() as play:
        await play.beta_shows("the bird")
        await stage.beta.until(lambda: stage.beta.rooms["b"][1].reactions == ["👍"])
        await play.settled()
    changes = [event for event in stage.accepted if isinstance(event, Edited | Reacted)]
    assert len(changes) == 2


async def test_the_general_topic_is_the_forum_itself(stage: Stage) -> None:
    forum = stage.telegram.create_forum("Forum", stage.ann, stage.bob, stage.bot)
    await stage.telegram.promote(stage.bot, forum)
    topic = stage.telegram.create_topic(forum, "nests")
    async with stage.play(room(forum), B) as play:
        await stage.telegram.say(stage.ann, forum, "in general")
        await play.beta_shows("in general")
        await stage.telegram.say(stage.ann, forum, "in the topic", topic=topic)
        await play.say("answer", TOM, B)
        shown = await forum.wait_for(lambda m: "answer" in m.text)
        assert shown.thread_id is None
        await play.event(lambda event: isinstance(event, Posted) and event.message.text.plain == "in the topic")
        await play.settled()
        assert not any("in the topic" in text for text in stage.beta.texts("b"))


async def test_a_group_that_the_bot_is_added_to_again_hears_again_at_once(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.telegram.say(stage.ann, stage.group, "hello")
        await play.beta_shows("hello")
        await stage.telegram.kick(stage.bot, stage.group)
        await play.beta_shows("cannot be reached")
        await play.say("not heard there", TOM, B)
        await play.settled()
        await stage.telegram.join(stage.bot, stage.group)
        await play.event(lambda event: isinstance(event, Opened))
        await play.settled()
        await play.say("heard again", TOM, B)
        await stage.group.wait_for(lambda m: "heard again" in m.text)
        await play.settled()


async def test_one_of_ten_photos_is_too_large(stage: Stage) -> None:
    photos = [
        attachment(stage, AttachmentKind.PHOTO, f"p{number}.png", "image/png", make_png(2, number + 2))
        for number in range(10)
    ]
    photos[4] = replace(photos[4], size=80 * 1024 * 1024)
    async with stage.play() as play:
        await send(play, "ten", *photos)
        await stage.group.wait_until(lambda chat: sum(m.media is not None for m in chat.messages) == 9)
        await play.settled()
        words = "\n".join(m.text for m in stage.group.messages)
        assert "80 MB" in words
        assert "ten" in words
        assert len(stage.group.messages) == 9


async def test_an_anonymous_administrator_speaks_as_the_group(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.telegram.say(stage.ann, stage.group, "from the office", anonymous=True)
        await play.beta_shows("Birds: from the office")


async def test_a_group_that_moves_while_much_waits_for_it_gets_all_in_order(stage: Stage) -> None:
    small = stage.telegram.create_group("Small", stage.ann, stage.bot)
    async with stage.play(room(small), B) as play:
        await play.say("line 00", TOM, B)
        await small.wait_for(lambda m: "line 00" in m.text)
        for number in range(1, 10):
            await play.say(f"line {number:02}", TOM, B)
        large = await stage.telegram.migrate(small)
        for number in range(10, 20):
            await play.say(f"line {number:02}", TOM, B)
        await large.wait_for(lambda m: "line 19" in m.text)
        await play.settled()
        words = "\n".join(m.text for chat in (small, large) for m in chat.messages)
        places = [words.find(f"line {number:02}") for number in range(20)]
        assert min(places) >= 0
        assert places == sorted(places)
        await stage.telegram.say(stage.ann, large, "heard in the new place")
        await play.beta_shows("heard in the new place")


async def test_a_group_in_which_the_bot_may_not_write_is_told_of_and_served_again(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.telegram.demote(stage.bot, stage.group)
        await stage.telegram.restrict(stage.bot, stage.group, "can_send_messages")
        await play.say("kept out", TOM, B)
        await stage.beta.until(lambda: bool(stage.beta.texts("b")))
        await stage.telegram.promote(stage.bot, stage.group)
        await stage.telegram.say(stage.ann, stage.group, "come in")
        await play.beta_shows("come in")
        await play.say("let in", TOM, B)
        await stage.group.wait_for(lambda m: "let in" in m.text)
        await play.settled()
