"""Names of people and files, which others chose and which are shown or stored here."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from bridge.adapters.discord.constants import NAME_LIMIT

_FILE_STEM_LIMIT = 60
_RAW_LIMIT = 4096
_FILE_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")
_JOINER = "\u200d"
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
#: What Discord does not allow in the name of a webhook, with a letter that looks the same.
_FORBIDDEN = (
    (re.compile("discord", re.IGNORECASE), "c", "с"),
    (re.compile("clyde", re.IGNORECASE), "y", "у"),
)
_RESERVED = frozenset({"everyone", "here"})


def clean(name: str, limit: int = NAME_LIMIT) -> str:
    """A name on one line, without control and direction characters, at most `limit` code points."""
    shown = "".join(char if char == _JOINER or unicodedata.category(char) not in _HIDDEN else " " for char in name)
    return re.sub(r"\s+", " ", shown).strip(f" {_JOINER}")[:limit].strip()


def webhook_name(name: str) -> str:
    """A name that a webhook may wear: 1 to 80 code points, without what Discord keeps for itself."""
    legal = clean(name).replace("```", "'''")
    for pattern, letter, alike in _FORBIDDEN:
        legal = pattern.sub(lambda found, old=letter, new=alike: _swap(found.group(), old, new), legal)  # type: ignore[misc]
    if legal.lower() in _RESERVED:
        legal += "·"
    return legal or "?"


def safe_file_name(name: str, fallback: str) -> str:
    """A file's name without folders, control characters and leading dots, at most some 70 characters."""
    base = PurePosixPath(name.replace("\\", "/")).name
    cleaned = re.sub(r'[<>:"|?*/%]', "_", clean(base, _RAW_LIMIT)).strip(". ")
    suffix = PurePosixPath(cleaned).suffix
    if not _FILE_SUFFIX.fullmatch(suffix):
        suffix = ""
    stem = cleaned.removesuffix(suffix)[:_FILE_STEM_LIMIT].strip(". ")
    return f"{stem}{suffix}" if stem else fallback


def _swap(word: str, letter: str, alike: str) -> str:
    return word.replace(letter, alike).replace(letter.upper(), alike.upper())
