"""The built-in packs leave every recorded example right."""

from __future__ import annotations

import pytest

from bridge.glossary.books import Books
from bridge.glossary.examples import Example, examples
from bridge.glossary.fold import fold
from bridge.glossary.packs import builtin
from bridge.language.detect import Detector
from tests.glossary.precision import hits_in


@pytest.fixture(scope="module")
def books() -> Books:
    return Books(builtin())


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector()


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.sentence)
def test_slang_is_found_and_ordinary_words_are_not(books: Books, detector: Detector, example: Example) -> None:
    sentence, form = example.sentence, fold(example.form)
    words = [fold(sentence[hit.start : hit.end]) for hit in hits_in(books, detector, sentence)]
    meant = [word for word in words if word in form or form in word]
    assert bool(meant) is example.hit
