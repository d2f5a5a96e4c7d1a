"""Has one clause translated: builds what the model sees, checks what it says, tries again, or gives up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import Text
from bridge.language.chinese import convert
from bridge.language.language import ChineseScript
from bridge.translation import casing, guard, punctuation
from bridge.translation.batch import TranslationFailed
from bridge.translation.blending import blended
from bridge.translation.engine import GENTLE, STRICT, Decoding
from bridge.translation.engines import Direction
from bridge.translation.guard import Fault
from bridge.translation.memory import Key, Memory
from bridge.translation.placeholder import COUNT
from bridge.translation.plan import Clause
from bridge.translation.protect import in_script
from bridge.translation.saying import Saying, set_in, within
from bridge.translation.span import Kind, Span
from bridge.translation.weave import Answer

_LETTER = re.compile(r"[^\W\d_]")
_HEAD = re.compile(r"[\W_]*")
_BARE_NUMBER = re.compile(r"(?<![A-Za-z0-9.])\d{1,2}(?![0-9])")
_ENDS_BARE = re.compile(r"[\w]$")
_FULL_STOP = re.compile(r"(?<!\.)[.。]$")


class Attempt:
    """Translates clauses of one message in one direction."""

    def __init__(
        self,
        direction: Direction,
        memory: Memory,
        target: ReaderLanguage,
        *,
        traditional: bool,
        sayings: Sequence[Saying] = (),
    ) -> None:
        """`traditional`: the source is in Traditional characters, which the models do not read."""
        self._engine = direction.engine
        self._batcher = direction.batcher
        self._memory = memory
        self._target = target
        self._traditional = traditional and direction.engine.source == "zh"
        self._sayings = sayings

    async def clause(self, clause: Clause) -> Answer | Fault:
        """The translation in parts, or what was wrong with the last try.

        Where slang was said plainly and its meaning did not come through, its rendering is set in.
        """
        result = await self._tried(clause.parts, clause)
        words = "" if isinstance(result, Fault) else _plain(result)
        lost = [saying for saying in within(clause.parts, clause.start, self._sayings) if not saying.stands_in(words)]
        if not lost:
            return result
        parts = list(set_in(clause.parts, clause.start, lost, self._target))
        if not any(isinstance(part, str) and _LETTER.search(part) for part in parts):
            marks = punctuation.halved if self._target is ReaderLanguage.ENGLISH else punctuation.widened
            return [marks(part) if isinstance(part, str) else part for part in parts]
        sure = await self._tried(parts, clause)
        return result if isinstance(sure, Fault) else sure

    async def _tried(self, parts: Sequence[str | Span], clause: Clause) -> Answer | Fault:
        result = await self._try(parts, GENTLE, capital=clause.capital)
        if result is Fault.NUMBER:
            parts = list(_numbers_protected(parts, clause.start))
            result = await self._try(parts, GENTLE, capital=clause.capital)
        if isinstance(result, Fault):
            result = await self._try(parts, STRICT, capital=clause.capital)
        if isinstance(result, Fault) and len(parts) > 1:
            return await self._by_pieces(parts, capital=clause.capital)
        return result

    async def _by_pieces(self, parts: Sequence[str | Span], *, capital: bool) -> Answer | Fault:
        """Each text between two spans by itself, in the order of the source."""
        answer: list[str | Span] = []
        for number, part in enumerate(parts):
            if isinstance(part, Span):
                answer.append(part)
                continue
            if not _LETTER.search(part):
                answer.append(self._marks(part))
                continue
            head = _HEAD.match(part)
            core = part[head.end() :] if head else part
            first = capital and number == 0
            result = await self._try([core.rstrip()], GENTLE, capital=first)
            if isinstance(result, Fault):
                result = await self._try([core.rstrip()], STRICT, capital=first)
            if isinstance(result, Fault):
                return result
            answer += [self._marks(part[: len(part) - len(core)]), *result, core[len(core.rstrip()) :]]
        return answer

    def _marks(self, text: str) -> str:
        return punctuation.halved(text) if self._target is ReaderLanguage.ENGLISH else text

    async def _try(self, parts: Sequence[str | Span], decoding: Decoding, *, capital: bool) -> Answer | Fault:
        texts = [part for part in parts if isinstance(part, str)]
        spans = [part for part in parts if isinstance(part, Span)]
        if len(spans) > COUNT:
            return Fault.LOST
        words = "".join(texts)
        shouted = self._engine.source == "en" and casing.is_shouted(words)
        marks = self._engine.placeholders.marks(words)
        sentence = self._sentence(parts, marks, shouted=shouted)
        key = Key(self._engine.name, sentence, decoding)
        try:
            draft = await self._memory.draft(key, lambda: self._batcher.submit(sentence, decoding))
        except TranslationFailed:
            return Fault.FAILED
        polished = self._polished(draft.text, words, capital=capital)
        taken = self._engine.placeholders.take(polished, marks, len(spans))
        if taken is None:
            return Fault.LOST
        bare = " ".join(part for part in taken if isinstance(part, str))
        if fault := guard.judge(" ".join(texts), bare, draft, self._engine.target):
            return fault
        answer = [in_script(part, self._target) if isinstance(part, str) else spans[part] for part in taken]
        return blended(answer, capital=capital) if self._engine.target == "en" else answer

    def _sentence(self, parts: Sequence[str | Span], marks: Sequence[str], *, shouted: bool) -> str:
        """What the model sees."""
        number = 0
        built: list[str] = []
        for part in parts:
            if isinstance(part, Span):
                built.append(marks[number])
                number += 1
            else:
                text = casing.lowered(part, capital=not built) if shouted else part
                built.append(convert(text, ChineseScript.SIMPLIFIED) if self._traditional else text)
        if number and marks[0][0].isalpha():
            # Letters would run into the letters beside them.
            return " ".join(part.strip() for part in built)
        return "".join(built)

    def _polished(self, text: str, source: str, *, capital: bool) -> str:
        to_chinese = self._engine.target == "zh"
        text = punctuation.chinese(text) if to_chinese else punctuation.english(text, capital=capital)
        if _ENDS_BARE.search(source):
            # Chat leaves out the full stop, and so do we.
            text = _FULL_STOP.sub("", text)
        return text


def _plain(answer: Answer) -> str:
    return "".join(part if isinstance(part, str) else part.output.plain for part in answer)


def _numbers_protected(parts: Sequence[str | Span], start: int) -> Iterator[str | Span]:
    """Small numbers become spans as well, as far as there are placeholders."""
    free = COUNT - sum(isinstance(part, Span) for part in parts)
    at = start
    for part in parts:
        if isinstance(part, Span):
            yield part
            at = part.end
            continue
        done = 0
        for match in _BARE_NUMBER.finditer(part):
            if not free:
                break
            free -= 1
            if match.start() > done:
                yield part[done : match.start()]
            yield Span(at + match.start(), at + match.end(), Kind.NUMBER, Text(match.group()))
            done = match.end()
        if done < len(part):
            yield part[done:]
        at += len(part)
