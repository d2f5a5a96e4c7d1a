"""The promise: whatever was accepted is shown to everybody once, in order, whenever the process is killed."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from tests.adapters.web.client import Client
from tests.end_to_end.magpie import Magpie
from tests.end_to_end.patient import Patient

EACH = 250
KILLS = 20
LINES = ("明天见", "see you tomorrow", "今天太累了", "that is so funny", "你吃饭了吗", "good night everyone")


@pytest.mark.process
async def test_twenty_kills_lose_nothing_and_repeat_nothing(tmp_path: Path) -> None:
    chance = random.Random(7)
    async with Magpie(tmp_path) as magpie:
        mei, tom = await two_members(magpie)
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(mei.run()), group.create_task(tom.run())]
            for number in range(KILLS):
                each = EACH // KILLS if number < KILLS - 1 else EACH - EACH // KILLS * (KILLS - 1)
                for line in range(each):
                    index = number * (EACH // KILLS) + line
                    mei.say(f"mei-{index}", f"mei {index} {chance.choice(LINES)}")
                    tom.say(f"tom-{index}", f"tom {index} {chance.choice(LINES)}")
                # The moment is random on purpose: between accept and commit, between commit and send, in a send.
                await asyncio.sleep(chance.uniform(0.005, 0.25))
                await magpie.kill()
                await magpie.start()
            async with asyncio.timeout(60):
                seen = await asyncio.gather(mei.until(2 * EACH), tom.until(2 * EACH))
            for task in tasks:
                task.cancel()
        await mei.client.close()
        await tom.client.close()
        assert await magpie.stop() == 0
    assert list(seen[0]) == list(seen[1])
    for name in ("mei", "tom"):
        own = [line.split()[1] for line in seen[0] if line.startswith(name)]
        assert own == [str(index) for index in range(EACH)]


async def two_members(magpie: Magpie) -> tuple[Patient, Patient]:
    """The owner of a new room, and one who was invited."""
    mei, tom = Patient(magpie.url), Patient(magpie.url)
    await mei.client.start("Mei")
    await tom.client.join(mei.client.invite, "Tom")
    for client in (mei.client, tom.client):
        await client.disconnect()
    return mei, tom


@pytest.mark.process
async def test_what_was_said_while_the_server_is_down_is_sent_once_when_it_is_back(tmp_path: Path) -> None:
    async with Magpie(tmp_path) as magpie:
        mei, tom = await two_members(magpie)
        assert await magpie.stop() == 0
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(mei.run()), group.create_task(tom.run())]
            mei.say("offline-1", "有人在吗")
            await magpie.start()
            async with asyncio.timeout(20):
                seen = await asyncio.gather(mei.until(1), tom.until(1))
            for task in tasks:
                task.cancel()
        await mei.client.close()
        await tom.client.close()
    assert list(seen) == [["有人在吗"], ["有人在吗"]]
    entry = next(iter(tom.entries.values()))
    assert entry["versions"]["en"]["text"]["plain"].strip()


@pytest.mark.process
async def test_a_second_process_on_the_same_folder_is_refused_in_one_sentence(tmp_path: Path) -> None:
    async with Magpie(tmp_path):
        second = Magpie(tmp_path)
        with pytest.raises(AssertionError, match="Another Magpie is using"):
            await second.start()


@pytest.mark.process
async def test_the_host_can_ask_how_it_is(tmp_path: Path) -> None:
    async with Magpie(tmp_path) as magpie:
        client = Client(magpie.url)
        assert await client.get("/healthz") == (200, {"status": "alive"})
        assert (await client.get("/readyz"))[1] == {"status": "ready", "models": True, "web": True}
        async with client.http.get(f"{magpie.url}/metrics") as response:
            assert "magpie_ready" in await response.text()
        await client.close()
