"""Names that others chose."""

from __future__ import annotations

import pytest

from bridge.adapters.names import clean, safe_file_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("报告.pdf", "报告.pdf"),
        ("/etc/passwd", "passwd"),
        ("C:\\x\\cat.png", "cat.png"),
        ("...", "file"),
        ("", "file"),
        ("a<b>?.txt", "a_b__.txt"),
        ("x" * 100 + ".jpeg", "x" * 60 + ".jpeg"),
    ],
)
def test_file_names(name: str, safe: str) -> None:
    assert safe_file_name(name, "file") == safe


def test_names_keep_every_emoji() -> None:
    assert clean("👨‍👩‍👧 Li 🩷 ", 64) == "👨‍👩‍👧 Li 🩷"
