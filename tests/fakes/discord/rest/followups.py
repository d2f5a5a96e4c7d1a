"""Further messages of an interaction, over its token.

https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages
"""

from __future__ import annotations

import hmac

from tests.fakes.discord import answers
from tests.fakes.discord.drafts import read_draft
from tests.fakes.discord.interactions import LIFE_S, Interaction
from tests.fakes.discord.messages import Message
from tests.fakes.discord.payloads import talk
from tests.fakes.discord.refusals import Refusal, refuse
from tests.fakes.discord.wire import Json

from .request import ApiRequest, Body


def is_interaction(ask: ApiRequest) -> bool:
    """Whether what stands in the place of a webhook's id is an application's."""
    webhook = ask.id("webhook_id")
    return any(bot.id == webhook for bot in ask.world.bots.values())


def _interaction(ask: ApiRequest) -> Interaction:
    token = ask.text("webhook_token")
    for one in ask.world.interactions.values():
        if hmac.compare_digest(one.token, token) and one.bot.id == ask.id("webhook_id"):
            if one.callback is None:
                raise refuse(Refusal.UNKNOWN_WEBHOOK)
            if ask.world.clock.elapsed() - one.made > LIFE_S:
                raise refuse(Refusal.BAD_WEBHOOK_TOKEN)
            return one
    raise refuse(Refusal.UNKNOWN_WEBHOOK)


def _message(ask: ApiRequest, one: Interaction) -> Message:
    if ask.text("message_id") == "@original":
        found = one.original
    else:
        wanted = ask.id("message_id")
        found = next((message for message in one.messages if message.id == wanted), None)
    if found is None or found.gone:
        raise refuse(Refusal.UNKNOWN_MESSAGE)
    return found


def render(ask: ApiRequest, one: Interaction, message: Message) -> Json:
    """An answer as its application is told of it."""
    return talk.message(ask.world, message, one.bot, may_read=True)


async def create(ask: ApiRequest) -> Body:
    """POST ; the first one after a deferral takes the place of what was loading."""
    one = _interaction(ask)
    draft = read_draft(ask.world, one.channel, ask.fields, ask.uploads)
    if one.original is not None and one.original.loading:
        return render(ask, one, answers.change(ask.world, one, one.original, draft))
    return render(ask, one, answers.show(ask.world, one, draft))


async def get(ask: ApiRequest) -> Body:
    """GET .../messages/{message_id} ."""
    one = _interaction(ask)
    return render(ask, one, _message(ask, one))


async def edit(ask: ApiRequest) -> Body:
    """PATCH .../messages/{message_id} ."""
    one = _interaction(ask)
    found = _message(ask, one)
    draft = read_draft(ask.world, one.channel, ask.fields, ask.uploads, editing=True)
    return render(ask, one, answers.change(ask.world, one, found, draft))


async def delete(ask: ApiRequest) -> Body:
    """DELETE .../messages/{message_id} ."""
    one = _interaction(ask)
    answers.remove(ask.world, one, _message(ask, one))
    return None
