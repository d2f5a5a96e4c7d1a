"""What a term would have done to the messages that were written lately."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import Text
from bridge.commands.slang_asking import Asking
from bridge.glossary.review import preview
from bridge.glossary.term import Hit, Term
from bridge.language.language import Language
from bridge.relay.interpreting import Translates

SHOWN = 2
LONGEST = 120


class Trial:
    """Finds a term in messages and translates some of them with it."""

    def __init__(self, interpreter: Translates) -> None:
        self._interpreter = interpreter

    async def shown(self, asking: Asking, term: Term, texts: Sequence[str]) -> str:
        """How often it would have counted, and a few of the messages as they would have read."""
        phrases, seen = asking.phrases, await asyncio.to_thread(preview, term, texts)
        if not seen.of:
            return ""
        if not seen.hit:
            return phrases("It is in none of the last {count} messages.", count=seen.of)
        lines = [phrases("It is in {hit} of the last {count} messages:", hit=seen.hit, count=seen.of)]
        target = ReaderLanguage.ENGLISH if term.source == "zh" else ReaderLanguage.SIMPLIFIED
        for text, hit in seen.samples[:SHOWN]:
            cut, moved = _cut(text, hit)
            translation = await self._interpreter.translate(Text(cut), Language(term.source), target, [moved])
            lines.append(f"{cut} → {translation.text.plain}")
        return "\n".join(lines)


def _cut(text: str, hit: Hit) -> tuple[str, Hit]:
    """The line of a text in which a hit stands, not too long."""
    start = text.rfind("\n", 0, hit.start) + 1
    end = text.find("\n", hit.end)
    end = len(text) if end < 0 else end
    start, end = max(start, hit.start - LONGEST // 2), min(end, hit.end + LONGEST // 2)
    return text[start:end], Hit(hit.start - start, hit.end - start, hit.term)
