"""The menu of commands that Telegram shows beside the text box."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bridge.adapters.telegram.commands import menu
from bridge.commands.summary import CommandSummary

log = structlog.get_logger(__name__)


async def publish_menu(bot: Bot, commands: Sequence[CommandSummary]) -> None:
    """Tell Telegram the commands in every language that there is; without a menu Magpie works all the same."""
    if not commands:
        return
    try:
        for code, listed in menu(commands).items():
            await bot.set_my_commands(listed, language_code=code or None)
    except TelegramError as error:
        log.warning("no menu of commands", error=type(error).__name__)
