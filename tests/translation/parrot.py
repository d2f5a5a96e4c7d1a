"""An engine that says what a test wants it to say."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from bridge.chat.reader import ModelLanguage
from bridge.translation.engine import Decoding, Draft
from bridge.translation.engines import Engines
from bridge.translation.errors import PackageError
from bridge.translation.interpreter import Interpreter
from bridge.translation.memory import Memory
from bridge.translation.package import Package
from bridge.translation.packages import Packages
from bridge.translation.placeholder import Placeholders, Reserved

Say = Callable[[str, Decoding], str]


class Parrot:
    """Keeps the calls it got, as lists of sentences; `gate` holds them up until it is set."""

    def __init__(
        self, say: Say, source: ModelLanguage = "zh", target: ModelLanguage = "en", *, limit: int = 160
    ) -> None:
        self.name = f"parrot-{source}_{target}"
        self.source = source
        self.target = target
        self.limit = limit
        self.workers = 1
        self.placeholders: Placeholders = Reserved()
        self.calls: list[list[str]] = []
        self.gate = threading.Event()
        self.gate.set()
        self._say = say

    def pieces(self, text: str) -> int:
        return len(text)

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[Draft]:
        if not self.gate.wait(10):
            raise RuntimeError("nobody opened the gate")
        self.calls.append(list(sentences))
        answers = [self._say(sentence, decoding) for sentence in sentences]
        return [
            Draft(answer, max(1, len(s.split())), len(answer.split()))
            for s, answer in zip(sentences, answers, strict=True)
        ]


def interpreter(*parrots: Parrot, folder: Path, memory: Memory | None = None) -> Interpreter:
    """An interpreter whose engines are these parrots."""

    def load(package: Package) -> Parrot:
        for parrot in parrots:
            if (parrot.source, parrot.target) == (package.metadata.source, package.metadata.target):
                return parrot
        raise PackageError("no parrot speaks this")

    packages = Packages(folder)
    return Interpreter(packages, memory=memory, engines=Engines(packages, load=load))
