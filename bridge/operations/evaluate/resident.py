"""How much memory a package takes, measured in a process of its own."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import sys
from pathlib import Path

from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import Text
from bridge.language.language import Language
from bridge.logging import configure_logging
from bridge.operations.evaluate.contender import OnlyOne
from bridge.operations.evaluate.errors import EvaluationError
from bridge.translation.interpreter import Interpreter
from bridge.translation.package import Package
from bridge.translation.translation import Request

_PROC = Path("/proc/self/status")
_TEXTS = {
    "zh": "今天下班以后我们一起去吃火锅吧，第{}个到的人请客",
    "en": "let's have hotpot together after work today, number {} to arrive pays for all of us",
}


async def resident(package: Package) -> float | None:
    """Megabytes (10^6 bytes) that a loaded and used package adds to a process; None where the system does not say."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        __name__,
        str(package.path),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    if process.returncode:
        last = err.decode(errors="replace").strip().rpartition("\n")[2]
        raise EvaluationError(f"The memory that {package.name} takes cannot be measured: {last}.")
    return float(out) if out.strip() else None


async def _grown(package: Package) -> int:
    source, target = package.metadata.source, package.metadata.target
    before = _kilobytes()
    async with Interpreter(OnlyOne(package)) as interpreter:
        reader = ReaderLanguage.ENGLISH if target == "en" else ReaderLanguage.SIMPLIFIED
        texts = [Text(_TEXTS[source].format(number)) for number in range(64)]
        await interpreter.translate_many(Request(text, Language(source), reader) for text in texts)
        return _kilobytes() - before


def _kilobytes() -> int:
    """Of this process and those that it started: Firefox models run in some of their own."""
    total = 0
    for number in (os.getpid(), *(child.pid for child in multiprocessing.active_children())):
        lines = Path(f"/proc/{number}/status").read_text(encoding="ascii").splitlines()
        total += next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))
    return total


def _main() -> None:
    # Standard output is for the figure alone.
    configure_logging("warning", "console")
    if _PROC.exists():
        grown = asyncio.run(_grown(Package.at(Path(sys.argv[1]))))
        sys.stdout.write(f"{grown * 1024 / 1e6:.1f}\n")


if __name__ == "__main__":
    _main()
