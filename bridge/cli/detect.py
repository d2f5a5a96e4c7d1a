"""`magpie detect`."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bridge.glossary.books import Books


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
            found = detector.detect(line, latin_terms=_is_chinese)
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


def _is_chinese(word: str) -> bool:
    """Whether a word in Latin letters is Chinese slang (yyds), as in a room that has no terms of its own."""
    from bridge.glossary.finder import Scope  # noqa: PLC0415

    return _packs().is_chinese(word, Scope())


@cache
def _packs() -> Books:
    """The built-in packs, read when the first word in Latin letters comes up."""
    from bridge.glossary.books import Books  # noqa: PLC0415
    from bridge.glossary.packs import builtin  # noqa: PLC0415

    return Books(builtin())
