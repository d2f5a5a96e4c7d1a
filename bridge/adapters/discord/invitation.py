"""The address under which somebody adds the bot to a server of theirs."""

from __future__ import annotations

import discord

_ADDRESS = (
    "https://discord.com/oauth2/authorize?client_id={application}&scope=bot+applications.commands&permissions={needed}"
)
#: What the bot needs in a server, as Discord's settings call it.
FOR_WHAT = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "read_message_history": "Read Message History",
    "manage_webhooks": "Manage Webhooks",
    "embed_links": "Embed Links",
    "attach_files": "Attach Files",
    "add_reactions": "Add Reactions",
    "manage_messages": "Manage Messages",
    "pin_messages": "Pin Messages",
}
#: What the invitation asks for.
NEEDED = discord.Permissions(**dict.fromkeys(FOR_WHAT, True))


def invitation(application: int | str) -> str:
    """Where the bot of an application is invited from, with all that it needs."""
    return _ADDRESS.format(application=application, needed=NEEDED.value)
