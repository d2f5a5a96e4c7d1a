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
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sentencepiece
import torch
from torch.nn.attention import SDPBackend, sdpa_kernel
from tqdm import tqdm

from training.average import Average
from training.batches import Example, batches, examples, mix, plain_examples
from training.loss import loss_of, measure
from training.model import Shape, Translator, load_weights, save_weights
from training.options import parse
from training.peers import Peers
from training.text import Pair, read_pairs


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
        shape = Shape(
            vocabulary=tokenizer.get_piece_size(),
            width=options.width,
            feed_forward=options.feed_forward,
            encoder_layers=options.encoder_layers,
            decoder_layers=options.decoder_layers,
            heads=options.heads,
        )
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
        self.peers = Peers(options.peers, self.out.name) if options.peers else None
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
        spent: list[float] = [0.0]
        if self.options.tokens:
            spent.append(self.progress.tokens / self.options.tokens)
        if self.options.minutes:
            spent.append(self.progress.seconds / 60 / self.options.minutes)
        return float(max(spent))

    def rate(self) -> float:
        """Give the learning rate for the next step."""
        warm = min(1.0, (self.progress.step + 1) / self.options.warm_up)
        hold = 1 - self.options.decay
        down = 1.0 if self.fraction() < hold else max(0.02, (1 - self.fraction()) / self.options.decay)
        return float(self.options.rate * warm * down)

    def learn(self, batch: Sequence[Example]) -> tuple[float, int]:
        """Make one step; give the mean loss and the number of target tokens."""
        started, rate = time.process_time(), self.rate()
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        loss, count = loss_of(self.model, batch, self.device, self.options.smoothing)
        torch.autograd.backward(loss / count)
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.progress.step += 1
        self.progress.tokens += count
        if self.progress.step % 10 == 0:
            self.average.update(self.model)
        if self.peers and self.progress.step % self.options.share_every == 0:
            self.peers.share(self.model)
        self.progress.seconds += time.process_time() - started
        return loss.item() / count, count

    def measure(self, kept_out: Mapping[str, Sequence[Example]]) -> bool:
        """Measure model and average, keep the best average; True when it has not improved for too long."""
        plain = {name: measure(self.model, made, self.device) for name, made in kept_out.items()}
        with self.average.in_place(self.model):
            smooth = {name: measure(self.model, made, self.device) for name, made in kept_out.items()}
        mean = sum(smooth.values()) / len(smooth)
        shown = "  ".join(f"{name} {plain[name]:.3f} (average {smooth[name]:.3f})" for name in plain)
        tqdm.write(f"step {self.progress.step}, {self.progress.tokens / 1e6:.2f} M tokens: {shown}", file=sys.stderr)
        self.progress.history.append({"step": self.progress.step, "tokens": self.progress.tokens, **smooth})
        save_weights(str(self.out / f"snapshot-{self.progress.step}.pt"), self.model.shape, self.average.weights)
        snapshots = sorted(self.out.glob("snapshot-*.pt"), key=lambda path: int(path.stem.split("-")[1]))
        for path in snapshots[: -self.options.snapshots]:
            path.unlink()
        self.progress.worse += 1
        if mean < self.progress.best:
            self.progress.best, self.progress.worse = mean, 0
            save_weights(str(self.out / "best.pt"), self.model.shape, self.average.weights, losses=smooth)
        return bool(self.options.patience > 0 and self.progress.worse >= self.options.patience)

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


def main() -> None:
    """Train as the command line says."""
    options = parse(__doc__)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    corpora = {name: read_pairs(options.data / f"{name}.tsv") for name in options.mix}
    kept_out = {name: read_pairs(options.data / f"{name}.tsv") for name in options.dev}
    training = Training(options, sentencepiece.SentencePieceProcessor(model_file=str(options.tokenizer)))
    on_cpu = training.device.type == "cpu"
    # For sentences as short as these the plain way is a fifth faster on a CPU than flash attention.
    with sdpa_kernel(SDPBackend.MATH) if on_cpu else nullcontext():
        training.run(corpora, kept_out)


if __name__ == "__main__":
    main()
