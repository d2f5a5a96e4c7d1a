"""The shape of a command, and what one is asked with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bridge.chat.content import Button
from bridge.chat.event import Command as Asked
from bridge.chat.reader import ReaderLanguage
from bridge.i18n import Phrases, locale_for
from bridge.language.language import Language
from bridge.relay.records import Draft, Member, Place

DOMAIN = "commands"
#: The share of what a member wrote from which on it is their language.
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Request:
    """A command that somebody gave, with what Magpie knows of the room and of them."""

    asked: Asked
    place: Place
    member: Member

    @property
    def language(self) -> ReaderLanguage:
        """What to answer in: the member's client's language, what they mostly write, the room's, or English."""
        hinted = ReaderLanguage.from_tag(self.asked.author.language)
        return hinted or self._written or next(iter(self.place.languages), ReaderLanguage.ENGLISH)

    @property
    def _written(self) -> ReaderLanguage | None:
        """What the member mostly writes; in which script of Chinese is the room's matter."""
        prior = self.member.prior
        if prior.share(Language.EN) > _MOSTLY:
            return ReaderLanguage.ENGLISH
        if prior.share(Language.ZH) > _MOSTLY:
            chinese = (language for language in self.place.languages if language.model == "zh")
            return next(chinese, ReaderLanguage.SIMPLIFIED)
        return None

    @property
    def phrases(self) -> Phrases:
        """The sentences of commands in the language to answer in."""
        return Phrases(DOMAIN, locale_for(self.language.value))


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said in reply: a sentence for the one who asked, and perhaps deliveries for others.

    With `public` the whole room sees the answer. `deleted` names messages of the room to be taken away everywhere.
    """

    text: str = ""
    public: bool = False
    drafts: Sequence[Draft] = ()
    buttons: tuple[Button, ...] = ()
    deleted: tuple[str, ...] = ()


class Command(Protocol):
    """One command."""

    @property
    def name(self) -> str:
        """Without the slash."""
        ...

    @property
    def summary(self) -> str:
        """What it does in a few words, a msgid of the catalogue."""
        ...

    @property
    def admins_only(self) -> bool:
        """Whether the platform's own roles must make the member an administrator."""
        ...

    async def answer(self, request: Request) -> Answer:
        """Do it. Raises `CommandError` with a sentence where it cannot be done."""
        ...


class CommandError(Exception):
    """Something was asked that cannot be done; the message says, in the asker's language, what to do instead."""


Commands = Mapping[str, Command]
