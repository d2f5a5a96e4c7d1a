"""Pins: https://core.telegram.org/bots/api#pinchatmessage."""

from __future__ import annotations

from tests.fakes.telegram.call import Call, method
from tests.fakes.telegram.errors import bad_request

_COMPLAINT = "not enough rights to manage pinned messages in the chat"


@method("pinChatMessage")
async def pin_chat_message(call: Call) -> object:
    """Pin a message; nothing happens where it is pinned already."""
    chat = call.chat()
    message = call.message(chat, "pin")
    call.require(chat, "can_pin_messages", _COMPLAINT)
    if message not in chat.pinned:
        call.world.pin(message, call.bot)
    return True


@method("unpinChatMessage")
async def unpin_chat_message(call: Call) -> object:
    """Unpin one message, the latest where none is named."""
    chat = call.chat()
    call.require(chat, "can_pin_messages", _COMPLAINT)
    if "message_id" in call.parameters.values:
        message = call.message(chat, "unpin")
        if message not in chat.pinned:
            raise bad_request("message to unpin not found")
    elif chat.pinned:
        message = chat.pinned[-1]
    else:
        return True
    chat.pinned.remove(message)
    chat.bell.ring()
    return True


@method("unpinAllChatMessages")
async def unpin_all_chat_messages(call: Call) -> object:
    """Unpin everything."""
    chat = call.chat()
    call.require(chat, "can_pin_messages", _COMPLAINT)
    chat.pinned.clear()
    chat.bell.ring()
    return True
