"""`magpie glossary`: the host's terms, and those of the groups, without a chat."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

if TYPE_CHECKING:
    from bridge.cli.glossary_desk import GlossaryDesk
    from bridge.glossary.entry import Entry

T = TypeVar("T")
app = typer.Typer(
    help="List, add, remove, exchange and review glossary terms.", no_args_is_help=True, pretty_exceptions_enable=False
)
Room = Annotated[
    int | None, typer.Option(help="The room whose conversation's terms are meant; without it the host's own.")
]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]


@app.command("list")
def list_terms(
    words: Annotated[str | None, typer.Argument(help="Only terms with these words in them.")] = None,
    *,
    room: Room = None,
    everywhere: Annotated[bool, typer.Option("--all", help="The terms of every conversation.")] = False,
    packs: Annotated[bool, typer.Option("--packs", help="The built-in terms instead.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show terms that are in force, the newest first."""
    if packs:
        _show_packs(words or "", as_json=as_json)
        return
    _show(_run(lambda desk: desk.listed(room, words or "", everywhere=everywhere)), as_json=as_json)


@app.command("add")
def add(
    term: Annotated[str, typer.Argument(help="As in a chat: 'yyds = GOAT; note', 'no cap ~ honestly', 'keep 鹊桥'.")],
    *,
    room: Room = None,
    as_json: AsJson = False,
) -> None:
    """Add a term, in force at once; a running Magpie takes it up within seconds."""
    _show([_run(lambda desk: desk.add(term, room))], as_json=as_json)


@app.command("remove")
def remove(form: Annotated[str, typer.Argument(help="One of its forms, or #NUMBER.")], *, room: Room = None) -> None:
    """Take a term out of force; `undo` brings it back."""
    print(f"{_line(_run(lambda desk: desk.remove(form, room)))} is removed.")


@app.command("undo")
def undo(*, room: Room = None) -> None:
    """Take back what was done last."""
    changes = _run(lambda desk: desk.undo(room))
    print(f"{len(changes)} taken back." if changes else "There is nothing to take back.")


@app.command("history")
def history(*, room: Room = None, as_json: AsJson = False) -> None:
    """Show what was done, the latest first."""
    rows = _run(lambda desk: desk.history(room))
    for row in rows:
        print(json.dumps(row, ensure_ascii=False) if as_json else "  ".join(str(value) for value in row.values()))


@app.command("import")
def import_terms(
    path: Annotated[Path, typer.Argument(help="A CSV, TSV or TBX file.", exists=True, dir_okay=False)],
    *,
    room: Room = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take over a file, all of it or, where a line is not in order, nothing."""
    found = _run(lambda desk: desk.take_over(path, room, dry_run=dry_run))
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for line in found["new"]:
        print(f"+ {line}")
    for old, new in found["changed"]:
        print(f"- {old}\n+ {new}")
    verb = "would be" if dry_run else "are"
    print(f"{len(found['new'])} terms {verb} new, {len(found['changed'])} changed; {found['same']} were there already.")


@app.command("export")
def export_terms(
    path: Annotated[Path | None, typer.Argument(help="Where to; standard output when missing.", dir_okay=False)] = None,
    *,
    room: Room = None,
    form: Annotated[str, typer.Option("--format", help="csv, tsv or tbx; by the file's name when missing.")] = "",
    packs: Annotated[bool, typer.Option("--packs", help="The built-in terms instead.")] = False,
) -> None:
    """Write terms as a file."""
    data = _run(lambda desk: desk.written(room, form or (path.suffix if path else ""), packs=packs))
    if path is None:
        sys.stdout.buffer.write(data)
    else:
        path.write_bytes(data)


@app.command("review")
def review(
    *,
    approve: Annotated[int | None, typer.Option(help="Put this proposal in force.")] = None,
    reject: Annotated[int | None, typer.Option(help="Turn this proposal down.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show what waits for a decision in every conversation, or decide on it."""
    if approve is not None:
        _show([_run(lambda desk: desk.decide(approve, approved=True))], as_json=as_json)
    elif reject is not None:
        _show([_run(lambda desk: desk.decide(reject, approved=False))], as_json=as_json)
    else:
        _show(_run(lambda desk: desk.waiting()), as_json=as_json)


def _run(work: Callable[[GlossaryDesk], Awaitable[T]]) -> T:
    from bridge.cli.glossary_desk import opened  # noqa: PLC0415

    async def run() -> T:
        async with opened() as desk:
            return await work(desk)

    return asyncio.run(run())


def _show(entries: list[Entry], *, as_json: bool) -> None:
    from bridge.cli.glossary_desk import as_row  # noqa: PLC0415

    if as_json:
        print(json.dumps([as_row(entry) for entry in entries], ensure_ascii=False))
        return
    for entry in entries:
        where = "" if entry.owner.room is None else f"  (room {entry.owner.room})"
        print(f"{_line(entry)}{where}  {entry.by}")


def _show_packs(words: str, *, as_json: bool) -> None:
    from bridge.cli.glossary_desk import found  # noqa: PLC0415
    from bridge.glossary.notation import write_term  # noqa: PLC0415
    from bridge.glossary.packs import builtin, row_of  # noqa: PLC0415

    terms = [term for term in builtin() if found(term, words)]
    if as_json:
        print(json.dumps([row_of(term) for term in terms], ensure_ascii=False))
        return
    for term in terms:
        print(write_term(term))


def _line(entry: Entry) -> str:
    from bridge.glossary.notation import write_term  # noqa: PLC0415

    return f"#{entry.id} {write_term(entry.term)}"
