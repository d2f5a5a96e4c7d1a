"""Where a call's message goes: the chat, the topic, what it replies to, its buttons."""

from __future__ import annotations

import json
from dataclasses import dataclass

from .call import Call
from .chat import Chat
from .entity import FormattedText
from .errors import bad_request
from .formatting import format_text
from .media import Media
from .message import Message, Quote

_REPLY_LOST = "message to be replied not found"
_MAX_CALLBACK_DATA = 64
_BUTTON_ACTIONS = frozenset(
    {
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    }
)


@dataclass(frozen=True)
class Destination:
    """A checked place for a message."""

    chat: Chat
    thread_id: int | None
    reply_to: Message | None
    quote: Quote | None
    markup: dict[str, object] | None
    is_protected: bool
    is_silent: bool

    def post(self, call: Call, message: Message, *, charge: bool = True) -> Message:
        """Put the bot's message there, counted against the limits. Raises ApiError 429."""
        if charge:
            call.charge(self.chat)
        message.thread_id = self.thread_id
        message.reply_to = self.reply_to
        message.quote = self.quote
        message.markup = self.markup
        message.is_protected = self.is_protected
        message.is_silent = self.is_silent
        return call.world.post(message)

    def draft(self, call: Call, content: FormattedText | None = None, media: Media | None = None) -> Message:
        """The bot's message before it is posted."""
        return Message(self.chat, call.bot, content=content or FormattedText(), media=media)


def read_destination(call: Call, permission: str, what: str) -> Destination:
    """Check where a message goes. ``permission`` is what a member needs, ``what`` names it in the complaint."""
    chat = call.chat()
    member = chat.member(call.bot)
    if chat.is_group and not member.is_administrator:
        allowed = member.permissions if member.status == "restricted" else chat.permissions
        if permission not in allowed:
            raise bad_request(f"not enough rights to send {what} to the chat")
    reply_to, quote = _read_reply(call, chat)
    return Destination(
        chat,
        _read_thread(call, chat, reply_to),
        reply_to,
        quote,
        read_markup(call),
        call.parameters.flag("protect_content"),
        call.parameters.flag("disable_notification"),
    )


def _read_thread(call: Call, chat: Chat, reply_to: Message | None) -> int | None:
    thread_id = call.parameters.integer("message_thread_id")
    if not thread_id and chat.is_forum and reply_to is not None and reply_to.chat is chat:
        thread_id = reply_to.thread_id or 0
    if not thread_id:
        return None
    topic = chat.topics.get(thread_id)
    if topic is None or topic.is_deleted:
        raise bad_request("message thread not found")
    if topic.is_closed and not chat.member(call.bot).may("can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")
    return thread_id


def _read_reply(call: Call, chat: Chat) -> tuple[Message | None, Quote | None]:
    reply = call.parameters.mapping("reply_parameters", "reply parameters")
    if not reply and call.parameters.integer("reply_to_message_id"):
        reply = {
            "message_id": call.parameters.integer("reply_to_message_id"),
            "allow_sending_without_reply": call.parameters.flag("allow_sending_without_reply"),
        }
    if not reply:
        return None, None
    number = reply.get("message_id")
    if not isinstance(number, int):
        raise bad_request("can't parse reply parameters: Can't find field \"message_id\"")
    place = _reply_chat(call, chat, reply)
    message = None if place is None else place.find(number)
    if message is None:
        if reply.get("allow_sending_without_reply"):
            return None, None
        raise bad_request(_REPLY_LOST)
    return message, _read_quote(call, reply, message)


def _reply_chat(call: Call, chat: Chat, reply: dict[str, object]) -> Chat | None:
    named = reply.get("chat_id")
    if named is None or str(named) == str(chat.id):
        return chat
    other = call.world.chats.get(int(str(named))) if str(named).lstrip("-").isdigit() else None
    return other if other is not None and call.bot.id in other.members else None


def _read_quote(call: Call, reply: dict[str, object], message: Message) -> Quote | None:
    raw = reply.get("quote")
    if not raw:
        return None
    entities = reply.get("quote_entities")
    given = entities if isinstance(entities, list) else None
    content = format_text(call, str(raw), str(reply.get("quote_parse_mode") or ""), given)
    content = FormattedText(content.text, tuple(e for e in content.entities if e.type != "text_link"))
    at = message.text.find(content.text)
    if at < 0 or not content.text or content.length > 1024:
        raise bad_request("QUOTE_TEXT_INVALID")
    return Quote(content, len(message.text[:at].encode("utf-16-le")) // 2)


def read_markup(call: Call) -> dict[str, object] | None:
    """The keyboard of a call. Raises ApiError for buttons that the server does not take."""
    markup = call.parameters.mapping("reply_markup", "reply markup")
    if not markup:
        return None
    if "inline_keyboard" not in markup:
        return markup
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup should be an Array of Arrays')
    kept = [[_checked_button(button) for button in row] for row in rows if row]
    if not kept:
        return None
    if len(json.dumps(kept)) > 10_000:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": kept}


def _checked_button(button: object) -> dict[str, object]:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    if not str(button.get("text", "")).strip():
        raise bad_request("can't parse inline keyboard button: text must be non-empty")
    actions = [name for name in button if name in _BUTTON_ACTIONS]
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= _MAX_CALLBACK_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    return button
