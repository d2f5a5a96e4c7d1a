"""The core put together: inbox, relay and outbox over one database, between the adapters and the interpreter."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from bridge.command_desk import build_desk, build_slang
from bridge.commands.command import Command
from bridge.commands.fix import Fix
from bridge.commands.slang_add import Checking
from bridge.commands.slang_exchange import PLATFORM, Import, Shelf
from bridge.commands.slang_trial import Trial
from bridge.commands.slang_view import SlangView
from bridge.commands.suggestions import Suggestions
from bridge.commands.why import Why
from bridge.glossary.books import Books
from bridge.glossary.keeping import Glossary
from bridge.language.detect import Detector
from bridge.relay.adapter import Adapter
from bridge.relay.answering import Answering
from bridge.relay.directory import Directory
from bridge.relay.explaining import Explaining
from bridge.relay.files import Files
from bridge.relay.intake import Intake
from bridge.relay.interpreting import Interpreting, Translates
from bridge.relay.joining import Joining
from bridge.relay.mentions import Mentions
from bridge.relay.notices import Notices
from bridge.relay.ports import Bridges
from bridge.relay.posting import Posting
from bridge.relay.questions import Questions
from bridge.relay.relay import Relay
from bridge.relay.retelling import Retelling
from bridge.relay.shipping import Lateness, Shipping
from bridge.relay.signals import Signals
from bridge.relay.trouble import Trouble
from bridge.store.bridges import SqliteBridges
from bridge.store.database import Database
from bridge.store.glossary import SqliteTerms
from bridge.store.glossary_corrections import SqliteCorrections
from bridge.store.glossary_keepers import SqliteKeepers, SqliteRecent
from bridge.store.glossary_meetings import SqliteMeetings
from bridge.store.inbox import SqliteInbox
from bridge.store.ledger import SqliteLedger
from bridge.store.outbox import SqliteOutbox
from bridge.store.people import SqlitePeople
from bridge.store.places import SqlitePlaces
from bridge.store.sanctions import SqliteSanctions
from bridge.store.shown_files import SqliteShownFiles


@dataclass(frozen=True, slots=True)
class Core:
    """The parts that others hold on to."""

    intake: Intake
    relay: Relay
    shipping: Shipping
    signals: Signals
    directory: Directory
    bridges: Bridges
    glossary: Glossary
    slang: SlangView

    async def resume(self) -> None:
        """Take up what an earlier run left; adapters may report events only after this, or order would be lost."""
        await self.glossary.load()
        await self.relay.resume()
        await self.shipping.resume()

    async def run(self) -> None:
        """Work until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.shipping.run())
            group.create_task(self.relay.run())
            group.create_task(self.signals.run())
            group.create_task(self.glossary.watch())


def build_core(
    database: Database,
    adapters: Mapping[str, Adapter],
    detector: Detector,
    books: Books,
    interpreter: Translates,
    lateness: Lateness,
    retention_days: int = 30,
) -> Core:
    """Put the core together; nothing runs yet."""
    inbox, places, ledger = SqliteInbox(database), SqlitePlaces(database), SqliteLedger(database)
    sanctions = SqliteSanctions(database)
    directory = Directory(places)
    glossary = Glossary(SqliteTerms(database), books)
    bridges = Joining(SqliteBridges(database), glossary.load)
    notices = Notices(directory)
    trouble = Trouble(directory, places, ledger, notices)
    shipping = Shipping(SqliteOutbox(database), adapters, trouble, lateness)
    capabilities = {platform: adapter.capabilities for platform, adapter in adapters.items()}
    corrections = SqliteCorrections(database)
    interpreting = Interpreting(detector, books, interpreter, corrections)
    posting = Posting(
        directory,
        ledger,
        sanctions,
        Mentions(SqlitePeople(database)),
        interpreting,
        Explaining(SqliteMeetings(database)),
        SqliteShownFiles(database),
        capabilities,
    )
    holders = {platform: adapter.fetch for platform, adapter in adapters.items()}
    files = Files({**holders, PLATFORM: Shelf(glossary).fetch})
    checking = Checking(SqliteRecent(database), Trial(interpreter))
    slang = build_slang(database, directory, glossary, checking, files)
    retelling = Retelling(directory, posting, ledger)
    about_words: list[Command] = [
        slang,
        Why(ledger, interpreting, directory),
        Fix(ledger, retelling, interpreting, corrections, SqliteKeepers(database), directory, shipping.wake),
    ]
    desk = build_desk(database, directory, bridges, sanctions, about_words, retention_days)
    answering = Answering(directory, ledger, desk, Questions(capabilities), sanctions)
    relay = Relay(inbox, places, ledger, directory, posting, notices, answering, shipping.wake)
    signals = Signals(directory, adapters)
    intake = Intake(inbox, places, relay, signals, files, Suggestions(glossary, ledger, directory))
    importing = Import(glossary, SqliteRecent(database), files.fetch)
    view = SlangView(glossary, checking, importing, SqliteKeepers(database), directory)
    return Core(intake, relay, shipping, signals, directory, bridges, glossary, view)
