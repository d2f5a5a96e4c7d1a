"""`/why`: what a message was taken for, which terms fired in it, and what it says without them."""

from __future__ import annotations

from collections.abc import Sequence

from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import Text
from bridge.commands.command import Answer, CommandError, Request
from bridge.commands.slang_show import described
from bridge.glossary.finder import Scope
from bridge.glossary.notation import write_term
from bridge.glossary.term import Hit, Term
from bridge.i18n import Phrases
from bridge.language.language import ChineseScript, Detection, Language
from bridge.relay.directory import Directory
from bridge.relay.interpreting import ROMANISED, Interpreting
from bridge.relay.retelling import Archive
from bridge.translation.translation import Outcome, Translation

_BUILT_OF = frozenset({"han", "han-and-latin", "kana", "hangul", "script", "no-letters", "japanese-characters"})


class Why:
    """As a reply to any message that Magpie relayed."""

    name = "why"
    summary = "Why a message reads as it does: as a reply to it"
    admins_only = False

    def __init__(self, archive: Archive, interpreting: Interpreting, directory: Directory) -> None:
        self._archive = archive
        self._interpreting = interpreting
        self._directory = directory

    async def answer(self, request: Request) -> Answer:
        """Detection, terms, the reading without them, and who translated."""
        phrases, asked = request.phrases, request.asked
        told = await self._archive.told(request.place.room.id, asked.target) if asked.target else None
        if told is None:
            raise CommandError(phrases("Say /why as a reply to a message that Magpie relayed."))
        place = await self._directory.room(told.room)
        member, _ = await self._directory.member(told.author)
        scope = Scope(place.room.bridge, place.room.id)
        detection = self._interpreting.detect(told.text, member.prior.together(place.reading.prior), scope)
        hits = await self._interpreting.hits(told.text.plain, detection, scope)
        lines = [_detected(detection, phrases), *_terms(hits, request.language, phrases)]
        target = _target(detection)
        if target is not None:
            lines += await self._translated(told.text, detection, target, hits, scope, phrases)
        return Answer("\n".join(lines))

    async def _translated(
        self,
        text: Text,
        detection: Detection,
        target: ReaderLanguage,
        hits: Sequence[Hit],
        scope: Scope,
        phrases: Phrases,
    ) -> list[str]:
        shown = await self._interpreting.translated(text, detection, target, hits, scope)
        lines = []
        if hits and detection.reason != ROMANISED:
            plainly = await self._interpreting.literally(text, detection, target)
            if plainly.outcome is Outcome.TRANSLATED:
                lines.append(phrases("Without the terms: {words}", words=plainly.text.plain))
        return [*lines, _by(shown, phrases)]


def _target(detection: Detection) -> ReaderLanguage | None:
    if detection.language in {Language.ZH, Language.MIXED}:
        return ReaderLanguage.ENGLISH
    return ReaderLanguage.SIMPLIFIED if detection.language is Language.EN else None


def _detected(detection: Detection, phrases: Phrases) -> str:
    name = _language(detection, phrases)
    if detection.reason == "glossary":
        return phrases("Language: {name}, since a term of the glossary is Chinese.", name=name)
    if detection.reason == ROMANISED:
        return phrases("Language: {name}, written in Latin letters.", name=name)
    if detection.reason in _BUILT_OF:
        return phrases("Language: {name}, by its letters.", name=name)
    if detection.reason == "prior":
        return phrases("Language: {name}, since that is what the author mostly writes.", name=name)
    return phrases("Language: {name}, by its words.", name=name)


def _language(detection: Detection, phrases: Phrases) -> str:
    match detection.language:
        case Language.ZH if detection.script is ChineseScript.TRADITIONAL:
            return phrases("Traditional Chinese")
        case Language.ZH:
            return phrases("Chinese")
        case Language.EN:
            return phrases("English")
        case Language.MIXED:
            return phrases("Chinese and English")
        case Language.OTHER:
            return phrases("another language")
        case Language.NONE:
            return phrases("none")


def _terms(hits: Sequence[Hit], language: ReaderLanguage, phrases: Phrases) -> list[str]:
    terms: dict[Term, None] = dict.fromkeys(hit.term for hit in hits)
    if not terms:
        return [phrases("No term of the glossary fired.")]
    return [" · ".join([write_term(term), *described(term, language, phrases)]) for term in terms]


def _by(translation: Translation, phrases: Phrases) -> str:
    match translation.outcome:
        case Outcome.CORRECTED:
            return phrases("Translated by someone here, with /fix.")
        case Outcome.GLOSSARY:
            return phrases("Translated by the glossary alone.")
        case Outcome.TRANSLATED:
            return phrases("Translated by the package {name}.", name=translation.package or "OpenCC")
        case Outcome.UNCHANGED:
            return phrases("There was nothing to translate.")
        case Outcome.NO_PACKAGE:
            return phrases("Not translated: no package is installed for this direction.")
        case Outcome.REFUSED:
            return phrases(
                "Not translated: the model's answer was not fit to be shown ({why}).", why=translation.reason
            )
