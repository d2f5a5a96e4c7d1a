"""What a room is to show of a message: platform-neutral, in the languages that its readers read."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import TypeAdapter

from bridge.chat.attachment import Attachment
from bridge.chat.author import Author
from bridge.chat.message import Poll
from bridge.chat.payload import dump
from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import Text


@dataclass(frozen=True, slots=True)
class Body:
    """What all readers of a `shared` room see: `lead` first, `folded` (the original) below it, `note` last."""

    lead: Text = field(default=Text())
    folded: Text = field(default=Text())
    note: Text = field(default=Text())


@dataclass(frozen=True, slots=True)
class Version:
    """A message in one reader's language. Where `faithful` is False it could not be translated: it is the original."""

    language: ReaderLanguage
    text: Text
    faithful: bool = True
    poll: Poll | None = None


@dataclass(frozen=True, slots=True)
class TermNote:
    """A glossary term that fired, for readers who want to know: from `start` to `end` (code points) of the original.

    `text` is what stands for it in the translation or, in the term's own language, in the sentence that is translated;
    then `renderings` are what that may have become.
    """

    form: str
    start: int
    end: int
    text: str
    tone: str
    literal: str
    note_en: str
    note_zh: str
    origin: str = ""
    renderings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """The first words of the message that is replied to, for rooms that cannot show a reply of their own."""

    author: str
    words: str


@dataclass(frozen=True, slots=True)
class Button:
    """A command that one press gives: `command` is without the slash ("link yes"), in at most 64 bytes of UTF-8."""

    label: str
    command: str


@dataclass(frozen=True, slots=True)
class Content:
    """A message as one room shows it.

    `language` is what was detected ("zh-Hans", "zh-Hant", "en", "mixed", "other", "none"). A `shared` room shows
    `body`; a `per_reader` room shows each reader their own of `versions`, or the `original` where there is none.
    `written_at` is in seconds since the epoch; `late` asks for it to be shown. `author` is None for Magpie's own words.
    """

    author: Author | None
    original: Text
    language: str
    written_at: float
    body: Body = field(default=Body())
    versions: tuple[Version, ...] = ()
    notes: tuple[TermNote, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    poll: Poll | None = None
    forwarded_from: str = ""
    quote: Quote | None = None
    late: bool = False
    edited: bool = False
    reads: tuple[ReaderLanguage, ...] = ()
    """What a `shared` room reads, the most written first: the language of an adapter's own words there."""
    replaces: tuple[Attachment, ...] | None = None
    """The files that the room shows in place of `attachments` until it caught up with an edit; None: these."""
    buttons: tuple[Button, ...] = ()
    """Ways to answer it, for platforms that have buttons; the text says the commands for all others."""

    def version(self, language: ReaderLanguage) -> Version | None:
        """What a reader of this language is shown, None where that is the original."""
        return next((version for version in self.versions if version.language is language), None)


_CONTENT: TypeAdapter[Content] = TypeAdapter(Content)


def dump_content(content: Content) -> bytes:
    """Write a content as JSON."""
    return dump(_CONTENT, content)


def load_content(payload: bytes | str) -> Content:
    """Read a content from JSON; raises `pydantic.ValidationError` on anything else."""
    return _CONTENT.validate_json(payload)
