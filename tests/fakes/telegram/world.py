"""Everything the server knows, and who is told when it changes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace

from .account import Bot, User
from .callback import Press
from .chat import Chat, Topic
from .clock import Clock
from .entity import FormattedText
from .faults import Faults
from .files import FileStore
from .media import Media
from .member import Member
from .message import Message, Version
from .poll import Poll
from .privacy import hears
from .rate_limits import RateLimits
from .rendering import render_message

# Who speaks for administrators that stay anonymous.
ANONYMOUS = User(1087968824, "Group", username="GroupAnonymousBot")
ANONYMOUS.is_bot = True


class World:
    """Users, bots, chats and files. Every change passes through here, so that bots and waiting tests hear of it."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.files = FileStore()
        self.limits = RateLimits(clock)
        self.faults = Faults()
        self.users: dict[int, User] = {ANONYMOUS.id: ANONYMOUS}
        self.bots: dict[str, Bot] = {}
        self.chats: dict[int, Chat] = {}
        self.private_chats: dict[tuple[int, int], Chat] = {}
        self.polls: dict[str, tuple[Poll, Message]] = {}
        self.presses: dict[str, Press] = {}
        self.custom_emoji: dict[str, Media] = {}
        self.deletions: deque[Message] = deque(maxlen=10_000)
        self._shared_message_id = 100
        self._next_number = 5_000_000_000

    def number(self) -> int:
        """A number that nothing else has."""
        self._next_number += 7
        return self._next_number

    def group_id(self) -> int:
        """The id of a new small group: below zero."""
        return 4_000_000_000 - self.number()

    def supergroup_id(self) -> int:
        """The id of a new supergroup, written as the Bot API does: -100 and its number."""
        return -1_000_000_000_000 - (self.number() - 3_000_000_000)

    # Messages

    def post(self, message: Message, *, announce: bool = True) -> Message:
        """Put a message into its chat, with a number and the date."""
        chat = message.chat
        message.id, message.date = self._message_id(chat), self.clock.unix()
        if message.thread_id is None:
            message.thread_id = self._inherited_thread(message)
        chat.history[message.id] = message
        if message.poll is not None:
            self.polls[message.poll.id] = (message.poll, message)
        chat.bell.ring()
        if announce:
            self.announce("message", message)
        return message

    def announce(self, kind: str, message: Message) -> None:
        """Tell the bots that hear a message."""
        self.tell(message.chat, kind, lambda bot: render_message(self, message, bot), lambda bot: hears(bot, message))

    def tell(
        self,
        chat: Chat,
        kind: str,
        payload: Callable[[Bot], dict[str, object]],
        who: Callable[[Bot], bool] = lambda _: True,
    ) -> None:
        """Queue an update for the bots of a chat."""
        for bot in chat.bots():
            if who(bot):
                bot.updates.add(kind, payload(bot))

    def edit(
        self,
        message: Message,
        *,
        content: FormattedText | None = None,
        media: Media | None = None,
    ) -> None:
        """Change what a message says or shows."""
        message.versions.append(Version(message.content, message.media, self.clock.unix()))
        if content is not None:
            message.content = content
        if media is not None:
            message.media = media
        message.edit_date = self.clock.unix()
        message.chat.bell.ring()
        self.announce("edited_message", message)

    def delete(self, message: Message) -> None:
        """Take a message away. No bot is ever told."""
        message.deleted = True
        if message in message.chat.pinned:
            message.chat.pinned.remove(message)
        self.deletions.append(message)
        message.chat.bell.ring()

    def pin(self, message: Message, by: User) -> Message:
        """Pin a message, with the notice that tells of it."""
        if message in message.chat.pinned:
            message.chat.pinned.remove(message)
        message.chat.pinned.append(message)
        chat = message.chat
        return self.post(Message(chat, by, is_service=True, pinned=message, thread_id=message.thread_id))

    def notice(self, chat: Chat, by: User, special: dict[str, object], thread_id: int | None = None) -> Message:
        """Post a service notice; ``special`` is what it tells, in the Bot API's form."""
        return self.post(Message(chat, by, is_service=True, special=special, thread_id=thread_id))

    def create_topic(self, chat: Chat, by: User, name: str, icon_color: int = 0x6FB9F0) -> Topic:
        """Open a topic, with the notice that tells of it."""
        special: dict[str, object] = {"forum_topic_created": {"name": name, "icon_color": icon_color}}
        message = self.post(Message(chat, by, is_service=True, special=special), announce=False)
        message.thread_id = message.id
        chat.topics[message.id] = Topic(chat, message.id, name, icon_color)
        self.announce("message", message)
        return chat.topics[message.id]

    def close_topic(self, topic: Topic, by: User, *, closed: bool = True) -> None:
        """Close a topic or open it again; administrators may write there all the same."""
        topic.is_closed = closed
        what = "forum_topic_closed" if closed else "forum_topic_reopened"
        self.notice(topic.chat, by, {what: {}}, topic.thread_id)

    def delete_topic(self, topic: Topic) -> None:
        """Delete a topic and what was said in it."""
        topic.is_deleted = True
        for message in topic.messages:
            self.delete(message)

    def render_press(self, press: Press) -> dict[str, object]:
        """The Bot API's ``CallbackQuery``."""
        return {
            "id": press.id,
            "from": press.user.json(),
            "message": render_message(self, press.message, press.bot),
            "chat_instance": str(abs(press.message.chat.id) * 31),
            "data": press.data,
        }

    # Members

    def change_member(self, chat: Chat, member: Member, by: User) -> None:
        """Give somebody another place in a chat, and tell the bots that may know."""
        old = chat.member(member.user)
        before = replace(old)
        chat.members[member.user.id] = member
        payload = {
            "chat": chat.json(),
            "from": by.json(),
            "date": self.clock.unix(),
            "old_chat_member": before.json(),
            "new_chat_member": member.json(),
        }
        if isinstance(member.user, Bot):
            member.user.updates.add("my_chat_member", payload)
        self.tell(
            chat,
            "chat_member",
            lambda _: payload,
            lambda bot: bot is not member.user and chat.member(bot).is_administrator,
        )
        chat.bell.ring()

    def remove_member(self, chat: Chat, member: Member, by: User) -> None:
        """Let somebody go, with the notice that tells of it; a bot hears of its own end, and nothing after it."""
        user = member.user
        self.change_member(chat, member, by)
        gone = user.json()
        notice = self.notice(chat, by, {"left_chat_member": gone, "left_chat_participant": gone})
        if isinstance(user, Bot):
            user.updates.add("message", render_message(self, notice, user))

    # Where things are

    def private_chat(self, bot: Bot, user: User) -> Chat:
        """The chat of a person with a bot; made where there is none."""
        key = (bot.id, user.id)
        if key not in self.private_chats:
            chat = Chat(user.id, "private", peer=user)
            chat.members = {user.id: Member(user), bot.id: Member(bot)}
            self.private_chats[key] = chat
        return self.private_chats[key]

    def _message_id(self, chat: Chat) -> int:
        if chat.type in {"supergroup", "channel"}:
            chat.last_message_id += 1
            return chat.last_message_id
        # Private chats and small groups share one row of numbers.
        self._shared_message_id += 1
        return self._shared_message_id

    @staticmethod
    def _inherited_thread(message: Message) -> int | None:
        """A reply goes where the message is that it answers."""
        reply_to = message.reply_to
        if reply_to is None or reply_to.chat is not message.chat or message.chat.type != "supergroup":
            return None
        if message.chat.is_forum:
            return reply_to.thread_id
        # Outside forums the thread is that of the first message that was answered.
        return reply_to.thread_id or reply_to.id
