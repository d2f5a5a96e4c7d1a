import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from bridge.language.detect import ChineseScript, Detection, Detector, Language, Prior


@pytest.fixture(scope="module")
def detector() -> Detector:
    detector = Detector()
    detector.warm_up()
    return detector


def test_the_whole_answer_for_chinese(detector: Detector) -> None:
    assert detector.detect("这个软件不错") == Detection(Language.ZH, ChineseScript.SIMPLIFIED, 1.0, 1.0, "han")
    assert detector.detect("這個軟體不錯").script is ChineseScript.TRADITIONAL


def test_a_mixed_message_tells_how_chinese_it_is(detector: Detector) -> None:
    found = detector.detect("What does 加油 actually mean?")
    assert found.language is Language.MIXED
    assert found.script is ChineseScript.EITHER
    assert 0 < found.chinese_share < 0.5


def test_no_script_where_there_is_no_chinese(detector: Detector) -> None:
    for text in ("hello", "😀", "bonjour à tous", "привет"):
        assert detector.detect(text).script is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("😀", "no-letters"),
        ("你好", "han"),
        ("I really love 红烧肉", "han-and-latin"),
        ("了解です", "kana"),
        ("안녕", "hangul"),
        ("привет", "script"),
        ("東京駅発", "japanese-characters"),
        ("where are you going", "english-words"),
        ("Yiyun", "few-words"),
        ("ni hao ma", "pinyin"),
        ("wir sind gleich da", "words-and-letters"),
    ],
)
def test_the_reason_names_the_rule(detector: Detector, text: str, reason: str) -> None:
    found = detector.detect(text)
    assert found.reason == reason
    assert 0 <= found.confidence <= 1


def test_a_name_that_is_an_entity_does_not_count(detector: Detector) -> None:
    text = "Привет Bob"
    assert detector.detect(text).language is Language.OTHER
    assert detector.detect(text, spans_to_ignore=[(0, 6)]).language is Language.EN
    assert detector.detect(text, spans_to_ignore=[(0, len(text))]).language is Language.NONE


def test_latin_terms_are_chinese(detector: Detector) -> None:
    def is_term(form: str) -> bool:
        return form in {"yyds", "xswl", "u1s1", "666", "bu yao lian"}

    for text in ("yyds", "YYDS!!!", "ｙｙｄｓ", "xswl 😂", "666", "yyds xswl lol", "bu yao lian"):
        found = detector.detect(text, latin_terms=is_term)
        assert (found.language, found.reason) == (Language.ZH, "glossary"), text
    assert detector.detect("what does yyds mean", latin_terms=is_term).language is Language.EN
    assert detector.detect("yyds").language is not Language.ZH


def test_a_history_of_another_language_decides_what_script_cannot(detector: Detector) -> None:
    japanese = Prior(other=20.0)
    assert detector.detect("了解").language is Language.ZH
    assert detector.detect("了解", prior=japanese).language is Language.OTHER
    assert detector.detect("这是什么", prior=japanese).language is Language.ZH
    assert detector.detect("你好", prior=japanese).language is Language.ZH
    assert detector.detect("Firulais").language is Language.EN
    assert detector.detect("Ringraziamenti vivissimi", prior=japanese).language is Language.OTHER


def test_a_history_never_overrules_plain_words(detector: Detector) -> None:
    for prior in (Prior(zh=30.0), Prior(en=30.0), Prior(other=30.0)):
        assert detector.detect("where are you going", prior=prior).language is Language.EN
        assert detector.detect("我们走吧", prior=prior).language is Language.ZH


def test_answers_depend_on_neither_order_nor_thread() -> None:
    texts = [
        "ok",
        "vamos a la playa",
        "come on",
        "Wat da?",
        "sono qui",
        "没事",
        "haha",
        "die Maus",
        "no se",
        "you me",
    ] * 5
    first = Detector()
    expected = {text: first.detect(text) for text in texts}
    random.Random(7).shuffle(texts)
    second = Detector()
    with ThreadPoolExecutor(4) as pool:
        assert all(expected[text] == found for text, found in zip(texts, pool.map(second.detect, texts), strict=True))
