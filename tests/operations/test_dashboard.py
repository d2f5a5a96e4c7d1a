"""The dashboard draws what Magpie counts: every figure, and no other."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bridge.metrics import Metrics

DASHBOARD = Path(__file__).parents[2] / "docker" / "grafana" / "dashboards" / "magpie.json"
_SELECTED = re.compile(r"\bmagpie_\w+")
_SUM_BY = re.compile(r"(?:sum|max) by \(([^)]*)\) \((?:rate|increase)?\(?(magpie_\w+)")


@pytest.fixture
def queries() -> list[tuple[str, str]]:
    """Each panel's queries with the legend of each."""
    panels: list[dict[str, Any]] = json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]
    return [(one["expr"], one["legendFormat"]) for panel in panels for one in panel.get("targets", [])]


def labels() -> dict[str, set[str]]:
    """The labels of every series that Prometheus gets, by the name it has there."""
    found: dict[str, set[str]] = {}
    for collector in vars(Metrics()).values():
        for family in getattr(collector, "describe", list)():
            names = set(collector._labelnames)
            suffix = {"counter": "_total", "histogram": "_bucket"}.get(family.type, "")
            found[family.name + suffix] = names | ({"le"} if suffix == "_bucket" else set())
    return found


def test_every_figure_is_drawn_and_none_that_does_not_exist(queries: list[tuple[str, str]]) -> None:
    drawn = {name for expression, _ in queries for name in _SELECTED.findall(expression)}
    assert drawn == set(labels())


def test_what_is_summed_by_and_named_is_a_label(queries: list[tuple[str, str]]) -> None:
    known, seen = labels(), 0
    for expression, legend in queries:
        for by, name in _SUM_BY.findall(expression):
            grouped = {label.strip() for label in by.split(",")}
            assert grouped <= known[name], expression
            assert set(re.findall(r"\{\{(\w+)\}\}", legend)) <= grouped, legend
            seen += 1
    assert seen > 10


def test_panels_do_not_overlap() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]:
        place = panel["gridPos"]
        cells = {(place["x"] + x, place["y"] + y) for x in range(place["w"]) for y in range(place["h"])}
        assert not cells & taken, panel["title"]
        assert max(x for x, _ in cells) < 24
        taken |= cells
