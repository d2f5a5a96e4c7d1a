"""Magpie's commands in Discord's own menus: a slash, or a message's context menu, since a slash carries no reply.

https://discord.com/developers/docs/interactions/application-commands
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import discord
import structlog

from bridge.adapters.discord import buttons, forms, menu_slang
from bridge.adapters.discord.calls import Calls, Json
from bridge.adapters.discord.failures import Rejected
from bridge.adapters.discord.forms import Form
from bridge.adapters.discord.menu_words import DESCRIPTION, NAME, option, summaries, translations
from bridge.commands.slang_line import slang_line, wants_more
from bridge.commands.summary import CommandSummary
from bridge.relay.failure import DeliveryError

log = structlog.get_logger(__name__)

ARGUMENTS = "arguments"
SLANG = "slang"
_SLASH, _ON_MESSAGE, _STRING = 1, 3, 3
_MENU = 15
_WHAT = "What to do, as you would write it behind the command"
#: What a message's menu says; the words of a command alone would not tell.
_ON_MESSAGES = {
    "delete": "Delete everywhere",
    "mute": "Mute the author",
    "ban": "Ban the author",
    "unmute": "Unmute the author",
    "why": "Why this translation?",
    "fix": "Fix the translation",
    SLANG: "Add slang from this",
}
_ADD, _EDIT = "Add a term", "Change a term"
#: Code points up to which a whole message may be the term.
_TERM = 60


@dataclass(frozen=True, slots=True)
class Chosen:
    """A command that somebody chose.

    `form` is what asks for more words first, `file` Discord's word for a file; `pressed` says that it was a button.
    """

    name: str
    arguments: str = ""
    target: str = ""
    form: Form | None = None
    file: Json = None
    pressed: bool = False


class Menu:
    """The commands as Discord lists them, and back."""

    def __init__(self, commands: Sequence[CommandSummary]) -> None:
        self._commands = commands
        about = [each.name for each in commands if each.about_a_message or each.name == SLANG]
        self._on_messages = {_on_message(name): name for name in about}

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
                "name": name[:NAME],
                "contexts": [0],
                "name_localizations": translations(name, NAME),
            }
            for name in names
        ]

    def read(self, interaction: discord.Interaction) -> Chosen | None:
        """What was chosen, None for what is none of ours."""
        data: Json = interaction.data or {}
        match interaction.type:
            case discord.InteractionType.modal_submit:
                return _submitted(data)
            case discord.InteractionType.component:
                command = buttons.pressed(data)
                return None if command is None else Chosen(*command, pressed=True)
            case discord.InteractionType.application_command if data.get("type") == _ON_MESSAGE:
                return self._said_to(data)
            case discord.InteractionType.application_command if data["name"] == SLANG:
                return _slang(data)
            case discord.InteractionType.application_command:
                return Chosen(str(data["name"]), _option(data))
        return None

    def begun(self, interaction: discord.Interaction) -> tuple[str, str]:
        """The command, with its part, that somebody is writing, and what they wrote of it."""
        data: Json = interaction.data or {}
        name = str(data.get("name", ""))
        if name != SLANG:
            return name, _option(data)
        part, words = menu_slang.begun(data)
        return f"{name} {part}", words

    def _said_to(self, data: Json) -> Chosen:
        name, target = self._on_messages.get(data["name"], data["name"]), str(data["target_id"])
        if name == SLANG:
            message = ((data.get("resolved") or {}).get("messages") or {}).get(target) or {}
            return Chosen(name, form=_from_message(str(message.get("content", "")).strip()))
        if name == "fix":
            return Chosen(name, target=target, form=Form(name, _ON_MESSAGES[name], rest=target, about=target))
        return Chosen(name, target=target)

    @staticmethod
    def _slash(command: CommandSummary) -> Json:
        words: Mapping[str, str] = command.summaries
        return {
            "type": _SLASH,
            "name": command.name,
            "name_localizations": translations(command.name, NAME),
            "description": (words.get("en") or command.name)[:DESCRIPTION],
            "description_localizations": summaries(words),
            "options": menu_slang.subcommands() if command.name == SLANG else [_words(command.name)],
            "contexts": [0],
        }


def _words(name: str) -> Json:
    """The one option of a command whose words are written as they are everywhere."""
    described = option(_STRING, ARGUMENTS, _WHAT)
    return described | {"autocomplete": True} if name == "language" else described


def _slang(data: Json) -> Chosen:
    part, fields = menu_slang.read(data)
    if not wants_more(part, fields):
        return Chosen(SLANG, slang_line(part, fields), file=_file(data))
    title, about = (_EDIT, fields.get("form", "")) if part == "edit" else (_ADD, "")
    form = Form(f"{SLANG} {part}", title, rest=fields.pop("here", ""), filled=fields, about=about)
    return Chosen(SLANG, form=form)


def _from_message(content: str) -> Form:
    """A form for a term that stands in a message: it is the message, or somewhere in it."""
    whole = len(content) <= _TERM and "\n" not in content
    return Form(f"{SLANG} add", _ADD, filled={"form": content} if whole else {}, shown="" if whole else content)


def _submitted(data: Json) -> Chosen | None:
    filled = forms.read(data)
    if filled is None:
        return None
    name, _, part = filled.command.partition(" ")
    if name != SLANG:
        return Chosen(name, filled.fields.get("words", ""), filled.rest)
    return Chosen(name, slang_line(part, {**filled.fields, "here": filled.rest}))


def _on_message(name: str) -> str:
    return _ON_MESSAGES.get(name, name.capitalize())


def _option(data: Json) -> str:
    options = data.get("options") or ()
    return next((str(each.get("value", "")).strip() for each in options if each.get("name") == ARGUMENTS), "")


def _file(data: Json) -> Json:
    files = (data.get("resolved") or {}).get("attachments") or {}
    return next(iter(files.values()), None)
