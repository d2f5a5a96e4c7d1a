"""The page's words and its scripts."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bridge.i18n import locales_folder

ADMIN = Path(__file__).parents[3] / "bridge" / "operations" / "admin"
SCRIPTS = sorted((ADMIN / "static").glob("*.js"))
STYLES = sorted((ADMIN / "static").rglob("*.css"))
#: What would let a text become more than a text, or a page load something.
FORBIDDEN = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "DOMParser")


def sentences() -> set[str]:
    """Every sentence that the page or the server says."""
    found: set[str] = set()
    for script in SCRIPTS:
        source = script.read_text(encoding="utf-8")
        found.update(re.findall(r'\btn?\(\s*"([^"]*)"', source))
    for module in ADMIN.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Denied":
                first = node.args[0]
                assert isinstance(first, ast.Constant)
                found.add(str(first.value))
    return found


@pytest.mark.parametrize("locale", ["zh_CN", "zh_TW"])
def test_every_sentence_is_translated_and_no_other(locale: str) -> None:
    with (locales_folder() / locale / "admin.po").open("rb") as file:
        catalogue = read_po(file, locale=locale)
    known = {message.id[0] if isinstance(message.id, tuple | list) else message.id for message in catalogue}
    assert known - {""} == sentences()


def test_every_call_for_a_sentence_was_found() -> None:
    for script in SCRIPTS:
        source = script.read_text(encoding="utf-8")
        calls = re.findall(r"\btn?\(", source)
        assert len(calls) == len(re.findall(r'\btn?\(\s*"', source)), script.name


@pytest.mark.parametrize("path", [*SCRIPTS, *STYLES, ADMIN / "static" / "index.html"], ids=lambda path: path.name)
def test_no_text_becomes_html_and_no_other_host_is_asked(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert [word for word in FORBIDDEN if word in source] == []
    addresses = set(re.findall(r"https?://[^\s\"'`)]+", source)) - {"http://www.w3.org/2000/svg"}
    assert addresses == set()
