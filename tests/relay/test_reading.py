from __future__ import annotations

import pytest

from bridge.chat.reader import ReaderLanguage
from bridge.language.language import ChineseScript, Detection, Language
from bridge.relay.interpreting import needed
from bridge.relay.reading import Reading, dump_reading, load_reading

ZH = Detection(Language.ZH, ChineseScript.SIMPLIFIED)
HANT = Detection(Language.ZH, ChineseScript.TRADITIONAL)
EITHER = Detection(Language.ZH, ChineseScript.EITHER)
EN = Detection(Language.EN)
MIXED = Detection(Language.MIXED, ChineseScript.SIMPLIFIED)
EVERY = tuple(ReaderLanguage)


def after(*detections: Detection) -> Reading:
    reading = Reading()
    for detection in detections:
        reading = reading.wrote(detection)
    return reading


def test_nothing_is_known_at_first() -> None:
    assert Reading().languages() == ()


def test_one_language_is_learnt_from_what_is_written() -> None:
    assert after(ZH, ZH).languages() == (ReaderLanguage.SIMPLIFIED,)
    assert after(EN).languages() == (ReaderLanguage.ENGLISH,)


def test_one_greeting_makes_no_bilingual_room() -> None:
    assert after(*[ZH] * 6, EN).languages() == (ReaderLanguage.SIMPLIFIED,)


def test_both_are_read_where_both_are_written() -> None:
    assert after(*[ZH] * 6, EN, EN, EN).languages() == (ReaderLanguage.SIMPLIFIED, ReaderLanguage.ENGLISH)


def test_a_room_that_changes_is_followed() -> None:
    reading = after(*[ZH] * 50)
    for _ in range(400):
        reading = reading.wrote(EN)
    assert reading.languages() == (ReaderLanguage.ENGLISH,)


def test_traditional_follows_its_writers() -> None:
    assert after(EITHER, HANT, HANT).languages() == (ReaderLanguage.TRADITIONAL,)
    assert after(EITHER, ZH, ZH, HANT).languages() == (ReaderLanguage.SIMPLIFIED,)


def test_hints_count_until_people_write() -> None:
    hinted = Reading().hinted("zh-TW")
    assert hinted.languages() == (ReaderLanguage.TRADITIONAL,)
    assert hinted.hinted("fr") == hinted
    for _ in range(8):
        hinted = hinted.wrote(EN)
    assert hinted.languages() == (ReaderLanguage.ENGLISH,)


def test_hints_of_many_members_do_not_outweigh_what_is_written() -> None:
    reading = Reading()
    for _ in range(100):
        reading = reading.hinted("en")
    for _ in range(12):
        reading = reading.wrote(ZH)
    assert reading.languages() == (ReaderLanguage.SIMPLIFIED,)


def test_what_says_nothing_teaches_nothing() -> None:
    assert after(Detection(Language.NONE), Detection(Language.OTHER)) == Reading()


def test_a_reading_survives_the_store() -> None:
    reading = after(ZH, HANT, EN, MIXED).hinted("en")
    assert load_reading(dump_reading(reading)) == reading
    assert load_reading("") == Reading()


@pytest.mark.parametrize(
    ("detection", "wanted"),
    [
        (EN, {ReaderLanguage.SIMPLIFIED, ReaderLanguage.TRADITIONAL}),
        (ZH, {ReaderLanguage.TRADITIONAL, ReaderLanguage.ENGLISH}),
        (HANT, {ReaderLanguage.SIMPLIFIED, ReaderLanguage.ENGLISH}),
        (EITHER, {ReaderLanguage.ENGLISH}),
        (MIXED, set(EVERY)),
        (Detection(Language.OTHER), set()),
        (Detection(Language.NONE), set()),
    ],
)
def test_nothing_is_brought_into_the_language_it_is_in(detection: Detection, wanted: set[ReaderLanguage]) -> None:
    assert needed(detection, EVERY) == wanted
