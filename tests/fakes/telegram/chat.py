"""Chats and what was said in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from .account import Bot, User
from .bell import Bell
from .files import File
from .member import ORDINARY_PERMISSIONS, PERMISSIONS, Member
from .message import Message

ChatType = Literal["private", "group", "supergroup", "channel"]


@dataclass(eq=False)
class Topic:
    """A topic of a forum; ``thread_id`` is the id of the message that made it."""

    chat: Chat
    thread_id: int
    name: str
    icon_color: int = 0x6FB9F0
    is_closed: bool = False
    is_deleted: bool = False

    @property
    def messages(self) -> list[Message]:
        """What is shown in the topic, in order, without the notice that made it."""
        return [message for message in self.chat.messages if message.thread_id == self.thread_id]


@dataclass(eq=False)
class Chat:
    """A place where people talk. For a private chat, ``id`` is the person's."""

    id: int
    type: ChatType
    title: str | None = None
    username: str | None = None
    is_forum: bool = False
    description: str | None = None
    photo: File | None = None
    peer: User | None = None
    blocked: bool = False
    permissions: frozenset[str] = field(default=ORDINARY_PERMISSIONS)
    # None allows every emoji, an empty set none.
    allowed_reactions: frozenset[str] | None = None
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    pinned: list[Message] = field(default_factory=list)
    migrated_to: Chat | None = None
    migrated_from: Chat | None = None
    # Who is seen as typing: (bot, action, thread), newest last.
    actions: list[tuple[User, str, int | None]] = field(default_factory=list)
    # 1 was the notice that the chat was made; it is also the number of a forum's general topic.
    last_message_id: int = 1
    bell: Bell = field(default_factory=Bell, repr=False)
    history: dict[int, Message] = field(default_factory=dict, repr=False)

    @property
    def is_group(self) -> bool:
        """A group or a supergroup."""
        return self.type in {"group", "supergroup"}

    @property
    def messages(self) -> list[Message]:
        """What people see, in order: neither deleted messages nor service notices."""
        return [message for message in self.history.values() if not message.deleted and not message.is_service]

    @property
    def texts(self) -> list[str]:
        """The texts and captions people see, in order."""
        return [message.text for message in self.messages]

    def messages_by(self, user: User) -> list[Message]:
        """What one person or bot said."""
        return [message for message in self.messages if message.sender is user]

    @property
    def notices(self) -> list[Message]:
        """The service notices that are still shown, in order."""
        return [message for message in self.history.values() if message.is_service and not message.deleted]

    def member(self, user: User) -> Member:
        """A user's place; somebody who was never here is one who left."""
        return self.members.get(user.id) or Member(user, "left")

    def bots(self) -> Iterator[Bot]:
        """The bots that are in the chat."""
        for member in list(self.members.values()):
            if isinstance(member.user, Bot) and member.is_present:
                yield member.user

    def find(self, message_id: int) -> Message | None:
        """A message that is still there."""
        message = self.history.get(message_id)
        return None if message is None or message.deleted else message

    async def wait_for(self, predicate: Callable[[Message], object], timeout: float = 5.0) -> Message:  # noqa: ASYNC109
        """The first message people see of which the predicate is true. ``timeout`` in seconds.

        Looked for among what is there and at every change (posts, edits, reactions, deletions).
        """
        try:
            return await self.bell.wait_for(lambda: next(filter(predicate, self.messages), None), timeout)
        except TimeoutError:
            raise AssertionError(f"No such message within {timeout} s. {self.transcript()}") from None

    async def wait_until(self, predicate: Callable[[Chat], object], timeout: float = 5.0) -> None:  # noqa: ASYNC109
        """Wait until something is true of the chat. ``timeout`` in seconds."""
        try:
            await self.bell.wait_for(lambda: bool(predicate(self)) or None, timeout)
        except TimeoutError:
            raise AssertionError(f"It did not become true within {timeout} s. {self.transcript()}") from None

    def transcript(self) -> str:
        """The chat as one would read it, for a failed test."""
        lines = [message.line() for message in self.history.values()]
        return "\n".join([f"The chat {self.title or self.id}:", *(lines or ["(nothing)"])])

    def json(self) -> dict[str, object]:
        """The Bot API's ``Chat``."""
        answer: dict[str, object] = {"id": self.id, "type": self.type}
        if self.peer is not None:
            named = {key: value for key, value in self.peer.json().items() if key.endswith("name")}
            return answer | named
        answer["title"] = self.title
        if self.username:
            answer["username"] = self.username
        if self.is_forum:
            answer["is_forum"] = True
        if self.type == "group":
            answer["all_members_are_administrators"] = False
        return answer

    def permissions_json(self) -> dict[str, object]:
        """The Bot API's ``ChatPermissions``."""
        return {permission: permission in self.permissions for permission in PERMISSIONS}
