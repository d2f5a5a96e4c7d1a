"""The people, bots and chats of a test."""

from __future__ import annotations

import base64
import secrets

from .account import Bot, User
from .chat import Chat, Topic
from .files import Kind
from .media import Media, StickerFormat
from .member import ADMINISTRATOR_RIGHTS, Member
from .picture import make_png
from .update_queue import UpdateQueue
from .world import World

# The smallest picture that WebP knows.
_WEBP = base64.b64decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
_CONTENTS: dict[str, bytes] = {
    "sticker": _WEBP,
    "voice": b"OggS\0voice",
    "audio": b"ID3\x03audio",
    "document": b"%PDF-1.4 document",
}
_MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"


class Founding:
    """Makes what a test needs before it begins. Nothing here waits."""

    world: World

    def create_bot(
        self,
        username: str = "magpie_bot",
        *,
        name: str = "Magpie",
        privacy_mode: bool = True,
        token: str | None = None,
    ) -> Bot:
        """A bot as BotFather makes it: in privacy mode."""
        number = self.world.number()
        bot = Bot(number, name, username=username, privacy_mode=privacy_mode, updates=UpdateQueue(self.world.clock))
        bot.token = token or f"{number}:{secrets.token_urlsafe(26)[:35]}"
        self.world.users[number] = bot
        self.world.bots[bot.token] = bot
        return bot

    def create_user(
        self,
        first_name: str,
        *,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "en",
    ) -> User:
        """A person. ``language_code`` is what their app is set to, such as ``zh-hans``."""
        user = User(self.world.number(), first_name, last_name, username, language_code)
        self.world.users[user.id] = user
        return user

    def create_group(self, title: str, owner: User, *members: User) -> Chat:
        """A small group, which may still become a supergroup."""
        return self._create("group", self.world.group_id(), title, owner, members)

    def create_supergroup(self, title: str, owner: User, *members: User, username: str | None = None) -> Chat:
        """A supergroup, public where it has a username."""
        chat = self._create("supergroup", self.world.supergroup_id(), title, owner, members)
        chat.username = username
        return chat

    def create_forum(self, title: str, owner: User, *members: User) -> Chat:
        """A supergroup with topics."""
        chat = self.create_supergroup(title, owner, *members)
        chat.is_forum = True
        return chat

    def create_topic(self, chat: Chat, name: str, by: User | None = None) -> Topic:
        """A topic of a forum, by its owner where nobody is named."""
        return self.world.create_topic(chat, by or _owner(chat), name)

    def private_chat(self, user: User, bot: Bot) -> Chat:
        """The chat of a person with a bot, as after their first /start."""
        return self.world.private_chat(bot, user)

    def make_media(
        self,
        kind: Kind,
        content: bytes | None = None,
        *,
        name: str | None = None,
        mime_type: str | None = None,
        size: int | None = None,
        width: int = 320,
        height: int = 240,
        duration: int = 3,
        emoji: str | None = None,
        sticker_format: StickerFormat = "static",
        title: str | None = None,
        performer: str | None = None,
        custom_emoji_id: str | None = None,
    ) -> Media:
        """Something to attach. ``size`` in bytes tells a larger file than the content is, for the limits."""
        if content is None:
            content = make_png() if kind == "photo" else _CONTENTS.get(kind, _MP4)
        files = self.world.files
        file = files.add(kind, content, name=name, mime_type=mime_type, size=size)
        thumbnail = files.add("photo", make_png()) if kind in {"photo", "video", "animation"} else None
        return Media(
            kind,
            file,
            512 if kind == "sticker" else width,
            512 if kind == "sticker" else height,
            duration,
            thumbnail,
            emoji=emoji,
            sticker_format=sticker_format,
            custom_emoji_id=custom_emoji_id,
            title=title,
            performer=performer,
        )

    def create_custom_emoji(self, emoji: str, content: bytes | None = None) -> str:
        """A custom emoji that stands for a usual one; its id, as entities carry it."""
        number = str(self.world.number())
        self.world.custom_emoji[number] = self.make_media("sticker", content, emoji=emoji, custom_emoji_id=number)
        return number

    def set_photo(self, user: User, content: bytes | None = None) -> None:
        """Give somebody a profile photo."""
        user.photos.insert(0, self.world.files.add("photo", content or make_png()))

    def set_chat_photo(self, chat: Chat, content: bytes | None = None) -> None:
        """Give a chat a photo."""
        chat.photo = self.world.files.add("photo", content or make_png())

    def _create(self, type_: str, number: int, title: str, owner: User, members: tuple[User, ...]) -> Chat:
        chat = Chat(number, "group" if type_ == "group" else "supergroup", title)
        chat.members[owner.id] = Member(owner, "creator", frozenset(ADMINISTRATOR_RIGHTS))
        self.world.chats[number] = chat
        for member in members:
            place = Member(member)
            if isinstance(member, Bot):
                self.world.change_member(chat, place, owner)
            else:
                chat.members[member.id] = place
        return chat


def _owner(chat: Chat) -> User:
    return next(member.user for member in chat.members.values() if member.status == "creator")
