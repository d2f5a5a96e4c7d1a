"""Several runs on one machine that share what they learn: each now and then takes the mean of all weights.

Two processes of one thread get further than one of two threads, since small matrices do not divide well. After Stich,
*Local SGD Converges Fast and Communicates Little* (ICLR 2019), but nobody waits: a run takes
what the others wrote last.
"""

import time
from pathlib import Path

import torch
from torch import Tensor, nn

_STALE = 1800.0
"""Seconds after which the weights of a run that has ended no longer count."""


class Peers:
    """A folder in which every run keeps its newest weights under its own name."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._own = folder, folder / f"{name}.pt"
        folder.mkdir(parents=True, exist_ok=True)

    @torch.no_grad()
    def share(self, model: nn.Module) -> int:
        """Write the model's weights, then give it the mean of all; returns of how many runs."""
        weights = {name: weight.clone() for name, weight in model.state_dict().items()}
        written = self._own.with_suffix(".new")
        torch.save(weights, written)
        written.replace(self._own)
        others = [path for path in sorted(self._folder.glob("*.pt")) if path != self._own and self._fresh(path)]
        for path in others:
            other: dict[str, Tensor] = torch.load(path, map_location="cpu", weights_only=True)
            for name, weight in weights.items():
                weight.add_(other[name].to(weight.device))
        model.load_state_dict({name: weight / (1 + len(others)) for name, weight in weights.items()})
        return 1 + len(others)

    @staticmethod
    def _fresh(path: Path) -> bool:
        return time.time() - path.stat().st_mtime < _STALE
