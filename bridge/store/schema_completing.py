"""What the first migration came to make while it was still being written, for databases that it made before."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import TypeAdapter
from sqlite_utils import Database

from bridge.glossary.term import Term
from bridge.store.glossary_rows import dump_term

#: Columns that hold a term.
_TERMS = (("terms", "term"), ("term_changes", "before"), ("term_changes", "after"))


def complete(db: Database, create: Callable[[Database], None]) -> None:
    """Add the tables, columns and indexes that `create` makes today and `db` lacks; a new column holds 0 or ""."""
    wanted = Database(memory=True)
    create(wanted)
    had = set(db.table_names())
    for table in wanted.tables:
        if table.name in had:
            _add_columns(db, wanted, table.name)
        else:
            db.execute(table.schema)
    known = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    written = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
    for name, sql in wanted.execute(written).fetchall():
        if name not in known:
            db.execute(sql)


def _add_columns(db: Database, wanted: Database, table: str) -> None:
    columns = {column.name for column in db.table(table).columns}
    for column in wanted.table(table).columns:
        if column.name not in columns:
            empty = "''" if column.type == "TEXT" else "0"
            rule = f" NOT NULL DEFAULT {column.default_value or empty}" if column.notnull else ""
            db.execute(f'ALTER TABLE "{table}" ADD COLUMN "{column.name}" {column.type}{rule}')


def write_terms_as_lines(db: Database) -> None:
    """Terms were JSON once, which took too long to read where there were many."""
    shape = TypeAdapter(Term)
    for table, column in _TERMS:
        for number, written in db.execute(
            f'SELECT id, "{column}" FROM {table} WHERE "{column}" LIKE \'{{%\''
        ).fetchall():
            line = dump_term(shape.validate_json(written))
            db.execute(f'UPDATE {table} SET "{column}" = ? WHERE id = ?', (line, number))
