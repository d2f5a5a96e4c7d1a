"""Where a message is found in a room: which of the identities there replies, reactions and pins go to."""

from __future__ import annotations

from collections.abc import Sequence

from bridge.chat.room import Audience
from bridge.relay.records import Spot


def address(spots: Sequence[Spot], audience: Audience) -> str:
    """The platform's identity for a message, "" where the room does not have it.

    In a shared room the message itself comes before Magpie's reply to it. A room that shows each reader their own
    shows copies alone, of its own messages too.
    """
    originals = [spot for spot in spots if spot.original]
    copies = [spot for spot in spots if not spot.original]
    ordered = copies if audience is Audience.PER_READER else [*originals, *copies]
    return ordered[0].native if ordered else ""
