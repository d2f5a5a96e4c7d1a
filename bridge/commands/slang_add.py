"""`/slang add` and `/slang edit`: a term is written, looked at, and put in force or proposed."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bridge.chat.content import Button
from bridge.commands.command import Answer, CommandError
from bridge.commands.slang_asking import IN_FORCE, WAITING, Asking, chosen, in_conversation
from bridge.commands.slang_ports import Recent
from bridge.commands.slang_trial import Trial
from bridge.glossary.keeping import Glossary
from bridge.glossary.notation import read_term, write_term
from bridge.glossary.review import checked, duplicate
from bridge.glossary.term import Term

#: So many of the last messages show what a term would have done.
LOOKED_AT = 500
#: So many proposals of one member may wait in a conversation.
MOST_WAITING = 20


class Checking:
    """Looks at a term before it goes any further."""

    def __init__(self, recent: Recent, trial: Trial) -> None:
        self._recent = recent
        self._trial = trial

    async def check(self, asking: Asking, term: Term) -> str:
        """What the term would have done, in words. Raises `TermError` where it may not count."""
        texts = await self._recent.texts(asking.rooms, LOOKED_AT)
        await asyncio.to_thread(checked, term, texts)
        return await self._trial.shown(asking, term, texts)


class Add:
    """A new term."""

    def __init__(self, glossary: Glossary, checking: Checking) -> None:
        self._glossary = glossary
        self._checking = checking

    async def answer(self, asking: Asking) -> Answer:
        """Put it in force for keepers, propose it for everybody else."""
        phrases, terms = asking.phrases, self._glossary.terms
        term = read_term(asking.rest, self._glossary.books.known)
        present = await terms.entries(asking.rooms, IN_FORCE | WAITING)
        twin = duplicate(term, in_conversation(present))
        if twin is not None:
            entry = chosen(asking, present, twin.forms[0])
            phrase = "“{form}” is there already as #{number}: {line} – change it with /slang edit {line}"
            raise CommandError(phrases(phrase, form=term.forms[0], number=entry.id, line=write_term(entry.term)))
        mine = [one for one in present if one.state in WAITING and one.member == asking.request.member.id]
        if not asking.keeper and len(mine) >= MOST_WAITING:
            phrase = "{count} of your proposals wait for a keeper already; let them decide first."
            raise CommandError(phrases(phrase, count=len(mine)))
        seen = await self._checking.check(asking, term)
        entry = await self._glossary.add(asking.owner, term, asking.editor, at_once=asking.keeper)
        buttons = () if asking.keeper else _deciding(asking, entry.id)
        return Answer(f"{_told(asking, term, entry.id)}\n{seen}".strip(), public=True, buttons=buttons)


class Edit:
    """Another translation for a term that is there."""

    def __init__(self, glossary: Glossary, checking: Checking) -> None:
        self._glossary = glossary
        self._checking = checking

    async def answer(self, asking: Asking) -> Answer:
        """Change it for keepers; for everybody else the change is a proposal of its own."""
        written = read_term(asking.rest, self._glossary.books.known)
        present = await self._glossary.terms.entries(asking.rooms, IN_FORCE | WAITING)
        entry = chosen(asking, present, written.forms[0])
        term = _merged(entry.term, written)
        seen = await self._checking.check(asking, term)
        own = entry.state in WAITING and entry.member == asking.request.member.id
        if asking.keeper or own:
            await self._glossary.edit(entry, term, asking.editor)
            told = asking.phrases("#{number} now says: {line}", number=entry.id, line=write_term(term))
            return Answer(f"{told}\n{seen}".strip(), public=True)
        proposed = await self._glossary.add(entry.owner, term, asking.editor, at_once=False)
        buttons = _deciding(asking, proposed.id)
        return Answer(f"{_told(asking, term, proposed.id)}\n{seen}".strip(), public=True, buttons=buttons)


def _deciding(asking: Asking, number: int) -> tuple[Button, ...]:
    """What keepers may answer to a proposal."""
    approve = Button(asking.phrases("Approve"), f"slang approve {number}")
    return approve, Button(asking.phrases("Reject"), f"slang reject {number}")


def _told(asking: Asking, term: Term, number: int) -> str:
    line = write_term(term)
    if asking.keeper:
        phrase = "From now on (#{number}): {line} – /slang undo takes it back."
        return asking.phrases(phrase, number=number, line=line)
    phrase = "{name} proposes #{number}: {line} – keepers answer /slang approve {number} or /slang reject {number}."
    return asking.phrases(phrase, name=asking.editor.name, number=number, line=line)


def _merged(old: Term, new: Term) -> Term:
    """The old term as it is to be: what was not written anew stays."""
    return replace(
        new,
        forms=new.forms if len(new.forms) > 1 else old.forms,
        tone=old.tone,
        literal=old.literal,
        note_en=new.note_en or old.note_en,
        note_zh=new.note_zh or old.note_zh,
        origin=old.origin,
        source=old.source if old.action is new.action else new.source,
    )
