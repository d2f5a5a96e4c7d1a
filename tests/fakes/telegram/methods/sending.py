"""``sendMessage``, ``sendChatAction`` and the small kinds of messages."""

from __future__ import annotations

from tests.fakes.telegram.call import Call, method
from tests.fakes.telegram.destination import read_destination
from tests.fakes.telegram.errors import bad_request
from tests.fakes.telegram.formatting import read_text
from tests.fakes.telegram.rendering import render_message

_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


@method("sendMessage")
async def send_message(call: Call) -> object:
    """https://core.telegram.org/bots/api#sendmessage."""
    destination = read_destination(call, "can_send_messages", "text messages")
    preview = call.parameters.mapping("link_preview_options", "link preview options") or None
    if preview is None and call.parameters.flag("disable_web_page_preview"):
        preview = {"is_disabled": True}
    message = destination.draft(call, read_text(call))
    message.link_preview = preview
    return render_message(call.world, destination.post(call, message), call.bot)


@method("sendLocation")
async def send_location(call: Call) -> object:
    """https://core.telegram.org/bots/api#sendlocation."""
    destination = read_destination(call, "can_send_messages", "messages")
    try:
        place = {name: float(call.parameters.text(name)) for name in ("latitude", "longitude")}
    except ValueError:
        raise bad_request("latitude and longitude must be specified") from None
    message = destination.draft(call)
    message.special = {"location": place}
    return render_message(call.world, destination.post(call, message), call.bot)


@method("sendDice")
async def send_dice(call: Call) -> object:
    """https://core.telegram.org/bots/api#senddice; it always falls on 4."""
    destination = read_destination(call, "can_send_other_messages", "stickers")
    emoji = call.parameters.text("emoji") or "🎲"
    message = destination.draft(call)
    message.special = {"dice": {"emoji": emoji, "value": 4}}
    return render_message(call.world, destination.post(call, message), call.bot)


@method("sendChatAction")
async def send_chat_action(call: Call) -> object:
    """https://core.telegram.org/bots/api#sendchataction."""
    chat = call.chat()
    action = call.parameters.text("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    thread_id = call.parameters.integer("message_thread_id") or None
    if thread_id is not None and thread_id not in chat.topics:
        raise bad_request("message thread not found")
    chat.actions.append((call.bot, action, thread_id))
    chat.bell.ring()
    return True
