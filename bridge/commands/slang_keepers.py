"""`/slang keepers`: who decides on terms."""

from __future__ import annotations

from bridge.commands.command import Answer, CommandError
from bridge.commands.moderation import member_meant
from bridge.commands.ports import People
from bridge.commands.slang_asking import Asking
from bridge.commands.slang_ports import Keepers

ADD = frozenset({"add", "添加"})
REMOVE = frozenset({"remove", "delete", "移除", "删除"})


class KeepersPart:
    """Lists keepers; administrators name them, as a reply to one of their messages or by name."""

    def __init__(self, keepers: Keepers, people: People) -> None:
        self._keepers = keepers
        self._people = people

    async def answer(self, asking: Asking) -> Answer:
        """List, add, or remove."""
        phrases, request = asking.phrases, asking.request
        word, _, name = asking.rest.partition(" ")
        if not word:
            names = ", ".join(
                f"{member.name} ({member.platform})" for member in await self._keepers.listed(asking.rooms)
            )
            told = phrases("Keepers: {names}; and the administrators of every room.", names=names)
            return Answer(told if names else phrases("The administrators of every room are the keepers."))
        if word.lower() not in ADD | REMOVE:
            raise CommandError(
                phrases("/slang keepers lists them; /slang keepers add NAME and remove NAME change them.")
            )
        if not request.asked.author.admin:
            raise CommandError(phrases("Only administrators of this room can name keepers."))
        member = await member_meant(request, self._people, name.strip().lstrip("@"))
        if word.lower() in ADD:
            await self._keepers.add(request.place.room.id, member.id, request.member)
            return Answer(phrases("{name} now decides on the group's slang.", name=member.name), public=True)
        if not await self._keepers.remove(asking.rooms, member.id):
            raise CommandError(phrases("{name} is no keeper.", name=member.name))
        return Answer(phrases("{name} is no keeper any more.", name=member.name), public=True)
