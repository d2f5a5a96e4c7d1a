"""What platforms list in their menus: every command in a few words, in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bridge.commands.command import DOMAIN
from bridge.commands.delete import Delete
from bridge.commands.fix import Fix
from bridge.commands.help import Help
from bridge.commands.language import SetLanguage
from bridge.commands.link import Link, Unlink
from bridge.commands.me import Me
from bridge.commands.moderation import BAN, MUTE, Unmute
from bridge.commands.privacy import Privacy
from bridge.commands.slang import Slang
from bridge.commands.status import Status
from bridge.commands.why import Why
from bridge.i18n import LOCALES, Phrases


@dataclass(frozen=True, slots=True)
class CommandSummary:
    """A command for a menu: its name, and what it does by locale ("en", "zh_CN", "zh_TW")."""

    name: str
    summaries: Mapping[str, str]
    about_a_message: bool = False
    """Whether it is said to a message: a reply, or an entry in a message's own menu."""


def roster() -> tuple[CommandSummary, ...]:
    """All commands, in the order in which people meet them."""
    described = (
        (Help, False),
        (Link, False),
        (Unlink, False),
        (SetLanguage, False),
        (Slang, False),
        (Why, True),
        (Fix, True),
        (Delete, True),
        (Status, False),
        (Privacy, False),
        (Me, False),
        (MUTE, True),
        (BAN, True),
        (Unmute, True),
    )
    return tuple(
        CommandSummary(command.name, {locale: Phrases(DOMAIN, locale)(command.summary) for locale in LOCALES}, about)
        for command, about in described
    )
