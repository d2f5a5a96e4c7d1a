"""Entries of a timeline as pages read them. Offsets of entities are in code points."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote
from zlib import crc32

from pydantic import JsonValue

from bridge.adapters.web.marks import marks
from bridge.adapters.web.records import WebEntry, WebMember, WebRoom
from bridge.chat.attachment import Attachment
from bridge.chat.author import Author
from bridge.chat.content import Content, TermNote, Version
from bridge.chat.delivery import Reaction
from bridge.chat.message import Poll
from bridge.chat.text import Text
from bridge.language.chinese import convert
from bridge.language.language import ChineseScript

Json = dict[str, JsonValue]


def entry_json(entry: WebEntry) -> Json:
    """One entry, in all languages that it has."""
    content = entry.content
    if entry.deleted:
        return {"id": entry.id, "revision": entry.revision, "deleted": True, "client": entry.client}
    return {
        "id": entry.id,
        "revision": entry.revision,
        "client": entry.client,
        "author": _author(content.author) if content.author else None,
        "private": bool(entry.private_to),
        "written_at": content.written_at,
        "created_at": entry.created_at,
        "late": content.late,
        "edited": content.edited,
        "language": content.language,
        "original": _text(content.original),
        "versions": {version.language.value: _version(content, version) for version in content.versions},
        "notes": [_note(note) for note in content.notes],
        "attachments": [_attachment(entry.id, number, one) for number, one in enumerate(content.attachments)],
        "poll": _poll(content.poll) if content.poll else None,
        "forwarded_from": content.forwarded_from,
        "quote": {"author": content.quote.author, "words": content.quote.words} if content.quote else None,
        "buttons": [{"label": button.label, "command": button.command} for button in content.buttons],
        "reply_to": entry.reply_to,
        "pinned": entry.pinned,
        "reactions": _reactions(entry.reactions),
    }


def member_json(member: WebMember, *, online: bool) -> Json:
    """A member as the others see them."""
    return {"id": member.id, "name": member.name, "owner": member.owner, "online": online}


def room_json(room: WebRoom) -> Json:
    """A room as its members see it."""
    return {
        "id": room.id,
        "title": room.title,
        "invite": room.invite,
        "history": room.history,
        "closed": room.closed,
    }


def _author(author: Author) -> Json:
    return {"platform": author.platform, "id": author.id, "name": author.name, "bot": author.bot}


def _text(text: Text) -> Json:
    return {"plain": text.plain, "entities": [[e.start, e.end, e.kind.value, e.value] for e in text.entities]}


def _version(content: Content, version: Version) -> Json:
    return {
        "text": _text(version.text),
        "marks": [[mark.start, mark.end, mark.note] for mark in marks(content, version)],
        "faithful": version.faithful,
        "poll": _poll(version.poll) if version.poll else None,
    }


def _note(note: TermNote) -> Json:
    return {
        "form": note.form,
        "start": note.start,
        "end": note.end,
        "text": note.text,
        "tone": note.tone,
        "literal": note.literal,
        "en": note.note_en,
        "zh": note.note_zh,
        "origin": note.origin,
        "renderings": list(note.renderings),
        "hant": {
            "text": traditional(note.text),
            "literal": traditional(note.literal),
            "zh": traditional(note.note_zh),
            "renderings": [traditional(one) for one in note.renderings],
        },
    }


@lru_cache(maxsize=10_000)
def traditional(words: str) -> str:
    """Words of the glossary, which is written in Simplified Chinese, for those who read Traditional."""
    return convert(words, ChineseScript.TRADITIONAL)


def _attachment(entry: int, number: int, attachment: Attachment) -> Json:
    name = quote(attachment.name.replace("/", "_"), safe="") or "file"
    # Browsers keep what they fetched for good, and an edit may put another file of the same name there.
    version = crc32(f"{attachment.platform} {attachment.source} {attachment.size}".encode("utf-8", "replace"))
    return {
        "kind": attachment.kind.value,
        "name": attachment.name,
        "mime": attachment.mime,
        "size": attachment.size,
        "width": attachment.width,
        "height": attachment.height,
        "duration": attachment.duration,
        "emoji": attachment.emoji,
        "spoiler": attachment.spoiler,
        "url": f"/attachments/{entry}/{number}/{name}?v={version:08x}",
    }


def _poll(poll: Poll) -> Json:
    return {"question": poll.question, "options": list(poll.options), "multiple": poll.multiple}


def _reactions(reactions: Iterable[Reaction]) -> list[JsonValue]:
    by_emoji: dict[str, dict[str, JsonValue]] = {}
    for reaction in reactions:
        author: Json = {"key": reaction.author.key, "name": reaction.author.name}
        by_emoji.setdefault(reaction.emoji, {})[reaction.author.key] = author
    return [{"emoji": emoji, "authors": list(authors.values())} for emoji, authors in by_emoji.items()]
