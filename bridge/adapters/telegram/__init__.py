"""Telegram, through its Bot API: https://core.telegram.org/bots/api."""

import os

# python-telegram-bot 22 gives durations as numbers and warns at each, unless it is told that timedeltas are welcome.
os.environ.setdefault("PTB_TIMEDELTA", "true")
