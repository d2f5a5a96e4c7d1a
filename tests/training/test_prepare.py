"""Preparing the corpora as a whole."""

import sys
from pathlib import Path

import pytest

from training import prepare
from training.text import read_pairs, write_pairs


def test_lower_cased_corpora_are_told_apart() -> None:
    assert prepare.is_lower_cased([("你好", "hello tom"), ("一张照片", "A photo of a bridge.")])
    assert not prepare.is_lower_cased([("你好", "Hello Tom"), ("我很好", "I am fine")])


def test_the_best_share_is_kept_in_order() -> None:
    pairs = [("一", "one"), ("二", "two"), ("三", "three"), ("四", "four")]
    assert prepare.best(pairs, [-1.0, -9.0, -3.0, -2.0], 0.5) == [("一", "one"), ("四", "four")]


def test_prepared_files_are_clean_truecased_and_without_the_lines_kept_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpora, out = tmp_path / "corpora", tmp_path / "out"
    write_pairs(
        corpora / "good.tsv", [("我們在巴黎見過湯姆。", "We saw Tom in Paris ."), ("我很好。", "I'm fine, Tom.")] * 3
    )
    write_pairs(
        corpora / "films.tsv", [("汤姆走了，去了巴黎", "tom left for paris"), ("我昨天没有去学校。", "i skipped it")]
    )
    write_pairs(corpora / "dev.tsv", [("我昨天没有去学校", "I didn't go to school yesterday.")])
    arguments = ["prepare", str(corpora), str(out), "--corpus", "good", "films", "--fillings", "1"]
    monkeypatch.setattr(sys, "argv", arguments)
    prepare.main()
    assert read_pairs(out / "good.tsv") == [
        ("我们在巴黎见过汤姆。", "We saw Tom in Paris."),
        ("我很好。", "I'm fine, Tom."),
    ]
    assert read_pairs(out / "films.tsv") == [("汤姆走了，去了巴黎", "Tom left for Paris")]
    assert read_pairs(out / "dev.tsv") == [("我昨天没有去学校", "I didn't go to school yesterday.")]
    assert len(read_pairs(out / "chat_hand.tsv")) > 1500
    assert len(read_pairs(out / "chat_templates.tsv")) > 300


def test_keeping_a_share_needs_a_model_to_judge(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "argv", ["prepare", str(tmp_path), str(tmp_path), "--keep", "films=0.7"])
    with pytest.raises(SystemExit):
        prepare.main()
