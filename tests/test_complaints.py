"""The table of complaints in README.md names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
NAMED = re.findall(r"`([a-z_/]+\.py)(?:::(\w+))?`", (TESTS / "README.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("path", "test"), NAMED, ids=lambda value: value or "-")
def test_the_test_exists(path: str, test: str) -> None:
    source = (TESTS / path).read_text(encoding="utf-8")
    assert not test or re.search(rf"def {test}\(", source), f"{path} has no {test}"


def test_every_complaint_has_a_test() -> None:
    rows = [line for line in (TESTS / "README.md").read_text(encoding="utf-8").splitlines() if "test_" in line]
    assert len([row for row in rows if row.startswith("| ")]) >= 15
