"""What the host's page says no to, in one sentence."""

from __future__ import annotations

from typing import Self

from bridge.adapters.web.refusal import Refusal
from bridge.i18n import Phrases, locale_for

DOMAIN = "admin"


class Denied(Refusal):
    """Something that the host asked for cannot be done; its sentence is one of the host's page."""

    @classmethod
    def because(cls, reason: object, *, status: int = 409) -> Self:
        """With a sentence that somebody else wrote."""
        return cls("{reason}", status=status, reason=reason)

    def in_language(self, tag: str) -> str:
        """The sentence for a reader of this language (a BCP 47 tag)."""
        return Phrases(DOMAIN, locale_for(tag))(self.sentence, **self.values)
