"""Webhooks: addresses through which messages come in under any name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .accounts import Bot, User
from .places import Channel
from .refusals import FormErrors

FORBIDDEN_NAMES = ("clyde", "discord")
NAME_LIMIT = 80
PER_CHANNEL = 15


@dataclass(eq=False, repr=False)
class Webhook:
    """An incoming webhook; `application` is the bot that made it, None when a person did."""

    id: int
    token: str
    channel: Channel
    name: str
    creator: User
    application: Bot | None = None
    avatar: str | None = None


def clean_name(raw: object, errors: FormErrors, path: str) -> str:
    """Trim a webhook's name or username and note at `path` what is wrong with it.

    https://discord.com/developers/docs/resources/webhook#create-webhook
    """
    name = re.sub(r"\s+", " ", raw).strip() if isinstance(raw, str) else ""
    errors.length(path, name, 1, NAME_LIMIT)
    for word in FORBIDDEN_NAMES:
        if word in name.lower():
            errors.add(path, "USERNAME_INVALID_CONTAINS", f'Username cannot contain "{word}"')
    return name
