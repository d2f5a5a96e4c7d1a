from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bridge.translation.batch import Batcher, TranslationFailed
from bridge.translation.engine import GENTLE, STRICT, Decoding
from tests.translation.parrot import Parrot


def shout(sentence: str, decoding: Decoding) -> str:
    if "poison" in sentence:
        raise RuntimeError("this one kills the batch")
    return sentence.upper() + ("!" if decoding is STRICT else "")


async def the_engine_to_begin() -> None:
    """A batch is handed over when what was ready has run, and what that made ready."""
    for _ in range(3):
        await asyncio.sleep(0)


@pytest.fixture
def executor() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


async def test_what_is_asked_for_at_once_goes_together(executor: ThreadPoolExecutor) -> None:
    parrot = Parrot(shout)
    batcher = Batcher(parrot, executor)
    futures = [batcher.submit(f"line {number}", GENTLE) for number in range(5)]
    assert [(await future).text for future in futures] == [f"LINE {number}" for number in range(5)]
    assert len(parrot.calls) == 1


async def test_what_is_asked_for_one_turn_later_goes_with_the_rest(executor: ThreadPoolExecutor) -> None:
    parrot = Parrot(shout)
    batcher = Batcher(parrot, executor)

    async def second() -> None:
        await batcher.submit("second", GENTLE)

    first = batcher.submit("first", GENTLE)
    await asyncio.gather(first, second())
    assert [sorted(call) for call in parrot.calls] == [["first", "second"]]


async def test_newcomers_gather_while_the_engine_works(executor: ThreadPoolExecutor) -> None:
    parrot = Parrot(shout)
    parrot.gate.clear()
    batcher = Batcher(parrot, executor, size=8)
    first = batcher.submit("first", GENTLE)
    await the_engine_to_begin()
    later = [batcher.submit("x" * (number % 5 + 1), GENTLE) for number in range(20)]
    parrot.gate.set()
    await asyncio.gather(first, *later)
    # A full batch goes ahead, and two threads may begin in either order.
    sizes = sorted(len(call) for call in parrot.calls)
    assert sizes == [1, 9, 11], "two parts of like cost, none with a few left over"
    assert all(call == sorted(call, key=len, reverse=True) for call in parrot.calls)


async def test_nobody_waits_for_ever_because_of_their_length(executor: ThreadPoolExecutor) -> None:
    parrot = Parrot(shout)
    parrot.gate.clear()
    batcher = Batcher(parrot, executor, size=4)
    first = batcher.submit("first", GENTLE)
    await the_engine_to_begin()
    oldest = batcher.submit("a word", GENTLE)
    later = [batcher.submit("x" * (40 + number), GENTLE) for number in range(40)]
    parrot.gate.set()
    await asyncio.gather(first, oldest, *later)
    assert "a word" in [*parrot.calls[0], *parrot.calls[1]]


async def test_one_poisonous_text_costs_no_other_its_translation(executor: ThreadPoolExecutor) -> None:
    parrot = Parrot(shout)
    batcher = Batcher(parrot, executor)
    texts = [f"line {number}" for number in range(13)]
    texts[3], texts[9] = "poison a", "poison b"
    results = await asyncio.gather(*(batcher.submit(text, GENTLE) for text in texts), return_exceptions=True)
    failed = [number for number, result in enumerate(results) if isinstance(result, TranslationFailed)]
    assert failed == [3, 9]
    good = [result.text for result in results if not isinstance(result, BaseException)]
    assert good == [text.upper() for text in texts if "poison" not in text]


async def test_stricter_decoding_is_a_batch_of_its_own(executor: ThreadPoolExecutor) -> None:
    parrot = Parrot(shout)
    batcher = Batcher(parrot, executor)
    gentle, strict = batcher.submit("a", GENTLE), batcher.submit("b", STRICT)
    assert ((await gentle).text, (await strict).text) == ("A", "B!")
    assert sorted(parrot.calls) == [["a"], ["b"]]


async def test_a_few_beside_a_full_batch_get_their_turn_while_all_workers_are_busy(
    executor: ThreadPoolExecutor,
) -> None:
    trouble: list[dict[str, object]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: trouble.append(context))
    parrot = Parrot(shout)
    parrot.gate.clear()
    batcher = Batcher(parrot, executor, size=4)
    first = batcher.submit("first", GENTLE)
    await the_engine_to_begin()
    strict = batcher.submit("strict", STRICT)
    gone = [batcher.submit(f"gone {number}", GENTLE) for number in range(2)]
    here = [batcher.submit(f"here {number}", GENTLE) for number in range(2)]
    for future in gone:
        future.cancel()
    await the_engine_to_begin()
    parrot.gate.set()
    async with asyncio.timeout(5):
        answers = await asyncio.gather(first, strict, *here)
    assert [answer.text for answer in answers] == ["FIRST", "STRICT!", "HERE 0", "HERE 1"]
    assert trouble == []


async def test_what_nobody_waits_for_any_more_is_left_out(executor: ThreadPoolExecutor) -> None:
    parrot = Parrot(shout)
    parrot.gate.clear()
    batcher = Batcher(parrot, executor)
    first = batcher.submit("first", GENTLE)
    await the_engine_to_begin()
    gone, here = batcher.submit("gone", GENTLE), batcher.submit("here", GENTLE)
    gone.cancel()
    parrot.gate.set()
    await asyncio.gather(first, here)
    assert parrot.calls == [["first"], ["here"]]


async def test_idle_workers_share_a_rush(executor: ThreadPoolExecutor) -> None:
    parrot = Parrot(shout)
    parrot.workers = 2
    batcher = Batcher(parrot, executor)
    await asyncio.gather(*(batcher.submit(f"line {number}", GENTLE) for number in range(16)))
    assert sorted(len(call) for call in parrot.calls) == [8, 8]


async def test_an_executor_that_is_shut_down_fails_the_sentence() -> None:
    pool = ThreadPoolExecutor(1)
    pool.shutdown()
    batcher = Batcher(Parrot(shout), pool)
    with pytest.raises(TranslationFailed):
        await batcher.submit("late", GENTLE)
