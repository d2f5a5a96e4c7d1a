"""A CTranslate2 model in memory: loaded once, run with the threads that suit it, its length limit known."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping, Sequence

import ctranslate2

from bridge.translation.engine import Decoding
from bridge.translation.errors import PackageError
from bridge.translation.placeholder import Reserved

#: Sentence lengths to try, in pieces; one position is left for the end of the sentence.
_LENGTHS = (1023, 511, 255, 127, 63, 31, 15)
_WARM_UP_PIECES = 8
#: Another arrangement of threads must be this much faster than one thread a sentence, or noise would decide.
_CLEARLY = 1.3
_TURNS = 5


class Model:
    """One set of weights.

    `limit` is the most pieces that a sentence may have, `workers` how many calls run beside each other, and
    `has_placeholders` tells whether it was trained with placeholders of its own.
    """

    def __init__(self, files: Mapping[str, bytes], *, cores: int | None = None) -> None:
        """Load `files` (name inside `model/` to content); raises `PackageError` if CTranslate2 cannot."""
        self._files = dict(files)
        cores = cores or _cores()
        try:
            self._translator = self._load(cores, 1)
            vocabulary = self._vocabulary()
            self._piece = vocabulary[len(vocabulary) // 2]
            self.has_placeholders = frozenset(vocabulary).issuperset(Reserved.MARKS)
            self.workers = cores
            if cores > 1:
                self._choose(cores)
            self.limit = self._probe()
        except (RuntimeError, ValueError, IndexError, TypeError) as error:
            raise PackageError(f"CTranslate2 {ctranslate2.__version__} cannot run the model: {error}") from error
        finally:
            self._files = {}

    def translate(
        self,
        sentences: Sequence[list[str]],
        prefixes: Sequence[list[str] | None],
        decoding: Decoding,
        *,
        unknowns: bool,
    ) -> list[list[str]]:
        """The pieces of the best answer for each list of pieces, prefix included. Blocks; the GIL is released.

        `unknowns`: put the source piece where the model has no word. Raises `RuntimeError` or `ValueError`.
        """
        longest = max(map(len, sentences))
        results = self._translator.translate_batch(
            list(sentences),
            target_prefix=list(prefixes) if any(prefixes) else None,
            beam_size=decoding.beam,
            repetition_penalty=decoding.repetition_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            length_penalty=decoding.length_penalty,
            max_decoding_length=min(self.limit, decoding.growth * longest + decoding.slack + 1),
            max_input_length=0,
            replace_unknowns=unknowns,
        )
        return [result.hypotheses[0] for result in results]

    def _load(self, inter: int, intra: int) -> ctranslate2.Translator:
        # The name is only an identifier: the content comes from memory, so nothing is unpacked on the disk.
        files = dict(self._files)
        return ctranslate2.Translator(
            "model", compute_type="auto", inter_threads=inter, intra_threads=intra, files=files
        )

    def _vocabulary(self) -> list[str]:
        """What the encoder knows, in whichever of CTranslate2's formats it is written."""
        for name in ("source_vocabulary", "shared_vocabulary"):
            if content := self._files.get(f"{name}.json"):
                return [str(piece) for piece in json.loads(content)]
            if content := self._files.get(f"{name}.txt"):
                return content.decode().splitlines()
        raise ValueError("its vocabulary is missing")

    def _choose(self, cores: int) -> None:
        """Measure both ways to use the cores, and keep the faster.

        A small model loses its time to threads that wait for each other; a large one may not. Turn and turn about, so
        that what else the machine does disturbs both alike.
        """
        within = self._load(1, cores)
        rounds = [(self._timed(self._translator, cores), self._timed(within, cores)) for _ in range(_TURNS)]
        beside_taken, within_taken = (min(taken) for taken in zip(*rounds, strict=True))
        if within_taken * _CLEARLY < beside_taken:
            self._translator, self.workers = within, 1

    def _timed(self, translator: ctranslate2.Translator, cores: int) -> float:
        began = time.perf_counter()
        translator.translate_batch(
            [[self._piece] * _WARM_UP_PIECES] * (2 * cores), max_batch_size=2, beam_size=2, max_decoding_length=4
        )
        return time.perf_counter() - began

    def _probe(self) -> int:
        for length in _LENGTHS:
            try:
                self._translator.translate_batch(
                    [[self._piece] * length], beam_size=1, max_decoding_length=1, max_input_length=0
                )
            except (RuntimeError, ValueError):
                continue
            return length
        raise PackageError("The model cannot translate even a short sentence.")


def _cores() -> int:
    """The cores that this process may use."""
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
