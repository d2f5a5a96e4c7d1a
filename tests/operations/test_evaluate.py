from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from bridge.operations.evaluate.contender import Answer, Bench, Way
from bridge.operations.evaluate.errors import EvaluationError
from bridge.operations.evaluate.evaluation import Evaluation, Plan, evaluate
from bridge.operations.evaluate.plot import plot
from bridge.operations.evaluate.protection import messages, protection
from bridge.operations.evaluate.quality import normalised, quality
from bridge.operations.evaluate.resident import resident
from bridge.operations.evaluate.speed import speed
from bridge.operations.evaluate.texts import Pair, read_pairs, read_terms
from bridge.translation.package import Package
from bridge.translation.placeholder import Lettered, Reserved
from tests.translation.tiny import Recipe, build

PAIRS = "你好吗？\thow are you?\n\n明天见\tsee you tomorrow\tTatoeba\n这个太贵了。\tThis is too expensive.\n"
TERMS = "line\tterm\taccepted\nyyds\tyyds\tGOAT|the best\n今天去爬山\t\tno model says this\nno cap\tno cap\t不骗|真的\n"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """One of random weights, so that nothing depends on how good the model in the box is."""
    return Package.at(build(tmp_path_factory.mktemp("tiny"), Recipe(reserved=True)))


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.tsv"
    path.write_text(PAIRS, encoding="utf-8")
    return path


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    path = tmp_path / "terms.tsv"
    path.write_text(TERMS, encoding="utf-8")
    return path


class Says:
    """A contender that answers as it is told."""

    def __init__(self, *cut: str) -> None:
        self.calls: list[int] = []
        self._cut = cut

    async def translate(self, texts: Sequence[str], *, detect: bool = False) -> list[Answer]:
        self.calls.append(len(texts))
        answers = []
        for text in texts:
            said = text
            for unwanted in self._cut:
                said = said.replace(unwanted, "")
            answers.append(Answer(said))
        return answers


