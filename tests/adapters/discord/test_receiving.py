"""What Discord tells, as events."""

from __future__ import annotations

from typing import TypeVar

import pytest

from bridge.chat.event import Deleted, Edited, Event, Joined, Left, Opened, Pinned, Posted, Reacted
from bridge.chat.message import Message
from bridge.chat.text import EntityKind
from tests.adapters.discord.stage import TOM, B, Play, Stage, room
from tests.fakes.discord import FaultKind

Kind = TypeVar("Kind", bound=Event)


async def posted(play: Play, words: str) -> Message:
    event = await play.event(lambda event: isinstance(event, Posted) and words in event.message.text.plain)
    assert isinstance(event, Posted)
    return event.message


def of(stage: Stage, kind: type[Kind]) -> list[Kind]:
    return [event for event in stage.accepted if isinstance(event, kind)]


def said_here(stage: Stage) -> list[str]:
    posts = [event for event in stage.accepted if isinstance(event, Posted)]
    return [event.message.text.plain for event in posts if event.room.platform == "discord"]


async def heard_after(play: Play, stage: Stage) -> None:
    """Everything before is heard once this is."""
    await stage.discord.say(stage.ann, stage.channel, "that is all")
    await posted(play, "that is all")


async def test_a_foreign_webhook_speaks_for_somebody_and_our_own_for_nobody(stage: Stage) -> None:
    foreign = await stage.discord.create_webhook(stage.channel, "PluralKit", stage.ann)
    async with stage.play() as play:
        await play.say("from afar", TOM, B)
        await stage.channel.wait_for(lambda m: "from afar" in m.content)
        (ours,) = [hook for hook in stage.discord.webhooks_of(stage.channel) if hook is not foreign]
        await stage.discord.say_through(ours, "an echo")
        await stage.discord.say_through(foreign, "one of many", username="Skye")
        message = await posted(play, "one of many")
        assert (message.author.name, message.author.bot) == ("Skye", True)
        await stage.discord.say_through(foreign, "another of many", username="River")
        assert (await posted(play, "another of many")).author.id != message.author.id
        await play.settled()
    assert said_here(stage) == ["one of many", "another of many"]


async def test_another_bot_is_heard_with_what_its_cards_say(stage: Stage) -> None:
    other = await stage.discord.create_bot("Other", stage.guild)
    async with stage.play() as play:
        card = {"type": "rich", "title": "Weather", "description": "**sunny**"}
        await stage.discord.say(other.user, stage.channel, "today:", embeds=[card])
        message = await posted(play, "today:")
        assert message.author.bot
        assert message.text.plain == "today:\nWeather\nsunny"


