"""Mentions of people who are known on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bridge.chat.content import Body, Content
from bridge.chat.text import EntityKind, Text
from bridge.relay.ports import Selves


class Mentions:
    """Lets a mention mean the same person on another platform; of everybody else the name stays, as plain text."""

    def __init__(self, selves: Selves) -> None:
        self._selves = selves

    async def localised(self, content: Content, platform: str) -> Content:
        """The content with mentions of this platform's own members; others keep a value that no adapter acts on."""
        body = content.body
        keys = _mentioned((content.original, body.lead, body.folded, *(v.text for v in content.versions)), platform)
        if not keys:
            return content
        known = await self._selves.on(platform, keys)
        if not known:
            return content
        return replace(
            content,
            original=_renamed(content.original, known),
            body=Body(_renamed(body.lead, known), _renamed(body.folded, known), body.note),
            versions=tuple(replace(version, text=_renamed(version.text, known)) for version in content.versions),
        )


def _mentioned(texts: Iterable[Text], platform: str) -> set[str]:
    return {
        entity.value
        for text in texts
        for entity in text.entities
        if entity.kind is EntityKind.MENTION and ":" in entity.value and not entity.value.startswith(f"{platform}:")
    }


def _renamed(text: Text, known: Mapping[str, str]) -> Text:
    entities = tuple(
        replace(entity, value=known[entity.value])
        if entity.kind is EntityKind.MENTION and entity.value in known
        else entity
        for entity in text.entities
    )
    return Text(text.plain, entities)