def test_pairs_are_read_and_broken_lines_named(pairs: Path, tmp_path: Path) -> None:
    assert read_pairs(pairs)[1] == Pair("明天见", "see you tomorrow")
    assert [pair.side("en") for pair in read_pairs(pairs, limit=2)] == ["how are you?", "see you tomorrow"]
    broken = tmp_path / "broken.tsv"
    broken.write_text("你好\thello\n没有译文\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="line 2"):
        read_pairs(broken)
    broken.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(EvaluationError, match="UTF-8"):
        read_pairs(broken)
    broken.write_text("\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="no pairs"):
        read_pairs(broken)
    with pytest.raises(EvaluationError, match="cannot be read"):
        read_pairs(tmp_path / "none.tsv")


def test_terms_say_into_which_language_they_go(terms: Path, tmp_path: Path) -> None:
    found = read_terms(terms)
    assert [term.target for term in found] == ["en", "en", "zh"]
    assert found[0].is_right("she is the goat of this")
    assert not found[0].is_right("she is great")
    without = tmp_path / "without.tsv"
    without.write_text("line\taccepted\nyyds\tGOAT\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="columns"):
        read_terms(without)
    without.write_text("line\tterm\taccepted\nyyds\tyyds\t | \n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="line 2"):
        read_terms(without)


def test_width_of_punctuation_costs_nothing() -> None:
    assert normalised("你好,世界!", "zh") == normalised("你好，世界！", "zh")
    assert normalised("Hello，world！", "en") == normalised("Hello, world! ", "en")
    half, full = ["你好,世界!", "真的吗?"], ["你好，世界！", "真的吗？"]
    assert quality(half, full, "zh").chrf == quality(full, half, "zh").bleu == 100
    assert quality(["Hello，world"], ["Hello, world"], "en").chrf == 100


def test_scores_tell_good_from_bad_and_how_they_were_made() -> None:
    references = ["我今天要去北京开会，晚上回来。", "你吃过晚饭了没有？"]
    good = quality([references[0], "你吃过晚饭了吗？"], references, "zh")
    bad = quality(["天气不错", "他说不会来"], references, "zh")
    assert 50 < good.chrf < 100
    assert 50 < good.bleu < 100
    assert bad.chrf < 10
    assert "tok:zh" in good.bleu_signature
    assert "tok:13a" in quality(["a b c d"], ["a b c d"], "en").bleu_signature
    assert "nc:6" in good.chrf_signature


def test_a_missing_library_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "sacrebleu", None)
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(EvaluationError, match=r"pip install magpie-bridge\[evaluate\]"):
        quality(["a"], ["a"], "en")
    with pytest.raises(EvaluationError, match=r"pip install magpie-bridge\[evaluate\]"):
        plot([], tmp_path / "plot.png")


def test_made_up_messages_are_the_same_every_time_and_hold_what_they_say() -> None:
    once = list(messages("zh", 300))
    random.seed(5)
    assert once == list(messages("zh", 300))
    assert len({message.text for message in once}) > 250
    for message in once:
        assert message.things
        assert all(thing in message.text for _, thing in message.things)
    assert {kind for message in once for kind, _ in message.things} >= {"link", "emoji", "code", "number", "mention"}


async def test_what_is_lost_is_counted_and_shown() -> None:
    all_kept = await protection(Says(), "en", count=100)
    assert (all_kept.rate, all_kept.lost, all_kept.example) == (1.0, {}, "")
    some = await protection(Says("😂"), "en", count=100)
    assert 0.5 < some.rate < 1
    assert set(some.lost) == {"emoji"}
    assert "😂" in some.example.partition(" → ")[0]
    assert "😂" not in some.example.partition(" → ")[2]


async def test_speed_takes_the_best_of_rounds_alone_and_together() -> None:
    says = Says()
    taken = await speed(says, ["text"] * 70, alone=3, rounds=2)
    assert says.calls == [64, 6, 1, 1, 1] * 2
    assert taken.per_second > 0
    assert taken.slow_ms >= taken.median_ms >= 0


async def test_a_package_is_measured_in_every_way(package: Package, pairs: Path, terms: Path) -> None:
    told: list[str] = []
    plan = Plan(read_pairs(pairs), read_terms(terms), alone=1, rounds=1, messages=30, memory=False)
    result = await evaluate([package], plan, told.append)
    assert [one.way for one in result.figures] == [Way.MODEL, Way.PIPELINE, Way.GLOSSARY]
    assert len(told) == 4
    for one in result.figures:
        assert (one.source, one.target, one.lines) == ("zh", "en", 3)
        assert one.quality is not None
        assert one.speed is not None
        assert one.terms is not None
        assert one.terms.lines == 2
    # The model says nonsense; what the glossary answers by itself is right all the same.
    model, _, glossary = (one.terms for one in result.figures)
    assert model is not None
    assert model.right == 0
    assert glossary is not None
    assert glossary.right == 1
    assert [line for line, _, _ in glossary.missed] == ["今天去爬山"]
    assert sum(result.figures[0].faults.values()) > 0
    assert result.figures[0].retried == 0
    assert result.figures[1].retried > 0
    summary = result.packages[0]
    assert set(summary.protection) == {"reserved", "lettered"}
    assert all(kept.rate == 1 for kept in summary.protection.values())
    assert summary.megabytes == round(package.size / 1e6, 1)


async def test_nothing_but_what_is_asked_for(package: Package) -> None:
    result = await evaluate([package], Plan(messages=0, memory=False))
    assert all((one.quality, one.speed, one.terms) == (None, None, None) for one in result.figures)
    assert result.packages[0].protection == {}
    assert result.packages[0].memory is None


async def test_what_is_too_long_for_a_model_is_a_fault_of_the_model_alone(package: Package) -> None:
    bench = Bench(package)
    try:
        answers = await bench.contender(Way.MODEL).translate(["明天见" * 100, "明天见"])
        assert answers[0] == Answer("", "failed")
        assert answers[1].text
        assert bench.engine.placeholders.marks("")[0] == Reserved.MARKS[0]
        with bench.lettered():
            assert isinstance(bench.engine.placeholders, Lettered)
        assert isinstance(bench.engine.placeholders, Reserved)
    finally:
        await bench.close()


async def test_memory_is_measured_in_a_process_of_its_own(package: Package, tmp_path: Path) -> None:
    grown = await resident(package)
    assert grown is None or 0 < grown < 500
    with pytest.raises(EvaluationError, match="cannot be measured"):
        await resident(Package(tmp_path / "gone", package.metadata))


async def test_quality_is_drawn_against_time(package: Package, pairs: Path, tmp_path: Path) -> None:
    result: Evaluation = await evaluate([package], Plan(read_pairs(pairs), alone=1, rounds=1, messages=0, memory=False))
    plot(result.figures, tmp_path / "plot.svg")
    drawn = (tmp_path / "plot.svg").read_text(encoding="utf-8")
    assert drawn.startswith("<?xml")
    # One mark for each way, alone and in a rush.
    assert drawn.count("PathCollection") + drawn.count('id="line2d') > 6
    with pytest.raises(EvaluationError, match="cannot be drawn"):
        plot(result.figures, tmp_path / "plot.nothing")
    with pytest.raises(EvaluationError, match="nothing to draw"):
        plot([], tmp_path / "plot.svg")
