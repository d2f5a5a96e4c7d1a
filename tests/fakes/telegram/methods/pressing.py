"""``answerCallbackQuery``: https://core.telegram.org/bots/api#answercallbackquery."""

from __future__ import annotations

from tests.fakes.telegram.call import Call, method
from tests.fakes.telegram.errors import bad_request

_MAX_ANSWER = 200
_PATIENCE = 60 * 15


@method("answerCallbackQuery")
async def answer_callback_query(call: Call) -> object:
    """Answer a press, once."""
    press = call.world.presses.get(call.parameters.text("callback_query_id"))
    late = press is not None and call.world.clock.now() - press.date > _PATIENCE
    if press is None or press.bot is not call.bot or press.is_answered or late:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = call.parameters.text("text")
    if len(text) > _MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answer, press.is_alert, press.is_answered = text, call.parameters.flag("show_alert"), True
    press.bell.ring()
    return True
