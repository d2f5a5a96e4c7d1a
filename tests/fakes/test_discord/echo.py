"""A bot that is a process of its own: it says again what people say, over a webhook, until it is killed."""

from __future__ import annotations

import os

import discord
import yarl
from discord.gateway import DiscordWebSocket


class Echo(discord.Client):
    """Echoes."""

    async def on_message(self, message: discord.Message) -> None:
        """Say it again."""
        if not message.author.bot and isinstance(message.channel, discord.TextChannel):
            hooks = await message.channel.webhooks()
            hook = hooks[0] if hooks else await message.channel.create_webhook(name="echo")
            await hook.send(message.content, username=f"{message.author.display_name} again")


def main() -> None:
    """Take the settings from the environment, as Magpie does."""
    settings = os.environ
    if "MAGPIE_DISCORD__API_URL" in settings:
        discord.http.Route.BASE = settings["MAGPIE_DISCORD__API_URL"]
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings["MAGPIE_DISCORD__GATEWAY_URL"])
        discord.Asset.BASE = settings["MAGPIE_DISCORD__CDN_URL"]
    intents = discord.Intents.default()
    intents.message_content = True
    Echo(intents=intents).run(settings["MAGPIE_DISCORD__TOKEN"])


if __name__ == "__main__":
    main()
