"""Gathers sentences that wait for the same engine into batches, off the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from bridge.translation.engine import Decoding, Draft, Engine

#: Larger ones gain nothing on a processor, and leave workers idle at the end of a rush.
_SIZE = 16
#: Below this a batch is not worth splitting among idle workers.
_SMALLEST = 4


#: So many rounds of work are looked through for sentences of like length.
_ROUNDS = 4


class TranslationFailed(Exception):
    """The engine raised on this very sentence."""


@dataclass(slots=True, eq=False)
class _Job:
    sentence: str
    future: asyncio.Future[Draft]


class Batcher:
    """The queue before one engine.

    An idle engine gets what is there as soon as the event loop has run all that was ready. While it works, newcomers
    gather; where they fill a batch it is handed over ahead, so that no worker waits for the loop. Sentences of like
    length go together, so that little is padded. A batch that fails is halved and tried again, so that one text never
    costs another its translation. Everything but `Engine.translate` runs on the loop.
    """

    def __init__(self, engine: Engine, executor: Executor, *, size: int = _SIZE) -> None:
        self._engine = engine
        self._executor = executor
        self._size = size
        self._waiting: dict[Decoding, list[_Job]] = {}
        self._again: list[tuple[Decoding, list[_Job]]] = []
        self._running = 0
        self._scheduled = False

    def submit(self, sentence: str, decoding: Decoding) -> asyncio.Future[Draft]:
        """Queue a sentence. The future raises `TranslationFailed` if the engine cannot have it."""
        loop = asyncio.get_running_loop()
        job = _Job(sentence, loop.create_future())
        jobs = self._waiting.setdefault(decoding, [])
        jobs.append(job)
        if not self._scheduled and self._has_room(len(jobs)):
            self._scheduled = True
            loop.call_soon(self._pump)
        return job.future

    def _pump(self) -> None:
        self._scheduled = False
        while self._has_room(max(map(len, self._waiting.values()), default=0)):
            batch = self._next()
            if batch is None:
                return
            self._start(*batch)

    def _has_room(self, waiting: int) -> bool:
        """Whether the engine should have another call, so many sentences being there for one."""
        return self._running < self._engine.workers + (waiting >= self._size)

    def _next(self) -> tuple[Decoding, list[_Job]] | None:
        if self._again:
            return self._again.pop()
        for decoding, jobs in self._waiting.items():
            alive = [job for job in jobs if not job.future.done()]
            if not alive:
                continue
            chosen = self._neighbours(alive)
            taken = set(map(id, chosen))
            # What was asked for last comes first next time round: no decoding starves another.
            del self._waiting[decoding]
            if rest := [job for job in alive if id(job) not in taken]:
                self._waiting[decoding] = rest
            return decoding, chosen
        self._waiting.clear()
        return None

    def _neighbours(self, alive: list[_Job]) -> list[_Job]:
        """The oldest and those nearest to it in length, so many that the workers finish together."""
        # A handful is shared among those that are idle; of many, the others will get theirs when they are done.
        workers = max(1, self._engine.workers - (self._running if len(alive) < self._size else 0))
        rounds = max(1, round(len(alive) / (self._size * workers)))
        count = max(_SMALLEST, -(-len(alive) // (rounds * workers)))
        window = sorted(alive[: _ROUNDS * self._size * workers], key=lambda job: len(job.sentence), reverse=True)
        at = window.index(alive[0])
        first = at - at % count
        return window[first : first + count]

    def _start(self, decoding: Decoding, jobs: list[_Job]) -> None:
        loop = asyncio.get_running_loop()
        try:
            call = loop.run_in_executor(
                self._executor, self._engine.translate, [job.sentence for job in jobs], decoding
            )
        except RuntimeError as error:
            # The threads are gone: the program ends.
            for job in jobs:
                if not job.future.done():
                    job.future.set_exception(TranslationFailed(str(error)))
            return
        self._running += 1
        call.add_done_callback(lambda done: self._finish(done, decoding, jobs))

    def _finish(self, call: asyncio.Future[list[Draft]], decoding: Decoding, jobs: Sequence[_Job]) -> None:
        self._running -= 1
        if call.cancelled():
            for job in jobs:
                job.future.cancel()
            return
        error = call.exception()
        if error is None:
            for job, draft in zip(jobs, call.result(), strict=True):
                if not job.future.done():
                    job.future.set_result(draft)
        elif len(jobs) == 1:
            if not jobs[0].future.done():
                jobs[0].future.set_exception(TranslationFailed(str(error)))
        else:
            middle = len(jobs) // 2
            self._again += [(decoding, list(jobs[:middle])), (decoding, list(jobs[middle:]))]
        self._pump()
