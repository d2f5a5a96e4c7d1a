"""Scoring of pairs by an earlier model: film subtitles have many pairs whose sides do not translate each other."""

from collections.abc import Sequence
from pathlib import Path

from training.batches import CHINESE, ENGLISH
from training.package import open_package
from training.text import Pair


def scores(pairs: Sequence[Pair], package: Path, threads: int = 1, longest: int = 100) -> list[float]:
    """Give for each pair the mean log-probability of a target piece, averaged over both directions.

    `package` is a package of this recipe, whose one model serves both directions.
    """
    opened = open_package(package, threads)
    chinese, english = ([opened.pieces(pair[side])[:longest] for pair in pairs] for side in (0, 1))
    total = [0.0] * len(pairs)
    for source, target, language in ((chinese, english, ENGLISH), (english, chinese, CHINESE)):
        targets = [[language, *pieces] for pieces in target]
        results = opened.translator.score_batch(source, targets, max_batch_size=3000, batch_type="tokens")
        for number, result in enumerate(results):
            # The first is the language token, which is given and not predicted.
            total[number] += sum(result.log_probs[1:]) / (len(result.log_probs) - 1) / 2
    return total
