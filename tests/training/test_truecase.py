"""Capitals for lower-cased English."""

from training.truecase import learn_case, truecaser

CASED = ["We met Tom in New York.", "I think Tom is here. However, he left.", "We like Monday, and Tom does too."]


def test_names_and_sentence_starts_get_capitals() -> None:
    apply = truecaser(CASED)
    assert apply("i saw tom on monday. he was late.") == "I saw Tom on Monday. He was late."
    assert apply('"we are in new york."') == '"We are in New York."'


def test_a_word_that_only_starts_sentences_stays_small() -> None:
    assert "however" not in learn_case(CASED)
    assert truecaser(CASED)("tom, however, left") == "Tom, however, left"
