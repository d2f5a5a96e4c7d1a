"""Train, or train on: resumable at any moment, on a CPU in bfloat16 or on CUDA.

The learning rate warms up, stays, and is taken down over the last part of the budget. The budget is counted in target
tokens or in minutes of processor time, so that a machine shared with others changes how long it takes, not what comes
out. `last.pt` in the output folder is the state to resume from, `best.pt` the averaged weights with the lowest loss on
the lines kept out, `snapshot-*.pt` the averaged weights at the latest measurements.
"""

import argparse
import math
import random
import signal
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
import torch
import torch.nn.functional as F  # noqa: N812  # the name everyone gives it
from torch import Tensor
from tqdm import tqdm

from training.average import Average
from training.batches import BEGIN, END, Augmentation, Example, batches, examples, mix, plain_examples
from training.model import Shape, Translator, load_weights, save_weights
from training.text import Pair, read_pairs

IGNORED = -100


def tensors(batch: Sequence[Example], device: torch.device) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Pad a batch: source, its mask, decoder input, and labels. The language is given, not predicted."""
    rows, width, height = len(batch), max(len(s) for s, _ in batch) + 1, max(len(t) for _, t in batch)
    source, kept = np.full((rows, width), END), np.zeros((rows, width), dtype=bool)
    given, labels = np.full((rows, height), END), np.full((rows, height), IGNORED)
    for row, (pieces, target) in enumerate(batch):
        source[row, : len(pieces)] = pieces
        kept[row, : len(pieces) + 1] = True
        given[row, : len(target)] = [BEGIN, *target[:-1]]
        labels[row, 1 : len(target)] = target[1:]
    one, two, three, four = (torch.from_numpy(array).to(device) for array in (source, kept, given, labels))
    return one, two, three, four


def loss_of(model: Translator, batch: Sequence[Example], device: torch.device, smoothing: float) -> tuple[Tensor, int]:
    """Give the summed cross-entropy of a batch and the number of target tokens it is summed over."""
    source, kept, given, labels = tensors(batch, device)
    predicted = labels != IGNORED
    with torch.autocast(device.type, dtype=torch.bfloat16):
        logits = model.logits(model(source, kept, given)[predicted])
    loss = F.cross_entropy(logits.float(), labels[predicted], label_smoothing=smoothing, reduction="sum")
    return loss, int(predicted.sum())


@torch.no_grad()
def measure(model: Translator, made: Sequence[Example], device: torch.device) -> float:
    """Give the mean loss a target token on lines that are not learnt from."""
    model.eval()
    total, count = 0.0, 0
    for start in range(0, len(made), 64):
        loss, tokens = loss_of(model, made[start : start + 64], device, 0.0)
        total, count = total + loss.item(), count + tokens
    model.train()
    return total / count


@dataclass
class Progress:
    """How far a run has come; kept in `last.pt`."""

    step: int = 0
    tokens: int = 0
    seconds: float = 0.0
    epoch: int = 0
    position: int = 0
    best: float = math.inf
    worse: int = 0
    history: list[dict[str, float]] = field(default_factory=list)


class Training:
    """One run: model, optimiser, average and progress, saved and resumed together."""

    def __init__(self, options: argparse.Namespace, tokenizer: sentencepiece.SentencePieceProcessor) -> None:
        self.options, self.tokenizer = options, tokenizer
        name = options.device or ("cuda" if torch.cuda.is_available() else "cpu")
        self.device = torch.device(name)
        self.out: Path = options.out
        self.out.mkdir(parents=True, exist_ok=True)
        self.progress = Progress()
        shape = Shape(tokenizer.get_piece_size(), *(getattr(options, name) for name in ("width", "feed_forward")))
        shape = Shape(**{**shape.as_dict(), **{n: getattr(options, n) for n in ("encoder_layers", "decoder_layers")}})
        weights = None
        if options.init and not self.last.exists():
            shape, weights = load_weights(str(options.init))
        elif self.last.exists():
            shape = Shape(**torch.load(self.last, map_location="cpu", weights_only=True)["shape"])
        self.model = Translator(shape, options.dropout).to(self.device)
        if weights:
            self.model.load_state_dict(weights)
        self.optimiser = torch.optim.AdamW(
            self.model.parameters(), lr=options.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True
        )
        self.average = Average(self.model, options.average)
        if self.last.exists():
            self._resume()

    @property
    def last(self) -> Path:
        """Where the state to resume from is kept."""
        return self.out / "last.pt"

    def _resume(self) -> None:
        state = torch.load(self.last, map_location=self.device, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.average.weights = state["average"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.progress = Progress(**state["progress"])

    def save(self) -> None:
        """Write the state to resume from, whole or not at all."""
        state: dict[str, Any] = {
            "shape": self.model.shape.as_dict(),
            "model": self.model.state_dict(),
            "average": self.average.weights,
            "optimiser": self.optimiser.state_dict(),
            "progress": vars(self.progress),
        }
        torch.save(state, self.last.with_suffix(".new"))
        self.last.with_suffix(".new").replace(self.last)

    def fraction(self) -> float:
        """Give the part of the budget that is spent, 1 at its end."""
        spent = [0.0]
        if self.options.tokens:
            spent.append(self.progress.tokens / self.options.tokens)
        if self.options.minutes:
            spent.append(self.progress.seconds / 60 / self.options.minutes)
        return max(spent)

    def rate(self) -> float:
        """Give the learning rate for the next step."""
        warm = min(1.0, (self.progress.step + 1) / self.options.warm_up)
        hold = 1 - self.options.decay
        down = 1.0 if self.fraction() < hold else max(0.02, (1 - self.fraction()) / self.options.decay)
        return float(self.options.rate) * warm * down

    def learn(self, batch: Sequence[Example]) -> tuple[float, int]:
        """Make one step; give the mean loss and the number of target tokens."""
        started, rate = time.process_time(), self.rate()
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        loss, count = loss_of(self.model, batch, self.device, self.options.smoothing)
        (loss / count).backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.progress.step += 1
        self.progress.tokens += count
        if self.progress.step % 10 == 0:
            self.average.update(self.model)
        self.progress.seconds += time.process_time() - started
        return loss.item() / count, count

    def measure(self, kept_out: Mapping[str, Sequence[Example]]) -> bool:
        """Measure model and average, keep the best average; True when it has not improved for too long."""
        plain = {name: measure(self.model, made, self.device) for name, made in kept_out.items()}
        with self.average.in_place(self.model):
            smooth = {name: measure(self.model, made, self.device) for name, made in kept_out.items()}
        mean = sum(smooth.values()) / len(smooth)
        shown = "  ".join(f"{name} {plain[name]:.3f} (average {smooth[name]:.3f})" for name in plain)
        tqdm.write(f"step {self.progress.step}, {self.progress.tokens / 1e6:.2f} M tokens: {shown}")
        self.progress.history.append({"step": self.progress.step, "tokens": self.progress.tokens, **smooth})
        save_weights(str(self.out / f"snapshot-{self.progress.step}.pt"), self.model.shape, self.average.weights)
        snapshots = sorted(self.out.glob("snapshot-*.pt"), key=lambda path: int(path.stem.split("-")[1]))
        for path in snapshots[: -self.options.snapshots]:
            path.unlink()
        self.progress.worse += 1
        if mean < self.progress.best:
            self.progress.best, self.progress.worse = mean, 0
            save_weights(str(self.out / "best.pt"), self.model.shape, self.average.weights, losses=smooth)
        return self.options.patience > 0 and self.progress.worse >= self.options.patience

    def run(self, corpora: Mapping[str, Sequence[Pair]], kept_out: Mapping[str, Sequence[Pair]]) -> None:
        """Train until the budget is spent, the patience is at an end, or the process is told to stop."""
        measured = {name: plain_examples(pairs, self.tokenizer) for name, pairs in kept_out.items()}
        stopped: list[int] = []
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda received, _: stopped.append(received))
        saved = time.process_time()
        bar = tqdm(total=self.options.tokens or None, initial=self.progress.tokens, unit="tok", unit_scale=True,
                   mininterval=self.options.interval, smoothing=0.05)  # fmt: skip
        self.model.train()
        done = False
        while not done:
            rng = random.Random(f"{self.options.seed} {self.progress.epoch}")
            pairs = mix(corpora, self.options.mix, rng)
            made = examples(pairs, self.tokenizer, rng, self.options.augmentation)
            for batch in batches(made, self.options.batch_tokens, rng)[self.progress.position :]:
                loss, count = self.learn(batch)
                self.progress.position += 1
                bar.update(count)
                bar.set_postfix(loss=f"{loss:.2f}", rate=f"{self.rate():.1e}", epoch=self.progress.epoch, refresh=False)
                spent = self.fraction() >= 1
                if spent or self.progress.step % self.options.measure_every == 0:
                    done = self.measure(measured) or spent
                if done or stopped or time.process_time() - saved > 60 * self.options.save_minutes:
                    self.save()
                    saved = time.process_time()
                if done or stopped:
                    done = True
                    break
            else:
                self.progress.epoch, self.progress.position = self.progress.epoch + 1, 0
        bar.close()


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line."""

    def weight(text: str) -> tuple[str, float]:
        name, _, number = text.partition("=")
        return name, float(number or 1)

    parser = argparse.ArgumentParser(
        prog="python -m training.train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
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
    add("--device", help="cpu or cuda; by default cuda where there is one")
    add("--threads", type=int, default=1, help="on a CPU")
    add("--interval", type=float, default=10, help="seconds between updates of the progress bar")
    add("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    if not options.tokens and not options.minutes:
        parser.error("give a budget: --tokens or --minutes")
    options.mix = dict(options.mix)
    options.augmentation = Augmentation(options.reserved, options.joined)
    return options


def main() -> None:
    """Train as the command line says."""
    options = parse()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    corpora = {name: read_pairs(options.data / f"{name}.tsv") for name in options.mix}
    kept_out = {name: read_pairs(options.data / f"{name}.tsv") for name in options.dev}
    training = Training(options, sentencepiece.SentencePieceProcessor(model_file=str(options.tokenizer)))
    training.run(corpora, kept_out)


if __name__ == "__main__":
    main()
