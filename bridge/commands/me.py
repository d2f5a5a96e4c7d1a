"""`/me link`: one person's selves on several platforms become one, so that they are mentioned where they are."""

from __future__ import annotations

from bridge.commands.command import Answer, CommandError, Request
from bridge.commands.ports import People
from bridge.relay.directory import Directory


class Me:
    """A code on one platform, the code on the other."""

    name = "me"
    summary = "Be the same person on both sides: /me link here, /me link CODE there"
    admins_only = False

    def __init__(self, people: People, directory: Directory) -> None:
        self._people = people
        self._directory = directory

    async def answer(self, request: Request) -> Answer:
        """Show one's selves, give a code, or take one."""
        phrases = request.phrases
        word, _, code = request.asked.arguments.strip().partition(" ")
        if not word:
            # Of who is left out no name is kept.
            names = [one.name for one in await self._people.selves(request.member.id) if one.name]
            return Answer(self._told(request, names or [request.asked.author.name]))
        if word.lower() != "link":
            raise CommandError(phrases("/me shows who you are; /me link joins your selves on two platforms."))
        if not code.strip():
            issued = await self._people.issue(request.member.id)
            phrase = "On the other platform write: /me link {code} (works once, for ten minutes; keep it to yourself)"
            return Answer(phrases(phrase, code=issued))
        selves = await self._people.join(code.strip(), request.member.id)
        if selves is None:
            raise CommandError(phrases("This code does not work (any more). Write /me link on the other platform."))
        self._directory.forget()
        return Answer(self._told(request, [f"{member.name} ({member.platform})" for member in selves]))

    @staticmethod
    def _told(request: Request, names: list[str]) -> str:
        return request.phrases("You are: {names}.", names=", ".join(names))
