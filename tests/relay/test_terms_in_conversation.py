"""Terms in whole messages: Chinese in Latin letters, numbers inside English, both scripts, both languages at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bridge.chat.message import Message
from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import Text
from bridge.glossary.books import Books
from bridge.glossary.finder import Scope
from bridge.glossary.packs import builtin
from bridge.language.detect import Detector
from bridge.language.language import Language
from bridge.language.prior import Prior
from bridge.metrics import metrics
from bridge.relay.interpreting import Interpretation, Interpreting
from bridge.translation.interpreter import Interpreter
from bridge.translation.packages import Packages
from tests.relay.conversation import MEI, A

HERE = Scope(1, 1)
EVERYBODY = tuple(ReaderLanguage)


@pytest.fixture(scope="module")
def books() -> Books:
    return Books(builtin())


@pytest.fixture
async def interpreting(books: Books, tmp_path: Path) -> AsyncIterator[Interpreting]:
    async with Interpreter(Packages(tmp_path)) as interpreter:
        yield Interpreting(Detector(), books, interpreter)


async def understood(interpreting: Interpreting, plain: str) -> Interpretation:
    message = Message("1", A, MEI, Text(plain), 0.0)
    detection = interpreting.detect(message.text, Prior(), HERE)
    return await interpreting.interpret(message, detection, EVERYBODY, HERE)


@pytest.mark.parametrize("plain", ["yyds", "xswl", "YYDS!", "nsdd", "666", "520", "yyyyds", "u1s1", "nbcs", "886"])
async def test_chinese_in_latin_letters_is_chinese(interpreting: Interpreting, plain: str) -> None:
    found = await understood(interpreting, plain)
    assert found.detection.language is Language.ZH
    assert found.detection.reason == "glossary"
    english = found.versions[ReaderLanguage.ENGLISH].text.plain
    assert english
    assert plain.lower().strip("!") not in english.lower()


@pytest.mark.parametrize(
    "plain",
    [
        "I have 88 books at home",
        "the bus 666 stops here at 5",
        "call me at 520 tomorrow please",
        "we sold 233 tickets last night",
        "see you in room 88",
        "flight 886 is late again",
    ],
)
async def test_numbers_inside_english_stay_numbers(interpreting: Interpreting, plain: str) -> None:
    found = await understood(interpreting, plain)
    number = next(word for word in plain.split() if word.isdigit())
    assert found.detection.language is Language.EN
    assert number in found.versions[ReaderLanguage.SIMPLIFIED].text.plain
    assert not any(note.form == number for note in found.notes)


async def test_traditional_writers_and_readers(interpreting: Interpreting) -> None:
    found = await understood(interpreting, "這家店真的絕絕子")
    assert [note.form for note in found.notes] == ["絕絕子"]
    assert found.versions[ReaderLanguage.ENGLISH].text.plain
    english = await understood(interpreting, "he has so much rizz")
    assert "魅力" in english.versions[ReaderLanguage.TRADITIONAL].text.plain


async def test_a_term_is_not_translated_between_the_scripts(interpreting: Interpreting) -> None:
    found = await understood(interpreting, "这家店真的yyds，絕對不騙你們說話")
    simplified = found.versions.get(ReaderLanguage.SIMPLIFIED)
    traditional = found.versions.get(ReaderLanguage.TRADITIONAL)
    for version in (simplified, traditional):
        if version is not None:
            assert "yyds" in version.text.plain
            assert "GOAT" not in version.text.plain


async def test_fired_terms_are_counted(interpreting: Interpreting) -> None:
    before = metrics.terms.labels("zh")._value.get()
    await understood(interpreting, "他yyds，xswl")
    assert metrics.terms.labels("zh")._value.get() == before + 2
