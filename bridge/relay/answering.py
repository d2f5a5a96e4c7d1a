"""What members ask Magpie itself for: by a command, or by a reaction that is a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bridge.chat.event import Command, Reacted
from bridge.relay.directory import Directory
from bridge.relay.ports import Ledger, Silences
from bridge.relay.questions import Questions
from bridge.relay.records import Reply


class Commands(Protocol):
    """What answers commands."""

    async def answer(self, asked: Command, /) -> Reply:
        """Do what a member asked; returns what follows."""
        ...

    async def wonder(self, asked: Command, /, *, aloud: bool) -> Reply:
        """Answer what a member asked by a reaction, to the room where `aloud`; nothing where there is no answer."""
        ...


class Answering:
    """Completes commands and reactions. Answers with the numbers of the rooms in which deliveries now wait."""

    def __init__(
        self, directory: Directory, ledger: Ledger, commands: Commands, questions: Questions, silences: Silences
    ) -> None:
        self._directory = directory
        self._ledger = ledger
        self._commands = commands
        self._questions = questions
        self._silences = silences

    async def command(self, arrival: int, event: Command) -> Sequence[int]:
        """Do what was asked, and say so."""
        reply = await self._commands.answer(event)
        touched: list[int] = []
        if reply.deleted:
            room = (await self._directory.room(event.room)).room.id
            touched += await self._ledger.delete(arrival, room, reply.deleted)
        return touched + await self._ledger.finish(arrival, reply.drafts)

    async def reaction(self, arrival: int, event: Reacted) -> Sequence[int]:
        """Show a reaction to the others, unless it asks Magpie; whoever is not relayed reacts for nobody."""
        place = await self._directory.room(event.room)
        member, _ = await self._directory.member(event.author)
        silenced = await self._silences.silenced(place, member.id)
        sorted_ = self._questions.sort(event)
        touched: list[int] = []
        if sorted_.asked is not None and not silenced:
            # Before the event is done: after a crash in between, better answered twice than not at all.
            reply = await self._commands.wonder(sorted_.asked, aloud=sorted_.aloud)
            touched += await self._ledger.tell(reply.drafts)
        if silenced or member.left_out:
            return touched + await self._ledger.finish(arrival)
        return touched + await self._ledger.react(arrival, place.room.id, event.message, member.id, sorted_.emoji)
