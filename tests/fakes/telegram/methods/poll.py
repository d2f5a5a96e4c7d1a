"""Polls: https://core.telegram.org/bots/api#sendpoll."""

from __future__ import annotations

from tests.fakes.telegram.call import Call, method
from tests.fakes.telegram.destination import read_destination
from tests.fakes.telegram.entity import utf16_length
from tests.fakes.telegram.errors import bad_request
from tests.fakes.telegram.poll import Poll
from tests.fakes.telegram.rendering import render_message

_MAX_QUESTION = 300
_MAX_OPTION = 100
_MAX_OPTIONS = 12


@method("sendPoll")
async def send_poll(call: Call) -> object:
    """A poll with 1 to 12 options."""
    destination = read_destination(call, "can_send_polls", "polls")
    question = call.parameters.text("question").strip()
    if not question:
        raise bad_request("poll question must be non-empty")
    if utf16_length(question) > _MAX_QUESTION:
        raise bad_request("poll question length must not exceed 300")
    anonymous = call.parameters.flag("is_anonymous") if call.parameters.text("is_anonymous") else True
    type_ = call.parameters.text("type") or "regular"
    options = _options(call)
    correct = call.parameters.integer("correct_option_id", -1)
    correct_ids = call.parameters.array("correct_option_ids", "correct option identifiers")
    if correct_ids:
        correct = int(str(correct_ids[0]))
    if type_ == "quiz" and not 0 <= correct < len(options):
        raise bad_request("wrong correct option ID specified")
    poll = Poll(
        str(call.world.number()),
        question,
        options,
        anonymous,
        type_,
        call.parameters.flag("allows_multiple_answers"),
        correct if type_ == "quiz" else None,
        is_closed=call.parameters.flag("is_closed"),
    )
    message = destination.draft(call)
    message.poll = poll
    return render_message(call.world, destination.post(call, message), call.bot)


@method("stopPoll")
async def stop_poll(call: Call) -> object:
    """Close one of the bot's own polls."""
    message = call.message(call.chat(), "stop the poll in")
    if message.sender is not call.bot or message.poll is None:
        raise bad_request("message with poll to stop not found")
    if message.poll.is_closed:
        raise bad_request("poll has already been closed")
    message.poll.is_closed = True
    message.chat.bell.ring()
    return message.poll.json()


def _options(call: Call) -> list[str]:
    given = call.parameters.array("options", "poll options") or []
    options = [str(item.get("text", "")) if isinstance(item, dict) else str(item) for item in given]
    options = [option.strip() for option in options]
    if not options:
        raise bad_request("poll must have at least 1 option")
    if len(options) > _MAX_OPTIONS:
        raise bad_request(f"poll can't have more than {_MAX_OPTIONS} options")
    if not all(options):
        raise bad_request("poll options must be non-empty")
    if any(utf16_length(option) > _MAX_OPTION for option in options):
        raise bad_request("poll options length must not exceed 100")
    return options
