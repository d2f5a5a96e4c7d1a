"""Discord's limits and what Magpie calls itself there: https://discord.com/developers/docs."""

from __future__ import annotations

from bridge.chat.capabilities import Capabilities, Coalescing, Pace, Support
from bridge.chat.room import Audience
from bridge.chat.text import EntityKind

PLATFORM = "discord"
#: The catalogue of this adapter's own words.
DOMAIN = "discord"

MEGABYTE = 1024 * 1024
#: Code points of a message.
TEXT_LIMIT = 2000
#: Bytes of one file, without boosts.
UPLOAD_LIMIT = 10 * MEGABYTE
FILES_LIMIT = 10
#: Code points of a webhook's name, https://discord.com/developers/docs/resources/webhook#create-webhook.
NAME_LIMIT = 80
#: Calls of a bot to everything together, https://discord.com/developers/docs/topics/rate-limits#global-rate-limit.
OVERALL = Pace(50, 1.0)
#: Seconds for which an interaction's token works.
INTERACTION_LIFE = 15 * 60.0
#: Before a message's id, in the handle of what was done to it: the answer is a reply to that message.
REPLY = "reply:"
#: Milliseconds since 1970 at which Discord's identifiers begin.
EPOCH = 1_420_070_400_000

CAPABILITIES = Capabilities(
    audience=Audience.SHARED,
    text_limit=TEXT_LIMIT,
    upload_limit=UPLOAD_LIMIT,
    formats=dict.fromkeys(EntityKind, Support.FULL)
    | {
        EntityKind.HASHTAG: Support.DROPPED,
        EntityKind.MENTION: Support.PARTIAL,
        EntityKind.CUSTOM_EMOJI: Support.PARTIAL,
    },
    pins=True,
    # A message wears its author's name.
    coalescing=Coalescing.SAME_AUTHOR,
    # Webhooks: 5 in 2 s, and about 30 a minute for all of a channel, which no header announces.
    paces=(Pace(5, 2.0), Pace(30, 60.0)),
    looks=True,
    why="❓",
)
