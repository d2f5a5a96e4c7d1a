"""`magpie run`."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bridge.settings import Settings


def run() -> None:
    """Start the bridge and the web room; stop it with Ctrl-C."""
    import structlog  # noqa: PLC0415

    from bridge.cli.checkup import exposed  # noqa: PLC0415
    from bridge.logging import configure_logging  # noqa: PLC0415
    from bridge.settings import load_settings  # noqa: PLC0415

    settings = load_settings()
    tokens = [settings.telegram.token, settings.telegram.webhook_secret, settings.discord.token]
    tokens.append(settings.operations.admin_token)
    secrets = [token.get_secret_value() for token in tokens if token]
    configure_logging(settings.log_level, settings.log_format, secrets)
    for path in exposed():
        sentence = "others can read the settings, which may hold tokens; use chmod 600"
        structlog.get_logger(__name__).warning(sentence, file=path)
    asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    from bridge.app import App  # noqa: PLC0415

    app = App(settings)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, app.stop)
    await app.run(_announce)


def _announce(address: str) -> None:
    print(f"Magpie is open at {address}", flush=True)
    sys.stdout.flush()
