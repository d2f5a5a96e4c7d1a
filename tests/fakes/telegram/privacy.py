"""Which bot hears what.

https://core.telegram.org/bots/features#privacy-mode
"""

from __future__ import annotations

from .account import Bot
from .message import Message

# Of what a bot did itself it is told only this, and of its pins.
_TOLD_TO_THE_DOER = frozenset(
    {"left_chat_member", "new_chat_title", "forum_topic_created", "forum_topic_closed", "forum_topic_reopened"}
)


def hears(bot: Bot, message: Message) -> bool:
    """Whether a bot in the message's chat is told of it."""
    if message.sender is bot:
        return message.pinned is not None or bool(_TOLD_TO_THE_DOER & message.special.keys())
    if message.chat.type == "private" or message.is_service:
        return True
    if message.sender.is_bot and message.sender_chat is None:
        return False
    return not bot.privacy_mode or message.chat.member(bot).is_administrator or _is_meant_for(bot, message)


def _is_meant_for(bot: Bot, message: Message) -> bool:
    if message.reply_to is not None and message.reply_to.sender is bot:
        return True
    for entity in message.entities:
        if entity.type != "bot_command":
            continue
        _, _, addressee = message.content.span(entity).partition("@")
        if addressee:
            if addressee.lower() == (bot.username or "").lower():
                return True
        elif entity.offset == 0 and _spoke_last(bot, message):
            return True
    return False


def _spoke_last(bot: Bot, message: Message) -> bool:
    """A command that names no bot is for the one that spoke last; for all where none ever spoke."""
    for earlier in reversed(message.chat.history.values()):
        if earlier is not message and isinstance(earlier.sender, Bot) and not earlier.is_service:
            return earlier.sender is bot
    return True
