"""What goes wrong on the way to Discord, and whom a message may ring."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bridge.adapters.discord.names import webhook_name
from bridge.chat.author import Author
from bridge.chat.content import Body, Content
from bridge.chat.delivery import Block, Shipment
from bridge.chat.event import Edited
from bridge.chat.message import Message
from bridge.chat.text import Entity, EntityKind, Text
from bridge.metrics import metrics
from tests.adapters.discord.stage import TOM, B, Stage, room
from tests.fakes.discord import BRIDGE, Channel, FaultKind, Permission
from tests.relay.conversation import now

EXECUTE = "POST /webhooks/{webhook_id}/{webhook_token}"
SEND = "POST /channels/{channel_id}/messages"


def contents(channel: Channel) -> list[str]:
    return [message.content.split("\n")[0] for message in channel.messages]


@pytest.mark.parametrize("kind", [FaultKind.BAD_GATEWAY_AFTER, FaultKind.RESET_AFTER])
async def test_what_was_applied_and_not_answered_stands_there_once(stage: Stage, kind: FaultKind) -> None:
    async with stage.play() as play:
        await play.say("before", TOM, B)
        await stage.channel.wait_for(lambda m: "before" in m.content)
        await play.settled()
        fault = stage.discord.faults.add(kind, EXECUTE)
        native = await play.say("once", TOM, B)
        await play.settled()
        assert fault.hits == 1
        assert contents(stage.channel) == ["before", "once"]
        # It is known as a copy: an edit finds it.
        await play.rewrite(native, "once more", TOM, B)
        await stage.channel.wait_for(lambda m: "once more" in m.content)


@pytest.mark.parametrize("kind", [FaultKind.BAD_GATEWAY_BEFORE, FaultKind.RESET_BEFORE])
async def test_what_was_not_applied_is_sent_again(stage: Stage, kind: FaultKind) -> None:
    async with stage.play() as play:
        stage.discord.faults.add(kind, EXECUTE)
        await play.say("stubborn", TOM, B)
        await play.settled()
        assert contents(stage.channel) == ["stubborn"]


async def test_a_time_out_is_looked_into(stage: Stage) -> None:
    async with stage.play() as play:
        await play.say("first", TOM, B)
        await play.settled()
        fault = stage.discord.faults.add(FaultKind.HOLD_AFTER, EXECUTE)
        await play.say("slow", TOM, B)
        await play.settled()
        fault.release()
        assert contents(stage.channel) == ["first", "slow"]


async def test_the_same_words_twice_are_two_messages_whatever_happens(stage: Stage) -> None:
    async with stage.play() as play:
        await play.say("warm up", TOM, B)
        await play.settled()
        await play.say("ok", TOM, B)
        await play.settled()
        stage.discord.faults.add(FaultKind.BAD_GATEWAY_BEFORE, EXECUTE)
        await play.say("ok", TOM, B)
        await play.settled()
        assert contents(stage.channel) == ["warm up", "ok", "ok"]


async def test_what_shows_one_message_stands_for_no_other(stage: Stage) -> None:
    async with stage.play() as play:
        content = Content(TOM, Text("ok"), "en", now(), Body(Text("ok")))
        first = Shipment(1, room(stage.channel), "n1", (Block(1, 1, content, Text("ok")),), sent_at=now())
        second = replace(first, id=2, nonce="n2", blocks=(Block(2, 2, content, Text("ok")),))
        assert await play.adapter.look(first) is None
        (copy,) = await play.adapter.ship(first)
        assert await play.adapter.look(second) is None
    async with stage.play() as play:
        assert await play.adapter.look(first) == [copy]
        assert await play.adapter.look(second) is None
        # It is found as late, too, where it became so while nobody answered.
        late = replace(first, id=3, blocks=(replace(first.blocks[0], content=replace(content, late=True)),))
        (late_copy,) = await play.adapter.ship(late)
    async with stage.play() as play:
        assert await play.adapter.look(replace(first, id=4, after=copy.native)) == [late_copy]


@pytest.mark.parametrize("late", range(4))
async def test_a_message_of_several_is_found_whichever_of_them_were_late_when_it_was_sent(
    stage: Stage, late: int
) -> None:
    async with stage.play() as play:
        said = [Content(TOM, Text(f"line {n}"), "en", now() - 900 + n, Body(Text(f"line {n}"))) for n in range(3)]
        then = [replace(content, late=number < late) for number, content in enumerate(said)]
        (copy, *_) = await play.adapter.ship(together(stage.channel, then))
    async with stage.play() as play:
        found = await play.adapter.look(together(stage.channel, [replace(content, late=True) for content in said]))
        assert found is not None
        assert {one.native for one in found} == {copy.native}


def together(channel: Channel, contents: list[Content]) -> Shipment:
    """A shipment of several messages."""
    blocks = (Block(number, number, content, content.original) for number, content in enumerate(contents, 1))
    return Shipment(1, room(channel), "n1", tuple(blocks), sent_at=now())


async def test_a_crash_before_the_answer_is_looked_into_after_the_restart(stage: Stage) -> None:
    async with stage.play() as play:
        await play.say("before", TOM, B)
        await play.settled()
        fault = stage.discord.faults.add(FaultKind.HOLD_AFTER, EXECUTE)
        await play.say("through the crash", TOM, B)
        await fault.struck()
    stage.discord.faults.clear()
    async with stage.play() as play:
        await play.say("after", TOM, B)
        await play.settled()
    assert contents(stage.channel) == ["before", "through the crash", "after"]


async def test_the_bots_own_words_have_a_nonce(stage: Stage) -> None:
    async with stage.play() as play:
        stage.discord.faults.add(FaultKind.BAD_GATEWAY_AFTER, SEND)
        await play.core.relay.drained()
        stage.discord.webhooks_of(stage.channel)
        await stage.discord.set_permissions(stage.guild, stage.bot, BRIDGE & ~Permission.MANAGE_WEBHOOKS)
        await play.say("as the bot", TOM, B)
        await play.settled()
        (shown,) = stage.channel.messages
        assert shown.content.startswith("**Tom:** as the bot") or shown.content.startswith("**Tom:**\nas the bot")
        assert shown.nonce
        assert len(shown.nonce) <= 25


async def test_without_the_permission_the_bot_speaks_and_edits_under_the_name(stage: Stage) -> None:
    await stage.discord.set_permissions(stage.guild, stage.bot, BRIDGE & ~Permission.MANAGE_WEBHOOKS)
    async with stage.play() as play:
        native = await play.say("hello there", TOM, B)
        shown = await stage.channel.wait_for(lambda m: "hello there" in m.content)
        assert shown.author is stage.bot.user
        assert "**Tom:**" in shown.content
        await play.settled()
        await play.rewrite(native, "hello again", TOM, B)
        await stage.channel.wait_until(lambda _: "hello again" in shown.content)
        assert "**Tom:**" in shown.content


async def test_without_any_permission_people_are_told_which(stage: Stage) -> None:
    await stage.discord.set_permissions(
        stage.guild, stage.bot, BRIDGE & ~Permission.MANAGE_WEBHOOKS & ~Permission.SEND_MESSAGES
    )
    await stage.discord.overwrite(stage.channel, stage.guild.everyone, deny=Permission.SEND_MESSAGES)
    async with stage.play() as play:
        await play.say("lost", TOM, B)
        await play.beta_shows("Send Messages")
        await play.settled()


async def test_a_deleted_webhook_is_made_anew(stage: Stage) -> None:
    async with stage.play() as play:
        await play.say("one", TOM, B)
        await stage.channel.wait_for(lambda m: "one" in m.content)
        (webhook,) = stage.discord.webhooks_of(stage.channel)
        await stage.discord.delete_webhook(webhook)
        await play.say("two", TOM, B)
        shown = await stage.channel.wait_for(lambda m: "two" in m.content)
        assert shown.author_name == "Tom"
        (again,) = stage.discord.webhooks_of(stage.channel)
        assert again is not webhook
        await play.settled()


async def test_the_webhook_is_found_again_after_a_restart(stage: Stage) -> None:
    for words in ("one", "two"):
        async with stage.play() as play:
            await play.say(words, TOM, B)
            await stage.channel.wait_for(lambda m, words=words: words in m.content)  # type: ignore[misc]
            await play.settled()
    assert len(stage.discord.webhooks_of(stage.channel)) == 1


async def test_a_flood_limit_is_waited_out(stage: Stage) -> None:
    async with stage.play() as play:
        fault = stage.discord.faults.add(FaultKind.TOO_MANY, EXECUTE, seconds=0.2)
        await play.say("patient", TOM, B)
        await play.settled()
        assert fault.hits == 1
        assert contents(stage.channel) == ["patient"]


async def test_a_burst_of_one_author_is_coalesced_in_order_under_the_real_limits(stage: Stage) -> None:
    stage.discord.limits.enabled = True
    async with stage.play() as play:
        for number in range(60):
            await play.say(f"line {number:02}", TOM, B)
        await stage.channel.wait_for(lambda m: "line 59" in m.content)
        await play.settled()
    lines = [line for message in stage.channel.messages for line in message.content.split("\n")]
    assert [line for line in lines if line.startswith("line")] == [f"line {number:02}" for number in range(60)]
    assert len(stage.channel.messages) < 20
    assert not stage.discord.calls.rejections(429)


async def test_two_authors_do_not_share_a_message(stage: Stage) -> None:
    sue = Author("beta", "sue", "Sue")
    async with stage.play() as play:
        for number in range(8):
            await play.say(f"line {number:02}", sue if number % 4 == 3 else TOM, B)
        await stage.channel.wait_for(lambda m: "line 07" in m.content, 20)
        await play.settled()
    for message in stage.channel.messages:
        sues = [
            "line" in line and int(line[-2:]) % 4 == 3 for line in message.content.split("\n") if line[:4] == "line"
        ]
        assert set(sues) == {message.author_name == "Sue"}


@pytest.mark.parametrize(
    ("given", "legal"),
    [
        ("Discord Dan", "Disсord Dan"),
        ("CLYDE", "CLУDE"),
        ("x" * 100, "x" * 80),
        ("\u202e \u200b", "?"),
        ("a\nb", "a b"),
        ("everyone", "everyone·"),
        ("Li 🩷", "Li 🩷"),
        ("```", "'''"),
    ],
)
def test_names_that_discord_refuses_are_made_legal(given: str, legal: str) -> None:
    assert webhook_name(given) == legal


async def test_a_name_that_discord_keeps_for_itself_is_shown(stage: Stage) -> None:
    async with stage.play() as play:
        await play.say("hi", Author("beta", "x", "Clyde of Discord"), B)
        message = await stage.channel.wait_for(lambda m: "hi" in m.content)
        assert message.author_name == "Clуde of Disсord"
        await play.settled()


async def test_nothing_that_somebody_writes_rings_anybody(stage: Stage) -> None:
    role = await stage.discord.create_role(stage.guild, "team", mentionable=True, members=[stage.ann])
    ann = f"<@{stage.ann.id}> <@!{stage.ann.id}> \\<@{stage.ann.id}> `x` <@{stage.ann.id}>"
    evil = f"@everyone @here ＠everyone @\u200beveryone {ann} {role.mention} look"
    async with stage.play() as play:
        native = await play.say(evil, TOM, B)
        shown = await stage.channel.wait_for(lambda m: "look" in m.content)
        assert shown.pinged == set()
        await play.settled()
        await play.rewrite(native, f"{evil} again", TOM, B)
        await stage.channel.wait_until(lambda _: "again" in shown.content)
        assert not shown.mentions.users
        assert not shown.mentions.roles
        assert not shown.mentions.everyone
        # A name, and the words that are answered, may hold the same.
        await play.say("answer", Author("beta", "evil", evil), B, reply_to=native)
        answer = await stage.channel.wait_for(lambda m: "answer" in m.content)
        assert answer.pinged == set()


async def test_nothing_that_somebody_writes_rings_anybody_when_the_bot_says_it(stage: Stage) -> None:
    granted = BRIDGE & ~Permission.MANAGE_WEBHOOKS | Permission.MENTION_EVERYONE
    await stage.discord.set_permissions(stage.guild, stage.bot, granted)
    async with stage.play() as play:
        await play.say(f"@everyone <@{stage.ann.id}> look", Author("beta", "evil", "@everyone"), B)
        shown = await stage.channel.wait_for(lambda m: "look" in m.content)
        assert shown.author is stage.bot.user
        assert shown.pinged == set()
        # A command's answer holds what it was asked with.
        used = await stage.discord.slash(stage.ben, stage.channel, "language", {"arguments": f"<@{stage.ann.id}>"})
        answer = await used.wait_for(lambda message: str(stage.ann.id)[:10] in message.content)
        assert not answer.mentions.users


async def test_only_whom_magpie_resolved_is_rung(stage: Stage) -> None:
    text = Text(
        f"@Ann <@{stage.ben.id}> look",
        (Entity(0, 4, EntityKind.MENTION, f"discord:{stage.ann.id}"),),
    )
    async with stage.play() as play:
        await play.say(text, TOM, B)
        shown = await stage.channel.wait_for(lambda m: "look" in m.content)
        assert shown.pinged == {stage.ann}
        assert shown.content.startswith(f"<@{stage.ann.id}> \\<@{stage.ben.id}>")


async def test_a_kick_takes_the_room_out_of_the_conversation(stage: Stage) -> None:
    async with stage.play() as play:
        await play.say("one", TOM, B)
        await play.settled()
        await stage.discord.leave(stage.guild, stage.bot)
        await play.beta_shows("cannot be reached any more")
        await play.settled()
        assert await play.core.intake.rooms("discord") == []


async def test_a_deleted_channel_is_told_of(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.discord.say(stage.ann, stage.channel, "hello")
        await play.beta_shows("hello")
        await stage.discord.delete_channel(stage.channel)
        await play.beta_shows("cannot be reached any more")


async def test_a_channel_that_went_while_magpie_was_away_is_told_of(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.discord.say(stage.ann, stage.channel, "hello")
        await play.beta_shows("hello")
        await play.settled()
    await stage.discord.delete_channel(stage.channel)
    async with stage.play() as play:
        await play.beta_shows("cannot be reached any more")


async def test_an_edit_of_what_is_gone_is_no_error(stage: Stage) -> None:
    async with stage.play() as play:
        native = await play.say("soon gone", TOM, B)
        shown = await stage.channel.wait_for(lambda m: "soon gone" in m.content)
        await play.settled()
        stage.discord.world.listeners.clear()
        await stage.discord.delete(shown)
        await play.accept(Edited("edit", Message(native, B, TOM, Text("too late"), now()), now()))
        await play.settled()
        assert stage.channel.messages == []


async def test_an_ambiguous_answer_is_counted(stage: Stage) -> None:
    def counted() -> float:
        return float(metrics.ambiguous.labels("discord")._value.get())

    async with stage.play() as play:
        before = counted()
        stage.discord.faults.add(FaultKind.BAD_GATEWAY_AFTER, EXECUTE)
        await play.say("count me", TOM, B)
        await play.settled()
        assert counted() == before + 1


async def test_other_rooms_do_not_wait_for_one_that_must(stage: Stage) -> None:
    other = await stage.discord.create_channel(stage.guild, "other")
    async with stage.play(room(stage.channel), room(other), B) as play:
        await play.say("warm up", TOM, B)
        await play.settled()
        fault = stage.discord.faults.add(FaultKind.HOLD_BEFORE, EXECUTE, channel=stage.channel.id)
        await play.say("both", TOM, B)
        await other.wait_for(lambda m: "both" in m.content)
        assert "both" not in contents(stage.channel)
        fault.release()
        await stage.channel.wait_for(lambda m: "both" in m.content)
        await asyncio.wait_for(play.settled(), 10)


async def test_a_name_that_discord_does_not_take_after_all_is_said_by_the_bot(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bridge.adapters.discord.sending.webhook_name", lambda _: "discord")
    async with stage.play() as play:
        await play.say("not silenced", TOM, B)
        shown = await stage.channel.wait_for(lambda m: "not silenced" in m.content)
        assert shown.author is stage.bot.user
        assert shown.content.startswith("**Tom:**")
        await play.settled()


async def test_a_global_limit_holds_every_call(stage: Stage) -> None:
    other = await stage.discord.create_channel(stage.guild, "other")
    async with stage.play(room(stage.channel), room(other), B) as play:
        await play.say("warm up", TOM, B)
        await play.settled()
        stage.discord.faults.add(FaultKind.TOO_MANY, EXECUTE, seconds=0.3, everywhere=True)
        await play.say("after the pause", TOM, B)
        await play.settled()
        for channel in (stage.channel, other):
            assert contents(channel) == ["warm up", "after the pause"]
