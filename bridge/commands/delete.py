"""`/delete`: take a message away everywhere, where the platform tells nobody that it was deleted."""

from __future__ import annotations

from bridge.commands.command import Answer, CommandError, Request
from bridge.commands.ports import People


class Delete:
    """As a reply to a message of one's own; administrators to any.

    Telegram's Bot API tells a bot of no deletion (https://core.telegram.org/bots/api#update has no such update).
    """

    name = "delete"
    summary = "Delete a message everywhere: as a reply to it"
    admins_only = False

    def __init__(self, people: People) -> None:
        self._people = people

    async def answer(self, request: Request) -> Answer:
        """Have the message taken away."""
        asked, phrases = request.asked, request.phrases
        author = await self._people.author_of(request.place.room.id, asked.target) if asked.target else None
        if author is None:
            raise CommandError(phrases("Say /delete as a reply to the message that is to go."))
        own = author.id in {member.id for member in await self._people.selves(request.member.id)}
        if not own and not asked.author.admin:
            raise CommandError(phrases("You can delete your own messages; administrators can delete any."))
        return Answer(deleted=(asked.target,))
