"""The server under a name of its own, with TLS, as the unchanged product meets it."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
from pathlib import Path

import aiohttp
import pytest

from tests.fakes.telegram import FakeTelegram


@pytest.fixture
def pem(tmp_path: Path) -> Path:
    """A key and a certificate for api.telegram.org and loopback, in one file."""
    path = tmp_path / "server.pem"
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=api.telegram.org "
        f"-addext subjectAltName=DNS:api.telegram.org,IP:127.0.0.1 -keyout {path} -out {path}.crt"
    )
    subprocess.run(command.split(), check=True, capture_output=True)
    path.write_text(path.read_text() + Path(f"{path}.crt").read_text())
    return path


async def test_the_server_speaks_tls(pem: Path) -> None:
    certificate = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.load_cert_chain(pem)
    trust = ssl.create_default_context(cafile=f"{pem}.crt")
    async with FakeTelegram(certificate=certificate) as telegram, aiohttp.ClientSession() as session:
        bot = telegram.create_bot()
        assert telegram.base_url.startswith("https://127.0.0.1:")
        async with session.get(f"{telegram.base_url}{bot.token}/getMe", ssl=trust) as answer:
            assert (await answer.json())["result"]["id"] == bot.id
        telegram.faults.add("reset_after", "getMe")
        broken = await asyncio.gather(
            session.post(f"{telegram.base_url}{bot.token}/getMe", ssl=trust), return_exceptions=True
        )
        assert isinstance(broken[0], aiohttp.ClientConnectionError)
