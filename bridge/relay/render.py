"""What a message looks like in a room: the reader's language first, the original folded, a note last."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bridge.chat.author import Author
from bridge.chat.capabilities import Capabilities
from bridge.chat.content import Body, Content, Quote, Version
from bridge.chat.message import Message, Poll
from bridge.chat.reader import ReaderLanguage
from bridge.chat.room import Audience
from bridge.chat.text import Entity, EntityKind, Text, joined
from bridge.i18n import Phrases, locale_for
from bridge.relay.interpreting import Interpretation, needed


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a platform refused something: a sentence of that platform's catalogue."""

    domain: str
    sentence: str


#: Each reader of a `per_reader` room may read any of these.
EVERY_LANGUAGE = tuple(ReaderLanguage)
#: A shared room of which nothing is known is shown both languages.
UNKNOWN_ROOM = (ReaderLanguage.SIMPLIFIED, ReaderLanguage.ENGLISH)


def languages_for(capabilities: Capabilities, languages: Sequence[ReaderLanguage]) -> Sequence[ReaderLanguage]:
    """The languages in which a room must be able to show a message."""
    if capabilities.audience is Audience.PER_READER:
        return EVERY_LANGUAGE
    return languages or UNKNOWN_ROOM


def render(
    message: Message,
    interpretation: Interpretation,
    capabilities: Capabilities,
    languages: Sequence[ReaderLanguage],
    *,
    quote: Quote | None = None,
    edited: bool = False,
) -> Content:
    """The message as a room with these capabilities and reading languages shows it."""
    wanted = languages_for(capabilities, languages)
    versions = [interpretation.versions[language] for language in wanted if language in interpretation.versions]
    per_reader = capabilities.audience is Audience.PER_READER
    return Content(
        author=message.author,
        original=message.text,
        language=interpretation.tag,
        written_at=message.written_at,
        body=Body() if per_reader else _body(message, interpretation, wanted, versions),
        versions=tuple(versions) if per_reader else (),
        notes=interpretation.notes,
        attachments=message.attachments,
        poll=message.poll,
        forwarded_from=message.forwarded_from,
        quote=quote,
        edited=edited,
        reads=() if per_reader else tuple(languages),
    )


def interpretation_of_own(
    message: Message, interpretation: Interpretation, languages: Sequence[ReaderLanguage]
) -> Text:
    """What a shared room that reads several languages is told of a message written in it; empty where nothing."""
    versions = [interpretation.versions[language] for language in languages if language in interpretation.versions]
    texts = [_with_poll(version.text, version.poll) for version in versions if version.faithful]
    return joined([text for text in texts if text.plain != message.text.plain], "\n")


def notice(sentences: dict[ReaderLanguage, str], languages: Collection[ReaderLanguage], written_at: float) -> Content:
    """Magpie's own words, given in every reader's language, for a room that reads these `languages`."""
    shown = [sentences[language] for language in languages or UNKNOWN_ROOM]
    english = sentences[ReaderLanguage.ENGLISH]
    return Content(
        author=None,
        original=Text(english),
        language="en",
        written_at=written_at,
        body=Body(lead=Text("\n".join(dict.fromkeys(shown)))),
        versions=tuple(Version(language, Text(sentence)) for language, sentence in sentences.items()),
        reads=tuple(languages),
    )


def sentences(domain: str, phrase: str, /, **values: object) -> dict[ReaderLanguage, str]:
    """A phrase of a catalogue in every reader's language; a `Reason` among the values is put into it likewise."""
    said: dict[ReaderLanguage, str] = {}
    for language in ReaderLanguage:
        locale = locale_for(language.value)
        filled = {name: _in_locale(value, locale) for name, value in values.items()}
        said[language] = Phrases(domain, locale)(phrase, **filled)
    return said


def _in_locale(value: object, locale: str) -> object:
    return Phrases(value.domain, locale)(value.sentence) if isinstance(value, Reason) else value


def person(author: Author | None) -> str:
    """How someone is called in a sentence."""
    return author.name if author is not None else "Magpie"


def _body(
    message: Message,
    interpretation: Interpretation,
    languages: Sequence[ReaderLanguage],
    versions: Sequence[Version],
) -> Body:
    original = _with_poll(message.text, message.poll)
    reads_original = set(languages) - needed(interpretation.detection, languages)
    faithful = [_with_poll(version.text, version.poll) for version in versions if version.faithful]
    unfaithful = any(not version.faithful for version in versions)
    note = _untranslated(languages) if unfaithful and not (reads_original or faithful) else Text()
    if not faithful:
        return Body(original, note=note)
    translation = joined(faithful, "\n")
    if translation.plain == original.plain:
        return Body(original)
    if reads_original:
        return Body(original, folded=translation)
    same_language = all(version.language.model == interpretation.detection.language.value for version in versions)
    return Body(translation, folded=Text() if same_language else original)


def _with_poll(text: Text, poll: Poll | None) -> Text:
    if poll is None:
        return text
    question = Text(poll.question, (Entity(0, len(poll.question), EntityKind.BOLD),))
    lines = [question, *(Text(f"{number}. {option}") for number, option in enumerate(poll.options, 1))]
    listed = joined(lines, "\n")
    return joined([text, listed], "\n") if text else listed


def _untranslated(languages: Sequence[ReaderLanguage]) -> Text:
    phrases = Phrases("relay", locale_for(languages[0].value))
    return Text(phrases("not translated"))
