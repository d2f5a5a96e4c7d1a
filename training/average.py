"""Averages of weights: a running one while training, and one over several checkpoints."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch
from torch import Tensor, nn

from training.model import load_weights, save_weights


class Average:
    """A running average of a model's weights, in which the newest have weight `share`."""

    def __init__(self, model: nn.Module, share: float) -> None:
        self.share = share
        self.weights: dict[str, Tensor] = {name: weight.clone() for name, weight in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model: nn.Module) -> None:
        """Move the average towards the model."""
        for name, weight in model.state_dict().items():
            self.weights[name].lerp_(weight, self.share)

    @contextmanager
    def in_place(self, model: nn.Module) -> Iterator[None]:
        """Give the model the averaged weights for a while."""
        own = {name: weight.clone() for name, weight in model.state_dict().items()}
        model.load_state_dict(self.weights)
        try:
            yield
        finally:
            model.load_state_dict(own)


def main() -> None:
    """Average checkpoints of one shape into one, equally or by weight."""
    parser = argparse.ArgumentParser(prog="python -m training.average", description=main.__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--weights", type=float, nargs="+", help="one a checkpoint; equal by default")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    weights = options.weights or [1.0] * len(options.checkpoints)
    if len(weights) != len(options.checkpoints):
        parser.error("give as many --weights as checkpoints")
    shape, total = load_weights(str(options.checkpoints[0]))
    total = {name: tensor * (weights[0] / sum(weights)) for name, tensor in total.items()}
    for path, weight in zip(options.checkpoints[1:], weights[1:], strict=True):
        other_shape, tensors = load_weights(str(path))
        if other_shape != shape:
            raise SystemExit(f"{path} has another shape than {options.checkpoints[0]}; average checkpoints of one run.")
        for name, tensor in tensors.items():
            total[name] += tensor * (weight / sum(weights))
    save_weights(str(options.out), shape, total)
    print(f"{len(options.checkpoints)} checkpoints averaged into {options.out}")


if __name__ == "__main__":
    main()
