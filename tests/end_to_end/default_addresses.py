"""The unchanged product at its default addresses, in a network of its own in which they are on loopback.

    unshare --net --mount python -m tests.end_to_end.default_addresses FOLDER

Run by `test_default_addresses.py`. Nothing here reaches outside: the namespace has no interface but loopback.
"""

from __future__ import annotations

import asyncio
import ssl
import subprocess
import sys
from pathlib import Path

from tests.end_to_end.magpie import Magpie
from tests.end_to_end.town import Town
from tests.fakes.discord import FakeDiscord
from tests.fakes.telegram import FakeTelegram

TELEGRAM, DISCORD = "127.0.0.1", "127.0.0.3"
NAMES = {
    TELEGRAM: ("localhost", "api.telegram.org"),
    DISCORD: ("discord.com", "gateway.discord.gg", "cdn.discordapp.com", "media.discordapp.net"),
}
PATIENCE = 30


def prepare(folder: Path) -> Path:
    """Bring loopback up, name the platforms there, and make a certificate for them; returns it."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    hosts = folder / "hosts"
    hosts.write_text("".join(f"{address} {' '.join(names)}\n" for address, names in NAMES.items()))
    subprocess.run(["mount", "--bind", str(hosts), "/etc/hosts"], check=True)
    names = ",".join(f"DNS:{name}" for group in NAMES.values() for name in group)
    certificate = folder / "server.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-subj", "/CN=loopback", "-addext", f"subjectAltName={names}"),
            *("-keyout", f"{certificate}.key", "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    return certificate


async def talk(folder: Path, certificate: Path) -> None:
    """A conversation between both platforms, with no setting but the tokens."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, f"{certificate}.key")
    async with (
        FakeTelegram(port=443, certificate=tls) as telegram,
        FakeDiscord(host=DISCORD, port=443, tls=tls, public=True) as discord,
    ):
        telegram_bot = telegram.create_bot("magpie_bot", privacy_mode=False)
        discord_bot = await discord.create_bot("Magpie")
        settings = {
            "MAGPIE_TELEGRAM__TOKEN": telegram_bot.token,
            "MAGPIE_DISCORD__TOKEN": discord.environment(discord_bot)["MAGPIE_DISCORD__TOKEN"],
            "SSL_CERT_FILE": str(certificate),
        }
        async with Magpie(folder / "magpie", settings) as magpie:
            async with asyncio.timeout(PATIENCE):
                await discord.gateway.ready(discord_bot)
            pair = await Town(telegram, discord, magpie, telegram_bot, discord_bot).linked()
            await telegram.say(pair.ann, pair.group, "see you at the tea house")
            await pair.channel.wait_for(lambda message: "tea house" in message.content, timeout=PATIENCE)
            await discord.say(pair.dora, pair.channel, "with pleasure")
            await pair.group.wait_for(lambda message: "with pleasure" in message.text, timeout=PATIENCE)


def main() -> None:
    folder = Path(sys.argv[1])
    asyncio.run(talk(folder, prepare(folder)))
    print("both platforms answered at their own names")


if __name__ == "__main__":
    main()
