"""What members can ask for: every command with the ports that it needs, put together over one database."""

from __future__ import annotations

from collections.abc import Sequence

from bridge.commands.command import Command
from bridge.commands.delete import Delete
from bridge.commands.desk import Desk
from bridge.commands.help import Help
from bridge.commands.language import SetLanguage
from bridge.commands.link import Link, Unlink
from bridge.commands.me import Me
from bridge.commands.moderation import BAN, MUTE, Silence, Unmute
from bridge.commands.privacy import Privacy
from bridge.commands.slang import Slang
from bridge.commands.slang_add import Add, Checking, Edit
from bridge.commands.slang_asking import Part
from bridge.commands.slang_exchange import Export, Import
from bridge.commands.slang_keepers import KeepersPart
from bridge.commands.slang_review import Decide, History, PendingTerms, Remove, Undo
from bridge.commands.slang_show import List, Search, Show
from bridge.commands.start import Start
from bridge.commands.status import Status
from bridge.glossary.keeping import Glossary
from bridge.relay.directory import Directory
from bridge.relay.files import Files
from bridge.relay.ports import Bridges
from bridge.store.database import Database
from bridge.store.glossary_keepers import SqliteKeepers, SqliteRecent
from bridge.store.links import SqliteLinks
from bridge.store.people import SqlitePeople
from bridge.store.room_settings import SqliteRoomSettings
from bridge.store.sanctions import SqliteSanctions


def build_slang(
    database: Database, directory: Directory, glossary: Glossary, checking: Checking, files: Files
) -> Slang:
    """`/slang` with all its parts."""
    keepers, recent = SqliteKeepers(database), SqliteRecent(database)
    parts: dict[str, Part] = {
        "show": Show(glossary),
        "list": List(glossary),
        "search": Search(glossary),
        "add": Add(glossary, checking),
        "edit": Edit(glossary, checking),
        "remove": Remove(glossary),
        "undo": Undo(glossary),
        "history": History(glossary),
        "pending": PendingTerms(glossary),
        "approve": Decide(glossary, checking, approved=True),
        "reject": Decide(glossary, checking, approved=False),
        "export": Export(glossary),
        "import": Import(glossary, recent, files.fetch),
        "keepers": KeepersPart(keepers, SqlitePeople(database)),
    }
    return Slang(parts, keepers, directory)


def build_desk(
    database: Database,
    directory: Directory,
    bridges: Bridges,
    sanctions: SqliteSanctions,
    about_words: Sequence[Command],
    retention_days: int,
) -> Desk:
    """The desk with every command; `about_words` are those of the glossary, `/privacy` tells of `retention_days`."""
    people, settings = SqlitePeople(database), SqliteRoomSettings(database)
    commands: list[Command] = [
        Link(SqliteLinks(database), bridges, directory),
        Unlink(bridges, directory),
        SetLanguage(settings, directory),
        *about_words,
        Delete(people),
        Status(settings, directory),
        Privacy(people, directory, retention_days),
        Me(people, directory),
        Silence(MUTE, sanctions, people, directory),
        Silence(BAN, sanctions, people, directory),
        Unmute(sanctions, people),
    ]
    help_ = Help(lambda: commands)
    commands.append(help_)
    return Desk(directory, [*commands, Start(help_)])
