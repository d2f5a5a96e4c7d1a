"""What a message says, in every language that somebody needs it in."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

import structlog

from bridge.chat.content import TermNote, Version
from bridge.chat.message import Message, Poll
from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import PROTECTED, Text
from bridge.glossary.finder import Finder, Scope
from bridge.glossary.term import Hit
from bridge.language.chinese import convert
from bridge.language.detect import Detector
from bridge.language.language import ChineseScript, Detection, Language
from bridge.language.prior import Prior
from bridge.metrics import metrics
from bridge.relay.corrections import Corrections, NoCorrections
from bridge.translation.entities import dressed
from bridge.translation.translation import Outcome, Translation

log = structlog.get_logger(__name__)

#: What detection says of Chinese written as pinyin.
ROMANISED = "pinyin"
NO_CORRECTIONS = NoCorrections()
#: Terms are looked for in longer texts (characters) in a thread, since that takes more than a few milliseconds.
_LONG = 500
_UNFAITHFUL = frozenset({Outcome.REFUSED, Outcome.NO_PACKAGE})


class Translates(Protocol):
    """What the relay needs of an interpreter."""

    async def translate(
        self, text: Text, source: Language, target: ReaderLanguage, hits: Sequence[Hit] = ()
    ) -> Translation:
        """Translate one text; never raises for what a text contains."""
        ...


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A message understood: what it is written in, the terms in it, and its versions for those who need one."""

    detection: Detection
    versions: Mapping[ReaderLanguage, Version] = field(default_factory=dict)
    notes: tuple[TermNote, ...] = ()

    @property
    def tag(self) -> str:
        """The language as a tag, with the script of Chinese where it shows: "zh-Hant", "en", "mixed", "none"."""
        if self.detection.language is not Language.ZH:
            return self.detection.language.value
        return "zh-Hant" if self.detection.script is ChineseScript.TRADITIONAL else "zh-Hans"


def needed(detection: Detection, languages: Collection[ReaderLanguage]) -> set[ReaderLanguage]:
    """Of the languages that readers read, those that the message must be brought into."""
    match detection.language:
        case Language.OTHER | Language.NONE:
            return set()
        case Language.EN:
            return {language for language in languages if language is not ReaderLanguage.ENGLISH}
        case Language.MIXED:
            return set(languages)
    as_written = {
        ChineseScript.SIMPLIFIED: {ReaderLanguage.SIMPLIFIED},
        ChineseScript.TRADITIONAL: {ReaderLanguage.TRADITIONAL},
    }.get(detection.script or ChineseScript.EITHER, {ReaderLanguage.SIMPLIFIED, ReaderLanguage.TRADITIONAL})
    return set(languages) - as_written


