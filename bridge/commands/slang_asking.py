"""Who asks for what in which conversation, as every part of `/slang` needs to know it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bridge.commands.command import Answer, CommandError, Request
from bridge.commands.slang_ports import Keepers
from bridge.glossary.entry import Editor, Entry, Owner, Reach, State
from bridge.glossary.finder import Scope
from bridge.glossary.fold import fold
from bridge.glossary.notation import write_term
from bridge.glossary.term import Term, TermError
from bridge.i18n import Phrases
from bridge.relay.directory import Directory

IN_FORCE = frozenset({State.ACTIVE})
WAITING = frozenset({State.PROPOSED})


@dataclass(frozen=True, slots=True)
class Asking:
    """One use of `/slang`. `rest` is what stands after the part's name; `here` asks for this room alone."""

    request: Request
    rooms: Collection[int]
    keeper: bool
    rest: str
    here: bool = False

    @property
    def phrases(self) -> Phrases:
        """The sentences of commands in the language to answer in."""
        return self.request.phrases

    @property
    def editor(self) -> Editor:
        """Who asks, as the history names them."""
        return Editor(self.request.asked.author.name, self.request.member.id)

    @property
    def owner(self) -> Owner:
        """The book that they write into."""
        return Owner(Reach.ROOM if self.here else Reach.BRIDGE, self.request.place.room.id)

    @property
    def scope(self) -> Scope:
        """The books that count here."""
        room = self.request.place.room
        return Scope(room.bridge, room.id)

    def after(self, rest: str) -> Asking:
        """The same, with something else left to read."""
        return replace(self, rest=rest)

    def demand_keeper(self) -> None:
        """Raises `CommandError` for anyone but a keeper."""
        if not self.keeper:
            phrase = "Only keepers and administrators can do this; /slang keepers lists them."
            raise CommandError(self.phrases(phrase))

    def refused(self, error: TermError) -> CommandError:
        """A fault of a term, in the asker's language."""
        return CommandError(explained(error, self.phrases))


class Part(Protocol):
    """What one word after `/slang` does."""

    async def answer(self, asking: Asking) -> Answer:
        """Do it. Raises `CommandError` and `TermError`."""
        ...


async def asking_of(request: Request, keepers: Keepers, directory: Directory) -> Asking:
    """What a request asks for, and whether a keeper asks it; administrators are keepers."""
    place = request.place
    rooms = (place.room.id, *(one.room.id for one in await directory.companions(place)))
    keeper = request.asked.author.admin or await keepers.is_keeper(rooms, request.member.id)
    return Asking(request, rooms, keeper, request.asked.arguments.strip())


def explained(error: TermError, phrases: Phrases) -> str:
    """A fault of a term in words; one inside another is translated too."""
    values = {
        name: explained(value, phrases) if isinstance(value, TermError) else value
        for name, value in error.values.items()
    }
    return phrases(error.sentence, **values)


def line_of(entry: Entry) -> str:
    """An entry as one line of a list."""
    return f"#{entry.id} {write_term(entry.term)}"


def chosen(asking: Asking, entries: Sequence[Entry], written: str) -> Entry:
    """The entry that is meant by `#12` or by one of its forms. Raises `CommandError` where there is none."""
    number = written.removeprefix("#")
    if written.startswith("#") and number.isdecimal():
        found = [entry for entry in entries if entry.id == int(number)]
    else:
        wanted = fold(written)
        found = [entry for entry in entries if wanted in map(fold, entry.term.forms)]
    if not found:
        phrase = "This conversation has no term “{form}” of its own. /slang list shows those that it has."
        raise CommandError(asking.phrases(phrase, form=written[:40]))
    return found[0]


def in_conversation(entries: Sequence[Entry]) -> list[Term]:
    """The terms of entries."""
    return [entry.term for entry in entries]
