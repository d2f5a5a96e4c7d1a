"""Names of people and files, which others chose and which are shown or stored here."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

#: Code points of a file's name that are looked at.
_RAW_LIMIT = 4096
_FILE_STEM_LIMIT = 60
_FILE_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")
_JOINER = "\u200d"
#: What is unassigned stays: to Python that is every emoji younger than its tables.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def clean(name: str, limit: int) -> str:
    """A name on one line, without control and direction characters, at most `limit` code points."""
    shown = "".join(char if char == _JOINER or unicodedata.category(char) not in _HIDDEN else " " for char in name)
    return re.sub(r"\s+", " ", shown).strip(f" {_JOINER}")[:limit].strip()


def safe_file_name(name: str, fallback: str) -> str:
    """A file's name without folders, control characters and leading dots, at most some 70 characters."""
    base = PurePosixPath(name.replace("\\", "/")).name
    cleaned = re.sub(r'[<>:"|?*/%]', "_", clean(base, _RAW_LIMIT)).strip(". ")
    suffix = PurePosixPath(cleaned).suffix
    if not _FILE_SUFFIX.fullmatch(suffix):
        suffix = ""
    stem = cleaned.removesuffix(suffix)[:_FILE_STEM_LIMIT].strip(". ")
    return f"{stem}{suffix}" if stem else fallback
