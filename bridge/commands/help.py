"""`/help`: what Magpie is and what one can ask of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bridge.commands.command import Answer, Command, Request
from bridge.commands.start import greeting


class Help:
    """Lists the commands; `listed` gives them when asked, since this one is among them."""

    name = "help"
    summary = "What Magpie does and which commands there are"
    admins_only = False

    def __init__(self, listed: Callable[[], Iterable[Command]]) -> None:
        self._listed = listed

    async def answer(self, request: Request) -> Answer:
        """Every command with its summary, in the asker's language."""
        phrases = request.phrases
        lines = [
            greeting(request)
            if request.asked.alone
            else phrases("Write as you always do: everybody reads it in their own language."),
            *(f"/{command.name} – {phrases(command.summary)}" for command in self._listed()),
        ]
        return Answer("\n".join(lines))
