"""Runs Argos packages on CTranslate2 directly.

`argostranslate.translate` handles one text at a time, passes no repetition control, downloads a sentence splitter at
run time and turns every underscore into a space; its packages are good all the same.
"""

from __future__ import annotations

import hashlib
import threading
import weakref
from collections.abc import Sequence

from bridge.chat.reader import ModelLanguage
from bridge.translation.engine import Decoding, Draft
from bridge.translation.errors import PackageError
from bridge.translation.model import Model
from bridge.translation.package import Package
from bridge.translation.placeholder import Lettered, Placeholders, Reserved
from bridge.translation.tokenizer import Bpe, SentencePiece, Tokenizer

#: Beyond this many pieces chat models get worse, whatever their limit.
_LONGEST = 160


class Models:
    """Models in use, by their content: packages of both directions may hold the same one."""

    def __init__(self) -> None:
        self._models: weakref.WeakValueDictionary[bytes, Model] = weakref.WeakValueDictionary()
        self._loading = threading.Lock()

    def load(self, files: dict[str, bytes]) -> Model:
        """The model made of these files, loaded if nobody uses it yet. Raises `PackageError`."""
        digest = hashlib.sha256()
        for name, content in sorted(files.items()):
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
        with self._loading:
            model = self._models.get(digest.digest())
            if model is None:
                model = Model(files)
                self._models[digest.digest()] = model
            return model


class ArgosEngine:
    """An engine (see `engine.Engine`) that runs one package."""

    def __init__(self, package: Package, models: Models) -> None:
        """Load a package: some 50 ms for a small one. Raises `PackageError` if it does not work."""
        metadata = package.metadata
        self.name = package.name
        self.source: ModelLanguage = _language(metadata.source)
        self.target: ModelLanguage = _language(metadata.target)
        self._prefix = [metadata.target_prefix] if metadata.target_prefix else []
        files = package.files()
        self._tokenizer = _tokenizer(package, files)
        self._model = models.load({n.removeprefix("model/"): c for n, c in files.items() if n.startswith("model/")})
        self.limit = min(self._model.limit, _LONGEST)
        self.workers = self._model.workers
        try:
            whole = all(mark in self._tokenizer.encode([f"a {mark} b"])[0] for mark in Reserved.MARKS)
            self.placeholders: Placeholders = Reserved() if whole and self._model.has_placeholders else Lettered()
            # Without bytes to fall back on, what the model cannot spell is copied from the source.
            self._copies_unknowns = "<0xE2>" not in self._tokenizer.encode(["\u2603"])[0]
            self.translate(["你好"] if self.source == "zh" else ["Hello"], Decoding())
        except (RuntimeError, ValueError) as error:
            raise PackageError(f"{self.name} does not translate: {error}") from error

    def pieces(self, text: str) -> int:
        """How many pieces the tokenizer makes of a text."""
        return len(self._tokenizer.encode([text])[0])

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[Draft]:
        """One draft for each sentence, in order. Raises `RuntimeError` or `ValueError` if the batch fails."""
        encoded = self._tokenizer.encode(sentences)
        filled = [number for number, pieces in enumerate(encoded) if pieces]
        drafts = [Draft("", 0, 0)] * len(sentences)
        if not filled:
            return drafts
        answers = self._model.translate(
            [encoded[number] for number in filled],
            [self._prefix or None] * len(filled),
            decoding,
            unknowns=self._copies_unknowns,
        )
        bare = [
            answer[len(self._prefix) :] if answer[: len(self._prefix)] == self._prefix else answer for answer in answers
        ]
        for number, answer, text in zip(filled, bare, self._tokenizer.decode(bare), strict=True):
            drafts[number] = Draft(text, len(encoded[number]), len(answer))
        return drafts


def _language(code: str) -> ModelLanguage:
    if code not in {"zh", "en"}:
        raise PackageError(f"Magpie has no use for a package of the language {code!r}.")
    return "zh" if code == "zh" else "en"


def _tokenizer(package: Package, files: dict[str, bytes]) -> Tokenizer:
    try:
        if "sentencepiece.model" in files:
            return SentencePiece(files["sentencepiece.model"])
        if "bpe.model" in files:
            return Bpe(files["bpe.model"], package.metadata.source, package.metadata.target)
    except (RuntimeError, ValueError) as error:
        raise PackageError(
            f"The tokenizer of {package.name} cannot be read ({error}); fetch the package again."
        ) from error
    raise PackageError(f"{package.name} holds no tokenizer (sentencepiece.model or bpe.model).")
