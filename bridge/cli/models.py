"""`magpie models`: the translation packages at hand, and those that can be had."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bridge.translation.offers import Origin

if TYPE_CHECKING:
    from bridge.translation.offers import Available
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
    origin: Annotated[
        Origin,
        typer.Option(
            "--from",
            help="argos: Argos's packages. firefox: Mozilla's models (MPL 2.0), some 25 MB each; they take the extra "
            # What stands in brackets would be read as markup, and not shown.
            "`firefox`.",
        ),
    ] = Origin.ARGOS,
    index: Annotated[
        str, typer.Option(help="The address of another index, or of a copy of Mozilla's Remote Settings server.")
    ] = "",
    listed: Annotated[bool, typer.Option("--list", help="Only show what the index offers.")] = False,
) -> None:
    """Fetch packages, check them and use them from the next start on."""
    asyncio.run(_install(origin, index, name, listed=listed))


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


async def _install(origin: Origin, index: str, name: str | None, *, listed: bool) -> None:
    from bridge.settings import load_settings  # noqa: PLC0415
    from bridge.translation.errors import PackageError  # noqa: PLC0415
    from bridge.translation.offers import offered  # noqa: PLC0415

    if origin is Origin.ARGOS and not index:
        index = load_settings().translation.package_index
    available = await offered(origin, index)
    if listed:
        for one in available:
            size = f"  {one.size / 1e6:>5.1f} MB" if one.size else ""
            print(f"{one.name:<28} {one.source} → {one.target}{size}")
        return
    wanted = _newest(available) if name is None else [one for one in available if _named(one, name)][:1]
    if not wanted:
        names = ", ".join(one.name for one in available) or "nothing for Chinese and English"
        raise PackageError(f"The index has no package {name or ''!r}; it has {names}.")
    for one in wanted:
        package = await _fetch(one, _packages())
        print(f"{package.name} is installed; it is used from the next start on.")


async def _fetch(one: Available, packages: Packages) -> Package:
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(one.name, total=one.size or None)

        def report(done: int, total: int | None) -> None:
            progress.update(task, completed=done, total=total)

        return await one.fetch(packages, report)


def _newest(available: list[Available]) -> list[Available]:
    """The newest of each direction; they come newest first."""
    newest: dict[tuple[str, str], Available] = {}
    for one in available:
        newest.setdefault((one.source, one.target), one)
    return list(newest.values())


def _named(one: Available, name: str) -> bool:
    return name in {one.name, f"{one.source}_{one.target}"}
