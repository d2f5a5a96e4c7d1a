"""Known trouble, said in one sentence."""

from __future__ import annotations

import sqlite3

from bridge.app import StartError
from bridge.glossary.term import TermError
from bridge.settings import SettingsError
from bridge.store.migrations import SchemaError
from bridge.translation.errors import PackageError

_KNOWN = (StartError, SettingsError, SchemaError, PackageError, TermError)


def sentence_for(error: BaseException) -> str:
    """What a person can do about an error, "" for a fault of ours."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    if isinstance(error, _KNOWN):
        return str(error)
    if isinstance(error, sqlite3.OperationalError):
        return f"The database cannot be written ({error}); is the disk full, or the folder read-only?"
    if isinstance(error, OSError):
        return f"{error.strerror or error}: {error.filename}" if error.filename else str(error.strerror or error)
    return ""
