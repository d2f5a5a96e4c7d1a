"""Chats, their members and topics: https://core.telegram.org/bots/api#getchat."""

from __future__ import annotations

from tests.fakes.telegram.call import Call, method
from tests.fakes.telegram.chat import Topic
from tests.fakes.telegram.errors import bad_request
from tests.fakes.telegram.media import reference
from tests.fakes.telegram.member import Member
from tests.fakes.telegram.rendering import render_message

_MAX_TOPIC_NAME = 128
_ICON_COLOURS = frozenset({0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F})


@method("getChat")
async def get_chat(call: Call) -> object:
    """A chat in full."""
    chat = call.chat()
    answer = chat.json() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
        ),
    }
    if chat.is_group:
        answer["permissions"] = chat.permissions_json()
    if chat.photo is not None:
        found = reference(call.world.files, call.bot.id, chat.photo)
        answer["photo"] = {
            f"{size}_{field}": found[field] for size in ("small", "big") for field in ("file_id", "file_unique_id")
        }
    if chat.description:
        answer["description"] = chat.description
    if chat.pinned:
        answer["pinned_message"] = render_message(call.world, chat.pinned[-1], call.bot, nested=True)
    if chat.allowed_reactions is not None:
        answer["available_reactions"] = [{"type": "emoji", "emoji": emoji} for emoji in sorted(chat.allowed_reactions)]
    return answer


@method("getChatMember")
async def get_chat_member(call: Call) -> object:
    """Somebody's place in a chat; whoever was never there has left."""
    chat = call.chat()
    return chat.member(call.user()).json()


@method("getChatAdministrators")
async def get_chat_administrators(call: Call) -> object:
    """The administrators that are people, and the bot itself."""
    chat = call.chat()
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    return [
        member.json()
        for member in chat.members.values()
        if member.is_administrator and (not member.user.is_bot or member.user is call.bot)
    ]


@method("getChatMemberCount")
async def get_chat_member_count(call: Call) -> object:
    """How many are in a chat."""
    return sum(member.is_present for member in call.chat().members.values())


@method("leaveChat")
async def leave_chat(call: Call) -> object:
    """The bot goes."""
    chat = call.chat()
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    call.world.remove_member(chat, Member(call.bot, "left"), call.bot)
    return True


@method("createForumTopic")
async def create_forum_topic(call: Call) -> object:
    """A new topic."""
    chat = call.chat()
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    call.require(chat, "can_manage_topics", "not enough rights to create a topic")
    name = call.parameters.text("name").strip()
    if not 1 <= len(name) <= _MAX_TOPIC_NAME:
        raise bad_request("topic name must be from 1 to 128 characters" if name else "TOPIC_TITLE_EMPTY")
    colour = call.parameters.integer("icon_color", 0x6FB9F0)
    if colour not in _ICON_COLOURS:
        raise bad_request("invalid icon color specified")
    topic = call.world.create_topic(chat, call.bot, name, colour)
    return {"message_thread_id": topic.thread_id, "name": name, "icon_color": colour}


@method("closeForumTopic")
async def close_forum_topic(call: Call) -> object:
    """Nobody but administrators writes there any more."""
    call.world.close_topic(_topic(call), call.bot)
    return True


@method("reopenForumTopic")
async def reopen_forum_topic(call: Call) -> object:
    """Everybody may write there again."""
    call.world.close_topic(_topic(call), call.bot, closed=False)
    return True


@method("deleteForumTopic")
async def delete_forum_topic(call: Call) -> object:
    """The topic and its messages go."""
    call.world.delete_topic(_topic(call))
    return True


def _topic(call: Call) -> Topic:
    chat = call.chat()
    call.require(chat, "can_manage_topics", "not enough rights to manage topics in the chat")
    topic = chat.topics.get(call.parameters.integer("message_thread_id"))
    if topic is None or topic.is_deleted:
        raise bad_request("TOPIC_ID_INVALID")
    return topic
