"""What Magpie counts, for Prometheus."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest


class Metrics:
    """All figures of one process, in one registry. Labels hold platforms, languages and kinds, never who or what."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.messages = self._counter("messages", "Messages accepted", "platform", "language")
        self.events = self._counter("events", "Events accepted", "platform", "type")
        self.known_events = self._counter("known_events", "Events that arrived a second time", "platform")
        self.failed_events = self._counter("failed_events", "Events set aside", "platform")
        self.shipments = self._counter("shipments", "Shipments by outcome", "platform", "outcome")
        self.retries = self._counter("retries", "Calls to a platform that were repeated", "platform", "reason")
        self.ambiguous = self._counter("ambiguous", "Calls of which nobody knew whether they arrived", "platform")
        self.repeated = self._counter("repeated", "Shipments sent again after an ambiguous call", "platform", "how")
        self.guarded = self._counter("guarded", "Translations that the guard stopped", "direction", "reason")
        self.terms = self._counter("glossary_hits", "Glossary terms that fired", "language")
        self.translation_seconds = Histogram(
            "magpie_translation_seconds",
            "From text to translation",
            ["direction"],
            buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5),
            registry=self.registry,
        )
        self.delivery_seconds = Histogram(
            "magpie_delivery_seconds",
            "From accepted to shown",
            ["platform"],
            buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300),
            registry=self.registry,
        )
        self.queue_depth = self._gauge("queue_depth", "Deliveries that wait", "platform")
        self.queue_age = self._gauge("queue_age_seconds", "Age of the oldest delivery that waits", "platform")
        self.tasks = self._gauge("tasks", "Tasks of the event loop; a number that grows for days is a leak")
        self.loop_lag = self._gauge("loop_lag_seconds", "Longest that the event loop kept something waiting lately")
        self.ready = self._gauge("ready", "Whether a platform is connected", "platform")

    @staticmethod
    def counted(counter: Counter, label: str, **only: str) -> dict[str, float]:
        """What was counted since the start, by one of the counter's labels; `only` where others have these values."""
        found: dict[str, float] = {}
        for family in counter.collect():
            for sample in family.samples:
                if sample.name.endswith("_total") and only.items() <= sample.labels.items():
                    key = sample.labels[label]
                    found[key] = found.get(key, 0.0) + sample.value
        return found

    def latencies(self) -> tuple[tuple[float, float], ...]:
        """How many translations took at most so many seconds: each bound with its count, the last bound infinite."""
        found: dict[float, float] = {}
        for family in self.translation_seconds.collect():
            for sample in family.samples:
                if sample.name.endswith("_bucket"):
                    bound = float(sample.labels["le"])
                    found[bound] = found.get(bound, 0.0) + sample.value
        return tuple(sorted(found.items()))

    def exposition(self) -> bytes:
        """All figures in Prometheus's text format."""
        return generate_latest(self.registry)

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(f"magpie_{name}", text, labels, registry=self.registry)

    def _gauge(self, name: str, text: str, *labels: str) -> Gauge:
        return Gauge(f"magpie_{name}", text, labels, registry=self.registry)


#: The figures of this process.
metrics = Metrics()
