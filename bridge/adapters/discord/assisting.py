"""Answers for whoever is still choosing: what may be meant, and forms that hold what stands now.

Discord waits three seconds for either: https://discord.com/developers/docs/interactions/receiving-and-responding.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

import discord
import structlog

from bridge.adapters.discord.calls import Json
from bridge.adapters.discord.commands import Menu
from bridge.adapters.discord.forms import Form
from bridge.adapters.discord.interactions import Interactions
from bridge.adapters.discord.rooms import room_ref
from bridge.relay.adapter import Core
from bridge.relay.suggesting import Choice

T = TypeVar("T")
log = structlog.get_logger(__name__)

#: https://discord.com/developers/docs/interactions/application-commands#autocomplete: so many choices of so many
#: characters.
_MOST, _LENGTH = 25, 100


class Assistant:
    """Asks the core, and goes without its answer where that takes too long."""

    def __init__(self, core: Core, interactions: Interactions, menu: Menu) -> None:
        self._core = core
        self._interactions = interactions
        self._menu = menu

    async def suggest(self, interaction: discord.Interaction) -> None:
        """Offer what may be meant by what somebody began to write."""
        command, begun = self._menu.begun(interaction)
        room = room_ref(interaction.channel_id or 0)
        found = await self._in_time(self._core.suggest(room, command, begun), ())
        choices = [_choice(one) for one in found if one.label and 0 < len(one.value) <= _LENGTH]
        await self._interactions.suggest(interaction.id, interaction.token, choices[:_MOST])

    async def open(self, interaction: discord.Interaction, form: Form) -> None:
        """Open a form, with what its fields say now."""
        room = room_ref(interaction.channel_id or 0)
        known = await self._in_time(self._core.fields(room, form.command, form.about), {}) if form.about else {}
        modal = form.modal(known, interaction.locale.value)
        await self._interactions.ask(interaction.id, interaction.token, modal)

    async def _in_time(self, asked: Awaitable[T], otherwise: T) -> T:
        try:
            async with asyncio.timeout(self._interactions.patience.hint):
                return await asked
        except Exception as error:
            # Nobody is left waiting because there is nothing to offer.
            log.warning("nothing to offer", error=type(error).__name__, exc_info=not isinstance(error, TimeoutError))
            return otherwise


def _choice(one: Choice) -> Json:
    return {"name": one.label if len(one.label) <= _LENGTH else f"{one.label[: _LENGTH - 1]}…", "value": one.value}
