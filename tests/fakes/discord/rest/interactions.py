"""The first answer to an interaction.

https://discord.com/developers/docs/interactions/receiving-and-responding#create-interaction-response
"""

from __future__ import annotations

import hmac

from tests.fakes.discord import answers
from tests.fakes.discord.components import check_modal
from tests.fakes.discord.definitions import check_choices
from tests.fakes.discord.drafts import Draft, read_draft
from tests.fakes.discord.interactions import ANSWER_S, CallbackType, Interaction, InteractionType
from tests.fakes.discord.messages import Message, MessageFlag
from tests.fakes.discord.refusals import ApiError, Refusal, form, invalid, refuse
from tests.fakes.discord.wire import Json

from . import followups
from .request import Answer, ApiRequest, Body, Route

ALLOWED = {
    InteractionType.COMMAND: {CallbackType.MESSAGE, CallbackType.DEFERRED_MESSAGE, CallbackType.MODAL},
    InteractionType.COMPONENT: set(CallbackType) - {CallbackType.CHOICES},
    InteractionType.AUTOCOMPLETE: {CallbackType.CHOICES},
    InteractionType.MODAL: set(CallbackType) - {CallbackType.CHOICES, CallbackType.MODAL},
}


def _interaction(ask: ApiRequest) -> Interaction:
    one = ask.world.interactions.get(ask.id("interaction_id"))
    if one is None or not hmac.compare_digest(one.token, ask.text("interaction_token")):
        raise refuse(Refusal.UNKNOWN_INTERACTION)
    if one.callback is not None:
        raise refuse(Refusal.ALREADY_ACKNOWLEDGED)
    if ask.world.clock.elapsed() - one.made > ANSWER_S:
        raise refuse(Refusal.UNKNOWN_INTERACTION)
    return one


async def callback(ask: ApiRequest) -> Body:
    """POST /interactions/{interaction_id}/{interaction_token}/callback ."""
    one = _interaction(ask)
    try:
        kind = CallbackType(int(ask.fields.get("type") or 0))
    except ValueError:
        raise invalid("type", "BASE_TYPE_CHOICES", "Value must be one of {4, 5, 6, 7, 8, 9}.") from None
    if kind not in ALLOWED[one.kind]:
        raise ApiError(400, 50035, "Invalid interaction application command")
    data: Json = ask.fields.get("data") or {}
    message = _apply(ask, one, kind, data)
    one.callback = kind
    one.watch.touch()
    if not ask.query_flag("with_response"):
        return None
    told: Json = {"id": str(one.id), "type": int(one.kind)}
    resource: Json = {"type": int(kind)}
    if message is not None:
        told |= {
            "response_message_id": str(message.id),
            "response_message_loading": message.loading,
            "response_message_ephemeral": message.ephemeral,
        }
        resource["message"] = followups.render(ask, one, message)
    return Answer(200, {"interaction": told, "resource": resource})


def _apply(ask: ApiRequest, one: Interaction, kind: CallbackType, data: Json) -> Message | None:
    world = ask.world
    match kind:
        case CallbackType.MESSAGE:
            one.original = answers.show(world, one, read_draft(world, one.channel, data, ask.uploads))
        case CallbackType.DEFERRED_MESSAGE:
            flags = MessageFlag(int(data.get("flags") or 0)) & MessageFlag.EPHEMERAL
            one.original = answers.show(world, one, Draft(flags=flags), loading=True)
        case CallbackType.DEFERRED_UPDATE:
            one.original = one.source
        case CallbackType.UPDATE:
            if one.source is None:
                raise ApiError(400, 50035, "Invalid interaction application command")
            draft = read_draft(world, one.channel, data, ask.uploads, editing=True)
            one.original = answers.change(world, one, one.source, draft)
        case CallbackType.CHOICES:
            with form() as errors:
                choices = check_choices(data.get("choices") or [], errors)
            one.choices = choices
            return None
        case CallbackType.MODAL:
            with form() as errors:
                modal = check_modal(data, errors)
            one.form = modal
            return None
    return one.original


ROUTES = (
    Route("POST", "/interactions/{interaction_id}/{interaction_token}/callback", callback, open=True, exempt=True),
)
