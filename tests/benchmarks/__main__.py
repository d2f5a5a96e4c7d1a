"""All benchmarks, one after the other; figures as JSON in build/benchmarks and as tables here.

    python -m tests.benchmarks [--pairs FILE] [--lines FILE]

`--pairs` (Chinese TAB English) and `--lines` (label TAB text) name texts that the model and the detector have not
seen; without them, lines of this repository are used, which is right for speed and too kind for quality.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
OUT = ROOT / "build" / "benchmarks"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, default=ROOT / "training" / "chat" / "hand_smalltalk.tsv")
    parser.add_argument("--lines", type=Path, default=ROOT / "tests" / "language" / "lines.tsv")
    arguments = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    run("startup")
    run("relay")
    run("crossing")
    run("crowd")
    run("detect", str(arguments.lines), "--json", str(OUT / "detect.json"))
    run("engine", str(arguments.pairs), "--json", str(OUT / "engine.json"))
    run("glossary")


def run(name: str, *arguments: str) -> None:
    """Run one benchmark in a process of its own, so that none finds the models and caches of another warm."""
    print(f"== {name}", flush=True)
    path = OUT / f"{name}.json"
    # What an earlier run left there is no figure of this one.
    path.unlink(missing_ok=True)
    command = [sys.executable, "-m", f"tests.benchmarks.{name}", *arguments]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    print(result.stdout, end="", flush=True)
    if not path.exists():
        path.write_text(json.dumps({"output": result.stdout.splitlines()}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
