"""A bot in a process of its own, and Discord's own addresses over TLS."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import ssl
import subprocess
import sys
from pathlib import Path

import aiohttp
import discord
import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from tests.fakes.discord import Bot, Channel, FakeDiscord, User
from tests.fakes.test_discord.clients import Listener, run

ECHO = Path(__file__).with_name("echo.py")


@pytest.mark.process
async def test_a_bot_may_be_a_process_and_be_killed(server: FakeDiscord, bot: Bot, channel: Channel, ann: User) -> None:
    environment = os.environ | server.environment(bot)

    async def start() -> asyncio.subprocess.Process:
        devnull = asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(sys.executable, ECHO, env=environment, stderr=devnull)
        await server.gateway.ready(bot, timeout=30)
        return process

    process = await start()
    await server.say(ann, channel, "one")
    echo = await channel.wait_for(lambda one: one.author_name == "Ann again")
    assert echo.content == "one"
    process.send_signal(signal.SIGKILL)
    await process.wait()
    await server.gateway.gone(bot)
    await server.say(ann, channel, "lost")
    process = await start()
    await server.say(ann, channel, "two")
    await channel.wait_for(lambda one: one.author_name == "Ann again" and one.content == "two")
    process.terminate()
    await process.wait()
    assert [one.content for one in channel.messages] == ["one", "one", "lost", "two", "two"]
    assert server.gateway.counts["identify"] == 2


class Home(AbstractResolver):
    """Finds every host at home."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Lead to the fake."""
        return [
            ResolveResult(hostname=host, host="127.0.0.1", port=self._port, family=socket.AF_INET, proto=0, flags=0)
        ]

    async def close(self) -> None:
        """Nothing is open."""


async def test_discords_own_addresses_over_tls(tmp_path: Path) -> None:
    names = "subjectAltName=DNS:discord.com,DNS:gateway.discord.gg,DNS:cdn.discordapp.com"
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-keyout", str(key), "-out", str(certificate), "-subj", "/CN=discord.com", "-addext", names]
    subprocess.run(command, check=True, capture_output=True)  # noqa: ASYNC221 - nothing runs beside it yet
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate, key)
    async with FakeDiscord(tls=tls, public=True) as server:
        bot = await server.create_bot()
        guild = await server.create_guild("Tea house", bot)
        channel = await server.create_channel(guild, "general")
        trust = ssl.create_default_context(cafile=str(certificate))
        intents = discord.Intents.default()
        intents.message_content = True
        client = Listener(intents)
        client.http.connector = aiohttp.TCPConnector(resolver=Home(server.port), ssl=trust)
        async with run(client, bot):
            await server.say(guild.owner, channel, "hi")
            heard = await client.hear("message")
            assert heard.content == "hi"
            assert server.gateway.url == "wss://gateway.discord.gg"
