"""The two kinds of tokenizer that Argos packages carry."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Protocol

import sentencepiece

_PAIR = 2


class Tokenizer(Protocol):
    """Turns text into a model's pieces and back. Thread-safe."""

    def encode(self, texts: Sequence[str]) -> list[list[str]]:
        """The pieces of each text."""
        ...

    def decode(self, pieces: Sequence[Sequence[str]]) -> list[str]:
        """The text of each list of pieces."""
        ...


class SentencePiece:
    """`sentencepiece.model` of a package."""

    def __init__(self, model: bytes) -> None:
        """Raises `RuntimeError` if the model cannot be read."""
        self._processor = sentencepiece.SentencePieceProcessor(model_proto=model)

    def encode(self, texts: Sequence[str]) -> list[list[str]]:
        """The pieces of each text."""
        return [self._processor.encode(text, out_type=str) for text in texts]

    def decode(self, pieces: Sequence[Sequence[str]]) -> list[str]:
        """The text of each list of pieces; unlike Argos' own, it leaves underscores alone."""
        return [self._processor.decode_pieces(list(one)).replace("▁", " ").strip() for one in pieces]


class Bpe:
    """`bpe.model` of a package: Moses' tokenization, then subword-nmt's byte pair encoding."""

    def __init__(self, model: bytes, source: str, target: str) -> None:
        """Raises `ValueError` if the model cannot be read."""
        # Few packages need them, and they take a while to import.
        from argostranslate.apply_bpe import BPE  # noqa: PLC0415
        from sacremoses import (  # noqa: PLC0415
            MosesDetokenizer,
            MosesPunctNormalizer,
            MosesTokenizer,
        )

        self._normalizer = MosesPunctNormalizer(source)
        self._tokenizer = MosesTokenizer(source)
        self._detokenizer = MosesDetokenizer(target)
        codes = model.decode()
        # What it cannot read makes BPE end the whole program.
        if not all(len(line.split(" ")) == _PAIR for line in codes.splitlines() if not line.startswith("#version:")):
            raise ValueError("bpe.model does not hold pairs of pieces")
        self._bpe = BPE(io.StringIO(codes))

    def encode(self, texts: Sequence[str]) -> list[list[str]]:
        """The pieces of each text."""
        return [self._bpe.segment_tokens(self._tokenizer.tokenize(self._normalizer.normalize(text))) for text in texts]

    def decode(self, pieces: Sequence[Sequence[str]]) -> list[str]:
        """The text of each list of pieces."""
        return [self._detokenizer.detokenize(" ".join(one).replace("@@ ", "").split(" ")) for one in pieces]
