"""All that the host's page shows, at one moment."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from pydantic import JsonValue

from bridge.glossary.notation import write_term
from bridge.metrics import Metrics
from bridge.operations.admin.conversations import Conversations, arranged
from bridge.operations.admin.depot import Depot, Installation
from bridge.operations.admin.history import History, Point
from bridge.operations.admin.ports import Overview, Storage
from bridge.operations.admin.records import Proposal, Waiting
from bridge.operations.health import Checks
from bridge.operations.sampling import Queues
from bridge.translation.offers import Origin

#: Proposals shown at once.
MOST_PROPOSALS = 100


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the figures come from. `retention_days` is 0 where texts are kept for good."""

    overview: Overview
    storage: Storage
    queues: Queues
    checks: Checks
    metrics: Metrics
    retention_days: int


class Board:
    """Gathers it."""

    def __init__(self, sources: Sources, depot: Depot, history: History, versions: Mapping[str, str]) -> None:
        self._sources = sources
        self._depot = depot
        self._history = history
        self._versions = dict(versions)
        self._begun = time.monotonic()

    async def state(self, find: str, limit: int) -> bytes:
        """Everything as JSON, with at most `limit` conversations in which `find` was found."""
        sources, now = self._sources, time.time()
        # Before the packages, so that one which is told to be installed is among them.
        installations = [_installation(one) for one in self._depot.installations]
        rooms, waiting, standing, stored, packages = await asyncio.gather(
            sources.overview.rooms(now),
            sources.overview.waiting(MOST_PROPOSALS),
            sources.queues.standing(),
            sources.storage.measured(),
            self._depot.listed(),
        )
        state: dict[str, object] = {
            "now": now,
            "uptime": time.monotonic() - self._begun,
            "versions": self._versions,
            "health": self._health(standing, now),
            "chart": [_minute(point) for point in self._history.points()],
            "storage": {**asdict(stored), "retention_days": sources.retention_days},
            "packages": {
                "listed": [asdict(line) for line in packages],
                "installations": installations,
                "origins": [origin.value for origin in Origin if origin.usable],
            },
        }
        # A thousand rooms are some milliseconds of work, which the event loop has better uses for.
        return await asyncio.to_thread(lambda: _encoded(state, arranged(rooms, find, limit), waiting))

    def _health(self, standing: Mapping[str, tuple[int, float]], now: float) -> dict[str, object]:
        metrics, parts = self._sources.metrics, dict(self._sources.checks())
        by_platform = {
            "messages": metrics.counted(metrics.messages, "platform"),
            "retries": metrics.counted(metrics.retries, "platform"),
            "unknown": metrics.counted(metrics.ambiguous, "platform"),
            # What was sent again where nobody could look whether it had arrived.
            "duplicates": metrics.counted(metrics.repeated, "platform", how="blind"),
            "known": metrics.counted(metrics.known_events, "platform"),
        }
        names = {*parts, *standing, *(name for counts in by_platform.values() for name in counts)} - {"models"}
        platforms: list[dict[str, object]] = []
        for name in sorted(names):
            depth, oldest = standing.get(name, (0, now))
            counts = {key: round(found.get(name, 0)) for key, found in by_platform.items()}
            platforms.append({"platform": name, "waiting": depth, "oldest": max(0.0, now - oldest), **counts})
        return {
            "ready": all(parts.values()),
            "parts": parts,
            "platforms": platforms,
            "guarded": {key: round(count) for key, count in metrics.counted(metrics.guarded, "reason").items()},
            "refused": round(metrics.counted(metrics.shipments, "outcome").get("refused", 0)),
            "set_aside": round(sum(metrics.counted(metrics.failed_events, "platform").values())),
        }


def _encoded(state: dict[str, object], conversations: Conversations, waiting: Waiting) -> bytes:
    state["conversations"] = asdict(conversations)
    state["review"] = {
        "total": waiting.total,
        "proposals": [_proposal(proposal) for proposal in waiting.proposals],
        "corrections": [asdict(one) for one in waiting.corrections],
    }
    return json.dumps(state, ensure_ascii=False).encode("utf-8", "replace")


def _proposal(proposal: Proposal) -> dict[str, JsonValue]:
    entry = proposal.entry
    return {
        "id": entry.id,
        "line": write_term(entry.term),
        "note_en": entry.term.note_en,
        "note_zh": entry.term.note_zh,
        "by": entry.by,
        "at": entry.created_at,
        "reach": entry.owner.reach.value,
        "number": entry.owner.room,
        "platform": proposal.platform,
        "room": proposal.room,
    }


def _minute(point: Point) -> list[float | None]:
    return [point.messages, point.p50, point.p95]


def _installation(one: Installation) -> dict[str, JsonValue]:
    return {
        "name": one.name,
        "done": one.done,
        "total": one.total,
        "stage": one.stage.value,
        "sentence": one.sentence,
    }
