"""How blocks read in a Discord message: what they say, the original in small print, the note last."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from bridge.adapters.discord.constants import DOMAIN, MEGABYTE, UPLOAD_LIMIT
from bridge.adapters.discord.names import clean
from bridge.adapters.discord.writing_text import mentioned, write_text
from bridge.adapters.wording import phrases_for
from bridge.chat.attachment import Attachment
from bridge.chat.content import Content
from bridge.chat.delivery import Block
from bridge.chat.text import EntityKind, Text
from bridge.i18n import Phrases

_NOTHING = "…"
#: What small print can hold.
_SMALL = frozenset(
    {
        EntityKind.BOLD,
        EntityKind.ITALIC,
        EntityKind.UNDERLINE,
        EntityKind.STRIKE,
        EntityKind.SPOILER,
        EntityKind.CODE,
        EntityKind.LINK,
        EntityKind.MENTION,
        EntityKind.CUSTOM_EMOJI,
    }
)


def compose(blocks: Sequence[Block], *, missing: Collection[Attachment] = ()) -> str:
    """The Markdown of one message of these blocks, "" where only files are shown.

    The first block's quote is left out, since it stands in an embed. `missing` are files that could not be had.
    """
    parts = [_block(block, quoted=number > 0, missing=missing) for number, block in enumerate(blocks)]
    text = "\n".join(part for part in parts if part)
    with_files = blocks[0].first and any(sendable(file, missing) for file in blocks[0].content.attachments)
    return text or ("" if with_files else _NOTHING)


def people_of(blocks: Iterable[Block]) -> list[str]:
    """The numbers of the people whom a message of these blocks may ring: those whom Magpie itself resolved."""
    found: dict[str, None] = {}
    for block in blocks:
        for text in (block.text, block.content.body.folded if block.folded else Text()):
            found.update(dict.fromkeys(mentioned(text)))
    return list(found)


def sendable(file: Attachment, missing: Collection[Attachment] = ()) -> bool:
    """Whether a file may be uploaded, as far as is known."""
    return file.size <= UPLOAD_LIMIT and file not in missing


def small(text: Text) -> str:
    """A text as small print, line by line; without previews of its links."""
    lines: list[str] = []
    start = 0
    for line in text.plain.split("\n"):
        end = start + len(line)
        cut = text.cut(start, end)
        kept = Text.of(cut.plain, (e for e in cut.entities if e.kind in _SMALL)).strip()
        if kept:
            lines.append(f"-# {write_text(kept, previews=False)}")
        start = end + 1
    return "\n".join(lines)


def _block(block: Block, *, quoted: bool, missing: Collection[Attachment]) -> str:
    content = block.content
    phrases = phrases_for(content, DOMAIN)
    lines: list[str] = []
    if block.first:
        lines += _above(content, phrases, quoted=quoted)
    if block.text:
        lines.append(write_text(block.text))
    if block.last and block.folded and content.body.folded:
        lines.append(small(content.body.folded))
    if block.first:
        lines += [_absent(file, phrases) for file in content.attachments if not sendable(file, missing)]
    if block.last and content.body.note:
        lines.append(small(content.body.note.wrapped(EntityKind.ITALIC)))
    return "\n".join(line for line in lines if line)


def _above(content: Content, phrases: Phrases, *, quoted: bool) -> list[str]:
    lines = []
    if quoted and content.quote is not None:
        words = " ".join(content.quote.words.split())
        lines.append(small(Text(f"↩ {clean(content.quote.author)}: {words}")))
    if content.forwarded_from:
        lines.append(small(Text("↪ " + phrases("forwarded from {name}", name=clean(content.forwarded_from)))))
    if content.late:
        # Discord shows it in each reader's own time.
        lines.append(f"-# <t:{int(content.written_at)}:f>")
    return lines


def _absent(file: Attachment, phrases: Phrases) -> str:
    if file.size <= UPLOAD_LIMIT:
        return small(Text(phrases("📎 {name} could not be fetched.", name=clean(file.name))))
    size = f"{file.size / MEGABYTE:.0f} MB"
    return small(Text(phrases("📎 {name} ({size}) is too large to be shown here.", name=clean(file.name), size=size)))
