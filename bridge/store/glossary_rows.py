"""Rows of the glossary's tables as the values they stand for, and back."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection

from bridge.glossary.entry import HOST, Change, Deed, Editor, Entry, Owner, Reach, State
from bridge.glossary.packs import clean, read_context, row_of
from bridge.glossary.term import Action, Context, Term, Tone

_ANYWHERE = Context()
_ACTIONS = {action.value: action for action in Action}
_STATES = {state.value: state for state in State}
_TONES = {tone.value: tone for tone in Tone}


def dump_term(term: Term) -> str:
    """A term as a line of tab-separated cells, as the packs have them: a hundred thousand are read in half a second."""
    return "\t".join(clean(cell) for cell in row_of(term).values())


def load_term(line: str) -> Term:
    """A term from such a line."""
    source, forms, action, text, context, tone, literal, note_en, note_zh, origin = line.split("\t")
    return Term(
        "zh" if source == "zh" else "en",
        tuple(forms.split("|")) if "|" in forms else (forms,),
        _ACTIONS[action],
        text,
        read_context(context) if context else _ANYWHERE,
        _TONES[tone],
        literal,
        note_en,
        note_zh,
        origin,
    )


def owner_of(reach: str, room: int | None) -> Owner:
    """Whose book it is."""
    return HOST if room is None else Owner(Reach(reach), room)


def entry_of(row: sqlite3.Row) -> Entry:
    """The entry of a row of `terms`, with the columns as they are in the table."""
    number, reach, room, state, term, by, member, created_at = row
    return Entry(number, owner_of(reach, room), _STATES[state], load_term(term), by, created_at, member)


def change_of(row: sqlite3.Row) -> Change:
    """The change of a row of `term_changes`."""
    before = load_term(row["before"]) if row["before"] else None
    return Change(row["id"], row["entry"], Deed(row["deed"]), row["by"], row["at"], before, load_term(row["after"]))


def placed(rooms: Collection[int]) -> tuple[str, list[int]]:
    """The condition under which a term belongs to a conversation, with its values; no rooms stand for the host."""
    if not rooms:
        return "terms.room IS NULL", []
    return f"terms.room IN ({','.join('?' * len(rooms))})", list(rooms)


class Writing:
    """Records what one person does in one transaction; it is undone together."""

    def __init__(self, connection: sqlite3.Connection, editor: Editor) -> None:
        self._connection = connection
        self._editor = editor
        self._batch: int | None = None
        self.at = time.time()

    def record(
        self, entry: int, deed: Deed, before: str, after: str, state_before: State | None, state_after: State
    ) -> None:
        """Remember one deed."""
        number = self._connection.execute(
            'INSERT INTO term_changes (entry, batch, deed, before, after, state_before, state_after, "by", member, at)'
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry,
                self._batch,
                deed.value,
                before,
                after,
                "" if state_before is None else state_before.value,
                state_after.value,
                self._editor.name,
                self._editor.member,
                self.at,
            ),
        ).lastrowid
        if self._batch is None:
            self._batch = number
            self._connection.execute("UPDATE term_changes SET batch = ? WHERE id = ?", (number, number))
