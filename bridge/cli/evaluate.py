"""`magpie evaluate`."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bridge.cli.translate import Side

if TYPE_CHECKING:
    from rich.table import Table

    from bridge.operations.evaluate.evaluation import Evaluation, Figures, PackageFigures, Plan
    from bridge.translation.package import Package

_WIDE = 120


def evaluate(  # noqa: PLR0913
    pairs: Annotated[
        Path | None, typer.Argument(help="Texts with their translation: Chinese, a tab, English on each line.")
    ] = None,
    *,
    package: Annotated[
        list[str] | None,
        typer.Option(help="A package by name (`magpie models list`), or an .argosmodel file; may be repeated."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every package at hand, not only those in use.")] = False,
    source: Annotated[Side | None, typer.Option("--from", help="Only the direction from this language.")] = None,
    terms: Annotated[
        list[Path] | None,
        typer.Option(help="Lines with slang: columns line, term, accepted (renderings between |); may be repeated."),
    ] = None,
    lines: Annotated[int | None, typer.Option(min=1, help="Only so many of the pairs.")] = None,
    rounds: Annotated[int, typer.Option(min=0, help="Time so often, the best counts; 0 for quality alone.")] = 3,
    messages: Annotated[int, typer.Option(min=0, help="So many made-up messages to test protection with.")] = 500,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
    plot: Annotated[Path | None, typer.Option(help="Draw quality against time per message (.png, .svg, .pdf).")] = None,
) -> None:
    """Measure translation: BLEU and chrF, terms, protection, the guard, speed, memory, size.

    Each package is measured by itself (model), in the whole pipeline, and in the pipeline with the glossary in the box.
    In the table, faults are answers that the guard stopped, of a model by itself: would have stopped; again counts
    sentences that were translated a second time, more strictly; ms is the median of messages that come alone, and a
    second how many are translated when 64 wait. Protected is the share of made-up messages in which all links,
    mentions, emoji, code and numbers survive; lettered, as if the package had no placeholders of its own.
    """
    from bridge.operations.evaluate.errors import EvaluationError  # noqa: PLC0415
    from bridge.operations.evaluate.evaluation import Plan  # noqa: PLC0415
    from bridge.operations.evaluate.texts import read_pairs, read_terms  # noqa: PLC0415

    try:
        plan = Plan(
            pairs=read_pairs(pairs, limit=lines) if pairs else (),
            terms=[term for path in terms or [] for term in read_terms(path)],
            rounds=rounds,
            messages=messages,
        )
        result = asyncio.run(_evaluated(_chosen(package or [], source, every=every), plan))
        if plot:
            from bridge.operations.evaluate.plot import plot as draw  # noqa: PLC0415

            draw(result.figures, plot)
    except EvaluationError as error:
        print(f"magpie: {error}", file=sys.stderr)
        raise typer.Exit(1) from error
    if as_json:
        print(json.dumps(_as_json(result), ensure_ascii=False, indent=1))
    else:
        _show(result)


def _chosen(names: list[str], source: Side | None, *, every: bool) -> list[Package]:
    from bridge.operations.evaluate.errors import EvaluationError  # noqa: PLC0415
    from bridge.settings import load_settings  # noqa: PLC0415
    from bridge.translation.package import Package  # noqa: PLC0415
    from bridge.translation.packages import Packages  # noqa: PLC0415

    packages = Packages(load_settings().data_dir / "packages")
    ways = [packages.translating(*direction) for direction in (("zh", "en"), ("en", "zh"))]
    at_hand = [one for way in ways for one in way]
    chosen = at_hand if every else [way[0] for way in ways if way]
    if names:
        chosen = []
        for name in names:
            found = [one for one in at_hand if one.name == name]
            if not found and not Path(name).exists():
                raise EvaluationError(f"There is no package {name!r}; `magpie models list` shows those at hand.")
            chosen.append(found[0] if found else Package.at(Path(name)))
    if source is not None:
        chosen = [one for one in chosen if one.metadata.source == source.value.partition("-")[0]]
    if not chosen:
        raise EvaluationError("There is no package to measure; `magpie models install` fetches one.")
    return chosen


async def _evaluated(packages: list[Package], plan: Plan) -> Evaluation:
    from rich.console import Console  # noqa: PLC0415

    from bridge.operations.evaluate.evaluation import evaluate as measure  # noqa: PLC0415

    with Console(stderr=True).status("measuring") as status:
        return await measure(packages, plan, lambda what: status.update(f"measuring {what}"))


def _as_json(result: Evaluation) -> dict[str, object]:
    from dataclasses import asdict  # noqa: PLC0415

    data = asdict(result)
    for row, figures in zip(data["figures"], result.figures, strict=True):
        if figures.terms:
            row["terms"]["accuracy"] = round(figures.terms.accuracy, 4)
    for row, summary in zip(data["packages"], result.packages, strict=True):
        for kind, kept in summary.protection.items():
            row["protection"][kind]["rate"] = round(kept.rate, 4)
    return data


def _show(result: Evaluation) -> None:
    from rich.console import Console  # noqa: PLC0415

    console = Console()
    if not console.is_terminal:
        # In a file or a pipe nothing needs to be cut short.
        console = Console(width=_WIDE)
    console.print(_figures(result.figures))
    console.print(_packages(result.packages))
    signatures = dict.fromkeys(
        f"{one.target}: {signature}"
        for one in result.figures
        if one.quality
        for signature in (f"chrF {one.quality.chrf_signature}", f"BLEU {one.quality.bleu_signature}")
    )
    for signature in signatures:
        console.print(signature, style="dim", highlight=False, soft_wrap=True)


def _figures(figures: list[Figures]) -> Table:
    from rich.table import Table  # noqa: PLC0415

    table = Table()
    table.add_column("package", overflow="fold")
    table.add_column("way", no_wrap=True)
    for heading in ("chrF", "BLEU", "terms", "faults", "again", "ms", "ms 95 %", "a second"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in figures:
        table.add_row(
            one.package,
            one.way,
            f"{one.quality.chrf:.1f}" if one.quality else "",
            f"{one.quality.bleu:.1f}" if one.quality else "",
            f"{one.terms.right}/{one.terms.lines}" if one.terms else "",
            str(sum(one.faults.values())) if one.lines else "",
            str(one.retried) if one.lines else "",
            f"{one.speed.median_ms:.1f}" if one.speed else "",
            f"{one.speed.slow_ms:.1f}" if one.speed else "",
            f"{one.speed.per_second:.0f}" if one.speed else "",
        )
    return table


def _packages(packages: list[PackageFigures]) -> Table:
    from rich.table import Table  # noqa: PLC0415

    table = Table()
    table.add_column("package", overflow="fold")
    table.add_column("direction", no_wrap=True)
    for heading in ("MB on disk", "MB in memory", "protected", "same, lettered"):
        table.add_column(heading, justify="right")
    for one in packages:
        kept = {kind: f"{100 * found.rate:.1f} % of {found.messages}" for kind, found in one.protection.items()}
        table.add_row(
            one.package,
            f"{one.source} → {one.target}",
            f"{one.megabytes:.1f}",
            "" if one.memory is None else f"{one.memory:.0f}",
            kept.get("reserved", ""),
            kept.get("lettered", ""),
        )
    return table
