from __future__ import annotations

import pytest

from bridge.chat.reader import ReaderLanguage


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh", ReaderLanguage.SIMPLIFIED),
        ("zh-CN", ReaderLanguage.SIMPLIFIED),
        ("zh_Hans_HK", ReaderLanguage.SIMPLIFIED),
        ("zh-TW", ReaderLanguage.TRADITIONAL),
        ("zh-hant", ReaderLanguage.TRADITIONAL),
        ("yue", ReaderLanguage.TRADITIONAL),
        ("en-GB", ReaderLanguage.ENGLISH),
        ("fr", None),
        ("", None),
    ],
)
def test_tags_as_clients_send_them(tag: str, language: ReaderLanguage | None) -> None:
    assert ReaderLanguage.from_tag(tag) is language


def test_chinese_of_both_scripts_comes_from_one_model() -> None:
    assert [language.model for language in ReaderLanguage] == ["zh", "zh", "en"]
