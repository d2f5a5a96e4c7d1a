"""For all tests: examples that are the same on every machine in CI, and no time limit on a single one.

Everything is on loopback, so that a proxy of whoever runs the tests is left out.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "local")

for _name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
    os.environ.pop(_name, None)
    os.environ.pop(_name.lower(), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with those that take longest, so that none of them is left for the end, when all other cores are idle."""
    items.sort(key=lambda item: "process" not in item.keywords)
