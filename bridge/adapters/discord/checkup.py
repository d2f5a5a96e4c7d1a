"""What the bot can and cannot do, in sentences, for whoever sets Magpie up."""

from __future__ import annotations

from collections.abc import Sequence

import aiohttp
import discord

from bridge.adapters.discord.adapter import REJECTED
from bridge.adapters.discord.calls import Calls, Json
from bridge.adapters.discord.constants import PLATFORM
from bridge.adapters.discord.failures import Rejected, translated
from bridge.adapters.discord.invitation import FOR_WHAT, invitation
from bridge.adapters.discord.membership import tells_of_members
from bridge.adapters.discord.patience import USUAL, Patience
from bridge.adapters.discord.rooms import channel_of
from bridge.chat.room import RoomRef
from bridge.relay.failure import DeliveryError
from bridge.relay.finding import Finding
from bridge.settings import Discord

UNREACHABLE = "Discord cannot be reached at {address}; look at the network, a proxy, or MAGPIE_DISCORD__API_URL."
CONTENT_ON = "is on: the bot hears what is said."
CONTENT_OFF = (
    "is off, so that the bot hears nothing of what is said. Open discord.com/developers/applications, choose the bot,"
    " press Bot, and switch “Message Content Intent” on."
)
MEMBERS_ON = "are told of: the rooms hear when somebody leaves the server."
MEMBERS_OFF = (
    "are not told of, so that no room hears when somebody leaves the server; who wants that switches “Server Members"
    " Intent” on (discord.com/developers/applications, the bot, Bot) and starts Magpie again."
)
NOWHERE = "The bot is in no server yet. Open this address and choose one: {address}"
_READS_CONTENT = 1 << 18 | 1 << 19
_THREADS = frozenset({10, 11, 12})


async def inspect(settings: Discord, rooms: Sequence[RoomRef] = (), patience: Patience = USUAL) -> list[Finding]:
    """Ask Discord about the token, the intent, and the bot's permissions in `rooms`; changes nothing."""
    if settings.token is None:
        return [Finding(PLATFORM, True, "off, since MAGPIE_DISCORD__TOKEN is not set.")]
    async with aiohttp.ClientSession() as session:
        calls = Calls(session, settings.api_url, settings.token.get_secret_value().strip(), patience)
        try:
            return await _inspect(calls, rooms)
        except Rejected as error:
            if error.status == 401:
                return [Finding(PLATFORM, False, REJECTED)]
            return [Finding(PLATFORM, False, f"{translated(error)}.")]
        except DeliveryError:
            return [Finding(PLATFORM, False, UNREACHABLE.format(address=settings.api_url))]


async def _inspect(calls: Calls, rooms: Sequence[RoomRef]) -> list[Finding]:
    me = await calls("GET", "/users/@me")
    application = await calls("GET", "/applications/@me")
    findings = [Finding(PLATFORM, True, f"The token belongs to {me['username']}.")]
    reads = bool(int(application.get("flags") or 0) & _READS_CONTENT)
    findings.append(Finding("Discord message content", reads, CONTENT_ON if reads else CONTENT_OFF))
    findings.append(Finding("Discord members", True, MEMBERS_ON if tells_of_members(application) else MEMBERS_OFF))
    servers = await calls("GET", "/users/@me/guilds")
    if servers:
        names = ", ".join(f"“{server['name']}”" for server in servers[:10])
        findings.append(Finding("Discord servers", True, f"The bot is in {names}."))
    else:
        address = invitation(application["id"])
        findings.append(Finding("Discord servers", False, NOWHERE.format(address=address)))
    return findings + [await _room(calls, room, me["id"]) for room in rooms]


async def _room(calls: Calls, room: RoomRef, me: str) -> Finding:
    try:
        channel = await calls("GET", f"/channels/{channel_of(room)}")
        holder = channel
        if channel["type"] in _THREADS:
            holder = await calls("GET", f"/channels/{channel['parent_id']}")
        guild = await calls("GET", f"/guilds/{channel['guild_id']}")
        member = await calls("GET", f"/guilds/{channel['guild_id']}/members/{me}")
    except (Rejected, DeliveryError) as error:
        sentence = translated(error) if isinstance(error, Rejected) else error
        return Finding(str(room), False, f"{sentence}.")
    part = f"Discord: #{channel['name']} ({guild['name']})"
    granted = permissions(guild, holder, member, me)
    if channel["type"] not in _THREADS:
        granted.send_messages_in_threads = True
    lacking = [name for field, name in FOR_WHAT.items() if not getattr(granted, field)]
    if lacking:
        return Finding(part, False, f"The bot lacks {', '.join(f'“{name}”' for name in lacking)}; allow it these here.")
    return Finding(part, True, "The bot may do everything it needs.")


def permissions(guild: Json, channel: Json, member: Json, me: str) -> discord.Permissions:
    """What the bot may do: https://discord.com/developers/docs/topics/permissions#permission-overwrites."""
    mine = {*member["roles"], guild["id"]}
    base = 0
    for role in guild["roles"]:
        if role["id"] in mine:
            base |= int(role["permissions"])
    if base & discord.Permissions(administrator=True).value or guild.get("owner_id") == me:
        return discord.Permissions.all()
    overwrites = channel.get("permission_overwrites") or ()
    steps = (
        [each for each in overwrites if each["id"] == guild["id"]],
        [each for each in overwrites if each["id"] in member["roles"]],
        [each for each in overwrites if each["id"] == me],
    )
    for step in steps:
        for each in step:
            base &= ~int(each["deny"])
        for each in step:
            base |= int(each["allow"])
    return discord.Permissions(base)
