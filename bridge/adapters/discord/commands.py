"""Magpie's commands in Discord's own menus: a slash, or a message's context menu, since a slash carries no reply.

https://discord.com/developers/docs/interactions/application-commands
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
import structlog

from bridge.adapters.discord.calls import Calls, Json
from bridge.adapters.discord.constants import DOMAIN
from bridge.adapters.discord.failures import Rejected
from bridge.commands.summary import CommandSummary
from bridge.i18n import Phrases
from bridge.relay.failure import DeliveryError

log = structlog.get_logger(__name__)

ARGUMENTS = "arguments"
#: Commands of which a message's menu asks for words first.
WORDY = frozenset({"fix"})
#: Commands that take a file.
FILED = frozenset({"slang"})
FILE = "file"
_SLASH, _ON_MESSAGE, _STRING, _FILE_OPTION = 1, 3, 3, 11
_PARAGRAPH_INPUT, _ROW, _TEXT_INPUT = 2, 1, 4
_NAME, _DESCRIPTION, _MENU = 32, 100, 15
#: Discord's locales for those of the catalogues.
_LOCALES = {"zh-CN": "zh_CN", "zh-TW": "zh_TW"}
_FORM = "form:"
_WHAT = "What to do, as you would write it behind the command"
_WHICH = "A file, where the command takes one"
#: What a message's menu says; the words of a command alone would not tell.
_ON_MESSAGES = {
    "delete": "Delete everywhere",
    "mute": "Mute the author",
    "ban": "Ban the author",
    "unmute": "Unmute the author",
    "why": "Why this translation?",
    "fix": "Fix the translation",
}
_LANGUAGES = (
    ("English", "en"),
    ("简体中文", "zh"),
    ("繁體中文", "tw"),
    ("English + 简体中文", "zh en"),
    ("English + 繁體中文", "tw en"),
    ("auto", "auto"),
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A command that somebody chose; `asks` says that words are wanted first, `file` is Discord's word for a file."""

    name: str
    arguments: str = ""
    target: str = ""
    asks: bool = False
    file: Json = None


class Menu:
    """The commands as Discord lists them, and back."""

    def __init__(self, commands: Sequence[CommandSummary]) -> None:
        self._commands = commands
        self._on_messages = {_on_message(each.name): each.name for each in commands if each.about_a_message}

    async def publish(self, calls: Calls, application: int) -> None:
        """Tell Discord the commands; without a menu Magpie relays all the same."""
        if not self._commands:
            return
        try:
            await calls("PUT", f"/applications/{application}/commands", self.definitions())
        except (Rejected, DeliveryError) as error:
            log.warning("no menu of commands", error=str(error))

    def definitions(self) -> list[Json]:
        """All commands, with their names and words in Chinese too."""
        slashes = [self._slash(each) for each in self._commands]
        names = list(self._on_messages)[:_MENU]
        return slashes + [
            {
                "type": _ON_MESSAGE,
                "name": name[:_NAME],
                "contexts": [0],
                "name_localizations": _translations(name, _NAME),
            }
            for name in names
        ]

    def read(self, interaction: discord.Interaction) -> Chosen | None:
        """What was chosen, None for what is none of ours."""
        data: Any = interaction.data or {}
        if interaction.type is discord.InteractionType.modal_submit:
            name, _, target = str(data.get("custom_id", "")).removeprefix(_FORM).partition(":")
            return Chosen(name, _written(data), target) if str(data.get("custom_id", "")).startswith(_FORM) else None
        if interaction.type is not discord.InteractionType.application_command:
            return None
        if data.get("type") == _ON_MESSAGE:
            name = self._on_messages.get(data["name"], data["name"])
            return Chosen(name, target=str(data["target_id"]), asks=name in WORDY)
        return Chosen(str(data["name"]), _option(data), file=_file(data))

    def suggestions(self, interaction: discord.Interaction) -> list[Json]:
        """What may be meant by what somebody began to write."""
        data: Any = interaction.data or {}
        if data.get("name") != "language":
            return []
        begun = _option(data).lower()
        return [
            {"name": name, "value": value}
            for name, value in _LANGUAGES
            if begun in name.lower() or value.startswith(begun)
        ]

    def form(self, chosen: Chosen, locale: str) -> Json:
        """What asks for the words of a command about a message."""
        phrases = Phrases(DOMAIN, _LOCALES.get(locale, "en"))
        label = phrases("What it should say")
        field = {
            "type": _TEXT_INPUT,
            "custom_id": ARGUMENTS,
            "style": _PARAGRAPH_INPUT,
            "label": label,
            "max_length": 2000,
        }
        title = phrases(_on_message(chosen.name))
        rows = [{"type": _ROW, "components": [field]}]
        return {"custom_id": f"{_FORM}{chosen.name}:{chosen.target}", "title": title[:45], "components": rows}

    @staticmethod
    def _slash(command: CommandSummary) -> Json:
        words = command.summaries
        described = {tag: words[locale][:_DESCRIPTION] for tag, locale in _LOCALES.items() if words.get(locale)}
        options = [_described(_STRING, ARGUMENTS, _WHAT)]
        if command.name in FILED:
            options.append(_described(_FILE_OPTION, FILE, _WHICH))
        if command.name == "language":
            options[0]["autocomplete"] = True
        return {
            "type": _SLASH,
            "name": command.name,
            "name_localizations": _translations(command.name, _NAME),
            "description": (words.get("en") or command.name)[:_DESCRIPTION],
            "description_localizations": described,
            "options": options,
            "contexts": [0],
        }


def _described(kind: int, name: str, what: str) -> Json:
    return {
        "type": kind,
        "name": name,
        "name_localizations": _translations(name, _NAME),
        "description": what,
        "description_localizations": _translations(what, _DESCRIPTION),
        "required": False,
    }


def _on_message(name: str) -> str:
    return _ON_MESSAGES.get(name, name.capitalize())


def _translations(phrase: str, limit: int) -> dict[str, str]:
    """A phrase by Discord's locales, where the catalogues have it."""
    found = {tag: Phrases(DOMAIN, locale)(phrase)[:limit] for tag, locale in _LOCALES.items()}
    return {tag: words for tag, words in found.items() if words != phrase}


def _option(data: Any) -> str:  # noqa: ANN401 - JSON of Discord's
    options = data.get("options") or ()
    return next((str(each.get("value", "")).strip() for each in options if each.get("name") == ARGUMENTS), "")


def _file(data: Any) -> Json:  # noqa: ANN401 - JSON of Discord's
    files = (data.get("resolved") or {}).get("attachments") or {}
    return next(iter(files.values()), None)


def _written(data: Any) -> str:  # noqa: ANN401 - JSON of Discord's
    """The words in a form, whichever way Discord nests them."""
    for row in data.get("components") or ():
        for field in (row.get("component"), *(row.get("components") or ())):
            if field and field.get("custom_id") == ARGUMENTS:
                return str(field.get("value", "")).strip()
    return ""
