"""Two joined rooms in which slang is spoken, over a real database and the built-in packs."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from bridge.chat.attachment import Attachment
from bridge.chat.author import Author
from bridge.chat.event import Command
from bridge.chat.reader import ReaderLanguage
from bridge.chat.room import RoomRef
from bridge.chat.text import Text
from bridge.core import Core, build_core
from bridge.glossary.books import Books
from bridge.glossary.packs import builtin
from bridge.glossary.term import Action, Hit
from bridge.language.detect import Detector
from bridge.language.language import Language
from bridge.relay.shipping import Lateness
from bridge.store.database import Database
from bridge.store.migrations import migrate
from bridge.translation.translation import Outcome, Translation
from tests.relay.conversation import A, B, Conversation, link
from tests.relay.loopback import Loopback, Shown

ANN = Author("alpha", "ann", "Ann", admin=True, language="en")
TOM = Author("alpha", "tom", "Tom", language="en")
LIN = Author("alpha", "lin", "Lin", language="zh")
MEI = Author("beta", "mei", "Mei", language="zh")
BO = Author("beta", "bo", "Bo", admin=True, language="zh")
_keys = itertools.count()


class Weaver:
    """Puts what terms say into the text and the target's name before it."""

    async def translate(
        self, text: Text, source: Language, target: ReaderLanguage, hits: Sequence[Hit] = ()
    ) -> Translation:
        plain = text.plain
        for hit in sorted(hits, key=lambda hit: -hit.start):
            if hit.term.action is not Action.KEEP:
                plain = f"{plain[: hit.start]}[{hit.term.text}]{plain[hit.end :]}"
        return Translation(
            Text(f"<{target.value} {plain}>"), target, Outcome.TRANSLATED, hits=tuple(hits), package="translate-0_1"
        )


class SlangRoom:
    """Says things, gives commands, and hears what is answered."""

    def __init__(self, chat: Conversation, alpha: Loopback, beta: Loopback) -> None:
        self.chat = chat
        self.alpha = alpha
        self.beta = beta

    async def ask(
        self,
        author: Author,
        line: str,
        target: str = "",
        files: tuple[Attachment, ...] = (),
        room: RoomRef | None = None,
    ) -> str:
        """Give a command; returns all that is said in the room in answer."""
        platform = self.alpha if author.platform == "alpha" else self.beta
        room = room or (A if author.platform == "alpha" else B)
        name, _, arguments = line.removeprefix("/").partition(" ")
        before = {shown.native for shown in platform.rooms.get(room.id, [])}
        await self.chat.accept(
            Command(f"slang-{next(_keys)}", room, author, name, arguments, target, attachments=files)
        )
        await self.chat.settled()
        said = [shown for shown in platform.rooms.get(room.id, []) if shown.native not in before]
        return "\n".join(shown.text for shown in said if shown.shipment.blocks[0].content.author is None)

    async def say(self, plain: str, author: Author = MEI, reply_to: str = "") -> str:
        """Post a message; returns its identity."""
        room = A if author.platform == "alpha" else B
        native = await self.chat.say(plain, author, room, reply_to=reply_to)
        await self.chat.settled()
        return native

    def heard(self) -> Shown:
        """The last message in Ann's room."""
        return self.alpha.rooms["a"][-1]


@asynccontextmanager
async def slang_room(path: Path, *, packs: bool = True, linked: bool = True) -> AsyncIterator[SlangRoom]:
    """Two rooms, joined unless told otherwise: `a` reads English, `b` Chinese."""
    alpha, beta = Loopback("alpha"), Loopback("beta")
    alpha.capabilities = replace(alpha.capabilities, text_limit=4000, why="🤔")
    beta.capabilities = replace(beta.capabilities, text_limit=4000, why="❓", whispers=True)
    await asyncio.to_thread(migrate, path)
    database = Database(path)
    books = Books(builtin() if packs else ())
    core = build_core(database, {"alpha": alpha, "beta": beta}, Detector(), books, Weaver(), Lateness())
    await core.directory.room(A, "Alpha", "en")
    await core.directory.room(B, "Beta", "zh")
    if linked:
        await link(database, core, [A, B])
    await core.resume()
    running = asyncio.create_task(core.run())
    try:
        yield SlangRoom(Conversation(core, database), alpha, beta)
    finally:
        running.cancel()
        await asyncio.wait([running])
        await asyncio.to_thread(database.close)


__all__ = ["ANN", "BO", "LIN", "MEI", "TOM", "Core", "SlangRoom", "slang_room"]
