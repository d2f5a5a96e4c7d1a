"""`/start`: how to begin, and what is said to whoever writes to Magpie alone."""

from __future__ import annotations

from dataclasses import replace

from bridge.commands.command import Answer, Command, Request
from bridge.glossary.notation import is_han

#: What makes sense where nobody else is. Everything else is about a group.
ALONE = frozenset({"start", "help", "privacy", "me"})


class Start:
    """What Telegram lets people press first; in a group it is `/help`. Other words to Magpie alone end here too."""

    name = "start"
    summary = "How to begin"
    admins_only = False

    def __init__(self, help_: Command) -> None:
        self._help = help_

    async def answer(self, request: Request) -> Answer:
        """Greet, and say what to do; in the language of what was written where the platform hints at none."""
        if not request.asked.alone:
            return await self._help.answer(request)
        author = request.asked.author
        if not author.language and is_han(request.asked.arguments):
            request = replace(request, asked=replace(request.asked, author=replace(author, language="zh")))
        return Answer(greeting(request))


def greeting(request: Request) -> str:
    """What Magpie is, and how a group gets it."""
    phrases = request.phrases
    return _with_invite(
        request,
        phrases("Magpie joins groups of several apps into one conversation that everybody reads in their own language.")
        + " "
        + phrases("Add me to your group, make me an administrator there, and write /link in it; /help tells the rest."),
    )


def where_it_belongs(request: Request) -> str:
    """What to do with a command that is about a group."""
    phrase = "/{name} is for groups: add me to yours, make me an administrator there, and write /link in it."
    return _with_invite(request, request.phrases(phrase, name=request.asked.name))


def _with_invite(request: Request, words: str) -> str:
    return f"{words}\n{request.asked.invite}" if request.asked.invite else words
