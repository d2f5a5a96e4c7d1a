"""Accuracy by label and time a text of language detection, over a file of `label TAB text` lines.

    python tests/benchmarks/detect.py lines.tsv [--json report.json] [--wrong]

Each text is timed in a detector that has not seen it, the fastest of `--rounds` counts, so that a busy machine does not
stand in for a slow one.
"""

import argparse
import json
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bridge.language.detect import Detector
from bridge.language.evaluate import Evaluation, evaluate, percentile


def read_lines(path: Path) -> list[tuple[str, str]]:
    lines = (line.split("\t", 1) for line in path.read_text("utf-8").split("\n") if line and line[0] != "#")
    return [(label, text) for label, text in lines]


def fastest(rounds: list[list[float]]) -> list[float]:
    return [min(times) for times in zip(*rounds, strict=True)]


def report(results: list[Evaluation]) -> dict[str, object]:
    first = results[0]
    times = {
        "han": fastest([result.han_seconds for result in results]),
        "rest": fastest([result.other_seconds for result in results]),
    }
    return {
        "accuracy": {label: round(first.accuracy([label]), 4) for label in sorted(first.lines)},
        "lines": dict(sorted(first.lines.items())),
        "microseconds": {
            name: {
                "texts": len(seconds),
                "p50": round(percentile(seconds, 0.5) * 1e6, 1),
                "p95": round(percentile(seconds, 0.95) * 1e6, 1),
                "max": round(max(seconds, default=0.0) * 1e6, 1),
            }
            for name, seconds in times.items()
        },
        "deterministic": all(result.wrong == first.wrong for result in results),
    }


def show(result: Evaluation, figures: dict[str, object], *, wrong: bool) -> None:
    console = Console()
    table = Table("label", "right", "of", "%", title="Detection")
    for label, lines in sorted(result.lines.items()):
        table.add_row(label, str(result.right[label]), str(lines), f"{100 * result.accuracy([label]):.1f}")
    table.add_section()
    table.add_row("all", str(result.right.total()), str(result.lines.total()), f"{100 * result.accuracy():.1f}")
    console.print(table)
    console.print_json(json.dumps(figures["microseconds"]))
    if wrong:
        for label, language, text in result.wrong:
            console.print(f"{label} taken for {language}: {text}", markup=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lines", type=Path, help="a file of label TAB text")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--rounds", type=int, default=5, help="how often each text is timed")
    parser.add_argument("--wrong", action="store_true", help="show the lines that were taken for something else")
    arguments = parser.parse_args()
    lines = read_lines(arguments.lines)
    results = [evaluate(lines, Detector()) for _ in range(max(arguments.rounds, 1))]
    figures = report(results)
    show(results[0], figures, wrong=arguments.wrong)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
