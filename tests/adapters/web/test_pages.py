"""The page: its addresses, its caching, its words."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bridge.adapters.web.pages import Pages
from bridge.i18n import locales_folder
from tests.adapters.web.conftest import Served

WEB = Path(__file__).parents[3] / "bridge" / "adapters" / "web"
SCRIPTS = sorted((WEB / "static").rglob("*.js"))


def sentences() -> set[str]:
    """Every sentence that the page or the server says."""
    found: set[str] = set()
    for script in SCRIPTS:
        source = script.read_text(encoding="utf-8")
        found.update(re.findall(r'\bt\(\s*"([^"]*)"', source))
        found.update(re.findall(r'\btn\(\s*"([^"]*)"', source))
        found.update(re.findall(r'sentence = "([^"]*)"', source))
    for module in WEB.glob("*.py"):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        constants = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal":
                first = node.args[0]
                found.add(str(first.value if isinstance(first, ast.Constant) else constants[first.id]))  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize("locale", ["zh_CN", "zh_TW"])
def test_every_sentence_is_translated_and_no_other(locale: str) -> None:
    with (locales_folder() / locale / "web.po").open("rb") as file:
        catalogue = read_po(file, locale=locale)
    known = {}
    for message in catalogue:
        if message.id:
            key = message.id[0] if isinstance(message.id, tuple | list) else message.id
            known[key] = message.string[0] if isinstance(message.string, tuple | list) else message.string
    assert known.keys() == sentences()
    for sentence, translated in known.items():
        assert translated, sentence
        assert set(re.findall(r"\{\w+\}", sentence)) == set(re.findall(r"\{\w+\}", str(translated))), sentence


def test_no_script_parses_html_and_nothing_is_asked_of_other_hosts() -> None:
    for path in [*SCRIPTS, *(WEB / "static").rglob("*.css"), WEB / "static" / "index.html"]:
        source = path.read_text(encoding="utf-8")
        for word in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "DOMParser",
        ):
            assert word not in source, path
        addresses = re.findall(r"(?:src|href|url\(|import|fetch\()[^\n]*?[\"'(](https?://[^\"')]+)", source)
        assert not addresses, path


async def test_scripts_are_kept_for_good_and_the_shell_is_checked(served: Served) -> None:
    http = served.client().http
    async with http.get(served.url + "/") as response:
        shell = await response.text()
        tag = response.headers["ETag"]
        assert response.headers["Cache-Control"] == "no-cache"
    async with http.get(served.url + "/", headers={"If-None-Match": tag}) as response:
        assert response.status == 304
    addresses = re.findall(r'(?:src|href)="(/static/[^"]+)"', shell)
    assert len(addresses) > 10
    for address in addresses:
        async with http.get(served.url + address) as response:
            assert response.status == 200, address
            assert "immutable" in response.headers["Cache-Control"]
    assert "{" not in shell


async def test_the_shell_speaks_the_browsers_language(served: Served) -> None:
    http = served.client().http
    for path, header, language in (
        ("/", "zh-TW,zh;q=0.9", "zh-Hant"),
        ("/", "de,en", "en"),
        ("/?lang=zh", "en", "zh-Hans"),
        ('/?lang="><script>', "en", "en"),
    ):
        async with http.get(served.url + path, headers={"Accept-Language": header}) as response:
            assert f'<html lang="{language}">' in await response.text()


async def test_phrases_come_as_json(served: Served) -> None:
    client = served.client()
    assert (await client.get("/phrases/en.json"))[1] == {}
    phrases = (await client.get("/phrases/zh_CN.json"))[1]
    assert phrases["Send"] == "发送"
    assert phrases["Message"] == "消息"
    assert phrases["{count} person here"] == ["{count} 人在线"]
    assert (await client.get("/phrases/xx.json"))[0] == 404
    assert (await client.get("/phrases/..%2f..%2fetc.json"))[0] == 404


@pytest.mark.parametrize("path", ["/static/x/main.js", "/static/../adapter.py", "/static/%2e%2e/adapter.py"])
async def test_nothing_else_is_served(served: Served, path: str) -> None:
    async with served.client().http.get(served.url + path) as response:
        assert response.status == 404


def test_the_address_of_scripts_changes_with_them(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("{base} {modules} {lang}", encoding="utf-8")
    (tmp_path / "a.js").write_text("1", encoding="utf-8")
    first = Pages(tmp_path).base
    assert Pages(tmp_path).base == first
    (tmp_path / "a.js").write_text("2", encoding="utf-8")
    assert Pages(tmp_path).base != first
