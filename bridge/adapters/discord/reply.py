"""What is answered, above an answer: a webhook cannot reply, and a bot that can would lose the name and the face."""

from __future__ import annotations

from bridge.adapters.discord.calls import Json
from bridge.adapters.discord.channels import Facts
from bridge.adapters.discord.names import clean
from bridge.adapters.discord.writing_text import write_text
from bridge.chat.content import Quote
from bridge.chat.text import Text

_WORDS = 200


def quote_embed(quote: Quote, facts: Facts, native: str) -> Json:
    """A small embed: whom, their first words, and the way there where the message is in this channel."""
    author: dict[str, str] = {"name": f"↩ {clean(quote.author) or '?'}"}
    words = write_text(Text(" ".join(quote.words.split())[:_WORDS] or "…"), previews=False)
    if native:
        author["url"] = jump = f"https://discord.com/channels/{facts.guild}/{facts.channel}/{native}"
        words = f"{words} [↗]({jump})"
    return {"author": author, "description": words}
