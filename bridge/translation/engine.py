"""What the interpreter needs of a machine that translates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bridge.chat.reader import ModelLanguage
from bridge.translation.placeholder import Placeholders


@dataclass(frozen=True, slots=True)
class Decoding:
    """How an answer is searched for. `growth` and `slack` bound it: source pieces times the one, plus the other."""

    beam: int = 2
    repetition_penalty: float = 1.1
    no_repeat_ngram: int = 0
    length_penalty: float = 1.0
    growth: int = 3
    slack: int = 10


#: Beam 2 loses nothing measurable against Argos' beam 4 and takes two thirds of the time; see tests/benchmarks.
GENTLE = Decoding()
#: For what went wrong once.
STRICT = Decoding(beam=4, repetition_penalty=1.3, no_repeat_ngram=3, growth=2)


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer as the model gave it; `source_pieces` and `pieces` count what its tokenizer made of both sides."""

    text: str
    source_pieces: int
    pieces: int


class Engine(Protocol):
    """Translates sentences in one direction. Its methods block, and may be called from several threads at once."""

    @property
    def name(self) -> str:
        """The package and its version, as people and the memory know it."""
        ...

    @property
    def source(self) -> ModelLanguage:
        """What it translates from."""
        ...

    @property
    def target(self) -> ModelLanguage:
        """What it translates to."""
        ...

    @property
    def limit(self) -> int:
        """The most pieces that a sentence may have."""
        ...

    @property
    def workers(self) -> int:
        """How many calls of `translate` run beside each other."""
        ...

    @property
    def placeholders(self) -> Placeholders:
        """What it carries through."""
        ...

    def pieces(self, text: str) -> int:
        """How many pieces its tokenizer makes of a text."""
        ...

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[Draft]:
        """One draft for each sentence, in order. Raises `RuntimeError` or `ValueError` if the batch fails."""
        ...
