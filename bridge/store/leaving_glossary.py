"""Erasing a person from the glossary: what a group accepted is the group's, and forgets who brought it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass

#: Proposed and never in force.
_NEVER_IN_FORCE = (
    "state <> 'active' AND NOT EXISTS (SELECT 1 FROM term_changes WHERE entry = terms.id AND state_after = 'active')"
)


@dataclass(frozen=True, slots=True)
class Person:
    """One person by the numbers of their members, and all that they were called."""

    numbers: Sequence[int]
    names: Collection[str]

    @property
    def marks(self) -> str:
        """A mark for each number, for a query."""
        return ",".join("?" * len(self.numbers))

    def take_name_off(self, connection: sqlite3.Connection, table: str, name: str, member: str) -> None:
        """Forget whose deeds rows tell of. Rows from before members were written down are known by the name alone."""
        connection.execute(
            f"UPDATE {table} SET {name} = '', {member} = NULL WHERE {member} IN ({self.marks})", self.numbers
        )
        connection.executemany(
            f"UPDATE {table} SET {name} = '' WHERE {member} IS NULL AND {name} = ?", [(name_,) for name_ in self.names]
        )


def erase_from_glossary(connection: sqlite3.Connection, person: Person) -> None:
    """Erase what nobody accepted and what rests on their messages; take their name off everything else."""
    _erase_corrections(connection, person)
    chosen = f"SELECT id FROM terms WHERE member IN ({person.marks}) AND {_NEVER_IN_FORCE}"
    connection.execute(f"DELETE FROM term_changes WHERE entry IN ({chosen})", person.numbers)
    connection.execute(f"DELETE FROM terms WHERE id IN ({chosen})", person.numbers)
    for table in ("terms", "term_changes"):
        connection.execute(
            f"UPDATE {table} SET \"by\" = '', member = NULL WHERE member IN ({person.marks})", person.numbers
        )
    connection.execute(f"DELETE FROM keepers WHERE member IN ({person.marks})", person.numbers)
    person.take_name_off(connection, "keepers", '"by"', "by_member")


def _erase_corrections(connection: sqlite3.Connection, person: Person) -> None:
    """Those of their messages in any state; those by them that wait or were rejected."""
    connection.execute(f"DELETE FROM corrections WHERE author IN ({person.marks})", person.numbers)
    # From before the author was written down: known by the words, as long as those are kept.
    connection.execute(
        "DELETE FROM corrections WHERE author IS NULL AND EXISTS (SELECT 1 FROM messages WHERE member IN"
        f" ({person.marks}) AND messages.room = corrections.room AND messages.content IS NOT NULL"
        " AND trim(json_extract(messages.content, '$.plain')) = corrections.source)",
        person.numbers,
    )
    connection.execute(
        f"DELETE FROM corrections WHERE member IN ({person.marks}) AND state <> 'active'", person.numbers
    )
    connection.execute(
        f"UPDATE corrections SET \"by\" = '', member = NULL WHERE member IN ({person.marks})", person.numbers
    )
