"""The token that opens the host's page."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

import structlog
from pydantic import SecretStr

log = structlog.get_logger(__name__)

#: Its name in the data folder, where the settings hold none.
FILE = "admin-token"
#: Fewer characters can be guessed, whatever slows the guessing down.
ENOUGH = 16


class Admission:
    """Knows the token, and says it to nobody: `file` is where its owner reads it, None where the settings hold it."""

    def __init__(self, token: str, file: Path | None = None) -> None:
        self.file = file
        self._digest = _digest(token)

    @classmethod
    def load(cls, folder: Path, chosen: SecretStr | None) -> Admission:
        """The token of the settings, or that of the data folder, which is made at the first start.

        Raises `OSError` where the file can be neither read nor made.
        """
        token = chosen.get_secret_value().strip() if chosen is not None else ""
        if token:
            if len(token) < ENOUGH:
                log.warning("the admin token is short; choose one of 16 characters or more", characters=len(token))
            return cls(token)
        path = folder / FILE
        return cls(_kept(path) or _made(path), path)

    def fits(self, token: str) -> bool:
        """Whether this is the token; takes as long for any that is not."""
        return hmac.compare_digest(_digest(token), self._digest)


def _kept(path: Path) -> str:
    """What an earlier start wrote, "" for nothing."""
    try:
        if path.stat().st_mode & 0o077:
            log.warning("others could read the admin token; its file is now the host's alone", file=str(path))
            path.chmod(0o600)
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""


def _made(path: Path) -> str:
    token = secrets.token_urlsafe(32)
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    # Nobody else may read it, not even for the moment before a chmod.
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(f"{token}\n")
    unfinished.replace(path)
    return token


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
