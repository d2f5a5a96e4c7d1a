from __future__ import annotations

from pathlib import Path

from training.phrasebook import phrasebook

HEADER = "source\tforms\taction\ttext\tcontext\ttone\tliteral\tnote_en\tnote_zh\torigin\n"


def test_every_wording_is_a_pair_with_chinese_first(tmp_path: Path) -> None:
    (tmp_path / "phrasebook-en.tsv").write_text(HEADER + "en\tbrb|be right back\treplace\t马上回来" + "\t" * 6 + "\n")
    (tmp_path / "phrasebook-zh.tsv").write_text(HEADER + "zh\t在吗\treplace\tYou there?" + "\t" * 6 + "\n")
    (tmp_path / "zh-games.tsv").write_text(HEADER + "zh\t开黑\treplace\tgaming together" + "\t" * 6 + "\n")
    assert phrasebook(tmp_path) == [
        ("马上回来", "brb"),
        ("马上回来", "be right back"),
        ("在吗", "You there?"),
    ]


def test_the_built_in_ones_are_found() -> None:
    assert len(phrasebook()) > 1000
