"""Forwards and copies: https://core.telegram.org/bots/api#forwardmessage."""

from __future__ import annotations

from tests.fakes.telegram.call import Call, method
from tests.fakes.telegram.destination import Destination, read_destination
from tests.fakes.telegram.errors import bad_request
from tests.fakes.telegram.formatting import read_caption
from tests.fakes.telegram.message import Message, Origin
from tests.fakes.telegram.rendering import render_message


@method("forwardMessage")
async def forward_message(call: Call) -> object:
    """A message with its origin."""
    destination = read_destination(call, "can_send_messages", "messages")
    message = call.message(call.chat("from_chat_id"), "forward")
    return render_message(call.world, _forward(call, destination, message), call.bot)


@method("forwardMessages")
async def forward_messages(call: Call) -> object:
    """Several messages; what is not there is skipped."""
    destination = read_destination(call, "can_send_messages", "messages")
    messages = [message for message in _several(call, "forward") if not message.is_service]
    return [{"message_id": _forward(call, destination, message).id} for message in messages]


@method("copyMessage")
async def copy_message(call: Call) -> object:
    """A message without its origin; a caption may be given."""
    destination = read_destination(call, "can_send_messages", "messages")
    message = call.message(call.chat("from_chat_id"), "copy")
    if message.is_service:
        raise bad_request("message can't be copied")
    return {"message_id": _copy(call, destination, message).id}


@method("copyMessages")
async def copy_messages(call: Call) -> object:
    """Several messages; what is not there is skipped."""
    destination = read_destination(call, "can_send_messages", "messages")
    messages = [message for message in _several(call, "copy") if not message.is_service]
    return [{"message_id": _copy(call, destination, message).id} for message in messages]


def _several(call: Call, role: str) -> list[Message]:
    chat = call.chat("from_chat_id")
    numbers = call.parameters.array("message_ids", "message identifiers")
    if not numbers or len(numbers) > 100:
        raise bad_request("message identifiers are not specified" if not numbers else "too many message identifiers")
    found = [message for number in numbers if (message := chat.find(int(str(number)))) is not None]
    if not found:
        raise bad_request(f"there are no messages to {role}")
    return found


def _forward(call: Call, destination: Destination, message: Message) -> Message:
    if message.is_service or message.is_protected:
        raise bad_request("message can't be forwarded")
    copy = destination.draft(call, message.content, message.media)
    copy.poll, copy.special = message.poll, message.special
    copy.origin = message.origin or Origin(message.date, user=message.sender)
    return destination.post(call, copy)


def _copy(call: Call, destination: Destination, message: Message) -> Message:
    captioned = message.media is not None and "caption" in call.parameters.values
    content = read_caption(call) if captioned else message.content
    copy = destination.draft(call, content, message.media)
    copy.poll, copy.special = message.poll, message.special
    return destination.post(call, copy)
