"""`/privacy`: what is stored, and how to be left out."""

from __future__ import annotations

from bridge.commands.command import Answer, CommandError, Request
from bridge.commands.ports import People
from bridge.i18n import Phrases
from bridge.relay.directory import Directory

LEAVE = frozenset({"leave", "out", "stop", "退出"})
COME_BACK = frozenset({"join", "back", "in", "加入"})


class Privacy:
    """Tells what is kept; `leave` relays a member no more and erases what is kept of them."""

    name = "privacy"
    summary = "What is stored of you; /privacy leave relays you no more and erases it"
    admins_only = False

    def __init__(self, people: People, directory: Directory, retention_days: int) -> None:
        self._people = people
        self._directory = directory
        self._days = retention_days

    async def answer(self, request: Request) -> Answer:
        """Tell, leave, or come back."""
        phrases, word = request.phrases, request.asked.arguments.strip().lower()
        if not word:
            return Answer("\n".join(self._told(phrases)))
        if word in LEAVE:
            erased = await self._people.leave(request.member.id)
            # At once: until it is looked up anew, what they write elsewhere would still be relayed and kept.
            self._directory.forget()
            await self._people.scrub()
            sentence = phrases.plural(
                "You are relayed no more; {count} message of yours was erased. /privacy join comes back.",
                "You are relayed no more; {count} messages of yours were erased. /privacy join comes back.",
                erased,
            )
            return Answer(sentence)
        if word in COME_BACK:
            await self._people.come_back(request.member.id)
            self._directory.forget()
            return Answer(phrases("Welcome back: what you write is relayed again."))
        raise CommandError(phrases("/privacy tells what is stored; /privacy leave and /privacy join change it."))

    def _told(self, phrases: Phrases) -> list[str]:
        kept = (
            phrases(
                "It keeps messages for {days} days, so that edits, replies and deletions find their way.",
                days=self._days,
            )
            if self._days
            else phrases(
                "It keeps messages for good, as the host set it, so that edits, replies and deletions find their way."
            )
        )
        return [
            phrases("Magpie runs on the host's own machine and sends nothing to translation services."),
            kept,
            phrases(
                "For longer it keeps your name, which accounts you joined with /me link, how often you wrote which"
                " language, what moderators decided, and the terms and corrections that the group accepted."
            ),
            phrases(
                "/privacy leave relays you no more. It erases your messages, files, reactions, and proposals that"
                " nobody accepted, and takes your name off those that were; the number of your account stays, so that"
                " you stay left out."
            ),
            phrases(
                "What other apps have shown stays there, and so does what others wrote. In a web room your name stays"
                " in the list of people until you leave the room."
            ),
        ]
