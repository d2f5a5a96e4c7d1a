"""Reactions: any emoji from elsewhere as one that a bot may set, and custom emoji by the usual ones they stand for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence

import structlog
from telegram import Bot, ReactionType, ReactionTypeCustomEmoji, ReactionTypeEmoji, ReactionTypePaid
from telegram.constants import ReactionEmoji
from telegram.error import TelegramError

log = structlog.get_logger(__name__)

_KEPT = 5_000
_STAR = "⭐"
_VARIATION = "\ufe0f"
_SKIN_TONES = dict.fromkeys(range(0x1F3FB, 0x1F400))
#: What bots may set, without variation selectors: https://core.telegram.org/bots/api#reactiontypeemoji.
ALLOWED = {str(emoji.value).replace(_VARIATION, ""): str(emoji.value) for emoji in ReactionEmoji}
#: What others mean nearly the same by. The first of a row is what is set.
_ROWS = (
    "👍 👍 ✅ ✔ ☑ ➕ 💪 🆗 🙂 ⬆ 🔝 🤙",
    "👎 👎 ❌ ✖ ➖ ⛔ 🚫 ⬇",
    "❤ 💖 💕 💜 💙 💚 🧡 💛 🖤 🤍 🤎 💗 💓 💞 💝 ♥ 🫶 🩷 🩵 🩶 ❣ 😻 🥹",
    "🤣 😂 💀 ☠ 😹 🫠",
    "😁 😀 😃 😄 😆 😅 😸 😺 😊 ☺ 😋 😬 🙃",
    "🎉 🥳 🎊 🎈 🎂 🪅",
    "👏 🙌",
    "🔥 🚀 💥 ✨ 🌟 ⭐ 🌶",
    "😢 🥺 😞 😔 😟 🙁 ☹ 😿 😥 😓 😩 😫",
    "😭 😪",
    "😱 😮 😲 😯 🙀 😧 😦",
    "🤔 ❓ ❔ 🧐 ⁉ 🤷 🫤",
    "😡 😠 👿 😤",
    "🙏 🛐",
    "👀 👁",
    "🤗 👋 🫂",
    "😎 🤠",
    "🤝 🤜 🤛 👊",
    "🤮 🤢 🤧",
    "🤪 😜 😝 😛",
    "😐 😑 😶 😒 🙄",
    "💯 🎯",
    "🏆 🥇 🎖 🏅",
    "😴 💤 🛌",
    "🫡 🪖",
    "💋 😚 😙 😗",
    "😘 😽",
    "🤯 🧠",
    "✍ 📝",
)
_NEAREST = {other: row.split()[0] for row in _ROWS for other in row.split()[1:]}


def nearest(emoji: str) -> str | None:
    """The reaction that a bot may set and that comes nearest to an emoji, None where none does."""
    bare = emoji.replace(_VARIATION, "")
    for form in (bare, bare.translate(_SKIN_TONES)):
        if form in ALLOWED:
            return ALLOWED[form]
        if form in _NEAREST:
            return ALLOWED[_NEAREST[form]]
    return None


def choices(emoji: Iterable[str]) -> list[str]:
    """Reactions to try for a message that others reacted to with these, the best first."""
    found = [allowed for each in emoji if (allowed := nearest(each)) is not None]
    return list(dict.fromkeys(reversed(found)))


class ReactionNames:
    """What people react with, as Unicode emoji."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._known: OrderedDict[str, str] = OrderedDict()

    async def of(self, reactions: Sequence[ReactionType]) -> tuple[str, ...]:
        """Each reaction's emoji; a custom one that Telegram does not explain is left out."""
        custom = [each.custom_emoji_id for each in reactions if isinstance(each, ReactionTypeCustomEmoji)]
        await self._learn([number for number in custom if number not in self._known])
        found: list[str] = []
        for reaction in reactions:
            match reaction:
                case ReactionTypeEmoji():
                    found.append(str(reaction.emoji))
                case ReactionTypeCustomEmoji():
                    found.append(self._known.get(reaction.custom_emoji_id, ""))
                case ReactionTypePaid():
                    found.append(_STAR)
        return tuple(dict.fromkeys(filter(None, found)))

    async def _learn(self, numbers: Sequence[str]) -> None:
        if not numbers:
            return
        try:
            stickers = await self._bot.get_custom_emoji_stickers(list(numbers))
        except TelegramError as error:
            log.info("custom emoji unknown", error=type(error).__name__)
            return
        for sticker in stickers:
            if sticker.custom_emoji_id and sticker.emoji:
                self._known[sticker.custom_emoji_id] = sticker.emoji
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
