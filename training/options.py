"""The choices of a training run."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from training.batches import Augmentation


def parse(description: str | None, arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line."""

    def weight(text: str) -> tuple[str, float]:
        name, _, number = text.partition("=")
        return name, float(number or 1)

    parser = argparse.ArgumentParser(
        prog="python -m training.train", description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("data", type=Path, help="folder of prepared .tsv files")
    add("out", type=Path, help="folder for the model; a run that is there is resumed")
    add("--tokenizer", type=Path, required=True, help="SentencePiece model")
    add("--init", type=Path, help="weights to go on from, where there is nothing to resume")
    add("--mix", type=weight, nargs="+", default=[("tatoeba", 1.0)], metavar="NAME=WEIGHT", help="files to learn from")
    add("--dev", nargs="+", default=["dev"], metavar="NAME", help="files to measure on")
    add("--tokens", type=float, default=0, help="budget in target tokens")
    add("--minutes", type=float, default=0, help="budget in minutes of processor time")
    add("--rate", type=float, default=1.5e-3, help="highest learning rate")
    add("--warm-up", type=int, default=400, help="steps")
    add("--decay", type=float, default=0.5, help="part of the budget over which the learning rate is taken down")
    add("--batch-tokens", type=int, default=1200)
    add("--smoothing", type=float, default=0.1, help="label smoothing")
    add("--dropout", type=float, default=0.1)
    add("--average", type=float, default=0.02, help="weight of the newest model in the running average, every 10 steps")
    add("--measure-every", type=int, default=500, help="steps")
    add("--patience", type=int, default=8, help="measurements without improvement before stopping early; 0: never")
    add("--snapshots", type=int, default=5, help="averaged weights to keep")
    add("--save-minutes", type=float, default=3, help="processor time between saves")
    add("--reserved", type=float, default=0.2, help="share of pairs that get reserved tokens")
    add("--joined", type=float, default=0.08, help="share of pairs joined with another into one message")
    add("--width", type=int, default=320)
    add("--feed-forward", type=int, default=1280)
    add("--encoder-layers", type=int, default=6)
    add("--decoder-layers", type=int, default=2)
    add("--heads", type=int, default=8)
    add("--device", help="cpu or cuda; by default cuda where there is one")
    add("--threads", type=int, default=1, help="on a CPU")
    add(
        "--peers",
        type=Path,
        help="folder in which runs beside this one share their weights",
    )
    add("--share-every", type=int, default=50, help="steps between takings of the mean with the peers")
    add("--interval", type=float, default=10, help="seconds between updates of the progress bar")
    add("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    if not options.tokens and not options.minutes:
        parser.error("give a budget: --tokens or --minutes")
    options.mix = dict(options.mix)
    options.augmentation = Augmentation(options.reserved, options.joined)
    return options
