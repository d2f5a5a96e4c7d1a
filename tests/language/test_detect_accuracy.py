from pathlib import Path

import pytest

from bridge.language.detect import Detector, Language
from bridge.language.evaluate import RIGHT_ANSWERS, Evaluation, evaluate, percentile

LINES = [
    (label, text)
    for label, text in (
        line.split("\t", 1) for line in Path(__file__).with_name("lines.tsv").read_text("utf-8").splitlines()
    )
]


@pytest.fixture(scope="module")
def result() -> Evaluation:
    return evaluate(LINES)


def test_what_matters_is_right(result: Evaluation) -> None:
    labels = {label for label in result.lines if label in RIGHT_ANSWERS or label in ("ja", "ko", "ru", "ar", "th")}
    assert result.accuracy(labels) >= 0.99, result.wrong


def test_other_languages_in_latin_letters_are_left_alone(result: Evaluation) -> None:
    labels = set(result.lines) - RIGHT_ANSWERS.keys() - {"ja", "ko", "ru", "ar", "th"}
    assert result.accuracy(labels) >= 0.98, result.wrong


def test_another_detector_gives_the_same_answers_in_another_order(result: Evaluation) -> None:
    again = evaluate(list(reversed(LINES)), Detector())
    assert sorted(again.wrong) == sorted(result.wrong)


def test_it_is_fast(result: Evaluation) -> None:
    """Guards against a slip by a factor of ten; the real figures are for the benchmark, on a machine at rest."""
    assert percentile(result.han_seconds, 0.95) < 500e-6
    assert percentile(result.other_seconds, 0.95) < 5e-3


def test_evaluation_counts_by_label_and_keeps_what_went_wrong() -> None:
    found = evaluate([("zh_short", "好"), ("zh_short", "hello"), ("fr", "bonjour à tous"), ("mixed_en_major", "hello")])
    assert found.accuracy(["zh_short"]) == 0.5
    assert found.accuracy() == 0.75
    assert found.accuracy([]) == 1.0
    assert found.wrong == [("zh_short", Language.EN, "hello")]
    assert (len(found.han_seconds), len(found.other_seconds)) == (1, 3)


def test_percentiles() -> None:
    assert percentile([], 0.95) == 0
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile(range(1, 101), 0.95) == 95
