"""Which versions of what are running."""

from __future__ import annotations

import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version

from bridge import __version__

#: Under either of its names, as Argos publishes it and as LibreTranslate does.
_ARGOS = ("argos-translate-lt", "argostranslate")
_LIBRARIES = ("ctranslate2", *_ARGOS, "aiohttp", "python-telegram-bot", "discord.py", "fxtranslate")


def versions() -> dict[str, str]:
    """Magpie, Python, SQLite, and the libraries that meet the world; reads files, so not for the event loop."""
    found = {"Magpie": __version__, "Python": platform.python_version(), "SQLite": sqlite3.sqlite_version}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
