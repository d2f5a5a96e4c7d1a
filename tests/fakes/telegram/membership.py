"""Who comes, who goes, who may do what, and groups that become supergroups."""

from __future__ import annotations

from dataclasses import replace

from .account import Bot, User
from .chat import Chat, Topic
from .member import ADMINISTRATOR_RIGHTS, PERMISSIONS, Member
from .world import World


class Membership:
    """Changes of a chat and of its members."""

    world: World

    async def join(self, user: User, chat: Chat, *, by: User | None = None) -> None:
        """Come into a chat, added by somebody or by oneself."""
        inviter = by or user
        self.world.change_member(chat, Member(user), inviter)
        person = user.json()
        special: dict[str, object] = {
            "new_chat_members": [person],
            "new_chat_participant": person,
            "new_chat_member": person,
        }
        self.world.notice(chat, inviter, special=special)

    async def leave(self, user: User, chat: Chat) -> None:
        """Go."""
        self.world.remove_member(chat, Member(user, "left"), user)

    async def kick(self, user: User, chat: Chat, *, by: User | None = None) -> None:
        """Throw somebody out, for good."""
        self.world.remove_member(chat, Member(user, "kicked"), by or _owner(chat))

    async def promote(self, user: User, chat: Chat, *rights: str, by: User | None = None) -> None:
        """Make somebody an administrator, with all rights where none are named."""
        granted = frozenset(rights or ADMINISTRATOR_RIGHTS) | {"can_manage_chat"}
        self.world.change_member(chat, Member(user, "administrator", granted), by or _owner(chat))

    async def demote(self, user: User, chat: Chat, *, by: User | None = None) -> None:
        """Make an administrator an ordinary member."""
        self.world.change_member(chat, Member(user), by or _owner(chat))

    async def restrict(self, user: User, chat: Chat, *forbidden: str, by: User | None = None) -> None:
        """Take permissions from a member, all where none are named."""
        left = frozenset(PERMISSIONS) - frozenset(forbidden or PERMISSIONS)
        self.world.change_member(chat, Member(user, "restricted", permissions=left), by or _owner(chat))

    async def forbid(self, chat: Chat, *forbidden: str) -> None:
        """Take permissions from all members of a chat."""
        chat.permissions -= frozenset(forbidden)

    async def block(self, user: User, bot: Bot) -> None:
        """Block a bot in its private chat."""
        chat = self.world.private_chat(bot, user)
        chat.blocked = True
        self.world.change_member(chat, Member(bot, "kicked"), user)

    async def unblock(self, user: User, bot: Bot) -> None:
        """Let a bot write again."""
        chat = self.world.private_chat(bot, user)
        chat.blocked = False
        self.world.change_member(chat, Member(bot), user)

    async def rename(self, chat: Chat, title: str, *, by: User | None = None) -> None:
        """Give a chat another title."""
        chat.title = title
        self.world.notice(chat, by or _owner(chat), special={"new_chat_title": title})

    async def close_topic(self, topic: Topic, *, by: User | None = None) -> None:
        """Close a topic: only administrators write there."""
        self.world.close_topic(topic, by or _owner(topic.chat))

    async def reopen_topic(self, topic: Topic, *, by: User | None = None) -> None:
        """Open a topic again."""
        self.world.close_topic(topic, by or _owner(topic.chat), closed=False)

    async def delete_topic(self, topic: Topic) -> None:
        """Delete a topic with all its messages. No bot is told."""
        self.world.delete_topic(topic)

    async def migrate(self, chat: Chat, *, by: User | None = None) -> Chat:
        """Make a group a supergroup; the new chat. The old id is good for nothing but a hint from now on."""
        if chat.type != "group" or chat.migrated_to is not None:
            raise ValueError("Only a group that was not migrated yet can become a supergroup.")
        owner = by or _owner(chat)
        new = Chat(self.world.supergroup_id(), "supergroup", chat.title)
        new.members = {number: replace(member) for number, member in chat.members.items()}
        new.migrated_from = chat
        self.world.chats[new.id] = new
        self.world.notice(chat, owner, special={"migrate_to_chat_id": new.id})
        for bot in new.bots():
            # Naive bots take this for an invitation to a new chat.
            new.members[bot.id], member = Member(bot, "left"), new.members[bot.id]
            self.world.change_member(new, member, owner)
        self.world.notice(new, owner, special={"migrate_from_chat_id": chat.id})
        chat.migrated_to = new
        return new


def _owner(chat: Chat) -> User:
    return next(member.user for member in chat.members.values() if member.status == "creator")
