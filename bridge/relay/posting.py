"""Messages written and rewritten: understood once, drafted for every room that is to show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bridge.chat.attachment import Attachment, alike
from bridge.chat.capabilities import Capabilities
from bridge.chat.content import Body, Content
from bridge.chat.delivery import DeliveryKind
from bridge.chat.event import Edited, Posted
from bridge.chat.message import Message
from bridge.chat.reader import ReaderLanguage
from bridge.chat.room import Audience
from bridge.chat.text import Text, joined
from bridge.glossary.finder import Scope
from bridge.language.language import Detection
from bridge.metrics import metrics
from bridge.relay.directory import Directory
from bridge.relay.echo import NO_ECHO, Echoes, Heard
from bridge.relay.explaining import Explaining
from bridge.relay.interpreting import Interpretation, Interpreting
from bridge.relay.mentions import Mentions
from bridge.relay.notices import drafts_for
from bridge.relay.ports import Ledger, ShownFiles, Silences
from bridge.relay.records import Arrival, Draft, Learnt, Member, Place, Record
from bridge.relay.render import interpretation_of_own, languages_for, notice, render, sentences


@dataclass(frozen=True, slots=True)
class Read:
    """An event about a message, with what is known of its room and its author before any translation."""

    arrival: Arrival
    event: Posted | Edited
    place: Place
    member: Member
    detection: Detection
    learnt: Learnt
    silenced: bool = False
    """A moderator decided that this author is not relayed at present."""
    heard: Heard = NO_ECHO
    """Whether it is our own message, brought back by another bridge."""

    @property
    def message(self) -> Message:
        """What was written."""
        return self.event.message


class Posting:
    """`read` in the order of arrival, `interpret` beside each other, `draft` in order again."""

    def __init__(
        self,
        directory: Directory,
        ledger: Ledger,
        silences: Silences,
        mentions: Mentions,
        interpreting: Interpreting,
        explaining: Explaining,
        files: ShownFiles,
        capabilities: Mapping[str, Capabilities],
    ) -> None:
        self._files = files
        self._directory = directory
        self._ledger = ledger
        self._silences = silences
        self._mentions = mentions
        self._echoes = Echoes()
        self._interpreting = interpreting
        self._explaining = explaining
        self._capabilities = capabilities

    async def read(self, arrival: Arrival, event: Posted | Edited) -> Read:
        """Find out who wrote where in which language, and learn from it."""
        message = event.message
        title = event.room_title if isinstance(event, Posted) else ""
        place = await self._directory.room(message.room, title)
        member, new = await self._directory.member(message.author)
        scope = Scope(place.room.bridge, place.room.id)
        prior = member.prior.together(place.reading.prior)
        detection = self._interpreting.detect(_whole(message), prior, scope)
        reading, history = place.reading, member.prior
        if isinstance(event, Posted) and not member.left_out:
            reading = (reading.hinted(message.author.language) if new else reading).wrote(detection)
            history = history.updated(detection)
            self._directory.learn(place, reading, message.author, history)
        if isinstance(event, Posted):
            metrics.messages.labels(message.room.platform, detection.language.value).inc()
        learnt = Learnt(place.room.id, reading, member.id, history)
        silenced = await self._silences.silenced(place, member.id)
        heard = self._echoes.heard(place, message.author, message.text.plain)
        return Read(arrival, event, place, member, detection, learnt, silenced, heard)

    async def interpret(self, read: Read) -> Interpretation:
        """Bring the message into every language that one of its rooms reads."""
        languages: set[ReaderLanguage] = set()
        if read.silenced or read.heard.echo or read.member.left_out:
            return Interpretation(read.detection)
        for place in [read.place, *await self._directory.companions(read.place)]:
            languages.update(languages_for(self._of(place), place.languages))
        scope = Scope(read.place.room.bridge, read.place.room.id)
        return await self._interpreting.interpret(read.message, read.detection, languages, scope)

    async def as_of_now(self, read: Read) -> Read:
        """The same, where its author asked elsewhere to be left out while it was interpreted: as theirs who did."""
        member, _ = await self._directory.member(read.message.author)
        if not member.left_out or read.member.left_out:
            return read
        return replace(read, member=member, learnt=replace(read.learnt, prior=member.prior))

    async def draft(self, read: Read, interpretation: Interpretation) -> list[Draft]:
        """What each room is to show."""
        if read.silenced:
            return [_silence(read)]
        if read.heard.echo:
            return _stop(read) if read.heard.stopped_now else []
        self._echoes.remember(read.place, _said(read, interpretation))
        message = read.message
        quote = await self._ledger.quote(read.place.room.id, message.reply_to) if message.reply_to else None
        edited = isinstance(read.event, Edited)
        before = await self._files.of(read.place.room.id, message.id) if edited else {}
        drafts: list[Draft] = []
        for place in await self._audience(read):
            content = render(message, interpretation, self._of(place), place.languages, quote=quote, edited=edited)
            content = _catching_up(content, before.get(place.room.id), piece=bool(message.album))
            content = await self._explained(content, read, place, interpretation)
            content = await self._mentions.localised(content, place.room.ref.platform)
            drafts.append(Draft(place.room.id, DeliveryKind.MESSAGE, content))
        return drafts + await self._own(read, interpretation)

    async def _explained(self, content: Content, read: Read, place: Place, interpretation: Interpretation) -> Content:
        """The content with the note of a term that the room meets for the first time in a while."""
        if self._of(place).audience is Audience.PER_READER or content.body.note or not interpretation.notes:
            return content
        note = await self._explaining.line(place, read.message.id, interpretation)
        return replace(content, body=replace(content.body, note=note)) if note else content

    def record(self, read: Read, interpretation: Interpretation) -> Record:
        """What is remembered of the message itself."""
        message = read.message
        return Record(
            read.place.room.id,
            message.id,
            read.member.id,
            Text() if read.member.left_out else message.text,
            interpretation.tag,
            message.written_at,
            message.reply_to,
        )

    async def _audience(self, read: Read) -> Sequence[Place]:
        """The other rooms of the bridge, and the room itself where each reader sees their own.

        Who asked not to be relayed is seen where they write and nowhere else.
        """
        own = [read.place] if self._of(read.place).audience is Audience.PER_READER else []
        if read.member.left_out:
            return own
        return [room for room in own + await self._directory.companions(read.place) if not room.gone]

    async def _own(self, read: Read, interpretation: Interpretation) -> list[Draft]:
        """In a shared room that reads several languages, what its own message says in the others, as a reply."""
        place = read.place
        if self._of(place).audience is Audience.PER_READER or len(place.languages) < 2 or read.member.left_out:
            return []
        text = interpretation_of_own(read.message, interpretation, place.languages)
        if not text:
            return []
        content = Content(
            author=None,
            original=text,
            language=interpretation.tag,
            written_at=read.message.written_at,
            body=Body(text),
            notes=interpretation.notes,
        )
        content = await self._explained(content, read, place, interpretation)
        return [Draft(place.room.id, DeliveryKind.MESSAGE, content, interprets=True)]

    def _of(self, place: Place) -> Capabilities:
        return self._capabilities[place.room.ref.platform]


def _catching_up(content: Content, before: Sequence[Attachment] | None, *, piece: bool) -> Content:
    """An edited message's content for a room that shows these files; one piece says nothing of an album's others."""
    if before is None or alike(before, content.attachments):
        return content
    shown = tuple(before)
    return replace(content, attachments=shown) if piece else replace(content, replaces=shown)


def _said(read: Read, interpretation: Interpretation) -> list[str]:
    return [read.message.text.plain, *(version.text.plain for version in interpretation.versions.values())]


def _stop(read: Read) -> list[Draft]:
    phrase = "{name} brings Magpie's own messages back, as a second bridge would; it is not relayed for an hour."
    return drafts_for([read.place], phrase, name=read.message.author.name)


def _silence(read: Read) -> Draft:
    said = sentences("relay", "A moderator decided that you are not relayed at present.")
    content = notice(said, read.place.languages, read.message.written_at)
    return Draft(read.place.room.id, DeliveryKind.NOTICE, content, private_to=read.member.native)


def _whole(message: Message) -> Text:
    poll = message.poll
    if poll is None:
        return message.text
    return joined([message.text, *map(Text, (poll.question, *poll.options))], "\n")
