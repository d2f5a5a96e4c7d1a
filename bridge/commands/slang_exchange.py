"""`/slang export` and `/slang import`: a book as a file."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

from bridge.chat.attachment import Attachment, AttachmentKind
from bridge.chat.content import Body, Content
from bridge.chat.delivery import DeliveryKind
from bridge.chat.text import Text
from bridge.commands.command import Answer, CommandError
from bridge.commands.slang_add import LOOKED_AT
from bridge.commands.slang_asking import IN_FORCE, Asking
from bridge.commands.slang_ports import Recent
from bridge.glossary.exchange.formats import Format, read, write
from bridge.glossary.importing import plan
from bridge.glossary.keeping import Glossary
from bridge.relay.failure import DeliveryError
from bridge.relay.files import Fetch
from bridge.relay.records import Draft

#: Bytes. A hundred thousand terms take some ten million.
LARGEST = 20_000_000
#: The name under which the core fetches books, as if the glossary were a platform.
PLATFORM = "glossary"


class Export:
    """The conversation's terms as a file."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary

    async def answer(self, asking: Asking) -> Answer:
        """A file in the format that is asked for, CSV where none is."""
        phrases, written = asking.phrases, asking.rest.lower() or Format.CSV.value
        if written not in set(Format):
            raise CommandError(phrases("Magpie writes csv, tsv and tbx: /slang export csv"))
        form = Format(written)
        entries = await self._glossary.terms.entries(asking.rooms, IN_FORCE)
        if not entries:
            phrase = "This conversation has no terms of its own yet. /slang add FORM = TRANSLATION adds one."
            raise CommandError(phrases(phrase))
        data = await asyncio.to_thread(write, [entry.term for entry in entries], form)
        told = Text(phrases.plural("{count} term", "{count} terms", len(entries)))
        file = Attachment(
            AttachmentKind.DOCUMENT,
            PLATFORM,
            f"{asking.request.place.room.id}.{form}/{int(time.time())}",
            f"glossary.{form}",
            form.mime,
            len(data),
        )
        asked = asking.request.asked
        content = Content(None, told, asking.request.language.value, time.time(), Body(told), attachments=(file,))
        room = asking.request.place.room.id
        return Answer(
            drafts=[Draft(room, DeliveryKind.NOTICE, content, private_to=asked.author.id, handle=asked.handle)]
        )


class Import:
    """Terms from a file that came with the command."""

    def __init__(self, glossary: Glossary, recent: Recent, fetch: Fetch) -> None:
        self._glossary = glossary
        self._recent = recent
        self._fetch = fetch

    async def answer(self, asking: Asking) -> Answer:
        """Take a whole file over, or nothing of it; `/slang import check` only says what would change."""
        asking.demand_keeper()
        phrases, files = asking.phrases, asking.request.asked.attachments
        if not files:
            phrase = "Attach a CSV, TSV or TBX file to /slang import; /slang import check only says what would change."
            raise CommandError(phrases(phrase))
        data = await self._loaded(asking, files[0])
        terms = self._glossary.terms
        entries = await terms.entries(asking.rooms, IN_FORCE)
        texts = await self._recent.texts(asking.rooms, LOOKED_AT)
        found = await asyncio.to_thread(lambda: plan(read(files[0].name, data), entries, texts))
        values = {"new": len(found.new), "changed": len(found.changed), "same": found.same}
        if asking.rest.lower() in {"check", "dry-run", "--dry-run", "检查"}:
            phrase = "This would add {new} terms and change {changed}; {same} are there already."
            return Answer(phrases(phrase, **values))
        await self._glossary.take_over(asking.owner, found.new, found.replacements, asking.editor)
        phrase = "Added {new} terms and changed {changed}; {same} were there already. /slang undo takes it back."
        return Answer(phrases(phrase, **values), public=True)

    async def _loaded(self, asking: Asking, file: Attachment) -> bytes:
        data = bytearray()
        try:
            async for part in self._fetch(file):
                data += part
                if len(data) > LARGEST:
                    raise CommandError(asking.phrases("The file is too large; {most} MB are the most.", most=20))
        except DeliveryError as error:
            raise CommandError(asking.phrases("The file could not be fetched; try again later.")) from error
        return bytes(data)


class Shelf:
    """Hands out the files that `Export` names, made anew from the book."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary

    async def fetch(self, attachment: Attachment) -> AsyncIterator[bytes]:
        """The file of an attachment."""
        place, _, _ = attachment.source.partition("/")
        room, _, form = place.partition(".")
        entries = await self._glossary.terms.entries(await self._glossary.conversation(int(room)), IN_FORCE)
        yield await asyncio.to_thread(write, [entry.term for entry in entries], Format(form))
