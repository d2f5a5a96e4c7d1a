"""The core put together: inbox, relay and outbox over one database, between the adapters and the interpreter."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from bridge.commands.command import Command
from bridge.commands.delete import Delete
from bridge.commands.desk import Desk
from bridge.commands.help import Help
from bridge.commands.language import SetLanguage
from bridge.commands.link import Link, Unlink
from bridge.commands.me import Me
from bridge.commands.moderation import BAN, MUTE, Silence, Unmute
from bridge.commands.privacy import Privacy
from bridge.commands.status import Status
from bridge.glossary.finder import Finder
from bridge.language.detect import Detector
from bridge.relay.adapter import Adapter
from bridge.relay.directory import Directory
from bridge.relay.intake import Intake
from bridge.relay.interpreting import Interpreting, Translates
from bridge.relay.mentions import Mentions
from bridge.relay.notices import Notices
from bridge.relay.posting import Posting
from bridge.relay.relay import Relay
from bridge.relay.shipping import Lateness, Shipping
from bridge.relay.signals import Signals
from bridge.relay.trouble import Trouble
from bridge.store.bridges import SqliteBridges
from bridge.store.database import Database
from bridge.store.inbox import SqliteInbox
from bridge.store.ledger import SqliteLedger
from bridge.store.links import SqliteLinks
from bridge.store.outbox import SqliteOutbox
from bridge.store.people import SqlitePeople
from bridge.store.places import SqlitePlaces
from bridge.store.room_settings import SqliteRoomSettings
from bridge.store.sanctions import SqliteSanctions


@dataclass(frozen=True, slots=True)
class Core:
    """The parts that others hold on to."""

    intake: Intake
    relay: Relay
    shipping: Shipping
    signals: Signals
    directory: Directory
    bridges: SqliteBridges

    async def resume(self) -> None:
        """Take up what an earlier run left; adapters may report events only after this, or order would be lost."""
        await self.relay.resume()
        await self.shipping.resume()

    async def run(self) -> None:
        """Work until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.shipping.run())
            group.create_task(self.relay.run())
            group.create_task(self.signals.run())


def build_core(
    database: Database,
    adapters: Mapping[str, Adapter],
    detector: Detector,
    finder: Finder,
    interpreter: Translates,
    lateness: Lateness,
    retention_days: int = 30,
) -> Core:
    """Put the core together; nothing runs yet."""
    inbox, places, ledger = SqliteInbox(database), SqlitePlaces(database), SqliteLedger(database)
    sanctions = SqliteSanctions(database)
    directory = Directory(places)
    notices = Notices(directory)
    trouble = Trouble(directory, places, ledger, notices)
    shipping = Shipping(SqliteOutbox(database), adapters, trouble, lateness)
    capabilities = {platform: adapter.capabilities for platform, adapter in adapters.items()}
    posting = Posting(
        directory,
        ledger,
        sanctions,
        Mentions(SqlitePeople(database)),
        Interpreting(detector, finder, interpreter),
        capabilities,
    )
    desk = _desk(database, directory, sanctions, retention_days)
    relay = Relay(inbox, places, ledger, directory, posting, notices, desk, shipping.wake)
    signals = Signals(directory, adapters)
    intake = Intake(inbox, places, relay, signals, adapters)
    return Core(intake, relay, shipping, signals, directory, SqliteBridges(database))


def _desk(database: Database, directory: Directory, sanctions: SqliteSanctions, retention_days: int) -> Desk:
    bridges, people, settings = SqliteBridges(database), SqlitePeople(database), SqliteRoomSettings(database)
    commands: list[Command] = [
        Link(SqliteLinks(database), bridges, directory),
        Unlink(bridges, directory),
        SetLanguage(settings, directory),
        Delete(people),
        Status(settings, directory),
        Privacy(people, directory, retention_days),
        Me(people, directory),
        Silence(MUTE, sanctions, people, directory),
        Silence(BAN, sanctions, people, directory),
        Unmute(sanctions, people),
    ]
    commands.append(Help(lambda: commands))
    return Desk(directory, commands)
