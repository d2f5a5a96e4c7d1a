"""Messages as the Bot API writes them for one bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .account import Bot
from .entity import Entity
from .message import Message

if TYPE_CHECKING:
    from .world import World


def render_entity(world: World, entity: Entity) -> dict[str, object]:
    """The Bot API's ``MessageEntity``."""
    answer: dict[str, object] = {"type": entity.type, "offset": entity.offset, "length": entity.length}
    for name in ("url", "language", "custom_emoji_id", "unix_time", "date_time_format"):
        value = getattr(entity, name)
        if value is not None:
            answer[name] = value
    if entity.user_id is not None:
        answer["user"] = world.users[entity.user_id].json()
    return answer


def render_entities(world: World, entities: tuple[Entity, ...]) -> list[dict[str, object]]:
    """The Bot API's list of ``MessageEntity``."""
    return [render_entity(world, entity) for entity in entities]


def render_message(world: World, message: Message, bot: Bot, *, nested: bool = False) -> dict[str, object]:
    """The Bot API's ``Message``. A ``nested`` one tells no further reply, as on the real server."""
    answer: dict[str, object] = {"message_id": message.id, "from": message.sender.json(), "chat": message.chat.json()}
    answer["date"] = message.date
    if message.sender_chat is not None:
        answer["sender_chat"] = message.sender_chat.json()
    if message.edit_date is not None:
        answer["edit_date"] = message.edit_date
    answer |= _place(world, message, bot, nested=nested)
    if message.origin is not None:
        answer["forward_origin"] = message.origin.json()
        answer |= _old_forward(message)
    answer |= _content(world, message, bot)
    if message.album:
        answer["media_group_id"] = message.album
    if message.markup and "inline_keyboard" in message.markup:
        answer["reply_markup"] = message.markup
    if message.link_preview is not None:
        answer["link_preview_options"] = message.link_preview
    if message.has_spoiler:
        answer["has_media_spoiler"] = True
    if message.caption_above:
        answer["show_caption_above_media"] = True
    if message.is_protected:
        answer["has_protected_content"] = True
    return answer


def _place(world: World, message: Message, bot: Bot, *, nested: bool) -> dict[str, object]:
    answer: dict[str, object] = {}
    chat = message.chat
    reply_to = message.reply_to
    if message.thread_id is not None:
        answer["message_thread_id"] = message.thread_id
        if chat.is_forum:
            answer["is_topic_message"] = True
            if reply_to is None and message.id != message.thread_id:
                # In a topic, whatever answers nothing answers the notice that made the topic.
                reply_to = chat.history.get(message.thread_id)
    if reply_to is not None and not reply_to.deleted and not nested:
        if reply_to.chat is chat:
            answer["reply_to_message"] = render_message(world, reply_to, bot, nested=True)
        else:
            origin = {"type": "user", "date": reply_to.date, "sender_user": reply_to.sender.json()}
            answer["external_reply"] = {"origin": origin, "chat": reply_to.chat.json(), "message_id": reply_to.id}
    if message.quote is not None and not nested:
        quote: dict[str, object] = {"text": message.quote.content.text, "position": message.quote.position}
        quote["is_manual"] = True
        if message.quote.content.entities:
            quote["entities"] = render_entities(world, message.quote.content.entities)
        answer["quote"] = quote
    return answer


def _old_forward(message: Message) -> dict[str, object]:
    """The fields that older clients know a forward by."""
    origin = message.origin
    assert origin is not None
    if origin.user is not None:
        return {"forward_from": origin.user.json(), "forward_date": origin.date}
    if origin.chat is not None:
        return {"forward_from_chat": origin.chat.json(), "forward_date": origin.date}
    return {"forward_sender_name": origin.name, "forward_date": origin.date}


def _content(world: World, message: Message, bot: Bot) -> dict[str, object]:
    answer: dict[str, object] = dict(message.special)
    if message.pinned is not None:
        answer["pinned_message"] = render_message(world, message.pinned, bot, nested=True)
    if message.media is not None:
        answer |= message.media.json(world.files, bot.id)
    if message.poll is not None:
        answer["poll"] = message.poll.json()
    if message.content.text:
        captioned = message.media is not None
        answer["caption" if captioned else "text"] = message.content.text
        if message.content.entities:
            name = "caption_entities" if captioned else "entities"
            answer[name] = render_entities(world, message.content.entities)
    return answer
