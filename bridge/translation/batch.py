"""Gathers sentences that wait for the same engine into batches, off the event loop."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from bridge.translation.division import divided
from bridge.translation.engine import Decoding, Draft, Engine

#: Larger ones gain little on a processor, and leave workers idle at the end of a rush.
_SIZE = 24
#: Below this a batch is not worth splitting among idle workers.
_SMALLEST = 4
#: So many rounds of work are divided at once; what comes later is divided with what comes with it.
_ROUNDS = 4
#: What a sentence costs beside its length, in the bytes that take as long.
_EACH = 16


class TranslationFailed(Exception):
    """The engine raised on this very sentence."""


@dataclass(slots=True, eq=False)
class _Job:
    sentence: str
    future: asyncio.Future[Draft]


def _cost(job: _Job) -> int:
    return len(job.sentence.encode(errors="replace")) + _EACH


class Batcher:
    """The queue before one engine.

    An idle engine gets what is there as soon as the event loop has run all that was ready. While it works, newcomers
    gather; where they fill a batch it is handed over ahead, so that no worker waits for the loop. A rush is divided
    into batches of sentences of like length, so that little is padded, and of like cost, so that all workers finish
    together. A batch that fails is halved and tried again, so that one text never costs another its translation.
    Everything but `Engine.translate` runs on the loop.
    """

    def __init__(self, engine: Engine, executor: Executor, *, size: int = _SIZE) -> None:
        self._engine = engine
        self._executor = executor
        self._size = size
        self._waiting: dict[Decoding, list[_Job]] = {}
        self._ready: deque[tuple[Decoding, list[_Job]]] = deque()
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
            # A message of several sentences asks for them one turn of the loop later.
            loop.call_soon(loop.call_soon, self._pump)
        return job.future

    def _pump(self) -> None:
        self._scheduled = False
        while self._has_room(max(map(len, self._waiting.values()), default=0)):
            if not self._ready and not self._divide():
                return
            decoding, jobs = self._ready.popleft()
            if alive := [job for job in jobs if not job.future.done()]:
                self._start(decoding, alive)

    def _has_room(self, waiting: int) -> bool:
        """Whether the engine should have another call, so many sentences being there for one."""
        return self._running < self._engine.workers + (bool(self._ready) or waiting >= self._size)

    def _divide(self) -> bool:
        """Make batches of what waits for one way of decoding; whether there was any."""
        for decoding in list(self._waiting):
            # What was asked for last comes first next time: no decoding starves another.
            jobs = self._waiting.pop(decoding)
            alive = [job for job in jobs if not job.future.done()]
            most = _ROUNDS * self._size * self._engine.workers
            now, later = alive[:most], alive[most:]
            if later:
                self._waiting[decoding] = later
            if now:
                self._ready.extend((decoding, batch) for batch in divided(now, self._parts(len(now)), _cost))
                return True
        return False

    def _parts(self, count: int) -> int:
        """Into how many batches so many sentences go."""
        if count < self._size:
            # A handful is shared among those that are idle.
            return max(1, min(self._engine.workers - self._running, count // _SMALLEST))
        rounds = max(1, round(count / (self._size * self._engine.workers)))
        return rounds * self._engine.workers

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
            self._ready.extendleft([(decoding, list(jobs[middle:])), (decoding, list(jobs[:middle]))])
        self._pump()
