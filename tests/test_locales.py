"""All that people see exists in every language, with the same fields, and nothing is translated that nobody says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bridge.i18n import LOCALES, Phrases, catalogue, locale_for, locales_folder

ROOT = Path(__file__).parents[1]
#: The parts of Magpie that speak, and their catalogues.
SPEAKERS = {"commands": ["bridge/commands"], "relay": ["bridge/relay"]}
SAYING = {"Silencing", "phrases", "plural", "sentences", "drafts_for", "_elsewhere"}
NAMES = {"phrase", "sentence", "summary"}
FIELD = re.compile(r"\{\w*\}")


def catalogue_of(locale: str, domain: str) -> Catalog:
    with (locales_folder() / locale / f"{domain}.po").open("rb") as file:
        return read_po(file, locale=locale)


def said(node: ast.AST) -> Iterator[str]:
    """Sentences that a piece of code says: in calls that say something, and under names that hold such."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call):
            name = inner.func.attr if isinstance(inner.func, ast.Attribute) else getattr(inner.func, "id", "")
            if name in SAYING:
                given = [*inner.args, *(keyword.value for keyword in inner.keywords)]
                yield from (s for argument in given for s in constants(argument))
        elif isinstance(inner, ast.Assign) and any(getattr(t, "id", "") in NAMES for t in inner.targets):
            yield from constants(inner.value)
        elif isinstance(inner, ast.FunctionDef) and inner.name == "summary":
            yield from (s for line in ast.walk(inner) if isinstance(line, ast.Return) for s in constants(line.value))


def constants(node: ast.AST | None) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)


def sentences_of(domain: str) -> set[str]:
    files = [path for folder in SPEAKERS[domain] for path in (ROOT / folder).rglob("*.py")]
    return {sentence for path in files for sentence in said(ast.parse(path.read_text(encoding="utf-8")))}


@pytest.mark.parametrize("domain", SPEAKERS)
@pytest.mark.parametrize("locale", [locale for locale in LOCALES if locale != "en"])
def test_every_sentence_is_translated(domain: str, locale: str) -> None:
    known = {identity for message in catalogue_of(locale, domain) for identity in _identities(message.id)}
    assert sentences_of(domain) - known == set()


@pytest.mark.parametrize(
    "path", sorted(locales_folder().rglob("*.po")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_translations_are_complete_and_keep_their_fields(path: Path) -> None:
    for message in catalogue_of(path.parent.name, path.stem):
        if not message.id:
            continue
        identity = _identities(message.id)[-1]
        translations = message.string if isinstance(message.string, list | tuple) else [message.string or ""]
        for translation in translations:
            assert translation.strip(), f"{identity!r} is not translated"
            assert set(FIELD.findall(translation)) == set(FIELD.findall(identity)), identity


def test_both_chinese_catalogues_say_the_same_things() -> None:
    for path in (locales_folder() / "zh_CN").glob("*.po"):
        simplified, traditional = (
            {_identities(message.id)[0] for message in catalogue_of(locale, path.stem)} for locale in ("zh_CN", "zh_TW")
        )
        assert simplified == traditional


def test_fields_are_filled_in() -> None:
    assert Phrases("relay", "zh_CN")("{name} joined.", name="小梅") == "小梅 加入了。"
    assert Phrases("relay", "en")("{name} joined.", name="Mei") == "Mei joined."
    assert Phrases("commands", "en").plural("{count} thing", "{count} things", 2) == "2 things"


def test_a_part_without_a_catalogue_speaks_english() -> None:
    assert catalogue("nothing", "zh_CN").gettext("word") == "word"


@pytest.mark.parametrize(
    ("tag", "locale"), [("zh-Hant", "zh_TW"), ("zh_HK", "zh_TW"), ("zh", "zh_CN"), ("en-GB", "en"), ("fr", "en")]
)
def test_the_locale_of_a_tag(tag: str, locale: str) -> None:
    assert locale_for(tag) == locale


def _identities(identity: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (identity,) if isinstance(identity, str) else tuple(identity)
