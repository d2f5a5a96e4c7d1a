"""BLEU and chrF, by sacrebleu, with the signatures that let others measure the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bridge.chat.reader import ModelLanguage
from bridge.operations.evaluate.errors import EvaluationError
from bridge.translation import punctuation


@dataclass(frozen=True, slots=True)
class Quality:
    """Both scores, 0 to 100, of a whole file; more is better.

    A signature (https://github.com/mjpost/sacrebleu#version-signatures) names all that a score depends on, but for
    `normalised`, which is ours.
    """

    chrf: float
    bleu: float
    chrf_signature: str
    bleu_signature: str


def quality(translations: Sequence[str], references: Sequence[str], target: ModelLanguage) -> Quality:
    """Compare translations with references, one for one; raises `EvaluationError` where sacrebleu is missing."""
    try:
        from sacrebleu import BLEU, CHRF  # noqa: PLC0415
    except ImportError as error:
        raise EvaluationError(
            "Measuring quality takes sacrebleu; run `pip install magpie-bridge[evaluate]`."
        ) from error
    found = [normalised(text, target) for text in translations]
    wanted = [[normalised(text, target) for text in references]]
    chrf, bleu = CHRF(), BLEU(tokenize="zh" if target == "zh" else "13a")
    scores = chrf.corpus_score(found, wanted), bleu.corpus_score(found, wanted)
    return Quality(
        round(float(scores[0].score), 2),
        round(float(scores[1].score), 2),
        str(chrf.get_signature()),
        str(bleu.get_signature()),
    )


def normalised(text: str, target: ModelLanguage) -> str:
    """Marks as the language writes them: full width in Chinese, half width in English.

    Models whose SentencePiece applies NFKC write Chinese with half-width marks, and references write both; neither is
    what is to be measured.
    """
    return punctuation.chinese(text) if target == "zh" else punctuation.halved(text)
