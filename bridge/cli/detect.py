"""`magpie detect`."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def detect(
    text: Annotated[
        str | None, typer.Argument(help="A message; without it, lines are read from standard input.")
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, with the reason.")] = False,
) -> None:
    """Tell the language of a message: zh, en, mixed, other or none."""
    from bridge.cli.lines import batches  # noqa: PLC0415
    from bridge.language.detect import Detector  # noqa: PLC0415

    detector = Detector()
    for batch in batches(text):
        for line in batch:
            found = detector.detect(line)
            if as_json:
                print(
                    json.dumps(
                        {
                            "text": line,
                            "language": found.language,
                            "script": found.script,
                            "confidence": round(found.confidence, 3),
                            "reason": found.reason,
                        },
                        ensure_ascii=False,
                    ),
                    flush=True,
                )
            else:
                print(found.language.value, flush=True)
