"""`magpie check`."""

from __future__ import annotations

import asyncio
import json
from typing import Annotated

import typer


def check(*, as_json: Annotated[bool, typer.Option("--json", help="The findings as JSON.")] = False) -> None:
    """Look whether everything that Magpie needs is there: settings, data folder, database, models, tokens."""
    from bridge.cli.checkup import checkup, platforms  # noqa: PLC0415
    from bridge.settings import load_settings  # noqa: PLC0415

    settings = load_settings()
    findings = [*checkup(settings), *asyncio.run(platforms(settings))]
    if as_json:
        print(json.dumps([{"ok": f.ok, "part": f.part, "sentence": f.sentence} for f in findings], ensure_ascii=False))
    else:
        for finding in findings:
            print(f"{'✓' if finding.ok else '✗'} {finding.part}: {finding.sentence}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)
