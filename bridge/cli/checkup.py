"""Looking whether everything that Magpie needs is there."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from bridge.chat.room import RoomRef
from bridge.relay.finding import Finding
from bridge.settings import Settings
from bridge.store.migrations import SchemaError, verify
from bridge.translation.packages import Packages

#: Seconds for Magpie to answer.
_PATIENCE = 5.0


def checkup(settings: Settings) -> list[Finding]:
    """Every part in order; changes nothing and starts nothing."""
    return [
        _folder(settings.data_dir),
        _database(settings.data_dir / "magpie.db"),
        *_models(settings.data_dir / "packages"),
        _port(settings.web.host, settings.web.port, settings.data_dir),
        *_secrets(),
    ]


async def platforms(settings: Settings) -> list[Finding]:
    """What each token can and cannot do, asked of its platform; changes nothing."""
    findings: list[Finding] = []
    if settings.telegram.token is not None:
        from bridge.adapters.telegram.checkup import inspect as inspect_telegram  # noqa: PLC0415

        findings += await inspect_telegram(settings.telegram, _rooms(settings, "telegram"))
    if settings.discord.token is not None:
        from bridge.adapters.discord.checkup import inspect as inspect_discord  # noqa: PLC0415

        findings += await inspect_discord(settings.discord, _rooms(settings, "discord"))
    return findings


def _rooms(settings: Settings, platform: str) -> list[RoomRef]:
    """The rooms of a platform that the database knows; none where there is no sound database."""
    path = settings.data_dir / "magpie.db"
    if not path.exists():
        return []
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            rows = connection.execute(
                "SELECT native FROM rooms WHERE platform = ? AND state = 'open' AND bridge IS NOT NULL", (platform,)
            ).fetchall()
    except sqlite3.Error:
        return []
    return [RoomRef(platform, row[0]) for row in rows]


def _folder(folder: Path) -> Finding:
    existing = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    if not os.access(existing, os.W_OK):
        return Finding("data folder", False, f"{existing} is not writable; set MAGPIE_DATA_DIR to a folder that is.")
    return Finding("data folder", True, f"{folder} is writable.")


def _database(path: Path) -> Finding:
    if not path.exists():
        return Finding("database", True, "there is none yet; it is made at the first start.")
    try:
        waiting = verify(path)
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            broken = connection.execute("PRAGMA quick_check").fetchone()[0]
    except (SchemaError, sqlite3.Error) as error:
        return Finding("database", False, str(error))
    if broken != "ok":
        return Finding("database", False, f"{path} is damaged ({broken}); restore a backup.")
    if waiting:
        return Finding("database", True, "is from an older version; it is brought up to date at the next start.")
    return Finding("database", True, f"{path} is sound.")


def _models(folder: Path) -> Iterator[Finding]:
    packages = Packages(folder)
    for source, target in (("zh", "en"), ("en", "zh")):
        found = packages.translating(source, target)
        part = f"{source} → {target}"
        if found:
            yield Finding(part, True, f"{found[0].name}{' (came with Magpie)' if found[0].builtin else ''}.")
        else:
            yield Finding(part, False, "no package; `magpie models install` fetches one.")


def _port(host: str, port: int, folder: Path) -> Finding:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if _runs(host, port, folder):
                return Finding("web room", True, f"Magpie is running and answers on {host}:{port}.")
            hint = "another program may have it; end that, or set MAGPIE_WEB__PORT to another port"
            return Finding("web room", False, f"{host}:{port} cannot be used ({error.strerror}); {hint}.")
    return Finding("web room", True, f"{host}:{port} is free.")


def _runs(host: str, port: int, folder: Path) -> bool:
    """Whether it is Magpie itself, with this data folder, that has the port."""
    from bridge.app import occupied  # noqa: PLC0415

    if not occupied(folder):
        return False
    # No proxy is asked: where it listens on all addresses, one of them is this machine's own.
    asked = HTTPConnection({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port, timeout=_PATIENCE)  # noqa: S104
    try:
        asked.request("GET", "/healthz")
        answer = json.loads(asked.getresponse().read(1024))
    except (OSError, HTTPException, ValueError):
        return False
    finally:
        asked.close()
    return isinstance(answer, dict) and answer.get("status") == "alive"


def exposed() -> list[str]:
    """The names of settings files that others on this machine can read."""
    return [str(path) for path in [Path("magpie.toml")] if path.exists() and path.stat().st_mode & 0o077]


def _secrets() -> Iterator[Finding]:
    for path in exposed():
        yield Finding("settings", False, f"others can read {path}, which may hold tokens; run `chmod 600 {path}`.")
