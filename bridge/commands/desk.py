"""The desk: takes what members ask to the command that answers it."""

from __future__ import annotations

import time
from collections.abc import Iterable

import structlog

from bridge.chat.content import Body, Content
from bridge.chat.delivery import DeliveryKind
from bridge.chat.event import Command as Asked
from bridge.chat.text import Text
from bridge.commands.command import Answer, Command, CommandError, Request
from bridge.commands.start import ALONE, where_it_belongs
from bridge.relay.directory import Directory
from bridge.relay.records import Draft, Reply

log = structlog.get_logger(__name__)

#: So many lines of an answer that all see and one asked for stand open.
LINES_ALOUD = 2


class Desk:
    """Implements `bridge.relay.answering.Commands`."""

    def __init__(self, directory: Directory, commands: Iterable[Command]) -> None:
        self._directory = directory
        self._commands = {command.name: command for command in commands}

    async def answer(self, asked: Asked) -> Reply:
        """Do what a member asked; returns what follows. Never raises: what goes wrong is said."""
        place = await self._directory.room(asked.room)
        member, _ = await self._directory.member(asked.author)
        request = Request(asked, place, member)
        try:
            answer = await self._ask(request)
        except CommandError as error:
            answer = Answer(str(error))
        except Exception:
            log.exception("command failed", command=asked.name)
            sentence = "Something went wrong with /{name}; the host finds it in the log. Please try again later."
            answer = Answer(request.phrases(sentence, name=asked.name))
        said = [_said(request, answer)] if answer.text else []
        return Reply([*said, *answer.drafts], answer.deleted)

    async def wonder(self, asked: Asked, *, aloud: bool) -> Reply:
        """Answer what a member asked by a reaction, briefly where all see it; nothing where there is no answer.

        Never raises: whoever reacts may have meant nothing by it, and is not told what went wrong.
        """
        member, _ = await self._directory.member(asked.author)
        request = Request(asked, await self._directory.room(asked.room), member)
        try:
            answer = await self._ask(request)
        except CommandError:
            return Reply()
        except Exception:
            log.exception("question not answered", command=asked.name)
            return Reply()
        return Reply([_in_brief(request, answer) if aloud else _said(request, answer)])

    async def _ask(self, request: Request) -> Answer:
        command = self._commands.get(request.asked.name)
        if command is None:
            sentence = "There is no command /{name}. /help lists those there are."
            raise CommandError(request.phrases(sentence, name=request.asked.name))
        if request.asked.alone and command.name not in ALONE:
            raise CommandError(where_it_belongs(request))
        if command.admins_only and not request.asked.author.admin:
            raise CommandError(request.phrases("Only administrators of this room can use /{name}.", name=command.name))
        return await command.answer(request)


def _in_brief(request: Request, answer: Answer) -> Draft:
    """What everybody sees and one asked for: the first lines, the others folded away."""
    lines = answer.text.split("\n")
    lead, folded = Text("\n".join(lines[:LINES_ALOUD])), Text("\n".join(lines[LINES_ALOUD:]))
    content = Content(None, Text(answer.text), request.language.value, time.time(), Body(lead, folded))
    return Draft(request.place.room.id, DeliveryKind.NOTICE, content, handle=request.asked.handle)


def _said(request: Request, answer: Answer) -> Draft:
    asked, text = request.asked, Text(answer.text)
    content = Content(None, text, request.language.value, time.time(), Body(text), buttons=answer.buttons)
    private_to = "" if answer.public or asked.alone else asked.author.id
    return Draft(request.place.room.id, DeliveryKind.NOTICE, content, private_to=private_to, handle=asked.handle)
