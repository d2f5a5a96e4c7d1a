"""`/status`: which rooms are one conversation, what they read, what waits."""

from __future__ import annotations

from bridge.commands.command import Answer, Request
from bridge.commands.link import language_name, title_of
from bridge.commands.ports import RoomSettings
from bridge.relay.directory import Directory
from bridge.relay.records import Place


class Status:
    """How the conversation stands."""

    name = "status"
    summary = "Which rooms are joined, what they read, what waits"
    admins_only = False

    def __init__(self, settings: RoomSettings, directory: Directory) -> None:
        self._settings = settings
        self._directory = directory

    async def answer(self, request: Request) -> Answer:
        """A line for each room, and one for what waits."""
        phrases, place = request.phrases, request.place
        rooms = [place, *await self._directory.companions(place)]
        waiting = await self._settings.waiting(place.room.bridge, place.room.id)
        lines = [self._line(room) for room in rooms]
        if len(rooms) == 1:
            lines.append(phrases("This room is not joined with any other. Write /link to join it."))
        lines.append(
            phrases.plural("{count} message waits to be shown.", "{count} messages wait to be shown.", waiting)
        )
        return Answer("\n".join(lines))

    @staticmethod
    def _line(place: Place) -> str:
        names = ", ".join(language_name(language) for language in place.languages) or "?"
        return f"{title_of(place)} ({place.room.ref.platform}): {names}"
