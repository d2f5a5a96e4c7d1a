"""``parse_mode=HTML``, with the real server's complaints.

The rules: https://core.telegram.org/bots/api#html-style. Offsets in complaints are bytes of the UTF-8 text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .entity import Entity, utf16_length
from .errors import ApiError, bad_request
from .links import checked_link, linked_user

_STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_TAGS = {*_STYLES, "a", "pre", "code", "blockquote", "tg-emoji"}
_CHARACTER = re.compile(r"&(?:#x([0-9A-Fa-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")


@dataclass
class _Open:
    name: str
    attributes: dict[str, str]
    offset: int
    start: int


class HtmlMarkup:
    """One pass over one text."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._text: list[str] = []
        self._length = 0
        self._open: list[_Open] = []
        self._entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        """The plain text and its entities. Raises ApiError: "can't parse entities: …"."""
        while self._at < len(self._source):
            character = self._source[self._at]
            if character == "<":
                begin = self._at
                self._at += 1
                if self._peek() == "/":
                    self._close(begin)
                else:
                    self._start(begin)
            else:
                self._put(self._character() if character == "&" else self._take())
        if self._open:
            raise self._error(f"Can't find end tag corresponding to start tag {self._open[-1].name}")
        return "".join(self._text), self._entities

    def _peek(self) -> str:
        return self._source[self._at] if self._at < len(self._source) else ""

    def _take(self) -> str:
        self._at += 1
        return self._source[self._at - 1]

    def _put(self, text: str) -> None:
        self._text.append(text)
        self._length += utf16_length(text)

    def _error(self, complaint: str, at: int | None = None) -> ApiError:
        where = "" if at is None else f" at byte offset {len(self._source[:at].encode())}"
        return bad_request(f"can't parse entities: {complaint}{where}")

    def _character(self) -> str:
        match = _CHARACTER.match(self._source, self._at)
        if match is None:
            return self._take()
        hexadecimal, decimal, name = match.groups()
        if name:
            self._at = match.end()
            return _NAMED[name]
        code = int(hexadecimal, 16) if hexadecimal else int(decimal)
        if code == 0 or code > 0x10FFFF:
            return self._take()
        if 0xD800 <= code <= 0xDFFF:
            raise self._error(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        self._at = match.end()
        return chr(code)

    def _until(self, stops: str) -> str:
        start = self._at
        while (character := self._peek()) and not character.isspace() and character not in stops:
            self._at += 1
        return self._source[start : self._at]

    def _skip_space(self) -> None:
        while self._peek().isspace():
            self._at += 1

    def _start(self, begin: int) -> None:
        name = self._until(">").lower()
        if not self._peek():
            raise self._error("Unclosed start tag", begin)
        if name not in _TAGS:
            raise self._error(f'Unsupported start tag "{name}"', begin)
        attributes: dict[str, str] = {}
        while self._peek() != ">":
            self._skip_space()
            if self._peek() == ">":
                break
            key, value = self._attribute(name, begin)
            attributes[key] = value
        self._at += 1
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"', begin)
        self._open.append(_Open(name, attributes, self._length, len(self._text)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        key = self._until("=>")
        if not key:
            raise self._error(f'Empty attribute name in the tag "{tag}"', begin)
        self._skip_space()
        if self._peek() != "=":
            if tag == "blockquote" and key == "expandable":
                return key, ""
            raise self._error(f'Expected equal sign in declaration of an attribute of the tag "{tag}"', begin)
        self._at += 1
        self._skip_space()
        if not self._peek():
            raise self._error(f'Unclosed start tag "{tag}"', begin)
        value = self._quoted() if self._peek() in "'\"" else self._token()
        if not self._peek():
            raise self._error("Unclosed start tag", begin)
        return key, value

    def _token(self) -> str:
        start = self._at
        match = _NAME_TOKEN.match(self._source, start)
        self._at = match.end() if match else start
        if self._peek() and not self._peek().isspace() and self._peek() != ">":
            raise self._error("Unexpected end of name token", start)
        return self._source[start : self._at].lower()

    def _quoted(self) -> str:
        quote = self._take()
        value = []
        while self._peek() not in ("", quote):
            value.append(self._character() if self._peek() == "&" else self._take())
        self._at += self._peek() == quote
        return "".join(value)

    def _close(self, begin: int) -> None:
        self._at += 1
        if not self._open:
            raise self._error("Unexpected end tag", begin)
        name = self._until(">").lower()
        self._skip_space()
        if self._peek() != ">":
            raise self._error("Unclosed end tag", begin)
        self._at += 1
        opened = self._open[-1]
        if name and name != opened.name:
            raise self._error(
                f"Unmatched end tag at byte offset {len(self._source[:begin].encode())}, "
                f'expected "</{opened.name}>", found "</{name}>"'
            )
        self._open.pop()
        if self._length > opened.offset:
            self._add(opened)

    def _add(self, tag: _Open) -> None:
        entity = Entity(_STYLES.get(tag.name, tag.name), tag.offset, self._length - tag.offset)
        if tag.name in _STYLES:
            self._entities.append(entity)
        elif tag.name == "a":
            self._add_link(tag, entity)
        elif tag.name == "blockquote":
            folded = "expandable" in tag.attributes
            self._entities.append(replace(entity, type="expandable_blockquote" if folded else "blockquote"))
        elif tag.name == "tg-emoji":
            number = tag.attributes.get("emoji-id", "")
            if not number.isdigit() or not int(number):
                raise self._error("Invalid custom emoji identifier specified")
            self._entities.append(replace(entity, type="custom_emoji", custom_emoji_id=number))
        else:
            self._add_code(tag, entity)

    def _add_link(self, tag: _Open, entity: Entity) -> None:
        url = tag.attributes.get("href") or "".join(self._text[tag.start :])
        user_id = linked_user(url)
        if user_id is not None:
            self._entities.append(replace(entity, type="text_mention", user_id=user_id))
        elif link := checked_link(url):
            self._entities.append(replace(entity, type="text_link", url=link))

    def _add_code(self, tag: _Open, entity: Entity) -> None:
        """``<pre><code class="language-x">`` over the same span is one block with a language."""
        language = None
        if tag.name == "code" and tag.attributes.get("class", "").startswith("language-"):
            language = tag.attributes["class"].removeprefix("language-")
        last = self._entities[-1] if self._entities else None
        if (
            last
            and {last.type, tag.name} == {"pre", "code"}
            and (last.offset, last.length)
            == (
                entity.offset,
                entity.length,
            )
        ):
            self._entities[-1] = replace(last, type="pre", language=language or last.language)
        else:
            self._entities.append(replace(entity, language=language))


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The plain text of an HTML text and its entities, offsets in UTF-16 code units."""
    text, entities = HtmlMarkup(source).parse()
    return text, [replace(entity, language=None) if entity.type == "code" else entity for entity in entities]
