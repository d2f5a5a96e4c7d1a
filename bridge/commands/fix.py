"""`/fix`: a better translation, shown everywhere at once, and after review remembered for the next time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bridge.chat.content import Button
from bridge.chat.reader import ModelLanguage
from bridge.commands.command import Answer, CommandError, Request
from bridge.commands.slang_ports import Correction, CorrectionBook, Keepers
from bridge.glossary.entry import Editor, State
from bridge.glossary.finder import Scope
from bridge.glossary.notation import is_han
from bridge.language.language import Language
from bridge.relay.directory import Directory
from bridge.relay.interpreting import Interpreting
from bridge.relay.retelling import Archive, Retelling, Told

LONGEST = 2_000
APPROVE = frozenset({"approve", "通过", "通過"})
REJECT = frozenset({"reject", "拒绝", "拒絕"})
PENDING = frozenset({"pending", "待审", "待審"})


class Fix:
    """As a reply to a translated message; without one, keepers decide on what was proposed."""

    name = "fix"
    summary = "A better translation: as a reply, /fix BETTER WORDS"
    admins_only = False

    def __init__(
        self,
        archive: Archive,
        retelling: Retelling,
        interpreting: Interpreting,
        book: CorrectionBook,
        keepers: Keepers,
        directory: Directory,
        wake: Callable[[Sequence[int]], None],
    ) -> None:
        self._archive = archive
        self._retelling = retelling
        self._interpreting = interpreting
        self._book = book
        self._keepers = keepers
        self._directory = directory
        self._wake = wake

    async def answer(self, request: Request) -> Answer:
        """Correct a message, or decide on a correction."""
        rooms = [request.place.room.id]
        rooms += [place.room.id for place in await self._directory.companions(request.place)]
        keeper = request.asked.author.admin or await self._keepers.is_keeper(rooms, request.member.id)
        target = request.asked.target
        told = await self._archive.told(request.place.room.id, target) if target else None
        # Who presses a button speaks about the message that has it, which is none to be corrected.
        if target and (told is not None or not _decides(request)):
            return await self._correct(request, told, keeper=keeper)
        return await self._review(request, rooms, keeper=keeper)

    async def _correct(self, request: Request, told: Told | None, *, keeper: bool) -> Answer:
        phrases, words = request.phrases, request.asked.arguments.strip()
        if not words:
            raise CommandError(phrases("Write the better translation after it: /fix BETTER WORDS"))
        if len(words) > LONGEST:
            phrase = "The translation is too long; it may have up to {most} characters."
            raise CommandError(phrases(phrase, most=LONGEST))
        if told is None:
            raise CommandError(phrases("Say /fix as a reply to a message that was translated."))
        origin = await self._directory.room(told.room)
        scope = Scope(origin.room.bridge, origin.room.id)
        member, _ = await self._directory.member(told.author)
        prior = member.prior.together(origin.reading.prior)
        detection = self._interpreting.detect(told.text, prior, scope)
        target: ModelLanguage = "zh" if is_han(words) else "en"
        if detection.language.value == target:
            phrase = "This message was written in that language already; write the translation into the other one."
            raise CommandError(phrases(phrase))
        if detection.language in {Language.OTHER, Language.NONE}:
            raise CommandError(phrases("Say /fix as a reply to a message that was translated."))
        editor = Editor(request.asked.author.name, request.member.id)
        state = State.ACTIVE if keeper else State.PROPOSED
        correction = await self._book.propose(told.id, told.text.plain, target, words, editor, state)
        self._wake(await self._retelling.retell(told, detection, target, words))
        if keeper:
            return Answer(phrases("Corrected everywhere, and remembered for this very text."))
        phrase = "Corrected everywhere. Keepers decide whether it is remembered: /fix approve {number}"
        approve = Button(phrases("Approve"), f"fix approve {correction.id}")
        reject = Button(phrases("Reject"), f"fix reject {correction.id}")
        # Who decides sees what about, whichever of the two languages they read.
        answer = f"{phrases(phrase, number=correction.id)}\n{_line(correction)}"
        return Answer(answer, public=True, buttons=(approve, reject))

    async def _review(self, request: Request, rooms: Sequence[int], *, keeper: bool) -> Answer:
        phrases = request.phrases
        word, _, rest = request.asked.arguments.strip().partition(" ")
        waiting = await self._book.waiting(rooms)
        if word.lower() in PENDING:
            lines = [_line(correction) for correction in waiting]
            return Answer("\n".join(lines) or phrases("Nothing waits for a decision."))
        if word.lower() not in APPROVE | REJECT:
            raise CommandError(phrases("Say /fix as a reply to a message that was translated."))
        if not keeper:
            phrase = "Only keepers and administrators can do this; /slang keepers lists them."
            raise CommandError(phrases(phrase))
        chosen = next((one for one in waiting if str(one.id) == rest.strip().lstrip("#")), None)
        if chosen is None:
            phrase = "No correction of that number waits; /fix pending lists those that do."
            raise CommandError(phrases(phrase))
        approved = word.lower() in APPROVE
        decided = await self._book.decide(chosen.id, State.ACTIVE if approved else State.REJECTED)
        phrase = "Remembered: {line}" if approved else "Not remembered: {line}"
        return Answer(phrases(phrase, line=_line(decided)), public=True)


def _decides(request: Request) -> bool:
    word, _, number = request.asked.arguments.strip().lower().partition(" ")
    return word in APPROVE | REJECT and number.strip().removeprefix("#").isdecimal()


def _line(correction: Correction) -> str:
    return f"#{correction.id} {_short(correction.source)} → {_short(correction.text)} ({correction.by})"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"
