"""One call of a bot: who calls, with what, and whom it may reach."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from .account import Bot, User
from .chat import Chat
from .errors import ApiError, bad_request, forbidden
from .message import Message
from .parameters import Parameters
from .world import World

Method = Callable[["Call"], Awaitable[object]]
METHODS: dict[str, Method] = {}
_PROPER_NAMES: dict[str, str] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Register what answers a method of the Bot API; names are matched without regard to case."""

    def register(function: Method) -> Method:
        METHODS[name.lower()] = function
        _PROPER_NAMES[name.lower()] = name
        return function

    return register


def proper_name(name: str) -> str:
    """A method's name as the documentation writes it."""
    return _PROPER_NAMES.get(name.lower(), name)


@dataclass
class Call:
    """A method call with its bot and parameters."""

    world: World
    bot: Bot
    method: str
    parameters: Parameters

    def named_chat_id(self) -> int | None:
        """The chat that the call names, for statistics and faults; nothing is checked."""
        raw = self.parameters.text("chat_id")
        if raw.startswith("@"):
            return next((chat.id for chat in self.world.chats.values() if _is_named(chat, raw)), None)
        return self.parameters.integer("chat_id") or None

    def chat(self, name: str = "chat_id") -> Chat:
        """The chat that the call is about. Raises ApiError where the bot cannot reach it."""
        raw = self.parameters.text(name)
        if not raw:
            raise bad_request("chat_id is empty")
        if raw.startswith("@"):
            found = next((chat for chat in self.world.chats.values() if _is_named(chat, raw)), None)
            if found is None:
                raise bad_request("chat not found")
            return self._reached(found)
        number = self.parameters.integer(name)
        if number > 0:
            return self._private(number)
        chat = self.world.chats.get(number)
        if chat is None or (self.bot.id not in chat.members and not chat.username):
            raise bad_request("chat not found")
        return self._reached(chat)

    def user(self) -> User:
        """The user that the call is about."""
        user = self.world.users.get(self.parameters.integer("user_id"))
        if user is None:
            raise bad_request("invalid user_id specified")
        return user

    def message(self, chat: Chat, role: str, name: str = "message_id") -> Message:
        """The message that the call is about. Raises ApiError: "message to … not found"."""
        if name not in self.parameters.values:
            raise bad_request("message identifier is not specified")
        message = chat.find(self.parameters.integer(name))
        if message is None:
            raise bad_request(f"message to {role} not found")
        return message

    def charge(self, chat: Chat, messages: int = 1) -> None:
        """Count what is sent. Raises ApiError 429."""
        self.world.limits.charge(self.bot.id, chat.id, is_group=chat.is_group, messages=messages)

    def require(self, chat: Chat, right: str, complaint: str) -> None:
        """Raise ApiError unless the bot has an administrator's right; in private chats everything is allowed."""
        if chat.type != "private" and not chat.member(self.bot).may(right):
            raise bad_request(complaint)

    def _private(self, user_id: int) -> Chat:
        user = self.world.users.get(user_id)
        if user is None:
            raise bad_request("chat not found")
        chat = self.world.private_chats.get((self.bot.id, user_id))
        if chat is None:
            acquainted = any(
                user_id in group.members and self.bot.id in group.members for group in self.world.chats.values()
            )
            raise (
                forbidden("bot can't initiate conversation with a user")
                if acquainted
                else bad_request("chat not found")
            )
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        return chat

    def _reached(self, chat: Chat) -> Chat:
        if chat.migrated_to is not None:
            raise ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                parameters={"migrate_to_chat_id": chat.migrated_to.id},
            )
        member = chat.member(self.bot)
        if member.status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.type} chat")
        if member.status == "left":
            raise forbidden(f"bot is not a member of the {chat.type} chat")
        return chat


def _is_named(chat: Chat, name: str) -> bool:
    return bool(chat.username) and f"@{chat.username}".lower() == name.lower()
