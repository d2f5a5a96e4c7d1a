from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bridge.translation.argos import ArgosEngine, Models
from bridge.translation.engines import Engines
from bridge.translation.interpreter import Interpreter
from bridge.translation.package import Package
from bridge.translation.packages import Packages
from bridge.translation.placeholder import Lettered


@pytest.fixture(scope="session")
def _shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[asyncio.Runner, Interpreter]]:
    """One interpreter with the packages in the box for all tests that do not care: it takes half a second to load."""
    with asyncio.Runner() as runner:
        interpreter = runner.run(_loaded(tmp_path_factory.mktemp("packages")))
        yield runner, interpreter
        runner.run(interpreter.close())


async def _loaded(folder: Path) -> Interpreter:
    interpreter = Interpreter(Packages(folder))
    await interpreter.load()
    return interpreter


@pytest.fixture
def runner(_shared: tuple[asyncio.Runner, Interpreter]) -> asyncio.Runner:
    """Runs coroutines in synchronous tests, on the loop that `starter` belongs to."""
    return _shared[0]


@pytest.fixture
def starter(_shared: tuple[asyncio.Runner, Interpreter]) -> Interpreter:
    """The interpreter with the packages in the box, for use on `runner`."""
    return _shared[1]


@pytest.fixture(scope="session")
def lettered(
    _shared: tuple[asyncio.Runner, Interpreter], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Interpreter]:
    """The same packages as if they had no placeholders of their own."""
    models = Models()

    def load(package: Package) -> ArgosEngine:
        engine = ArgosEngine(package, models)
        engine.placeholders = Lettered()
        return engine

    packages = Packages(tmp_path_factory.mktemp("packages"))
    interpreter = Interpreter(packages, engines=Engines(packages, load=load))
    yield interpreter
    _shared[0].run(interpreter.close())
