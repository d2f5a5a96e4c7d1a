from __future__ import annotations

import asyncio

import pytest

from bridge.translation.engine import GENTLE, STRICT, Draft
from bridge.translation.memory import Key, Memory


class Asked:
    """Counts how often it is asked, and answers when told."""

    def __init__(self) -> None:
        self.futures: list[asyncio.Future[Draft]] = []

    def __call__(self) -> asyncio.Future[Draft]:
        self.futures.append(asyncio.get_running_loop().create_future())
        return self.futures[-1]


def key(sentence: str, package: str = "p") -> Key:
    return Key(package, sentence, GENTLE)


def draft(text: str) -> Draft:
    return Draft(text, 1, 1)


async def ask(memory: Memory, sentence: str, answer: str) -> Draft:
    def answered() -> asyncio.Future[Draft]:
        future = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_soon(future.set_result, draft(answer))
        return future

    return await memory.draft(key(sentence), answered)


async def test_what_was_translated_is_not_asked_for_again() -> None:
    memory = Memory()
    assert (await ask(memory, "a", "A")).text == "A"
    assert (await ask(memory, "a", "other")).text == "A"


async def test_another_package_or_decoding_is_another_question() -> None:
    memory = Memory()
    await ask(memory, "a", "A")
    asked = Asked()
    waiting = [
        asyncio.ensure_future(memory.draft(other, asked)) for other in (key("a", "q"), Key("p", "a", STRICT), key("b"))
    ]
    await asyncio.sleep(0)
    assert len(asked.futures) == 3
    for future in asked.futures:
        future.set_result(draft("new"))
    assert {(await one).text for one in waiting} == {"new"}


async def test_equal_work_in_flight_is_done_once_and_survives_a_cancellation() -> None:
    memory = Memory()
    asked = Asked()
    first, second, third, fourth = (asyncio.ensure_future(memory.draft(key("a"), asked)) for _ in range(4))
    await asyncio.sleep(0)
    first.cancel()
    fourth.cancel()
    await asyncio.sleep(0)
    (future,) = asked.futures
    future.set_result(draft("A"))
    assert ((await second).text, (await third).text) == ("A", "A")
    assert first.cancelled()
    assert fourth.cancelled()


async def test_a_failure_reaches_all_who_wait_and_is_not_remembered() -> None:
    memory = Memory()
    asked = Asked()
    waiting = [asyncio.ensure_future(memory.draft(key("a"), asked)) for _ in range(2)]
    await asyncio.sleep(0)
    asked.futures[0].set_exception(ValueError("no"))
    for one in waiting:
        with pytest.raises(ValueError, match="no"):
            await one
    assert (await ask(memory, "a", "A")).text == "A"


async def test_the_oldest_is_forgotten_first() -> None:
    memory = Memory(entries=2)
    for sentence in ("a", "b"):
        await ask(memory, sentence, sentence.upper())
    await ask(memory, "a", "")
    await ask(memory, "c", "C")
    assert len(memory) == 2
    assert (await ask(memory, "a", "anew")).text == "A"
    assert (await ask(memory, "b", "anew")).text == "anew"


async def test_long_texts_count_for_more() -> None:
    memory = Memory(characters=100)
    for sentence in ("a" * 40, "b" * 40):
        await ask(memory, sentence, sentence)
    assert len(memory) == 1
