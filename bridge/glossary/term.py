"""A glossary term: forms of one language, and what to do where they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from bridge.chat.reader import ModelLanguage


class TermError(ValueError):
    """A term is not written as it should be; `sentence` says what is wrong and what to do, its fields are `values`."""

    def __init__(self, sentence: str, /, **values: object) -> None:
        super().__init__(sentence.format(**values))
        self.sentence = sentence
        self.values = values


class Action(StrEnum):
    """What happens where a term is found."""

    REPLACE = "replace"
    """In the translation stands exactly the term's text."""
    PARAPHRASE = "paraphrase"
    """Plain words of the same language take its place before the sentence is translated; see `Term.plain`."""
    KEEP = "keep"
    """It stays as it was written."""


class Tone(StrEnum):
    """How a term sounds to those who use it."""

    PLAIN = "plain"
    PLAYFUL = "playful"
    INTIMATE = "intimate"
    RUDE = "rude"
    VULGAR = "vulgar"
    SLUR = "slur"


@dataclass(frozen=True, slots=True)
class Context:
    """Where in a message a term counts; without any condition it counts everywhere."""

    whole: bool = False
    start: bool = False
    end: bool = False
    near: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    cased: bool = False


#: In the text of a paraphrase, between the plain words and what they may become in the other language.
ARROW = "→"


@dataclass(frozen=True, slots=True)
class Term:
    """Forms (the first is the canonical one), an action, and what a curious reader is told.

    The text of a paraphrase may say what the plain words become in the other language: `very tired → 很累|累坏了`.
    """

    source: ModelLanguage
    forms: tuple[str, ...]
    action: Action
    text: str = ""
    context: Context = field(default=Context())
    tone: Tone = Tone.PLAIN
    literal: str = ""
    note_en: str = ""
    note_zh: str = ""
    origin: str = ""

    @property
    def plain(self) -> str:
        """What stands in the sentence: the text, without what a paraphrase may become in the other language."""
        return split_text(self.text)[0] if self.action is Action.PARAPHRASE else self.text

    @property
    def renderings(self) -> tuple[str, ...]:
        """What a paraphrase may become in the other language, the best first; empty where that is not said."""
        return split_text(self.text)[1] if self.action is Action.PARAPHRASE else ()


def split_text(text: str) -> tuple[str, tuple[str, ...]]:
    """The text of a paraphrase as plain words and renderings; where either is missing, all of it is plain words."""
    plain, _, rest = text.partition(ARROW)
    renderings = tuple(one for part in rest.split("|") if (one := part.strip()))
    return (plain.strip(), renderings) if plain.strip() and renderings else (text, ())


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found in a text, from `start` to `end` in code points."""

    start: int
    end: int
    term: Term
