"""Plain words that stand for slang in a sentence, and whether their meaning came through."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import Text
from bridge.glossary.fold import fold
from bridge.translation.embedded import size
from bridge.translation.protect import in_script
from bridge.translation.span import Kind, Span


@dataclass(frozen=True, slots=True)
class Saying:
    """From `start` to `end` (code points of the paraphrased text), and what may stand for it in the translation."""

    start: int
    end: int
    renderings: tuple[str, ...]

    def stands_in(self, answer: str) -> bool:
        """Whether one of the renderings is in a translation; of an English one the beginning of a word is enough."""
        folded = fold(answer)
        return any(re.search(_beginning(fold(one)), folded) for one in self.renderings)

    def span(self, target: ReaderLanguage) -> Span:
        """What takes its place where the model does not get it across."""
        return Span(self.start, self.end, Kind.TERM, Text(in_script(self.renderings[0], target)))


def set_in(
    parts: Sequence[str | Span], start: int, sayings: Sequence[Saying], target: ReaderLanguage
) -> Iterator[str | Span]:
    """The parts of a clause that begins at `start`, with these sayings as spans; they lie in its texts, in order."""
    at = start
    for part in parts:
        end = at + size(part)
        done = at
        if isinstance(part, str):
            for saying in sayings:
                if at <= saying.start and saying.end <= end:
                    if done < saying.start:
                        yield part[done - at : saying.start - at]
                    yield saying.span(target)
                    done = saying.end
            if done < end:
                yield part[done - at :]
        else:
            yield part
        at = end


def within(parts: Sequence[str | Span], start: int, sayings: Sequence[Saying]) -> list[Saying]:
    """The sayings that lie in a text of a clause that begins at `start`."""
    found: list[Saying] = []
    at = start
    for part in parts:
        end = at + size(part)
        if isinstance(part, str):
            found += [saying for saying in sayings if at <= saying.start and saying.end <= end]
        at = end
    return found


def _beginning(folded: str) -> str:
    return ("(?<![a-z0-9])" if folded[:1].isascii() else "") + re.escape(folded)
