"""The charts' figures: minutes out of samples, quantiles out of buckets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bridge.metrics import Metrics
from bridge.operations.admin.history import INTERVAL, History, Point, quantile

INFINITE = float("inf")


def test_nothing_is_known_before_the_first_sample() -> None:
    assert History(Metrics()).points() == [Point()] * 60


def test_each_minute_has_its_own_messages_and_times() -> None:
    metrics = Metrics()
    history = History(metrics)
    now = 5000.0
    history.sample(now)
    for minute, (messages, seconds) in enumerate([(3, 0.004), (0, None), (7, 0.3)]):
        for step in range(12):
            if step == 4:
                for number in range(messages):
                    metrics.messages.labels("web", "zh" if number % 2 else "en").inc()
                if seconds is not None:
                    for direction in ("zh-en", "en-zh"):
                        metrics.translation_seconds.labels(direction).observe(seconds)
            now += INTERVAL + 0.01 * (minute - 1)
            history.sample(now)
    points = history.points()
    assert [point.messages for point in points[:56]] == [None] * 56
    assert [point.messages for point in points[57:]] == [3, 0, 7]
    first, silent, last = points[57:]
    assert first.p50 is not None
    assert first.p95 is not None
    assert 0.002 < first.p50 <= first.p95 <= 0.005
    assert silent == Point(0, None, None)
    assert last.p50 is not None
    assert 0.2 < last.p50 < 0.5


def test_a_sample_that_came_late_belongs_to_its_minute() -> None:
    metrics = Metrics()
    history = History(metrics)
    for at, messages in ((5000.0, 0), (5060.5, 1), (5120.0, 2)):
        metrics.messages.labels("web", "zh").inc(messages)
        history.sample(at)
    assert [point.messages for point in history.points()[-2:]] == [1, 2]


def test_an_hour_is_kept_and_no_more() -> None:
    metrics = Metrics()
    history = History(metrics)
    for step in range(3 * 720):
        metrics.messages.labels("web", "zh").inc()
        history.sample(step * INTERVAL)
    points = history.points()
    assert [point.messages for point in points] == [12] * 60


def test_a_quantile_is_where_prometheus_would_put_it() -> None:
    buckets = [(0.1, 10.0), (0.2, 30.0), (0.5, 40.0), (INFINITE, 40.0)]
    assert quantile(buckets, 0.25) == 0.1
    assert quantile(buckets, 0.5) == 0.15000000000000002
    assert quantile(buckets, 1.0) == 0.5
    assert quantile([(0.1, 0.0), (INFINITE, 4.0)], 0.5) == 0.1
    assert quantile([(0.1, 0.0), (INFINITE, 0.0)], 0.5) is None
    assert quantile([], 0.5) is None


@given(st.lists(st.integers(0, 50), min_size=2, max_size=8), st.floats(0.01, 1), st.floats(0.01, 1))
def test_a_quantile_lies_between_the_bounds_and_grows(counts: list[int], one: float, other: float) -> None:
    bounds = [0.01 * 2**number for number in range(len(counts) - 1)] + [INFINITE]
    total, buckets = 0, []
    for bound, count in zip(bounds, counts, strict=True):
        total += count
        buckets.append((bound, float(total)))
    low, high = quantile(buckets, min(one, other)), quantile(buckets, max(one, other))
    if total == 0:
        assert low is None
        assert high is None
        return
    assert low is not None
    assert high is not None
    assert 0 <= low <= high <= bounds[-2]
