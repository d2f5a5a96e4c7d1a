"""Who speaks on Telegram, and who administers what."""

from __future__ import annotations

import time
from collections import OrderedDict

import structlog
from telegram import Bot, Chat, ChatMember, Message, User
from telegram.error import TelegramError

from bridge.adapters.telegram.constants import FACE, PLATFORM
from bridge.adapters.telegram.names import clean
from bridge.chat.author import Author

log = structlog.get_logger(__name__)

_KEPT = 20_000
#: Seconds for which an answer about somebody's rights is believed.
_BELIEVED = 60.0
_ADMINISTRATORS = frozenset({ChatMember.OWNER, ChatMember.ADMINISTRATOR})


def author_of_user(user: User, *, admin: bool = False) -> Author:
    """A person or a bot. The address of a profile photo holds the bot's token, so that only the bot may fetch it."""
    name = clean(user.full_name) or user.username or str(user.id)
    number, language = str(user.id), user.language_code or ""
    return Author(PLATFORM, number, name, f"{FACE}{number}", language, bot=user.is_bot, admin=admin)


def author_of_chat(chat: Chat, *, admin: bool = False) -> Author:
    """A channel, or a group behind which an administrator stays anonymous."""
    number = str(chat.id)
    return Author(PLATFORM, number, clean(chat.title or "") or number, f"{FACE}{number}", admin=admin)


class People:
    """Authors of messages, the numbers behind usernames that were seen, and who is an administrator."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._numbers: OrderedDict[str, int] = OrderedDict()
        self._rights: OrderedDict[tuple[int, int], tuple[float, bool]] = OrderedDict()

    def author(self, message: Message) -> Author:
        """Who wrote a message, whether an administrator or not."""
        if message.sender_chat is not None:
            # In the name of the group itself only administrators write, and of a channel in itself.
            return author_of_chat(message.sender_chat, admin=message.sender_chat.id == message.chat.id)
        if message.from_user is not None:
            self.met(message.from_user)
            return author_of_user(message.from_user)
        return author_of_chat(message.chat, admin=True)

    async def asker(self, chat: Chat, message: Message) -> Author:
        """Who gave a command, and whether as an administrator."""
        if message.sender_chat is not None or message.from_user is None:
            return self.author(message)
        self.met(message.from_user)
        return author_of_user(message.from_user, admin=await self.is_admin(chat, message.from_user.id))

    def met(self, user: User) -> None:
        """Remember whose a username is."""
        if user.username:
            self._numbers[user.username.lower()] = user.id
            self._numbers.move_to_end(user.username.lower())
            if len(self._numbers) > _KEPT:
                self._numbers.popitem(last=False)

    def number(self, username: str) -> int | None:
        """Whose a username is, where they were seen."""
        return self._numbers.get(username.lower())

    async def is_admin(self, chat: Chat, user: int) -> bool:
        """Whether somebody administers a chat; False where Telegram does not say."""
        if chat.type == Chat.PRIVATE:
            return True
        asked_at, admin = self._rights.get((chat.id, user), (float("-inf"), False))
        if time.monotonic() - asked_at < _BELIEVED:
            return admin
        try:
            member = await self._bot.get_chat_member(chat.id, user)
        except TelegramError as error:
            log.warning("rights unknown", chat=chat.id, error=type(error).__name__)
            return False
        admin = member.status in _ADMINISTRATORS
        self._rights[chat.id, user] = time.monotonic(), admin
        if len(self._rights) > _KEPT:
            self._rights.popitem(last=False)
        return admin

    def changed(self, chat: int, user: int) -> None:
        """Somebody's rights may be others now."""
        self._rights.pop((chat, user), None)
