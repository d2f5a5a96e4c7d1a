"""Runs Mozilla's Firefox models, by fxtranslate, in processes of their own.

They are Marian models whose decoder is recurrent (an SSRU, https://aclanthology.org/D19-5632/) in the place of
self-attention. CTranslate2 has no such layer, and its Marian converter refuses them, so that they cannot become Argos
packages. fxtranslate (https://pypi.org/project/fxtranslate/) is their engine outside of Firefox; it comes with the
extra `firefox`. It binds a model to one thread and holds Python's lock while it translates, hence the processes.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from functools import partial
from pathlib import Path

from bridge.chat.reader import ModelLanguage
from bridge.translation.engine import Decoding, Draft
from bridge.translation.errors import PackageError
from bridge.translation.package import Package
from bridge.translation.placeholder import Lettered
from bridge.translation.tokenizer import SentencePiece

#: The folder inside a package, and the files in it. The last, a list of likely words for each word, may be missing.
FOLDER = "firefox"
MODEL, SOURCE, TARGET, SHORTLIST = "model.bin", "source.spm", "target.spm", "shortlist.bin"
MISSING = (
    "Firefox models take fxtranslate; in a clone run `.venv/bin/python -m pip install --editable '.[firefox]'`,"
    " elsewhere `python -m pip install 'fxtranslate>=0.5,<0.6'` with the Python that runs Magpie."
)
#: The models' window is 127 pieces and the end of the sentence.
_LIMIT = 126
#: A process takes some 200 MB, so that more than two are not worth it on a chat's host.
_MOST_PROCESSES = 2
#: Seconds until a model must have answered for the first time.
_PATIENCE = 60


class FirefoxEngine:
    """An engine (see `engine.Engine`) that runs one Firefox model.

    It decodes greedily, whatever decoding is asked for, so that a stricter second try gives the same answer.
    """

    def __init__(self, package: Package) -> None:
        """Load a package: half a second. Raises `PackageError` if it does not work, or fxtranslate is missing."""
        try:
            import fxtranslate  # noqa: F401, PLC0415
        except ImportError as error:
            raise PackageError(MISSING) from error
        folder = package.path / FOLDER
        self.name = package.name
        self.source: ModelLanguage = "zh" if package.metadata.source == "zh" else "en"
        self.target: ModelLanguage = "zh" if package.metadata.target == "zh" else "en"
        self.limit = _LIMIT
        self.workers = max(1, min(_MOST_PROCESSES, os.cpu_count() or 1))
        self.placeholders = Lettered()
        try:
            self._from, self._to = (SentencePiece((folder / name).read_bytes()) for name in (SOURCE, TARGET))
        except (OSError, RuntimeError) as error:
            raise PackageError(f"{self.name} cannot be read ({error}); fetch it again.") from error
        self._start = partial(_pool, folder, self.workers)
        self._lock = threading.Lock()
        self._processes = self._start()
        try:
            self._ask(["你好" if self.source == "zh" else "Hello"], timeout=_PATIENCE)
        except (RuntimeError, ValueError, TimeoutError) as error:
            self.close()
            raise PackageError(f"{self.name} does not translate: {error}") from error

    def pieces(self, text: str) -> int:
        """How many pieces the tokenizer makes of a text."""
        return len(self._from.encode([text])[0])

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[Draft]:
        """One draft for each sentence, in order. Raises `RuntimeError` if the batch fails."""
        del decoding
        answers = self._ask(list(sentences))
        before, after = self._from.encode(sentences), self._to.encode(answers)
        return [Draft(a, len(b), len(c)) for a, b, c in zip(answers, before, after, strict=True)]

    def close(self) -> None:
        """End the processes."""
        self._processes.shutdown(wait=False, cancel_futures=True)

    def _ask(self, sentences: list[str], *, timeout: float | None = None) -> list[str]:
        processes = self._processes
        try:
            return processes.submit(_translate, sentences).result(timeout)
        except BrokenExecutor:
            # Somebody killed a process, or the system ran out of memory: the next batch gets new ones.
            with self._lock:
                if self._processes is processes:
                    self._processes = self._start()
            raise


def _pool(folder: Path, workers: int) -> ProcessPoolExecutor:
    # A fork would copy threads and locks of CTranslate2 and of the event loop.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, context, initializer=_load, initargs=(folder,))


#: What this process translates with, when it is one of the engine's.
_translators: list[Callable[[str], str]] = []


def _load(folder: Path) -> None:
    """In a process of the engine: load the model, and end when the program ends, however it ends."""
    from fxtranslate import Translator  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()
    model, source, target = ((folder / name).read_bytes() for name in (MODEL, SOURCE, TARGET))
    shortlist = folder / SHORTLIST
    _translators.append(
        Translator(model, source, target, shortlist.read_bytes() if shortlist.exists() else None).translate
    )


def _follow() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def _translate(sentences: list[str]) -> list[str]:
    try:
        return [_translators[0](sentence) if sentence.strip() else "" for sentence in sentences]
    except BaseException as error:  # noqa: BLE001
        # A panic in Rust is no Exception, and cannot be sent to another process.
        raise RuntimeError(str(error)) from None