class Interpreting:
    """Detection, glossary and interpreter, one after the other."""

    def __init__(
        self,
        detector: Detector,
        finder: Finder,
        interpreter: Translates,
        corrections: Corrections = NO_CORRECTIONS,
    ) -> None:
        self._detector = detector
        self._finder = finder
        self._interpreter = interpreter
        self._corrections = corrections

    def detect(self, text: Text, prior: Prior, scope: Scope) -> Detection:
        """What a text is written in, by someone with this history."""
        is_chinese = partial(self._finder.is_chinese, scope=scope)
        ignored = text.spans(PROTECTED)
        return self._detector.detect(text.plain, spans_to_ignore=ignored, prior=prior, latin_terms=is_chinese)

    async def interpret(
        self, message: Message, detection: Detection, languages: Collection[ReaderLanguage], scope: Scope
    ) -> Interpretation:
        """Bring a message into those of the languages that it is not written in."""
        hits = await self.hits(message.text.plain, detection, scope)
        for hit in hits:
            metrics.terms.labels(hit.term.source).inc()
        targets = sorted(needed(detection, languages))
        versions = await asyncio.gather(*(self._version(message, detection, target, hits, scope) for target in targets))
        made = {version.language: version for version in versions if version is not None}
        return Interpretation(detection, made, tuple(_note(message.text, hit) for hit in hits))

    async def hits(self, text: str, detection: Detection, scope: Scope) -> Sequence[Hit]:
        """The terms in a text of this language, in order, of both languages where it is mixed."""
        if len(text) > _LONG:
            return await asyncio.to_thread(self._hits, text, detection, scope)
        return self._hits(text, detection, scope)

    def _hits(self, text: str, detection: Detection, scope: Scope) -> Sequence[Hit]:
        match detection.language:
            case Language.ZH:
                return self._finder.find(text, "zh", scope)
            case Language.EN:
                return self._finder.find(text, "en", scope)
            case Language.MIXED:
                chinese = self._finder.find(text, "zh", scope)
                english = self._finder.find(text, "en", scope)
                free = [one for one in english if not any(one.start < h.end and h.start < one.end for h in chinese)]
                return sorted([*chinese, *free], key=lambda hit: hit.start)
            case _:
                return ()

    async def translated(
        self, text: Text, detection: Detection, target: ReaderLanguage, hits: Sequence[Hit], scope: Scope
    ) -> Translation:
        """One text in one language: as somebody corrected it in this conversation, else as the interpreter has it."""
        words = await self._corrections.find(text.plain, target.model, scope)
        if words is not None and detection.language.value != target.model:
            return Translation(corrected(words, text, target), target, Outcome.CORRECTED)
        if detection.reason == ROMANISED and not hits:
            # Chinese in Latin letters is Chinese to its readers, and nothing that a model could read.
            return Translation(text, target, Outcome.REFUSED, ROMANISED)
        return await self._translate(text, detection.language, target, hits)

    async def literally(self, text: Text, detection: Detection, target: ReaderLanguage) -> Translation:
        """One text in one language as the interpreter has it without any term."""
        return await self._translate(text, detection.language, target, ())

    async def _version(
        self,
        message: Message,
        detection: Detection,
        target: ReaderLanguage,
        hits: Sequence[Hit],
        scope: Scope,
    ) -> Version | None:
        translation = Translation(message.text, target, Outcome.UNCHANGED)
        if message.text:
            translation = await self.translated(message.text, detection, target, hits, scope)
        poll = None if message.poll is None else await self._poll(message.poll, detection.language, target)
        if translation.outcome is Outcome.UNCHANGED and poll is None:
            return None
        return Version(target, translation.text, translation.outcome not in _UNFAITHFUL, poll)

    async def _poll(self, poll: Poll, source: Language, target: ReaderLanguage) -> Poll:
        texts = await asyncio.gather(
            *(self._translate(Text(words), source, target, ()) for words in (poll.question, *poll.options))
        )
        question, *options = (translation.text.plain for translation in texts)
        return Poll(question, tuple(options), poll.multiple)

    async def _translate(
        self, text: Text, source: Language, target: ReaderLanguage, hits: Sequence[Hit]
    ) -> Translation:
        # A term is for those who read the other language; from one Chinese script to the other it stays as it is.
        hits = [hit for hit in hits if hit.term.source != target.model]
        direction = f"{source.value}-{target.model}"
        try:
            with metrics.translation_seconds.labels(direction).time():
                translation = await self._interpreter.translate(text, source, target, hits)
        except Exception:
            # A message that cannot be translated is still a message: it goes on as it was written, marked.
            log.exception("translation failed", source=source.value, target=target.value, length=len(text))
            translation = Translation(text, target, Outcome.REFUSED, reason="error")
        if translation.outcome is Outcome.REFUSED:
            metrics.guarded.labels(direction, translation.reason).inc()
        return translation


def corrected(words: str, source: Text, target: ReaderLanguage) -> Text:
    """A translation that somebody gave, in the script of its reader, with the entities that cover all of its source."""
    script = {
        ReaderLanguage.SIMPLIFIED: ChineseScript.SIMPLIFIED,
        ReaderLanguage.TRADITIONAL: ChineseScript.TRADITIONAL,
        ReaderLanguage.ENGLISH: ChineseScript.EITHER,
    }[target]
    return dressed(convert(words, script), source)


def _note(text: Text, hit: Hit) -> TermNote:
    term = hit.term
    return TermNote(
        text.plain[hit.start : hit.end],
        hit.start,
        hit.end,
        term.plain,
        term.tone.value,
        term.literal,
        term.note_en,
        term.note_zh,
        term.origin,
        term.renderings,
    )
