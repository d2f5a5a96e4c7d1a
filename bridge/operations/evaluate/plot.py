"""A picture of quality against time, by matplotlib."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bridge.operations.evaluate.contender import Way
from bridge.operations.evaluate.errors import EvaluationError
from bridge.operations.evaluate.evaluation import Figures

_MARKS = {Way.MODEL: "o", Way.PIPELINE: "s", Way.GLOSSARY: "^"}


def plot(figures: Sequence[Figures], path: Path) -> None:
    """Draw chrF over milliseconds a message, alone and in a rush, one panel a direction; the ending names the format.

    Raises `EvaluationError` where matplotlib is missing, the format is unknown, or there is nothing to draw.
    """
    try:
        from matplotlib.figure import Figure  # noqa: PLC0415
        from matplotlib.ticker import ScalarFormatter  # noqa: PLC0415
    except ImportError as error:
        raise EvaluationError("Drawing takes matplotlib; run `pip install magpie-bridge[evaluate]`.") from error
    directions = sorted({(one.source, one.target) for one in figures if one.quality and one.speed}, reverse=True)
    if not directions:
        raise EvaluationError("There is nothing to draw: give a file of pairs, and at least one round.")
    # Not by pyplot, which would look for a screen.
    picture = Figure(figsize=(6 * len(directions), 4.5), layout="constrained")
    panels = picture.subplots(1, len(directions), squeeze=False)[0]
    for panel, (source, target) in zip(panels, directions, strict=True):
        here = [one for one in figures if (one.source, one.target) == (source, target)]
        colours = {name: f"C{number}" for number, name in enumerate(dict.fromkeys(one.package for one in here))}
        for one in here:
            if one.quality is None or one.speed is None:
                continue
            for milliseconds, when in ((one.speed.median_ms, "alone"), (1000 / one.speed.per_second, "in a rush")):
                panel.plot(
                    milliseconds,
                    one.quality.chrf,
                    _MARKS[one.way],
                    color=colours[one.package],
                    fillstyle="full" if when == "alone" else "none",
                    label=f"{one.package}, {one.way}, {when}",
                )
        panel.set(title=f"{source} → {target}", xlabel="milliseconds a message", ylabel="chrF", xscale="log")
        scores = [one.quality.chrf for one in here if one.quality]
        # A tenth of a point is nothing, and should look like it.
        panel.set_ylim(min(scores) - 2, max(scores) + 2)
        panel.xaxis.set_major_formatter(ScalarFormatter())
        panel.xaxis.set_minor_formatter(ScalarFormatter())
        panel.grid(visible=True, alpha=0.3)
        panel.legend(fontsize="x-small")
    try:
        picture.savefig(path)
    except (ValueError, OSError) as error:
        raise EvaluationError(f"{path} cannot be drawn: {error}.") from error
