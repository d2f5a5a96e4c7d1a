"""Nothing that was accepted is lost, whatever happens to Magpie, to Telegram, or between them."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import aiohttp
import pytest
import structlog.testing

from bridge.adapters.telegram.adapter import REJECTED
from bridge.adapters.telegram.constants import CAPABILITIES, PRIVACY
from bridge.adapters.telegram.polling import CONFLICT
from bridge.chat.event import Event, Posted
from bridge.metrics import metrics
from bridge.relay.failure import Refused
from tests.adapters.telegram.stage import TOM, B, Stage, room


def posted(stage: Stage) -> list[str]:
    return [event.message.text.plain for event in stage.accepted if isinstance(event, Posted)]


async def test_updates_are_confirmed_after_they_are_stored_and_not_before(stage: Stage) -> None:
    storing, stored = asyncio.Event(), asyncio.Event()
    async with stage.play() as play:
        accept = play._accept

        async def slowly(event: Event) -> bool:
            storing.set()
            await stored.wait()
            return await accept(event)

        play._accept = slowly
        await stage.telegram.say(stage.ann, stage.group, "precious")
        await asyncio.wait_for(storing.wait(), 5)
        assert len(stage.bot.updates) == 1
        stored.set()
        await play.beta_shows("precious")
        await stage.bot.updates.bell.wait_for(lambda: not len(stage.bot.updates), 5)


async def test_a_crash_before_an_update_is_stored_loses_nothing(stage: Stage) -> None:
    storing = asyncio.Event()
    async with stage.play() as play:

        async def never(event: Event) -> bool:
            storing.set()
            await asyncio.Event().wait()
            return True

        play._accept = never
        for words in ("one", "two", "three"):
            await stage.telegram.say(stage.ann, stage.group, words)
        await asyncio.wait_for(storing.wait(), 5)
    async with stage.play() as play:
        await play.beta_shows("three")
        await play.settled()
    shown = stage.beta.texts("b")
    assert len(shown) == 3
    assert all(words in text for words, text in zip(("one", "two", "three"), shown, strict=True))


async def test_a_crash_after_an_update_is_stored_shows_it_once(stage: Stage) -> None:
    async with stage.play() as play:
        # Stored, and the confirmation never arrives.
        stage.telegram.faults.add("reset_before", "getUpdates", skip=1, times=None)
        await stage.telegram.say(stage.ann, stage.group, "once")
        await play.beta_shows("once")
        await play.settled()
    assert len(stage.bot.updates) == 1
    stage.telegram.faults.clear()
    async with stage.play() as play:
        await stage.telegram.say(stage.ann, stage.group, "next")
        await play.beta_shows("next")
        await play.settled()
    assert len(stage.beta.texts("b")) == 2


async def test_what_the_core_cannot_store_comes_again(stage: Stage) -> None:
    async with stage.play() as play:
        accept, failures = play._accept, [OSError("disk full")]

        async def failing(event: Event) -> bool:
            if failures:
                raise failures.pop()
            return await accept(event)

        play._accept = failing
        await stage.telegram.say(stage.ann, stage.group, "again")
        await play.beta_shows("again")


async def test_telegram_may_be_away_for_a_while(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.telegram.stop()
        await play.say("into the dark", TOM, B)
        await stage.telegram.say(stage.ann, stage.group, "meanwhile")
        await stage.telegram.start()
        await play.beta_shows("meanwhile")
        await stage.group.wait_for(lambda m: "into the dark" in m.text)
        assert len(stage.group.messages_by(stage.bot)) == 1


async def test_starting_while_telegram_is_away(stage: Stage) -> None:
    await stage.telegram.stop()
    async with stage.unstarted() as play:
        await play.say("early", TOM, B)
        assert not play.adapter.ready()
        await stage.telegram.start()
        await stage.group.wait_for(lambda m: "early" in m.text, 10)
        await asyncio.wait_for(play.adapter.started.wait(), 5)
        assert play.adapter.ready()


async def test_a_flood_limit_is_waited_out_and_nothing_is_lost(stage: Stage) -> None:
    async with stage.play() as play:
        stage.telegram.faults.flood("sendMessage", retry_after=1)
        await play.say("patience", TOM, B)
        await stage.group.wait_for(lambda m: "patience" in m.text)
        assert stage.telegram.log.calls["sendMessage"] == 2


@pytest.mark.parametrize("fault", ["reset_before", "bad_gateway_before"])
async def test_a_message_that_did_not_arrive_is_sent_again(stage: Stage, fault: str) -> None:
    async with stage.play() as play:
        stage.telegram.faults.add(fault, "sendMessage")  # type: ignore[arg-type]
        await play.say("insist", TOM, B)
        await stage.group.wait_for(lambda m: "insist" in m.text)
        await play.settled()
        assert len(stage.group.messages_by(stage.bot)) == 1


@pytest.mark.parametrize("fault", ["reset_after", "bad_gateway_after"])
async def test_an_answer_that_was_lost_is_doubted_counted_and_repeated(stage: Stage, fault: str) -> None:
    doubts = metrics.ambiguous.labels("telegram")._value.get()
    async with stage.play() as play:
        stage.telegram.faults.add(fault, "sendMessage")  # type: ignore[arg-type]
        await play.say("twice at most", TOM, B)
        await stage.group.wait_until(lambda group: len(group.messages_by(stage.bot)) == 2)
        await play.settled()
    assert metrics.ambiguous.labels("telegram")._value.get() == doubts + 1


async def test_a_call_that_hangs_is_given_up_and_repeated(stage: Stage) -> None:
    async with stage.play() as play:
        stage.telegram.faults.add("hang", "sendMessage")
        await play.say("hello?", TOM, B)
        await stage.group.wait_until(lambda group: len(group.messages_by(stage.bot)) == 2)
        await play.settled()


async def test_a_second_poller_is_a_visible_error_once(stage: Stage) -> None:
    conflicts = metrics.retries.labels("telegram", "conflict")._value.get()
    url = f"{stage.telegram.base_url}{stage.bot.token}/getUpdates"
    with structlog.testing.capture_logs() as logs:
        async with stage.play() as play, aiohttp.ClientSession() as session:
            for number in (1, 2):
                await stage.bot.updates.bell.wait_for(lambda: stage.bot.updates.is_polled, 5)
                async with session.get(url) as answer:
                    await answer.read()
                await stage.telegram.log.bell.wait_for(
                    lambda number=number: stage.telegram.log.rejected["getUpdates", 409] == number,  # type: ignore[misc]
                    5,
                )
            await stage.telegram.say(stage.ann, stage.group, "still here")
            await play.beta_shows("still here")
    assert [entry["event"] for entry in logs if entry["log_level"] == "error"] == [CONFLICT]
    assert metrics.retries.labels("telegram", "conflict")._value.get() == conflicts + 2


async def test_a_wrong_token_stops_telegram_alone(stage: Stage) -> None:
    stage.bot.token = "1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    with structlog.testing.capture_logs() as logs:
        async with stage.unstarted() as play:
            async with asyncio.timeout(5):
                await asyncio.shield(play.ended)
            assert not play.adapter.ready()
            await play.say("the rest goes on", room=B)
    assert REJECTED in [entry["event"] for entry in logs]
    assert not any(stage.bot.token in str(entry) for entry in logs)


async def test_a_token_that_is_withdrawn_stops_telegram_with_the_same_words(stage: Stage) -> None:
    with structlog.testing.capture_logs() as logs:
        async with stage.play() as play:
            stage.telegram.faults.add("error", "getUpdates", code=401, description="Unauthorized", times=None)
            await stage.telegram.say(stage.ann, stage.group, "last words")
            async with asyncio.timeout(5):
                await asyncio.shield(play.ended)
            assert not play.adapter.ready()
    assert REJECTED in [entry["event"] for entry in logs]


async def test_a_webhook_of_earlier_days_is_removed_and_its_updates_are_kept(stage: Stage) -> None:
    url = f"{stage.telegram.base_url}{stage.bot.token}/setWebhook"
    async with aiohttp.ClientSession() as session, session.post(url, data={"url": "http://127.0.0.1:9/x"}) as answer:
        assert answer.status == 200
    await stage.telegram.say(stage.ann, stage.group, "waiting")
    async with stage.play() as play:
        await play.beta_shows("waiting")
    assert stage.bot.webhook is None


async def test_a_removed_bot_loses_the_room_and_the_others_are_told(stage: Stage) -> None:
    async with stage.play() as play:
        stage.telegram.faults.add("error", "sendMessage", code=403, description="Forbidden: bot was kicked")
        await play.say("anyone?", TOM, B)
        await play.beta_shows("the bot was removed from the Telegram chat")


async def test_a_migration_that_only_the_send_notices_is_followed(stage: Stage) -> None:
    small = stage.telegram.create_group("Small", stage.ann, stage.bot)
    async with stage.play(room(small), B) as play:
        stage.bot.updates.allow(["callback_query"])
        stage.telegram.faults.add("hang", "getUpdates", times=None)
        large = await stage.telegram.migrate(small)
        await play.say("where are you?", TOM, B)
        await large.wait_for(lambda m: "where are you?" in m.text)


async def test_markup_that_telegram_refuses_goes_as_plain_text(stage: Stage) -> None:
    async with stage.play() as play:
        description = "Bad Request: can't parse entities: unsupported"
        stage.telegram.faults.add("error", "sendMessage", code=400, description=description)
        await play.say("bold words", TOM, B)
        shown = await stage.group.wait_for(lambda m: "bold words" in m.text)
        assert shown.entities == ()


async def test_what_telegram_never_takes_is_told_and_the_room_goes_on(stage: Stage) -> None:
    async with stage.play() as play:
        stage.telegram.faults.add("error", "sendMessage", code=400, description="Bad Request: WHO_KNOWS")
        await play.say("lost", TOM, B)
        await play.beta_shows("could not be shown")
        await play.say("next", TOM, B)
        await stage.group.wait_for(lambda m: "next" in m.text)


async def test_a_burst_is_coalesced_in_order_and_within_the_limits(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bridge.adapters.telegram.adapter.CAPABILITIES", CAPABILITIES)
    stage.telegram.limits.enabled = True
    async with stage.play() as play:
        for number in range(40):
            await play.say(f"line {number:02}", TOM, B)
        await stage.group.wait_for(lambda m: "line 39" in m.text, 15)
        await play.settled()
    words = [text.strip(">") for text in "\n".join(stage.group.texts).split()]
    assert list(dict.fromkeys(filter(str.isdigit, words))) == [f"{number:02}" for number in range(40)]
    assert len(stage.group.messages_by(stage.bot)) <= 10
    assert stage.telegram.log.rejections(429) == 0


async def test_privacy_mode_is_told_at_the_start(stage: Stage) -> None:
    stage.bot.privacy_mode = True
    with structlog.testing.capture_logs() as logs:
        async with stage.play():
            pass
    assert PRIVACY in [entry["event"] for entry in logs]


async def test_a_full_disk_does_not_lose_what_is_said_in_a_new_topic(stage: Stage) -> None:
    forum = stage.telegram.create_forum("Forum", stage.ann, stage.bot)
    topic = stage.telegram.create_topic(forum, "Cats")
    (stage.path / "telegram").touch()
    async with stage.play(room(forum, topic), B) as play:
        await stage.telegram.say(stage.ann, forum, "still told", topic=topic)
        await play.beta_shows("still told")


async def test_an_update_that_nobody_foresaw_holds_up_no_other(stage: Stage) -> None:
    with structlog.testing.capture_logs() as logs:
        async with stage.play() as play:
            stage.bot.updates.add("message", {"text": "a secret", "chat": "no chat at all"})
            await stage.telegram.say(stage.ann, stage.group, "next")
            await play.beta_shows("next")
            await stage.telegram.drained(stage.bot)
    assert "update not understood" in [entry["event"] for entry in logs]
    assert "a secret" not in str(logs)


async def test_a_migration_found_after_a_downtime_comes_before_what_was_said_in_the_new_place(stage: Stage) -> None:
    small = stage.telegram.create_group("Small", stage.ann, stage.bot)
    stage.bot.updates.clear()
    large = await stage.telegram.migrate(small)
    await stage.telegram.say(stage.ann, large, "in the new place")
    async with stage.unstarted(room(small), B) as play:
        accept, overtaken = play._accept, asyncio.Event()

        async def hesitating(event: Event) -> bool:
            if event.type == "migrated":
                with suppress(TimeoutError):
                    await asyncio.wait_for(overtaken.wait(), 0.3)
            elif event.type == "posted":
                overtaken.set()
            return await accept(event)

        play._accept = hesitating
        await play.event(lambda event: isinstance(event, Posted))
    kinds = [event.type for event in stage.accepted]
    assert kinds.index("migrated") < kinds.index("posted")


async def test_a_bot_api_server_that_lacks_a_method_refuses_once(stage: Stage) -> None:
    async with stage.play() as play:
        stage.telegram.faults.add(
            "error", "setMessageReaction", code=404, description="Not Found: method not found", times=None
        )
        with pytest.raises(Refused, match="too old"):
            await play.adapter.react(room(stage.group), "1", [])
