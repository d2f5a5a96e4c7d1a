"""``parse_mode=MarkdownV2``, with the real server's complaints.

The rules: https://core.telegram.org/bots/api#markdownv2-style. Offsets in complaints are bytes of the UTF-8 text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from .entity import Entity, sort_key, utf16_length
from .errors import ApiError, bad_request
from .links import checked_link, linked_emoji, linked_user

_RESERVED = "_*[]()~`>#+-=|{}.!\n"
_NAMES = {
    "bold": "Bold",
    "italic": "Italic",
    "underline": "Underline",
    "strikethrough": "Strikethrough",
    "spoiler": "Spoiler",
    "code": "Code",
    "pre": "Pre",
    "text_link": "TextUrl",
    "custom_emoji": "CustomEmoji",
    "blockquote": "BlockQuote",
}
_MARKS = {"bold": "*", "strikethrough": "~", "code": "`", "pre": "```", "spoiler": "||", "underline": "__"}


@dataclass
class _Open:
    type: str
    offset: int
    at: int
    start: int
    language: str | None = None


class MarkdownMarkup:
    """One pass over one text."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._text: list[str] = []
        self._length = 0
        self._open: list[_Open] = []
        self._entities: list[Entity] = []
        self._in_quote = False
        self._folded = False

    def parse(self) -> tuple[str, list[Entity]]:
        """The plain text and its entities. Raises ApiError: "can't parse entities: …"."""
        self._maybe_quote()
        while self._at < len(self._source):
            character = self._source[self._at]
            following = self._source[self._at + 1 : self._at + 2]
            if character == "\\" and "\0" < following <= "~":
                self._put(following)
                self._at += 2
            elif character not in self._reserved():
                self._put(character)
                self._at += 1
            elif character == "\n":
                self._newline()
            elif self._ends_folded_quote():
                self._folded = True
                self._at += 2
            elif self._open and self._mark_ends():
                self._end()
            else:
                self._begin(character)
        if self._in_quote and self._open and self._open[-1].type == "blockquote":
            self._end_quote()
        if self._open:
            raise self._unended()
        return "".join(self._text), sorted(self._entities, key=sort_key)

    def _reserved(self) -> str:
        if self._open and self._open[-1].type in {"code", "pre"}:
            return "`\n" if self._in_quote else "`"
        return _RESERVED

    def _put(self, text: str) -> None:
        self._text.append(text)
        self._length += utf16_length(text)

    def _error(self, complaint: str, at: int | None = None) -> ApiError:
        where = "" if at is None else f" at byte offset {len(self._source[:at].encode())}"
        return bad_request(f"can't parse entities: {complaint}{where}")

    def _unended(self) -> ApiError:
        last = self._open[-1]
        return self._error(f"Can't find end of {_NAMES[last.type]} entity", last.at)

    def _unescaped(self, character: str) -> ApiError:
        return self._error(f"Character '{character}' is reserved and must be escaped with the preceding '\\'")

    def _has(self, mark: str) -> bool:
        return self._source.startswith(mark, self._at)

    # Block quotations

    def _maybe_quote(self) -> None:
        """At the start of a line: begin a quotation, or go on with it."""
        if self._has("**>"):
            if self._in_quote:
                self._end_quote()
            self._at += 2
        elif not self._has(">"):
            return
        if not self._in_quote:
            self._in_quote = True
            self._folded = False
            self._open.append(_Open("blockquote", self._length, self._at, len(self._text)))
        self._at += 1

    def _newline(self) -> None:
        goes_on = self._source[self._at + 1 : self._at + 2] == ">"
        if self._in_quote and not goes_on:
            if self._open[-1].type != "blockquote":
                raise self._unended()
            self._put("\n")
            self._end_quote()
        else:
            self._put("\n")
        self._at += 1
        self._maybe_quote()

    def _ends_folded_quote(self) -> bool:
        if not self._in_quote or not self._has("||") or not self._open or self._open[-1].type != "blockquote":
            return False
        rest = self._source[self._at + 2 :]
        return not rest or (rest.startswith("\n") and not rest.startswith("\n>"))

    def _end_quote(self) -> None:
        opened = self._open.pop()
        self._in_quote = False
        if self._length > opened.offset:
            type_ = "expandable_blockquote" if self._folded else "blockquote"
            self._entities.append(Entity(type_, opened.offset, self._length - opened.offset))

    # Everything inside a line

    def _mark_ends(self) -> bool:
        type_ = self._open[-1].type
        if type_ == "italic":
            return self._has("_") and not self._has("__")
        if type_ in {"text_link", "custom_emoji"}:
            return self._has("]")
        return type_ in _MARKS and self._has(_MARKS[type_])

    def _begin(self, character: str) -> None:
        at = self._at
        language = None
        if self._has("```"):
            type_, language = "pre", self._fence()
        else:
            doubled = {"__": "underline", "||": "spoiler", "![": "custom_emoji"}.get(self._source[at : at + 2])
            single = {"_": "italic", "*": "bold", "~": "strikethrough", "`": "code", "[": "text_link"}.get(character)
            if doubled is None and single is None:
                raise self._unescaped(character)
            type_ = doubled or single or ""
            self._at += 2 if doubled else 1
        self._open.append(_Open(type_, self._length, at, len(self._text), language))

    def _fence(self) -> str | None:
        start = self._at = self._at + 3
        while self._at < len(self._source) and not self._source[self._at].isspace() and self._source[self._at] != "`":
            self._at += 1
        named = start < self._at < len(self._source) and self._source[self._at] != "`"
        if not named:
            self._at = start
        if self._has("\r\n") or self._has("\n\r"):
            self._at += 2
        elif self._has("\n") or self._has("\r"):
            self._at += 1
        return self._source[start : self._at].strip() or None if named else None

    def _end(self) -> None:
        opened = self._open.pop()
        entity = Entity(opened.type, opened.offset, self._length - opened.offset, language=opened.language)
        if opened.type in {"text_link", "custom_emoji"}:
            linked = self._linked(opened, entity)
            if linked is None:
                return
            entity = linked
        else:
            self._at += len(_MARKS.get(opened.type, "_"))
        if entity.length:
            self._entities.append(entity)

    def _linked(self, opened: _Open, entity: Entity) -> Entity | None:
        self._at += 1
        if not self._has("("):
            if opened.type == "custom_emoji":
                raise self._error("Custom emoji entity must contain a tg://emoji URL")
            url = "".join(self._text[opened.start :])
        else:
            url = self._address("a custom emoji URL" if opened.type == "custom_emoji" else "a URL")
        if opened.type == "custom_emoji":
            emoji = linked_emoji(url)
            if emoji is None:
                raise self._error("Invalid custom emoji identifier specified")
            return replace(entity, custom_emoji_id=emoji)
        user_id = linked_user(url)
        if user_id is not None:
            return replace(entity, type="text_mention", user_id=user_id)
        link = checked_link(url)
        return replace(entity, url=link) if link else None

    def _address(self, what: str) -> str:
        start = self._at = self._at + 1
        url = []
        while self._at < len(self._source) and self._source[self._at] != ")":
            following = self._source[self._at + 1 : self._at + 2]
            if self._source[self._at] == "\\" and "\0" < following <= "~":
                self._at += 1
            url.append(self._source[self._at])
            self._at += 1
        if self._at >= len(self._source):
            raise self._error(f"Can't find end of {what}", start)
        self._at += 1
        return "".join(url)


def parse_markdown(source: str) -> tuple[str, list[Entity]]:
    """The plain text of a MarkdownV2 text and its entities, offsets in UTF-16 code units."""
    return MarkdownMarkup(source).parse()
