"""Telegram's limits and what Magpie calls itself there: https://core.telegram.org/bots/api, /bots/faq."""

from __future__ import annotations

from bridge.chat.capabilities import Capabilities, Coalescing, Pace, Support
from bridge.chat.room import Audience
from bridge.chat.text import EntityKind
from bridge.chat.units import Unit

PLATFORM = "telegram"
#: The catalogue of this adapter's own words.
DOMAIN = "telegram"

#: Before the number of a person or a chat, in place of a file's identifier: their picture.
FACE = "face:"

MEGABYTE = 1024 * 1024
#: UTF-16 units.
TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ENTITY_LIMIT = 100
#: Bytes.
UPLOAD_LIMIT = 50 * MEGABYTE
PHOTO_LIMIT = 10 * MEGABYTE
DOWNLOAD_LIMIT = 20 * MEGABYTE
ALBUM_SIZE = 10
#: Messages a second to all chats together.
OVERALL = Pace(30, 1.0)

#: For the host: what keeps a bot from hearing.
PRIVACY = (
    "Privacy mode is on, so that the bot hears only commands in groups where it is no administrator. Open @BotFather,"
    " send /setprivacy, choose the bot, press Disable; then remove the bot from its groups and add it again."
)

CAPABILITIES = Capabilities(
    audience=Audience.SHARED,
    unit=Unit.UTF16,
    text_limit=TEXT_LIMIT,
    caption_limit=CAPTION_LIMIT,
    entity_limit=ENTITY_LIMIT,
    upload_limit=UPLOAD_LIMIT,
    download_limit=DOWNLOAD_LIMIT,
    formats=dict.fromkeys(EntityKind, Support.FULL)
    | {
        EntityKind.HEADING: Support.PARTIAL,
        EntityKind.SUBTEXT: Support.PARTIAL,
        EntityKind.CUSTOM_EMOJI: Support.PARTIAL,
    },
    pins=True,
    coalescing=Coalescing.ANY,
    # 20 a minute in a group, about one a second in any chat with short bursts; a little slower than the limit, since
    # calls that leave a minute apart may arrive closer to each other.
    paces=(Pace(20, 60.5), Pace(5, 5.25)),
    looks=False,
    # ❓ is not among the reactions that Telegram knows.
    why="🤔",
)
