"""The texts of a call: their markup, their entities, their length."""

from __future__ import annotations

from .call import Call
from .entity import CONTINUOUS, FOUND_BY_THE_SERVER, QUOTES, SPLITTABLE, Entity, FormattedText
from .errors import bad_request
from .html_markup import parse_html
from .links import checked_link
from .markdown_markup import parse_markdown
from .text_repair import repair

MAX_TEXT = 4096
MAX_CAPTION = 1024
_KNOWN = SPLITTABLE | QUOTES | CONTINUOUS


def read_text(call: Call) -> FormattedText:
    """The text of ``sendMessage`` and ``editMessageText``. Raises ApiError for an empty or too long one."""
    raw = call.parameters.text("text")
    if not raw:
        raise bad_request("message text is empty")
    text = formatted(call, raw, call.parameters.text("parse_mode"), "entities")
    if not text.text:
        raise bad_request("text must be non-empty")
    if text.length > MAX_TEXT:
        raise bad_request("message is too long")
    return text


def read_caption(call: Call) -> FormattedText:
    """The caption of a call, maybe empty. Raises ApiError for a too long one."""
    text = formatted(call, call.parameters.text("caption"), call.parameters.text("parse_mode"), "caption_entities")
    return checked_caption(text)


def checked_caption(caption: FormattedText) -> FormattedText:
    """The caption. Raises ApiError where it is too long."""
    if caption.length > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return caption


def formatted(call: Call, raw: str, parse_mode: str, entities_name: str) -> FormattedText:
    """A text by its parse mode, or by the entities in a parameter where there is none."""
    given = None if parse_mode else call.parameters.array(entities_name, "entities")
    return format_text(call, raw, parse_mode, given)


def format_text(call: Call, raw: str, parse_mode: str, given: list[object] | None) -> FormattedText:
    """A text by its parse mode, or by the entities that come beside it."""
    mode = parse_mode.lower()
    if not mode or mode == "none":
        text, entities = raw, [read_entity(item) for item in given or []]
    elif mode == "html":
        text, entities = parse_html(raw)
    elif mode == "markdownv2":
        text, entities = parse_markdown(raw)
    else:
        raise bad_request("unsupported parse_mode")
    known = [entity for entity in entities if entity.user_id is None or entity.user_id in call.world.users]
    return repair(text, known)


def read_entity(item: object) -> Entity:
    """One ``MessageEntity`` of a call. Raises ApiError where it is none."""
    if not isinstance(item, dict):
        raise bad_request("can't parse MessageEntity: expected an Object")
    type_, offset, length = item.get("type"), item.get("offset"), item.get("length")
    if not isinstance(type_, str) or not isinstance(offset, int) or not isinstance(length, int):
        raise bad_request('can\'t parse MessageEntity: Can\'t find field "type", "offset" or "length"')
    if type_ not in _KNOWN:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    if type_ in FOUND_BY_THE_SERVER:
        return Entity(type_, offset, length)
    return _with_details(Entity(type_, offset, length), item)


def _with_details(entity: Entity, item: dict[object, object]) -> Entity:
    url = user_id = language = emoji = None
    if entity.type == "text_link":
        url = checked_link(str(item.get("url", "")))
        if not url:
            raise bad_request(f"entity URL '{item.get('url', '')}' is invalid: Wrong HTTP URL")
    elif entity.type == "text_mention":
        user = item.get("user")
        user_id = user.get("id") if isinstance(user, dict) else None
        if not isinstance(user_id, int):
            raise bad_request('can\'t parse MessageEntity: field "user" must hold an "id"')
    elif entity.type == "pre":
        language = str(item["language"]) if item.get("language") else None
    elif entity.type == "custom_emoji":
        emoji = str(item.get("custom_emoji_id", ""))
        if not emoji.isdigit() or not int(emoji):
            raise bad_request("invalid custom emoji identifier specified")
    return Entity(entity.type, entity.offset, entity.length, url, user_id, language, emoji)
