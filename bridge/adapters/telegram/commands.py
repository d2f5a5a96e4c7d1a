"""Commands as people write them on Telegram: `/name@bot arguments` at the start of a message."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from telegram import BotCommand, Message, MessageEntity

from bridge.commands.summary import CommandSummary

#: Telegram's own way to begin, which no menu lists.
START = "start"


@dataclass(frozen=True, slots=True)
class Written:
    """A command that was written. `name` is in lower case, `arguments` as written."""

    name: str
    arguments: str


def read_command(message: Message, username: str, ours: Collection[str]) -> Written | None:
    """The command at the start of a message, if it is for the bot `username`.

    One that names no bot is for this one where it is among `ours`, or where `ours` is empty: other bots in the same
    group have commands too.
    """
    plain = message.text or message.caption or ""
    entities = message.entities if message.text else message.caption_entities
    first = next((each for each in entities if each.type == MessageEntity.BOT_COMMAND and each.offset == 0), None)
    if first is None:
        return None
    # Names of commands and bots are ASCII, so that here units and code points are the same.
    name, _, addressee = plain[1 : first.length].partition("@")
    name = name.lower()
    if addressee and addressee.lower() != username.lower():
        return None
    if not addressee and ours and name not in ours and name != START:
        return None
    return Written(name, plain[first.length :].strip())


def menu(commands: Sequence[CommandSummary]) -> dict[str, list[BotCommand]]:
    """The menu by language code; "" for everybody else, in English."""
    return {
        code: [BotCommand(each.name, each.summaries.get(locale) or each.summaries["en"]) for each in commands]
        for code, locale in (("", "en"), ("zh", "zh_CN"))
    }
