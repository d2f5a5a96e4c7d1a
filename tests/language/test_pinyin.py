import pytest

from bridge.language.pinyin import is_pinyin


@pytest.mark.parametrize(
    "sentence", ["ni hao", "ni hao ni zai gan ma", "wo ai ni", "xiexie", "wo bu zhidao", "nǐ chī fàn le ma", "lǜ chá"]
)
def test_pinyin_is_told(sentence: str) -> None:
    assert is_pinyin(sentence.split(), 0)


@pytest.mark.parametrize(
    "sentence",
    ["hello", "shuanggan", "le de la", "mi ama", "wan an", "ban co khoe khong", "fan", "yiyun", "tokyo", "ni modo", ""],
)
def test_other_words_of_the_same_letters_are_not(sentence: str) -> None:
    assert not is_pinyin(sentence.split(), 0)


def test_a_sentence_of_english_words_is_english() -> None:
    assert not is_pinyin(["women", "can", "you", "hen"], 3)


def test_who_writes_chinese_needs_fewer_common_words() -> None:
    words = ["zhangsan", "lisi", "nihao"]
    assert not is_pinyin(words, 0)
    assert is_pinyin(words, 0, writes_chinese=True)
