"""The loss of a batch: padding, and cross-entropy over the target tokens that are predicted."""

from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  # the name everyone gives it
from torch import Tensor

from training.batches import BEGIN, END, Example
from training.model import Translator

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
