import pytest

from bridge.language.latin import fold, odds_of_english, weigh
from bridge.language.ngrams import letter_model
from bridge.language.words import ENGLISH, FOREIGN, NAMES, PINYIN, languages_of_words, words_of


def test_every_list_is_there_and_in_the_form_that_words_are_looked_up_in() -> None:
    for language in (ENGLISH, *FOREIGN, PINYIN, NAMES):
        words = words_of(language)
        assert len(words) > 80, language
        assert {fold(word) for word in words} == words, language


def test_languages_of_a_word_are_all_that_list_it() -> None:
    table = languages_of_words()
    assert table["because"] == {"en"}
    assert {"en", "de"} <= table["was"]
    assert "nosotros" in table
    assert "en" not in table["nosotros"]


@pytest.mark.parametrize(
    "word", ["sooooo", "gooood", "don't", "it's", "o'clock", "played", "stopped", "runnin", "nicely"]
)
def test_english_is_recognised_drawn_out_contracted_and_inflected(word: str) -> None:
    assert weigh([word]).english == 1


@pytest.mark.parametrize("word", ["l'amore", "j'ai", "qu'il", "dell'asilo"])
def test_elisions_are_foreign(word: str) -> None:
    assert weigh([word]).foreign == 1


def test_laughter_is_no_word_and_names_speak_for_none() -> None:
    assert weigh(["hahaha", "lol", "hmmm"]).words == 0
    found = weigh(["tom", "london"])
    assert (found.words, found.english, found.foreign, found.strangers) == (2, 0, 0, 0)


def test_words_of_the_best_other_language_are_counted_not_of_all() -> None:
    found = weigh(["ich", "nicht", "nosotros"])
    assert found.foreign == 2


def test_accents_that_english_lacks_count_for_another_language() -> None:
    assert weigh(["café"]).accented == 0
    assert weigh(["zażółć"]).accented == 1


def test_fold() -> None:
    assert fold("Don’t") == "don't"
    assert fold("Ｈｉ") == "hi"
    assert fold("E\u0301te\u0301") == "été"


def test_letters_know_english_and_do_not_change_their_mind() -> None:
    model = letter_model()
    english = model.english_odds("wandering through the neighbourhood")
    german = model.english_odds("Verkehrsverbindungen zwischen Ortschaften")
    assert english > 0 > german
    assert model.english_odds("!!! 123") == 0
    assert [model.english_odds("wandering through the neighbourhood") for _ in range(3)] == [english] * 3


def test_words_and_letters_together() -> None:
    for text, is_english in (("where did you put it", True), ("dove hai messo il libro", False)):
        assert (odds_of_english(weigh(text.split()), text) > 0) is is_english
