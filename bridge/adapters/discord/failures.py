"""What Discord's refusals mean for a delivery: https://discord.com/developers/docs/topics/opcodes-and-status-codes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bridge.relay.failure import DeliveryError, Refused, RoomLost, Unreachable

UNKNOWN_CHANNEL = 10003
UNKNOWN_MESSAGE = 10008
UNKNOWN_EMOJI = 10014
UNKNOWN_WEBHOOK = 10015
TOO_MANY_WEBHOOKS = 30007
TOO_MANY_REACTIONS = 30010
REACTION_BLOCKED = 90001
TOO_LARGE = 40005
MISSING_ACCESS = 50001
OTHERS_MESSAGE = 50005
MISSING_PERMISSIONS = 50013
BAD_WEBHOOK_TOKEN = 50027
BAD_FORM = 50035
ARCHIVED = 50083

GONE = "the Discord channel is no more"
REMOVED = "the bot was removed from the Discord server"
MANAGE_WEBHOOKS = "the bot needs the permission “Manage Webhooks” in the Discord channel to speak under people's names"
PIN_MESSAGES = "the bot needs the permission “Pin Messages” in the Discord channel"
MANAGE_MESSAGES = "the bot needs the permission “Manage Messages” in the Discord channel to delete others' messages"
ADD_REACTIONS = "the bot needs the permissions “Add Reactions” and “Read Message History” in the Discord channel"
SEND_MESSAGES = "the bot may not write in the Discord channel; give it the permission “Send Messages”"

_LOST = {
    UNKNOWN_CHANNEL: GONE,
    10004: REMOVED,
    MISSING_ACCESS: "the bot cannot see the Discord channel; give it the permission “View Channel”",
}
_REFUSED = {
    TOO_LARGE: "the file is too large for Discord",
    40333: "Discord refuses the bot's requests; see that the network is not a proxy that Discord blocks",
    ARCHIVED: "the Discord thread is archived; let somebody write in it, or open it again",
    160005: "the Discord thread is locked; let a moderator unlock it",
    200000: "the Discord server's AutoMod blocked it",
    200001: "the Discord server's AutoMod blocked it",
    240000: "Discord calls a link in it harmful",
}


class Rejected(Exception):
    """Discord answered with 4xx. `code` is its own number for what is wrong, 0 without one."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status = status
        self.code = code
        self.message = message


def translated(error: Rejected, lacking: str = SEND_MESSAGES) -> DeliveryError:
    """The relay's word for a refusal; `lacking` is what to say where a permission is missing."""
    if error.status == 401:
        return Unreachable("Discord does not accept the bot's token")
    if error.code in _LOST:
        return RoomLost(_LOST[error.code])
    if error.code == MISSING_PERMISSIONS:
        return Refused(lacking)
    return Refused(_REFUSED.get(error.code) or f"Discord refused it ({error.message or error.status})")


@contextmanager
def calling(lacking: str = SEND_MESSAGES) -> Iterator[None]:
    """Raises the relay's errors in place of Discord's."""
    try:
        yield
    except Rejected as error:
        raise translated(error, lacking) from error
