"""Rate limits and the clock they run on."""

from __future__ import annotations

import pytest

from tests.fakes.telegram import Bot, Chat, Clock, FakeTelegram, User, make_png
from tests.fakes.telegram.errors import ApiError
from tests.fakes.telegram.rate_limits import RateLimits
from tests.fakes.test_telegram.clients import Client, Refused


async def test_too_many_requests(client: Client, telegram: FakeTelegram, group: Chat) -> None:
    telegram.limits.enabled = True
    telegram.limits.chat_burst = 3
    telegram.limits.chat_per_second = 0.05
    for number in range(3):
        await client.call("sendMessage", chat_id=group.id, text=str(number))
    with pytest.raises(Refused) as refused:
        await client.call("sendMessage", chat_id=group.id, text="too soon")
    assert refused.value.code == 429
    assert 1 <= refused.value.retry_after <= 20
    telegram.clock.advance(refused.value.retry_after)
    await client.call("sendMessage", chat_id=group.id, text="3")
    assert group.texts == ["0", "1", "2", "3"]
    assert telegram.log.rejections(429) == 1


async def test_limits_are_off_until_they_are_asked_for(ptb: Client, group: Chat) -> None:
    for number in range(25):
        await ptb.call("sendMessage", chat_id=group.id, text=str(number))
    assert len(group.messages) == 25


def _limits(scale: float = 1.0) -> tuple[RateLimits, Clock]:
    clock = Clock(scale)
    limits = RateLimits(clock)
    limits.enabled = True
    return limits, clock


def _told_to_wait(limits: RateLimits, chat_id: int, *, is_group: bool = True, messages: int = 1) -> int:
    with pytest.raises(ApiError) as refused:
        limits.charge(1, chat_id, is_group=is_group, messages=messages)
    assert refused.value.parameters is not None
    seconds = refused.value.parameters["retry_after"]
    assert refused.value.description == f"Too Many Requests: retry after {seconds}"
    return seconds


def test_twenty_a_minute_in_a_group() -> None:
    limits, clock = _limits()
    for _ in range(20):
        limits.charge(1, -5, is_group=True)
        clock.advance(1)
    assert _told_to_wait(limits, -5) == 40
    limits.charge(1, -6, is_group=True)
    limits.charge(2, -5, is_group=True)
    clock.advance(39)
    assert _told_to_wait(limits, -5) == 1
    clock.advance(1)
    limits.charge(1, -5, is_group=True)


def test_private_chats_have_no_limit_by_the_minute() -> None:
    limits, clock = _limits()
    for _ in range(60):
        limits.charge(1, 5, is_group=False)
        clock.advance(1)


def test_thirty_a_second_in_all() -> None:
    limits, clock = _limits()
    for chat_id in range(1, 31):
        limits.charge(1, chat_id, is_group=False)
    assert _told_to_wait(limits, 31, is_group=False) == 1
    clock.advance(1)
    limits.charge(1, 31, is_group=False)


def test_an_album_counts_with_all_its_messages() -> None:
    limits, clock = _limits()
    limits.charge(1, -5, is_group=True, messages=10)
    clock.advance(15)
    limits.charge(1, -5, is_group=True, messages=10)
    clock.advance(15)
    assert _told_to_wait(limits, -5) == 30


def test_a_faster_clock_shortens_the_wait() -> None:
    limits, clock = _limits(scale=60)
    for _ in range(20):
        limits.charge(1, -5, is_group=True)
        clock.advance(1)
    assert _told_to_wait(limits, -5) == 1
    assert clock.real_wait(120) == 2
    with pytest.raises(ValueError, match="above 0"):
        Clock(0)


async def test_edits_are_counted_too(client: Client, telegram: FakeTelegram, group: Chat) -> None:
    sent = await client.call("sendMessage", chat_id=group.id, text="0")
    telegram.limits.enabled = True
    telegram.limits.chat_burst = 1
    telegram.limits.chat_per_second = 0.05
    await client.call("editMessageText", chat_id=group.id, message_id=sent["message_id"], text="1")
    with pytest.raises(Refused) as refused:
        await client.call("editMessageText", chat_id=group.id, message_id=sent["message_id"], text="2")
    assert refused.value.code == 429
    assert group.texts == ["1"]


async def test_dates_follow_the_clock(telegram: FakeTelegram, bot: Bot, ann: User, group: Chat) -> None:
    first = await telegram.say(ann, group, "now")
    telegram.clock.advance(3600)
    second = await telegram.say(ann, group, "later")
    assert 3600 <= second.date - first.date <= 3660


async def test_an_album_is_refused_as_a_whole(client: Client, telegram: FakeTelegram, group: Chat) -> None:
    telegram.limits.enabled = True
    telegram.limits.group_per_minute = 3
    items = [client.album_item("photo", client.file(make_png(), f"{number}.png")) for number in range(2)]
    await client.calls("sendMediaGroup", chat_id=group.id, media=items)
    with pytest.raises(Refused) as refused:
        await client.calls("sendMediaGroup", chat_id=group.id, media=items)
    assert refused.value.code == 429
    assert len(group.messages) == 2
