"""The rules for embeds.

https://discord.com/developers/docs/resources/message#embed-object-embed-limits
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from .refusals import FormErrors
from .wire import Json

PER_MESSAGE = 10
TOTAL = 6000
FIELDS = 25
LIMITS = {"title": 256, "description": 4096}
NESTED = {("footer", "text"): 2048, ("author", "name"): 256}
FIELD = {"name": 256, "value": 1024}
LINKS = (("url",), ("image", "url"), ("thumbnail", "url"), ("author", "url"), ("author", "icon_url"),
         ("footer", "icon_url"))  # fmt: skip
EMBEDDABLE = {"image", "thumbnail", "author", "footer"}


def check_embeds(raw: object, errors: FormErrors) -> list[Json]:
    """Return the embeds of a request and note in `errors` what is wrong; embeds with nothing in them are dropped."""
    if raw is None:
        return []
    if not isinstance(raw, Sequence) or not all(isinstance(one, dict) for one in raw):
        errors.add("embeds", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        return []
    if len(raw) > PER_MESSAGE:
        errors.add("embeds", "BASE_TYPE_MAX_LENGTH", f"Must be {PER_MESSAGE} or fewer in length.")
    total = 0
    kept: list[Json] = []
    for number, embed in enumerate(raw):
        total += _check(embed, f"embeds.{number}", errors)
        if any(value for key, value in embed.items() if key not in {"type", "color", "timestamp"}):
            kept.append(embed | {"type": "rich"})
    if total > TOTAL:
        errors.add("embeds", "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {TOTAL}")
    return kept


def _check(embed: Json, path: str, errors: FormErrors) -> int:
    """Note what is wrong with one embed and return how many code points it shows."""
    total = 0
    for key, limit in LIMITS.items():
        total += _measure(embed.get(key), limit, f"{path}.{key}", errors)
    for (outer, inner), limit in NESTED.items():
        total += _measure((embed.get(outer) or {}).get(inner), limit, f"{path}.{outer}.{inner}", errors)
    fields = embed.get("fields") or []
    if len(fields) > FIELDS:
        errors.add(f"{path}.fields", "BASE_TYPE_MAX_LENGTH", f"Must be {FIELDS} or fewer in length.")
    for number, field in enumerate(fields):
        for key, limit in FIELD.items():
            if not str(field.get(key) or "").strip():
                errors.required(f"{path}.fields.{number}.{key}")
            total += _measure(field.get(key), limit, f"{path}.fields.{number}.{key}", errors)
    for steps in LINKS:
        value: object = embed
        for step in steps:
            value = value.get(step) if isinstance(value, dict) else None
        if isinstance(value, str) and value:
            _check_link(value, ".".join((path, *steps)), errors, attachment=len(steps) > 1)
    return total


def _measure(value: object, limit: int, path: str, errors: FormErrors) -> int:
    if value is None:
        return 0
    text = str(value)
    if len(text) > limit:
        errors.too_long(path, limit)
    return len(text)


def _check_link(value: str, path: str, errors: FormErrors, *, attachment: bool) -> None:
    schemes = ("http", "https", "attachment") if attachment else ("http", "https")
    scheme = urlsplit(value).scheme.lower()
    if scheme not in schemes:
        errors.add(
            path, "URL_TYPE_INVALID_SCHEME", f'Scheme "{scheme}" is not supported. Scheme must be one of {schemes}.'
        )
    elif len(value) > 2048:
        errors.too_long(path, 2048)
