from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.operations.admin.host import Host, Setting, serving
from tests.relay.conversation import A, B
from tests.relay.loopback import Loopback


@pytest.fixture
def alpha() -> Loopback:
    return Loopback("alpha")


@pytest.fixture
def beta() -> Loopback:
    return Loopback("beta")


@pytest.fixture
async def host(tmp_path: Path, alpha: Loopback, beta: Loopback) -> AsyncIterator[Host]:
    """Two platforms whose rooms are joined; nobody is logged in at the page."""
    async with serving(tmp_path, alpha, beta, setting=Setting(linked=(A, B))) as running:
        yield running
