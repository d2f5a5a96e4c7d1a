"""What a message says, and where that is found out."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest

from bridge.glossary.finder import NoTerms, Scope
from bridge.glossary.term import Hit
from bridge.language.detect import Detector
from bridge.language.language import Detection, Language
from bridge.relay.interpreting import Interpreting
from tests.relay.conversation import Upside


class Watched(NoTerms):
    """Knows no term, and who asked."""

    def __init__(self) -> None:
        self.asked: list[threading.Thread] = []

    def find(self, text: str, source: str, scope: Scope) -> Sequence[Hit]:
        del text, source, scope
        self.asked.append(threading.current_thread())
        return ()


@pytest.mark.parametrize("language", [Language.ZH, Language.EN, Language.MIXED])
async def test_terms_of_long_texts_are_looked_for_beside_the_event_loop(language: Language) -> None:
    finder = Watched()
    interpreting = Interpreting(Detector(), finder, Upside())
    await interpreting.hits("今天天气不错 " * 500, Detection(language), Scope())
    assert finder.asked
    assert threading.main_thread() not in finder.asked
