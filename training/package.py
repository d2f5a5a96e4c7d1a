"""Opening an `.argosmodel` file with CTranslate2 directly."""

import json
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import sentencepiece


@dataclass(frozen=True)
class Package:
    """An opened package: its model, its tokenizer, and the language token its decoder starts with, if any."""

    translator: ctranslate2.Translator
    tokenizer: sentencepiece.SentencePieceProcessor
    target_prefix: str

    def pieces(self, text: str) -> list[str]:
        """Give the pieces of a text."""
        found: list[str] = self.tokenizer.encode(text, out_type=str)
        return found


def open_package(path: Path, threads: int = 1) -> Package:
    """Open a package file. `threads` sentences are translated at a time, each on one thread."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder)
        (root,) = Path(folder).iterdir()
        metadata = json.loads((root / "metadata.json").read_text("utf-8"))
        return Package(
            ctranslate2.Translator(str(root / "model"), inter_threads=threads, intra_threads=1),
            sentencepiece.SentencePieceProcessor(model_file=str(root / "sentencepiece.model")),
            metadata.get("target_prefix", ""),
        )
