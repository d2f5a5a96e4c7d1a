"""How blocks read in a Telegram message: who says it, what they say, the original folded, the note last."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence

from bridge.adapters.telegram.constants import DOMAIN, MEGABYTE, PLATFORM, UPLOAD_LIMIT
from bridge.adapters.telegram.names import clean
from bridge.adapters.telegram.writing_text import EXPANDABLE, MOMENT
from bridge.adapters.wording import phrases_for
from bridge.chat.attachment import Attachment
from bridge.chat.delivery import Block
from bridge.chat.text import Entity, EntityKind, Text, joined
from bridge.i18n import Phrases

#: What Telegram would take for a username, and ring its owner's phone.
_USERNAME = re.compile(r"(?<![\w@/.])@(?=[A-Za-z]\w{3,31})")
_APART = "\u2060"
#: Between letters it makes an address of a name.
_DOT = re.compile(r"(?<=\w)\.(?=\w)")
_NOTHING = Text("…")
#: These begin on a line of their own.
_WHOLE_LINES = frozenset({EntityKind.QUOTE, EntityKind.PRE, EntityKind.HEADING})


def compose(blocks: Sequence[Block], *, native_reply: bool = False, missing: Collection[Attachment] = ()) -> Text:
    """The text of one message of these blocks; never empty unless only files are shown of Magpie's own.

    With `native_reply` the first block's quote is left out, since Telegram shows it. `missing` are files that could
    not be had.
    """
    parts = [
        _block(block, quoted=not (native_reply and number == 0), missing=missing) for number, block in enumerate(blocks)
    ]
    return joined([part for part in parts if part] or [_NOTHING], "\n")


def too_large(attachment: Attachment) -> bool:
    """Whether a file is known to be more than a bot may upload."""
    return attachment.platform != PLATFORM and attachment.size > UPLOAD_LIMIT


def _block(block: Block, *, quoted: bool, missing: Collection[Attachment]) -> Text:
    content = block.content
    phrases = phrases_for(content, DOMAIN)
    lines: list[Text] = []
    if block.first and quoted and content.quote is not None:
        quote = f"{_name(content.quote.author)}: {' '.join(content.quote.words.split())}"
        lines.append(Text(quote).wrapped(EntityKind.QUOTE))
    lines.append(_led(_header(block, phrases), block.text))
    if block.last and block.folded and content.body.folded:
        # A quote holds no other quote.
        inner = [e for e in content.body.folded.entities if e.kind is not EntityKind.QUOTE]
        lines.append(Text.of(content.body.folded.plain, inner).wrapped(EntityKind.QUOTE, EXPANDABLE))
    if block.first:
        lines += [_missing(file, phrases) for file in content.attachments if file in missing or too_large(file)]
    if block.last and content.body.note:
        lines.append(content.body.note.wrapped(EntityKind.ITALIC))
    return joined([_harmless(line) for line in lines if line], "\n")


def _header(block: Block, phrases: Phrases) -> Text:
    content = block.content
    if content.author is None:
        return Text()
    header = Text(_name(content.author.name) or "?").wrapped(EntityKind.BOLD)
    if not block.first:
        return header + Text(" …")
    details: list[Text] = []
    if content.forwarded_from:
        details.append(Text(phrases("forwarded from {name}", name=_name(content.forwarded_from))))
    if content.late:
        # The host's own time, which clients that know the entity replace with their reader's.
        written = dt.datetime.fromtimestamp(content.written_at).astimezone()
        details.append(
            Text(f"{written:%Y-%m-%d %H:%M}").wrapped(EntityKind.SUBTEXT, f"{MOMENT}{int(content.written_at)}")
        )
    return header + Text(" (") + joined(details, ", ") + Text(")") if details else header


def _led(header: Text, lead: Text) -> Text:
    if not header or not lead:
        return header or lead
    own_line = any(entity.start == 0 and entity.kind in _WHOLE_LINES for entity in lead.entities)
    return header + Text(":\n" if own_line else ": ") + lead


def _missing(file: Attachment, phrases: Phrases) -> Text:
    if not too_large(file):
        return Text(phrases("📎 {name} could not be fetched.", name=_name(file.name)))
    size = f"{file.size / MEGABYTE:.0f} MB"
    return Text(phrases("📎 {name} ({size}) is too large to be shown here.", name=_name(file.name), size=size))


def _name(name: str) -> str:
    """A name of a person, a chat or a file, which is no address to press and no preview either."""
    return _DOT.sub(f".{_APART}", clean(name)).replace("://", f":{_APART}//")


def _harmless(text: Text) -> Text:
    """The text with an invisible character in what only looks like a mention, so that it rings nobody's phone."""
    meant = [(e.start, e.end) for e in text.entities if e.kind is EntityKind.MENTION and _is_ours(e.value)]
    cuts = [
        match.end()
        for match in _USERNAME.finditer(text.plain)
        if not any(start <= match.start() < end for start, end in meant)
    ]
    if not cuts:
        return text
    pieces = [text.plain[start:end] for start, end in zip([0, *cuts], [*cuts, len(text.plain)], strict=True)]

    def moved(index: int) -> int:
        return index + sum(cut <= index for cut in cuts)

    entities = [Entity(moved(e.start), moved(e.end - 1) + 1, e.kind, e.value) for e in text.entities]
    return Text.of(_APART.join(pieces), entities)


def _is_ours(value: str) -> bool:
    return value.startswith(f"{PLATFORM}:")
