"""A transformer with a deep encoder and a shallow decoder, which costs little at each decoded token.

Pre-norm, one embedding for both languages and the output, sinusoidal positions. The decoder is started with the
token of the language to write (`<zh>`, `<en>`), so that one model serves both directions.
"""

import math
from dataclasses import asdict, dataclass
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812  # the name everyone gives it
from torch import Tensor, nn


@dataclass(frozen=True)
class Shape:
    """What fixes the number of parameters, kept in every checkpoint."""

    vocabulary: int = 8000
    width: int = 320
    feed_forward: int = 1280
    encoder_layers: int = 6
    decoder_layers: int = 2
    heads: int = 8
    positions: int = 256

    def as_dict(self) -> dict[str, int]:
        """Give the shape as plain numbers."""
        return asdict(self)


class Attention(nn.Module):
    """Multi-head attention, over the sequence itself or over the encoder's output."""

    def __init__(self, shape: Shape, *, cross: bool = False) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query = nn.Linear(shape.width, shape.width) if cross else None
        self.input = nn.Linear(shape.width, (2 if cross else 3) * shape.width)
        self.output = nn.Linear(shape.width, shape.width)

    def forward(self, x: Tensor, memory: Tensor | None, mask: Tensor | None, *, causal: bool = False) -> Tensor:
        """Attend from each of `x` (batch, length, width) to itself or to `memory`, where `mask` is true."""
        if self.query is not None and memory is not None:
            query, (key, value) = self.query(x), self.input(memory).chunk(2, -1)
        else:
            query, key, value = self.input(x).chunk(3, -1)

        def split(tensor: Tensor) -> Tensor:
            return tensor.view(len(x), -1, self.heads, tensor.shape[-1] // self.heads).transpose(1, 2)

        mixed = F.scaled_dot_product_attention(split(query), split(key), split(value), attn_mask=mask, is_causal=causal)
        out: Tensor = self.output(mixed.transpose(1, 2).reshape(x.shape))
        return out


class Layer(nn.Module):
    """One layer of the encoder, or of the decoder, which looks at the encoder's output too."""

    def __init__(self, shape: Shape, dropout: float, *, decoder: bool) -> None:
        super().__init__()
        self.decoder, self.dropout = decoder, dropout
        self.norm_attention = nn.LayerNorm(shape.width)
        self.attention = Attention(shape)
        if decoder:
            self.norm_cross = nn.LayerNorm(shape.width)
            self.cross = Attention(shape, cross=True)
        self.norm_feed = nn.LayerNorm(shape.width)
        self.feed_in = nn.Linear(shape.width, shape.feed_forward)
        self.feed_out = nn.Linear(shape.feed_forward, shape.width)

    def _drop(self, x: Tensor) -> Tensor:
        return F.dropout(x, self.dropout, self.training)

    def forward(self, x: Tensor, memory: Tensor | None, mask: Tensor) -> Tensor:
        """Pass `x` (batch, length, width) on; `mask` says which positions of the source are not padding."""
        own_mask = None if self.decoder else mask
        x = x + self._drop(self.attention(self.norm_attention(x), None, own_mask, causal=self.decoder))
        if self.decoder:
            x = x + self._drop(self.cross(self.norm_cross(x), memory, mask))
        return x + self._drop(self.feed_out(F.relu(self.feed_in(self.norm_feed(x)))))


class Translator(nn.Module):
    """The whole model: `forward` gives the decoder's hidden states, `logits` what they predict."""

    positions: Tensor

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape, self.dropout = shape, dropout
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.encoder = nn.ModuleList(Layer(shape, dropout, decoder=False) for _ in range(shape.encoder_layers))
        self.decoder = nn.ModuleList(Layer(shape, dropout, decoder=True) for _ in range(shape.decoder_layers))
        self.norm_encoder = nn.LayerNorm(shape.width)
        self.norm_decoder = nn.LayerNorm(shape.width)
        self.bias = nn.Parameter(torch.zeros(shape.vocabulary))
        angle = torch.arange(shape.positions).float()[:, None] * torch.exp(
            torch.arange(0, shape.width, 2).float() * -(math.log(10000) / shape.width)
        )
        self.register_buffer("positions", torch.cat([torch.sin(angle), torch.cos(angle)], 1))
        nn.init.normal_(self.embedding.weight, std=shape.width**-0.5)
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight)
                nn.init.zeros_(module.bias)

    def _embed(self, pieces: Tensor) -> Tensor:
        x = self.embedding(pieces) * math.sqrt(self.shape.width) + self.positions[: pieces.shape[1]]
        return F.dropout(x, self.dropout, self.training)

    def forward(self, source: Tensor, source_mask: Tensor, target: Tensor) -> Tensor:
        """Give hidden states (batch, target length, width) for piece ids; `source_mask` is false at padding."""
        mask = source_mask[:, None, None, :]
        x = self._embed(source)
        for layer in self.encoder:
            x = layer(x, None, mask)
        memory = self.norm_encoder(x)
        x = self._embed(target)
        for layer in self.decoder:
            x = layer(x, memory, mask)
        hidden: Tensor = self.norm_decoder(x)
        return hidden

    def logits(self, hidden: Tensor) -> Tensor:
        """Score every piece of the vocabulary for each hidden state."""
        return F.linear(hidden, self.embedding.weight, self.bias)


def save_weights(path: str, shape: Shape, weights: dict[str, Tensor], **facts: Any) -> None:  # noqa: ANN401
    """Write weights in half precision together with the shape and what is worth knowing about them."""
    half = {name: weight.half() for name, weight in weights.items()}
    torch.save({"shape": shape.as_dict(), "weights": half, **facts}, path)


def load_weights(path: str) -> tuple[Shape, dict[str, Tensor]]:
    """Read what `save_weights` wrote, in single precision."""
    kept = torch.load(path, map_location="cpu", weights_only=True)
    return Shape(**kept["shape"]), {name: weight.float() for name, weight in kept["weights"].items()}
