"""`magpie models`: the translation packages at hand, and those that can be had."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bridge.translation.index import Entry
    from bridge.translation.package import Package
    from bridge.translation.packages import Packages

app = typer.Typer(
    help="List, install, import and remove translation packages.", no_args_is_help=True, pretty_exceptions_enable=False
)
AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]


@app.command("list")
def list_packages(*, as_json: AsJson = False) -> None:
    """Show the packages at hand; the first of each direction is the one in use."""
    packages = _packages()
    rows = [
        {
            "name": package.name,
            "from": package.metadata.source,
            "to": package.metadata.target,
            "version": package.metadata.version,
            "megabytes": round(package.size / 1e6, 1),
            "origin": "came with Magpie" if package.builtin else "installed",
            "in_use": number == 0,
        }
        for source, target in (("zh", "en"), ("en", "zh"))
        for number, package in enumerate(packages.translating(source, target))
    ]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        mark = "*" if row["in_use"] else " "
        print(f"{mark} {row['name']:<28} {row['from']} → {row['to']}  {row['megabytes']:>6} MB  {row['origin']}")


@app.command("install")
def install(
    name: Annotated[str | None, typer.Argument(help="A package, e.g. zh_en; without it both directions.")] = None,
    *,
    listed: Annotated[bool, typer.Option("--list", help="Only show what the index offers.")] = False,
) -> None:
    """Fetch packages from Argos's index, check them and use them from the next start on."""
    asyncio.run(_install(name, listed=listed))


@app.command("import")
def import_package(
    path: Annotated[Path, typer.Argument(help="An .argosmodel file.", exists=True, dir_okay=False)],
    sha256: Annotated[str, typer.Option(help="What its SHA-256 must be, where you know it.")] = "",
) -> None:
    """Install a package from a file."""
    from bridge.translation.download import hashed  # noqa: PLC0415

    package = _packages().install(path, sha256=sha256)
    print(f"{package.name} is installed (SHA-256 {hashed(path)}).")


@app.command("remove")
def remove(name: Annotated[str, typer.Argument(help="Its name, as `magpie models list` shows it.")]) -> None:
    """Delete an installed package."""
    print(f"{_packages().remove(name).name} is removed.")


def _packages() -> Packages:
    from bridge.settings import load_settings  # noqa: PLC0415
    from bridge.translation.packages import Packages  # noqa: PLC0415

    return Packages(load_settings().data_dir / "packages")


async def _install(name: str | None, *, listed: bool) -> None:
    from bridge.settings import load_settings  # noqa: PLC0415
    from bridge.translation.errors import PackageError  # noqa: PLC0415
    from bridge.translation.index import available  # noqa: PLC0415

    index = load_settings().translation.package_index
    entries = await available(index if index.endswith(".json") else index.rstrip("/") + "/index.json")
    if listed:
        for entry in entries:
            print(f"{entry.name:<28} {entry.metadata.source} → {entry.metadata.target}")
        return
    wanted = _newest(entries) if name is None else [entry for entry in entries if _named(entry, name)][:1]
    if not wanted:
        offered = ", ".join(entry.name for entry in entries) or "nothing for Chinese and English"
        raise PackageError(f"The index has no package {name or ''!r}; it has {offered}.")
    for entry in wanted:
        package = await _fetch(entry, _packages())
        print(f"{package.name} is installed; it is used from the next start on.")


async def _fetch(entry: Entry, packages: Packages) -> Package:
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn  # noqa: PLC0415

    from bridge.translation.index import install  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(entry.name, total=None)

        def report(done: int, total: int | None) -> None:
            progress.update(task, completed=done, total=total)

        return await install(entry, packages, progress=report)


def _newest(entries: list[Entry]) -> list[Entry]:
    """The newest of each direction; entries come newest first."""
    newest: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        newest.setdefault((entry.metadata.source, entry.metadata.target), entry)
    return list(newest.values())


def _named(entry: Entry, name: str) -> bool:
    return name in {entry.name, f"{entry.metadata.source}_{entry.metadata.target}"}
