"""What people do in Telegram, as events and as the other platform shows it."""

from __future__ import annotations

import pytest

from bridge.chat.event import Edited, Gone, Joined, Left, Migrated, Opened, Pinned, Posted, Reacted
from bridge.chat.message import Message
from bridge.chat.text import Entity, EntityKind, Text
from tests.adapters.telegram.stage import TOM, B, Play, Stage, room
from tests.fakes.telegram import Entity as TelegramEntity
from tests.fakes.telegram import Origin


async def posted(play: Play, words: str) -> Message:
    event = await play.event(lambda event: isinstance(event, Posted) and words in event.message.text.plain)
    assert isinstance(event, Posted)
    return event.message


async def test_entities_keep_their_places_behind_emoji(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.telegram.say(stage.ann, stage.group, html="👨‍👩‍👧 <b>大家</b> <tg-spoiler>秘密</tg-spoiler>")
        message = await posted(play, "秘密")
    assert message.text == Text.of(
        "👨‍👩‍👧 大家 秘密", [Entity(6, 8, EntityKind.BOLD), Entity(9, 11, EntityKind.SPOILER)]
    )
    assert message.author.name == "Ann Lee"
    assert message.author.language == "zh-hans"


async def test_a_username_that_was_seen_is_a_person(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.telegram.say(stage.ann, stage.group, "here")
        await stage.telegram.say(
            stage.bob,
            stage.group,
            "@ann_lee hi @nobody_here",
            entities=[TelegramEntity("mention", 0, 8), TelegramEntity("mention", 12, 12)],
        )
        message = await posted(play, "hi")
    assert [entity.value for entity in message.text.entities] == [f"telegram:{stage.ann.id}", "telegram:@nobody_here"]


async def test_a_reply_that_quotes_carries_the_quote(stage: Stage) -> None:
    async with stage.play() as play:
        first = await stage.telegram.say(stage.ann, stage.group, "one two three")
        await stage.telegram.say(stage.bob, stage.group, "why this?", reply_to=first, quote="two")
        message = await posted(play, "why")
    assert message.text == Text.of("two\nwhy this?", [Entity(0, 3, EntityKind.QUOTE)])
    assert message.reply_to == str(first.id)


async def test_forwards_name_their_origin(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.telegram.say(stage.ann, stage.group, "news")
        await stage.telegram.forward(stage.bob, said, stage.group)
        await stage.telegram.forward(stage.bob, said, stage.group, hidden=True)
        channel = Origin(said.date, chat=stage.telegram.create_supergroup("Sky", stage.ann))
        await stage.telegram.say(stage.bob, stage.group, "from a chat", origin=channel)
        await posted(play, "from a chat")
    origins = [event.message.forwarded_from for event in stage.accepted if isinstance(event, Posted)]
    assert origins == ["", "Ann Lee", "Ann Lee", "Sky"]


async def test_an_anonymous_administrator_speaks_as_the_group(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.telegram.say(stage.ann, stage.group, "rules", anonymous=True)
        message = await posted(play, "rules")
    assert (message.author.name, message.author.id, message.author.admin) == ("Birds", str(stage.group.id), True)


@pytest.mark.parametrize(
    ("special", "shown"),
    [
        ({"dice": {"emoji": "🎲", "value": 4}}, "🎲 4"),
        ({"contact": {"phone_number": "+1", "first_name": "A", "last_name": "B"}}, "👤 A B +1"),
        (
            {"location": {"latitude": 1.5, "longitude": -2}},
            "📍 https://www.openstreetmap.org/?mlat=1.50000&mlon=-2.00000",
        ),
        (
            {
                "venue": {"location": {"latitude": 1, "longitude": 2}, "title": "Bar", "address": "Street 1"},
                "location": {"latitude": 1, "longitude": 2},
            },
            "📍 Bar, Street 1\nhttps://www.openstreetmap.org/?mlat=1.00000&mlon=2.00000",
        ),
    ],
)
async def test_oddities_become_text(stage: Stage, special: dict[str, object], shown: str) -> None:
    async with stage.play() as play:
        await stage.telegram.say(stage.ann, stage.group, special=special)
        assert (await posted(play, shown[0])).text.plain == shown


async def test_polls_are_shown_with_their_options(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.telegram.ask(stage.ann, stage.group, "Tea?", ["yes", "no"], multiple=True)
        await play.beta_shows("Tea?")
        assert "1. yes\n2. no" in stage.beta.texts("b")[0]


async def test_reactions_reach_the_other_side(stage: Stage) -> None:
    number = stage.telegram.create_custom_emoji("🦊")
    async with stage.play() as play:
        said = await stage.telegram.say(stage.ann, stage.group, "look")
        await play.beta_shows("look")
        await stage.telegram.react(stage.bob, said, "👍", number)
        event = await play.event(lambda event: isinstance(event, Reacted))
        assert isinstance(event, Reacted)
        assert event.emoji == ("👍", "🦊")
        await stage.beta.until(lambda: sorted(stage.beta.rooms["b"][0].reactions) == sorted(["👍", "🦊"]))
        await stage.telegram.react(stage.bob, said)
        await stage.beta.until(lambda: stage.beta.rooms["b"][0].reactions == [])


async def test_pins_reach_the_other_side(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.telegram.say(stage.ann, stage.group, "keep this")
        await play.beta_shows("keep this")
        await stage.telegram.pin(stage.ann, said)
        await stage.beta.until(lambda: stage.beta.rooms["b"][0].pinned)
        event = await play.event(lambda event: isinstance(event, Pinned))
        assert isinstance(event, Pinned)
        assert event.message == str(said.id)


async def test_who_comes_and_goes_is_told(stage: Stage) -> None:
    carol = stage.telegram.create_user("Carol")
    async with stage.play() as play:
        await stage.telegram.join(carol, stage.group)
        await play.beta_shows("Carol joined.")
        await stage.telegram.leave(carol, stage.group)
        await play.beta_shows("Carol left.")
    assert len([event for event in stage.accepted if isinstance(event, Joined | Left)]) == 2


async def test_a_new_group_is_opened_with_its_title_and_language(stage: Stage) -> None:
    async with stage.play() as play:
        other = stage.telegram.create_supergroup("Fish", stage.ann)
        await stage.telegram.join(stage.bot, other, by=stage.ann)
        event = await play.event(lambda event: isinstance(event, Opened))
    assert isinstance(event, Opened)
    assert (event.room, event.title, event.language) == (room(other), "Fish", "zh-hans")
    assert not any(isinstance(event, Joined) for event in stage.accepted)


async def test_a_group_that_removes_the_bot_is_gone_and_the_others_are_told(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.telegram.kick(stage.bot, stage.group)
        event = await play.event(lambda event: isinstance(event, Gone))
        assert event.room == room(stage.group)
        await play.beta_shows("cannot be reached any more (the bot was removed from the Telegram chat)")


async def test_a_group_that_becomes_a_supergroup_keeps_its_bridge(stage: Stage) -> None:
    small = stage.telegram.create_group("Small", stage.ann, stage.bot)
    async with stage.play(room(small), B) as play:
        large = await stage.telegram.migrate(small)
        event = await play.event(lambda event: isinstance(event, Migrated))
        assert event == Migrated(event.key, room(small), room(large))
        await play.settled()
        await stage.telegram.say(stage.ann, large, "we are large now")
        await play.beta_shows("we are large now")
        await play.say("congratulations", room=B)
        await large.wait_for(lambda m: "congratulations" in m.text)


async def test_a_renamed_group_has_its_new_title(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.telegram.rename(stage.group, "Big birds")
        event = await play.event(lambda event: isinstance(event, Opened))
        assert isinstance(event, Opened)
        assert event.title == "Big birds"


async def test_what_was_not_edited_is_no_edit(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.telegram.say(stage.ann, stage.group, "as it is")
        await play.beta_shows("as it is")
        # Telegram reports changes of a link's preview or of buttons as edits too.
        said.edit_date = said.date + 1
        stage.telegram.world.announce("edited_message", said)
        await stage.telegram.say(stage.ann, stage.group, "next")
        await play.beta_shows("next")
        await play.settled()
    assert "edit" not in stage.beta.calls


async def test_a_place_that_is_shared_live_is_told_once(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.telegram.say(stage.ann, stage.group, special={"location": {"latitude": 1, "longitude": 2}})
        await play.beta_shows("📍")
        said.special, said.edit_date = {"location": {"latitude": 3, "longitude": 4}}, said.date + 1
        stage.telegram.world.announce("edited_message", said)
        await stage.telegram.say(stage.ann, stage.group, "next")
        await play.beta_shows("next")
    assert not any(isinstance(event, Edited) for event in stage.accepted)


async def test_private_messages_are_answered_and_not_bridged(stage: Stage) -> None:
    chat = stage.telegram.private_chat(stage.ann, stage.bot)
    async with stage.play() as play:
        await stage.telegram.say(stage.ann, chat, "hello?")
        answer = await chat.wait_for(lambda m: m.sender is stage.bot)
        assert "/help" in answer.text
        await play.settled()
    assert not any(isinstance(event, Posted) for event in stage.accepted)
    assert stage.beta.texts("b") == []


async def test_what_other_bots_say_is_relayed_but_not_what_magpie_says(stage: Stage) -> None:
    async with stage.play() as play:
        await play.say("from beta", room=B)
        await stage.group.wait_for(lambda m: "from beta" in m.text)
        await stage.telegram.say(stage.ann, stage.group, "after")
        await play.beta_shows("after")
        await play.settled()
    assert [event.message.text.plain for event in stage.accepted if isinstance(event, Posted)][-1:] == ["after"]
    assert len(stage.beta.texts("b")) == 1


async def test_a_channel_speaks_under_its_own_name(stage: Stage) -> None:
    channel = {"id": -1001, "type": "channel", "title": "Sky"}
    post = {"message_id": 5, "date": 1, "chat": channel, "sender_chat": channel, "text": "news"}
    async with stage.play() as play:
        stage.bot.updates.add("channel_post", post)
        message = await posted(play, "news")
        assert (message.author.name, message.author.id, message.room.id) == ("Sky", "-1001", "-1001")
        stage.bot.updates.add("edited_channel_post", {**post, "text": "more news", "edit_date": 2})
        event = await play.event(lambda event: isinstance(event, Edited))
    assert isinstance(event, Edited)
    assert event.message.text.plain == "more news"


async def test_what_a_channel_hands_to_its_group_is_no_forward(stage: Stage) -> None:
    channel = {"id": -1001, "type": "channel", "title": "Sky"}
    async with stage.play() as play:
        stage.bot.updates.add(
            "message",
            {
                "message_id": 5,
                "date": 1,
                "chat": stage.group.json(),
                "from": {"id": 777000, "is_bot": False, "first_name": "Telegram"},
                "sender_chat": channel,
                "forward_origin": {"type": "channel", "date": 1, "chat": channel, "message_id": 3},
                "is_automatic_forward": True,
                "text": "news",
            },
        )
        message = await posted(play, "news")
    assert (message.author.name, message.forwarded_from) == ("Sky", "")


async def test_a_thoughtful_reaction_asks_why_and_is_answered_as_a_reply(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.telegram.say(stage.ann, stage.group, "今天天气不错")
        await play.beta_shows("今天天气不错")
        await stage.telegram.react(stage.bob, said, "🤔")
        told = await stage.group.wait_for(lambda m: "Language: Chinese" in m.text)
        assert told.reply_to is said
        await stage.telegram.react(stage.ann, said, "🤔")
        await stage.telegram.react(stage.bob, said, "👍")
        await stage.beta.until(lambda: stage.beta.rooms["b"][0].reactions == ["👍"])
        assert [message for message in stage.group.messages if "Language" in message.text] == [told]


async def test_a_copy_may_be_asked_about_too_and_the_bots_own_reactions_ask_nothing(stage: Stage) -> None:
    async with stage.play() as play:
        native = await play.say("good morning everyone", TOM, B)
        shown = await stage.group.wait_for(lambda m: "good morning" in m.text)
        await play.settled()
        await play.accept(Reacted("thoughtful", B, native, TOM, ("🤔",)))
        await stage.group.wait_until(lambda _: shown.reactions.get(stage.bot.id) == ("🤔",))
        await stage.telegram.react(stage.ann, shown, "🤔")
        told = await stage.group.wait_for(lambda m: "语言：英文" in m.text)
        assert told.reply_to is shown
        await play.settled()
        assert len([event for event in stage.accepted if isinstance(event, Reacted)]) == 1
