"""Runs atheris: `python -m tests.fuzz [--seconds 3600] [--corpus build/fuzz] [TARGET…]`. See README.md.

Each target runs in a process of its own, one after the other. What it finds does not stop it: the first input that
fails in a way is kept in the corpus folder with its traceback, and the run goes on.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import re
import subprocess
import sys
import time
import traceback
from pathlib import Path

from tests.fuzz.seeds import SEEDS
from tests.fuzz.shares import SHARES

#: No input of a chat is larger, save files, of which the first kilobytes tell enough.
_LONGEST = 4096
#: Seconds after which an input counts as found, and bytes of memory.
_TIMEOUT, _MEMORY = 20, 3 << 10


def main() -> int:
    """Run the targets that are named, or all of them, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--seconds", type=int, default=3600, help="for all targets together")
    parser.add_argument("--corpus", type=Path, default=Path("build/fuzz"))
    parser.add_argument("--only", help=argparse.SUPPRESS)
    parser.add_argument("targets", nargs="*")
    options = parser.parse_args()
    if options.only:
        _fuzz(options.only, options.corpus, options.seconds)
        return 0
    names = options.targets or list(SHARES)
    whole = sum(SHARES[name] for name in names)
    found = 0
    for name in names:
        seconds = max(1, options.seconds * SHARES[name] // whole)
        found += _run(name, options.corpus / name, seconds)
    return min(found, 1)


def _run(name: str, folder: Path, seconds: int) -> int:
    """Run one target in a process of its own; returns how many ways to fail it found."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "tests.fuzz", "--only", name, "--corpus", str(folder), "--seconds", str(seconds)]
    begun = time.monotonic()
    with (folder / "log.txt").open("w") as log:
        status = subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, check=False).returncode
    said = (folder / "log.txt").read_text(errors="replace")
    runs = max(map(int, re.findall(r"^#(\d+)\s", said, re.MULTILINE)), default=0)
    last = re.findall(r"cov: (\d+) ft: (\d+) corp: (\d+)/", said)
    coverage, features, corpus = last[-1] if last else (0, 0, 0)
    findings = sorted(path.name for path in (folder / "found").glob("*.txt"))
    print(
        f"{name:18}{time.monotonic() - begun:6.0f} s {runs:>10} runs  coverage {coverage:>5}  features {features:>6}"
        f"  corpus {corpus:>5}  found {len(findings)}{f'  exit {status}' if status else ''}",
        flush=True,
    )
    return len(findings) + (status != 0)


def _fuzz(name: str, folder: Path, seconds: int) -> None:
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["bridge"]):
        targets = importlib.import_module("tests.fuzz.targets")
    target = targets.TARGETS[name]
    inputs, found = folder / "inputs", folder / "found"
    for each in (inputs, found):
        each.mkdir(parents=True, exist_ok=True)
    for seed in SEEDS[name]:
        (inputs / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    seen: set[str] = set()

    def once(data: bytes) -> None:
        try:
            target(data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what was looked for
            way = _way(error)
            if way in seen:
                return
            seen.add(way)
            (found / way).write_bytes(data)
            (found / f"{way}.txt").write_text("".join(traceback.format_exception(error)), errors="backslashreplace")

    arguments = [
        f"-max_total_time={seconds}",
        f"-max_len={_LONGEST}",
        f"-timeout={_TIMEOUT}",
        f"-rss_limit_mb={_MEMORY}",
        f"-artifact_prefix={found}/",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *arguments, str(inputs)], once)
    atheris.Fuzz()


def _way(error: BaseException) -> str:
    """What tells one way to fail from another: where it was raised, and by whom."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    said = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
    return f"{type(error).__name__}-{hashlib.sha256(repr(said).encode()).hexdigest()[:8]}"


if __name__ == "__main__":
    sys.exit(main())
