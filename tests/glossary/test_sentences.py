"""What can be wrong with a term is said in a chat too, so every sentence of it is in the commands' catalogues."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bridge.glossary.packs import AT_LINE
from bridge.i18n import catalogue

FOLDER = Path(__file__).parents[2] / "bridge" / "glossary"


def sentences() -> Iterator[str]:
    yield AT_LINE
    for path in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            given: list[ast.AST] = []
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "TermError":
                given = [node.args[0]]
            elif isinstance(node, ast.Assign) and any(
                getattr(target, "id", "") == "sentence" for target in node.targets
            ):
                given = [node.value]
            yield from (
                one.value
                for part in given
                for one in ast.walk(part)
                if isinstance(one, ast.Constant) and isinstance(one.value, str)
            )


@pytest.mark.parametrize("locale", ["zh_CN", "zh_TW"])
def test_every_sentence_is_translated(locale: str) -> None:
    said = set(sentences())
    assert len(said) > 15
    translated = catalogue("commands", locale)
    assert [sentence for sentence in said if translated.gettext(sentence) == sentence] == []
