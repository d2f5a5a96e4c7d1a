"""`/slang pending`, `approve`, `reject`, `remove`, `undo`, `history`: deciding on terms, and taking it back."""

from __future__ import annotations

import time

from bridge.commands.command import Answer, CommandError
from bridge.commands.slang_add import Checking
from bridge.commands.slang_asking import IN_FORCE, WAITING, Asking, chosen, line_of
from bridge.glossary.entry import Change, Deed, Entry, State
from bridge.glossary.keeping import Glossary
from bridge.glossary.notation import write_term
from bridge.i18n import Phrases

HISTORY = 12


class PendingTerms:
    """What waits for a keeper."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary

    async def answer(self, asking: Asking) -> Answer:
        """Every proposal with who made it, the oldest first."""
        waiting = await self._glossary.terms.entries(asking.rooms, WAITING)
        if not waiting:
            return Answer(asking.phrases("Nothing waits for a decision."))
        lines = [f"{line_of(entry)} ({entry.by})" for entry in reversed(waiting)]
        lines.append(asking.phrases("Keepers answer /slang approve NUMBER or /slang reject NUMBER."))
        return Answer("\n".join(lines))


class Decide:
    """`/slang approve` and `/slang reject`."""

    def __init__(self, glossary: Glossary, checking: Checking, *, approved: bool) -> None:
        self._glossary = glossary
        self._checking = checking
        self._approved = approved

    async def answer(self, asking: Asking) -> Answer:
        """Put a proposal in force, in the place of what it replaces, or reject it."""
        asking.demand_keeper()
        entry = await self._meant(asking)
        if not self._approved:
            await self._glossary.decide(entry.id, asking.editor, approved=False)
            phrase = "#{number} was rejected: {line}"
            return Answer(asking.phrases(phrase, number=entry.id, line=write_term(entry.term)), public=True)
        seen = await self._checking.check(asking, entry.term)
        await self._glossary.approve(entry, asking.editor)
        phrase = "From now on (#{number}): {line} – /slang undo takes it back."
        told = asking.phrases(phrase, number=entry.id, line=write_term(entry.term))
        return Answer(f"{told}\n{seen}".strip(), public=True)

    async def _meant(self, asking: Asking) -> Entry:
        waiting = await self._glossary.terms.entries(asking.rooms, WAITING)
        written = asking.rest.strip()
        if not written and len(waiting) == 1:
            return waiting[0]
        if not written or not waiting:
            phrase = "Say which proposal: /slang approve NUMBER; /slang pending lists those that wait."
            raise CommandError(asking.phrases(phrase))
        return chosen(asking, waiting, f"#{written}" if written.isdecimal() else written)


class Remove:
    """Takes a term out of force."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary

    async def answer(self, asking: Asking) -> Answer:
        """Remove one of the conversation's terms; members may withdraw what they proposed."""
        phrases, form = asking.phrases, asking.rest.strip()
        entries = await self._glossary.terms.entries(asking.rooms, IN_FORCE | WAITING)
        if not form:
            raise CommandError(phrases("Say which term: /slang remove FORM"))
        try:
            entry = chosen(asking, entries, form)
        except CommandError:
            if not self._glossary.books.named(form, asking.scope):
                raise
            phrase = "“{form}” is built in. /slang add keep {form} leaves it as it is written in this conversation."
            raise CommandError(phrases(phrase, form=form[:40])) from None
        if not (entry.state in WAITING and entry.member == asking.request.member.id):
            asking.demand_keeper()
        await self._glossary.remove(entry.id, asking.editor)
        phrase = "Removed #{number}: {line} – /slang undo brings it back."
        return Answer(phrases(phrase, number=entry.id, line=write_term(entry.term)), public=True)


class Undo:
    """Takes back what was done last."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary

    async def answer(self, asking: Asking) -> Answer:
        """Keepers take back anything, members what they proposed."""
        changes = await self._glossary.undo(asking.rooms, asking.editor, only_own=not asking.keeper)
        if not changes:
            raise CommandError(asking.phrases("There is nothing to take back."))
        lines = [_deed(change, asking.phrases) for change in changes[:HISTORY]]
        told = asking.phrases.plural("Taken back ({count} change):", "Taken back ({count} changes):", len(changes))
        return Answer("\n".join([told, *lines]), public=True)


class History:
    """What was done, by whom and when."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary

    async def answer(self, asking: Asking) -> Answer:
        """The last changes of the conversation's terms, or of one term."""
        terms, number = self._glossary.terms, None
        if asking.rest:
            everything = await terms.entries(asking.rooms, list(State))
            number = chosen(asking, everything, asking.rest).id
        changes = await terms.history(asking.rooms, HISTORY, number)
        lines = [
            f"{time.strftime('%Y-%m-%d %H:%M', time.gmtime(change.at))} {change.by}: {_deed(change, asking.phrases)}"
            for change in changes
        ]
        return Answer("\n".join(lines) or asking.phrases("Nothing was changed yet."))


def _deed(change: Change, phrases: Phrases) -> str:
    names = {
        Deed.PROPOSED: phrases("proposed"),
        Deed.ADDED: phrases("added"),
        Deed.APPROVED: phrases("approved"),
        Deed.REJECTED: phrases("rejected"),
        Deed.EDITED: phrases("changed"),
        Deed.REMOVED: phrases("removed"),
        Deed.UNDONE: phrases("taken back"),
    }
    line = write_term(change.after)
    if change.before is not None and change.before != change.after:
        line = f"{write_term(change.before)} ⇒ {line}"
    return f"{names[change.deed]} #{change.entry} {line}"
