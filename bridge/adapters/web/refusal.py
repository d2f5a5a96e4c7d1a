"""What the web room says no to, in one sentence for whoever asked."""

from __future__ import annotations

from bridge.i18n import Phrases, locale_for

DOMAIN = "web"


class Refusal(Exception):
    """Somebody asked for what cannot be done.

    `sentence` is in English, with `{fields}` that `values` fill; `status` is the HTTP status that goes with it.
    """

    def __init__(self, sentence: str, /, *, status: int = 400, **values: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status
        self.values = values

    def in_language(self, tag: str) -> str:
        """The sentence for a reader of this language (a BCP 47 tag)."""
        return Phrases(DOMAIN, locale_for(tag))(self.sentence, **self.values)
