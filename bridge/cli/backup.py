"""`magpie backup` and `magpie restore`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def backup(
    target: Annotated[
        Path | None, typer.Argument(help="The new file; without it, a dated one beside the database.")
    ] = None,
) -> None:
    """Copy the database to a file, while Magpie runs or not."""
    from bridge.settings import load_settings  # noqa: PLC0415
    from bridge.store.backup import backup as copy  # noqa: PLC0415
    from bridge.store.backup import beside  # noqa: PLC0415

    database = load_settings().data_dir / "magpie.db"
    chosen = target or beside(database)
    size = copy(database, chosen)
    print(f"{chosen} ({size / 1e6:.1f} MB)")


def restore(source: Annotated[Path, typer.Argument(help="A backup.", exists=True, dir_okay=False)]) -> None:
    """Put a backup in the place of the database; Magpie must not be running."""
    from bridge.app import alone  # noqa: PLC0415
    from bridge.settings import load_settings  # noqa: PLC0415
    from bridge.store.backup import restore as put_back  # noqa: PLC0415

    folder = load_settings().data_dir
    with alone(folder):
        old = put_back(source, folder / "magpie.db")
    print(f"Restored from {source}." + (f" The former database is {old}." if old else ""))