async def test_a_preview_or_a_pin_is_no_edit(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.discord.say(stage.ann, stage.channel, "see https://example.com")
        await stage.discord.unfurl(said, "An example")
        await stage.discord.pin(stage.ann, said)
        await stage.discord.edit(said, "look at https://example.com")
        await play.event(lambda event: isinstance(event, Edited))
        await stage.discord.unfurl(said, "An example, again")
        await heard_after(play, stage)
    assert len(of(stage, Edited)) == 1


async def test_old_messages_are_edited_and_deleted_too(stage: Stage) -> None:
    async with stage.play() as play:
        said = [await stage.discord.say(stage.ann, stage.channel, f"number {number}") for number in range(4)]
        await play.beta_shows("number 3")
        await play.settled()
    async with stage.play() as play:
        await stage.discord.edit(said[0], "number zero")
        await stage.discord.delete(said[1])
        await stage.discord.delete_many(said[2:])
        await stage.beta.until(lambda: stage.beta.texts("b") != [] and len(stage.beta.texts("b")) == 1)
        await play.beta_shows("number zero")
    assert sorted(native for event in of(stage, Deleted) for native in event.messages) == sorted(
        str(message.id) for message in said[1:]
    )


async def test_what_magpie_itself_deletes_is_not_told_again(stage: Stage) -> None:
    async with stage.play() as play:
        native = await play.say("words " * 600, TOM, B)
        await stage.channel.wait_until(lambda channel: len(channel.messages) > 1)
        await play.settled()
        await play.rewrite(native, "few words", TOM, B)
        await stage.channel.wait_until(lambda channel: len(channel.messages) == 1)
        await heard_after(play, stage)
        await play.settled()
        assert any("few words" in message.content for message in stage.channel.messages)
    assert of(stage, Deleted) == []


async def test_a_copy_that_a_moderator_deletes_is_deleted_everywhere(stage: Stage) -> None:
    stage.beta.rooms["b"] = []
    async with stage.play() as play:
        native = await play.say("unwanted", TOM, B)
        shown = await stage.channel.wait_for(lambda m: "unwanted" in m.content)
        await play.settled()
        await stage.discord.delete(shown)
        event = await play.event(lambda event: isinstance(event, Deleted))
        assert event.room == room(stage.channel)
        await play.settled()
        assert "delete" in stage.beta.calls
        assert native


async def test_reactions_are_told_whole_and_shown_as_the_bots_own(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.discord.say(stage.ann, stage.channel, "funny")
        await play.beta_shows("funny")
        for emoji in ("😂", "🔥"):
            await stage.discord.react(stage.ben, said, emoji)
        await stage.discord.unreact(stage.ben, said, "😂")
        await play.event(lambda event: isinstance(event, Reacted) and event.emoji == ("🔥",))
        told = [event.emoji for event in of(stage, Reacted)]
        assert told == [("😂",), ("😂", "🔥"), ("🔥",)]
        await play.settled()
        native = stage.beta.rooms["b"][-1].native
        key = "beta-reaction"
        await play.accept(Reacted(key, B, native, TOM, ("❤️", "👍")))
        await stage.channel.wait_until(lambda _: set(said.reaction_counts) == {"🔥", "❤️", "👍"})
        await play.accept(Reacted(f"{key}-2", B, native, TOM, ("👍",)))
        await stage.channel.wait_until(lambda _: set(said.reaction_counts) == {"🔥", "👍"})
        await play.settled()
    assert len(of(stage, Reacted)) == 3


async def test_reactions_to_old_messages_are_asked_for(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.discord.say(stage.ann, stage.channel, "funny")
        await play.beta_shows("funny")
        await play.settled()
    await stage.discord.react(stage.ben, said, "😂")
    await stage.discord.react(stage.ann, said, "😂")
    emoji = await stage.discord.create_emoji(stage.guild, "party")
    async with stage.play() as play:
        await stage.discord.react(stage.ben, said, emoji)
        reacted = await play.event(lambda event: isinstance(event, Reacted) and ":party:" in event.emoji)
        assert isinstance(reacted, Reacted)
        assert reacted.emoji == ("😂", ":party:")
        assert reacted.author.name == "小本"
        await stage.discord.unreact(stage.ben, said, "😂")
        await play.event(lambda event: isinstance(event, Reacted) and event.emoji == (":party:",))


async def test_reactions_that_a_moderator_clears_are_gone(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.discord.say(stage.ann, stage.channel, "funny")
        await stage.discord.react(stage.ben, said, "😂")
        await stage.discord.react(stage.ben, said, "🔥")
        await stage.discord.clear_reactions(said, "🔥")
        await play.event(lambda event: isinstance(event, Reacted) and len(of(stage, Reacted)) == 3)
        assert of(stage, Reacted)[-1].emoji == ("😂",)
        await stage.discord.clear_reactions(said)
        await play.event(lambda event: isinstance(event, Reacted) and event.emoji == ())


async def test_reactions_that_discord_does_not_know_are_passed_over(stage: Stage) -> None:
    await stage.discord.create_emoji(stage.guild, "party")
    async with stage.play() as play:
        said = await stage.discord.say(stage.ann, stage.channel, "funny")
        await play.beta_shows("funny")
        await play.settled()
        native = stage.beta.rooms["b"][-1].native
        await play.accept(Reacted("beta-reaction", B, native, TOM, ("nonsense", ":party:", "x y", "👍")))
        await stage.channel.wait_until(lambda _: set(said.reaction_counts) == {"party", "👍"})


async def test_pins_go_both_ways(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.discord.say(stage.ann, stage.channel, "important")
        await play.beta_shows("important")
        await stage.discord.pin(stage.ben, said)
        await stage.beta.until(lambda: stage.beta.rooms["b"][-1].pinned)
        await stage.discord.unpin(said)
        await stage.beta.until(lambda: not stage.beta.rooms["b"][-1].pinned)
        native = stage.beta.rooms["b"][-1].native
        await play.accept(Pinned("beta-pin", B, native, TOM))
        await stage.channel.wait_until(lambda channel: channel.pins == [said])
        await play.accept(Pinned("beta-unpin", B, native, TOM, pinned=False))
        await stage.channel.wait_until(lambda channel: channel.pins == [])
        await heard_after(play, stage)
        await play.settled()
    ours = [event for event in of(stage, Pinned) if event.room == room(stage.channel)]
    assert [event.pinned for event in ours] == [True, False]


async def test_a_poll_a_forward_and_a_sticker(stage: Stage) -> None:
    other = await stage.discord.create_channel(stage.guild, "kitchen")
    sticker = await stage.discord.create_sticker(stage.guild, "wave", b"\x89PNG", kind=1)
    async with stage.play() as play:
        poll = stage.discord.poll("Tea or coffee?", "tea", "coffee", multiple=True)
        await stage.discord.say(stage.ann, stage.channel, poll=poll)
        await play.beta_shows("Tea or coffee?")
        await play.beta_shows("1. tea")
        recipe = await stage.discord.say(stage.ben, other, "boil **water**")
        await stage.discord.forward(stage.ann, recipe, stage.channel)
        event = await play.event(lambda event: isinstance(event, Posted) and event.message.forwarded_from)
        assert isinstance(event, Posted)
        assert event.message.forwarded_from == "#kitchen"
        assert [e.kind for e in event.message.text.entities] == [EntityKind.BOLD]
        await stage.discord.say(stage.ann, stage.channel, stickers=[sticker])
        stuck = await play.event(lambda event: isinstance(event, Posted) and event.message.attachments)
        assert isinstance(stuck, Posted)
        assert stuck.message.attachments[0].name == "wave.png"


async def test_people_come_and_go_where_discord_says_so(stage: Stage) -> None:
    stage.guild.system_channel = stage.channel
    async with stage.play() as play:
        carl = await stage.discord.create_user("carl", stage.guild, display_name="Carl")
        joined = await play.event(lambda event: isinstance(event, Joined))
        assert isinstance(joined, Joined)
        assert joined.author.name == "Carl"
        await play.beta_shows("Carl joined.")
        assert carl
    assert of(stage, Left) == []


async def test_mentions_are_names_and_people_are_known_by_their_nicknames(stage: Stage) -> None:
    await stage.discord.set_nick(stage.guild, stage.ben, "本大爷")
    role = await stage.discord.create_role(stage.guild, "team")
    async with stage.play() as play:
        text = f"<@{stage.ben.id}> {role.mention} {stage.channel.mention} <@999> hi"
        await stage.discord.say(stage.ann, stage.channel, text)
        message = await posted(play, "hi")
        assert message.text.plain == "@本大爷 @team #general @unknown hi"
        values = [e.value for e in message.text.entities if e.kind is EntityKind.MENTION]
        assert values[0] == f"discord:{stage.ben.id}"


async def test_names_in_what_was_missed_are_those_of_the_server(stage: Stage) -> None:
    await stage.discord.set_nick(stage.guild, stage.ben, "本大爷")
    async with stage.play() as play:
        await stage.discord.say(stage.ann, stage.channel, "one")
        await play.beta_shows("one")
    await stage.discord.say(stage.ben, stage.channel, "missed")
    carl = await stage.discord.create_user("carl", stage.guild, display_name="Carl")
    await stage.discord.say(carl, stage.channel, "gone soon")
    await stage.discord.leave(stage.guild, carl)
    async with stage.play() as play:
        assert (await posted(play, "missed")).author.name == "本大爷"
        assert (await posted(play, "gone soon")).author.name == "Carl"


async def test_a_renamed_channel_is_called_by_its_new_name(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.discord.say(stage.ann, stage.channel, "one")
        await posted(play, "one")
        await stage.discord.rename_channel(stage.channel, "lounge")
        await stage.discord.say(stage.ann, stage.channel, "two")
        await posted(play, "two")
    assert [event.title for event in of(stage, Opened)] == ["#general (Tea house)", "#lounge (Tea house)"]


async def test_typing_is_passed_on_both_ways(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.discord.say(stage.ann, stage.channel, "one")
        await play.beta_shows("one")
        await stage.discord.type_in(stage.ann, stage.channel)
        await stage.beta.until(lambda: bool(stage.beta.typing))
        signal, where = stage.beta.typing[0]
        assert (signal.author.name, where) == ("Ann", B)
        await play.adapter.show(signal, room(stage.channel))
        await play.adapter.show(signal, room(stage.channel))
        await stage.channel.wait_until(lambda channel: channel.typing[1:] == [stage.bot.user])
        assert stage.discord.calls.counts["POST /channels/{channel_id}/typing"] == 1
        stage.discord.faults.add(FaultKind.BAD_GATEWAY_BEFORE, "POST /channels/{channel_id}/typing")
        await play.adapter.show(signal, room(await stage.discord.create_channel(stage.guild, "other")))


async def test_direct_messages_and_own_answers_are_not_relayed(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.discord.say(stage.ann, stage.discord.direct(stage.ann, stage.bot.user), "psst")
        used = await stage.discord.slash(stage.ann, stage.channel, "help")
        await used.response()
        await heard_after(play, stage)
        await play.settled()
    assert said_here(stage) == ["that is all"]


async def test_an_event_that_nobody_foresaw_does_not_hold_up_the_rest(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage.play() as play:
        assert play.adapter._service is not None
        reader = play.adapter._service._arrivals._reader
        read, failures = reader.read, [ValueError("odd")]

        async def failing(heard: object) -> list[Event]:
            if failures:
                raise failures.pop()
            return await read(heard)  # type: ignore[arg-type]

        monkeypatch.setattr(reader, "read", failing)
        await stage.discord.say(stage.ann, stage.channel, "lost")
        await stage.discord.say(stage.ann, stage.channel, "found")
        await play.beta_shows("found")


async def test_a_question_mark_asks_why_and_is_answered_as_a_reply(stage: Stage) -> None:
    async with stage.play() as play:
        native = await play.say("今天天气不错", TOM, B)
        shown = await stage.channel.wait_for(lambda m: "今天天气不错" in m.content)
        await play.settled()
        await stage.discord.react(stage.ann, shown, "❓")
        told = await stage.channel.wait_for(lambda m: m.author_name == "Magpie" and "Language: Chinese" in m.content)
        assert told.reply_to is shown
        assert "<@" not in told.content
        await stage.discord.react(stage.ann, shown, "🔥")
        await stage.discord.react(stage.ben, shown, "❓")
        await play.accept(Reacted("beta-question", B, native, TOM, ("❓",)))
        await stage.channel.wait_until(lambda _: "❓" in shown.reaction_counts)
        await heard_after(play, stage)
        await play.settled()
        answers = [message for message in stage.channel.messages if "Language" in message.content]
        stored = await play.database.read(lambda c: [tuple(row) for row in c.execute("SELECT emoji FROM reactions")])
    assert answers == [told]
    assert sorted(stored) == [("❓",), ("🔥",)]


async def test_whoever_writes_to_the_bot_alone_is_told_what_to_do(stage: Stage) -> None:
    direct = stage.discord.direct(stage.ann, stage.bot.user)
    async with stage.play() as play:
        for words, told in (("psst", "Magpie joins groups"), ("你好，你是谁？", "鹊桥把")):
            said = await stage.discord.say(stage.ann, direct, words)
            answer = await direct.wait_for(lambda m, told=told: told in m.content)  # type: ignore[misc]
            assert answer.reply_to is said
            assert answer.content.startswith(told)
            assert f"client_id={stage.bot.id}&scope=bot+applications.commands&permissions=" in answer.content
        await play.settled()
        rooms = await play.database.read(lambda c: [row["title"] for row in c.execute("SELECT title FROM rooms")])
    assert said_here(stage) == []
    assert min(rooms) == ""
