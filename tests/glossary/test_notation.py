"""Terms as people write them in a chat, and signs that stand for themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.chat.reader import ModelLanguage
from bridge.glossary.notation import read_term, write_line, write_term
from bridge.glossary.term import Action

#: What could be taken for something else, among letters.
SIGNS = st.text(st.sampled_from("\\\\=＝~～→;；[]【】:：ab 好"), min_size=1, max_size=12)
WORDS = st.one_of(SIGNS, st.sampled_from(["zh:x", "en：=", "keep it", "GOAT [whole]", "a\\\\", "保留 b"]))


def known(form: str, language: ModelLanguage) -> bool:
    return False


def tidy(words: str) -> str:
    return " ".join(words.split())


@pytest.mark.parametrize(
    ("line", "forms", "action", "text"),
    [
        (r"\=_\= = speechless", ("=_=",), Action.REPLACE, "speechless"),
        (r"a\;b = c\;d", ("a;b",), Action.PARAPHRASE, "c;d"),
        (r"zh\:wow = 哇", ("zh:wow",), Action.REPLACE, "哇"),
        (r"¯\_(ツ)_/¯ = whatever", (r"¯\_(ツ)_/¯",), Action.REPLACE, "whatever"),
        ("keep it real = 保持真实", ("keep it real",), Action.REPLACE, "保持真实"),
        ("keep 鹊桥; a note = a note", ("鹊桥",), Action.KEEP, ""),
        ("keep 鹊桥 [near=a|b]", ("鹊桥",), Action.KEEP, ""),
        (r"keep a\=b", ("a=b",), Action.KEEP, ""),
    ],
)
def test_signs_that_stand_for_themselves(line: str, forms: tuple[str, ...], action: Action, text: str) -> None:
    term = read_term(line, known)
    assert (term.forms, term.action, term.text) == (forms, action, text)
    again = read_term(f"{term.source}: {write_term(term)}", known)
    assert (again.forms, again.action, again.text, again.context) == (forms, action, text, term.context)


@given(form=WORDS.map(tidy).filter(bool), text=WORDS.map(tidy).filter(bool), sign=st.sampled_from(["=", "~", ""]))
def test_parts_are_read_as_they_were_meant(form: str, text: str, sign: str) -> None:
    term = read_term(write_line(form, sign, text, "end", "as we say"), known)
    assert term.forms == (form,)
    # Traditional characters aside, of which there are none here.
    assert term.text == (text if sign else "")
    assert (term.context.end, term.note_en) == (True, "as we say")
    assert (term.action is Action.KEEP) == (not sign)


def test_a_note_in_both_languages_is_sorted() -> None:
    term = read_term(write_line("yyds", "=", "GOAT", note=r"highest; \= praise; 最高的赞美"), known)
    assert (term.note_en, term.note_zh) == (r"highest; \= praise", "最高的赞美")


@pytest.mark.parametrize(
    ("line", "source", "plain", "renderings"),
    [
        ("crash out ~ lose control → 崩溃|失控", "en", "lose control", ("崩溃", "失控")),
        ("破防 ~ 情绪崩溃 → lost it | broke down", "zh", "情绪崩溃", ("lost it", "broke down")),
        ("no cap = honestly → 说实话", "en", "honestly", ("说实话",)),
        ("no cap ~ honestly", "en", "honestly", ()),
        ("no cap ~ → 说实话", "zh", "→ 说实话", ()),
        ("yyds = GOAT → legend", "zh", "GOAT → legend", ()),
    ],
)
def test_a_paraphrase_may_say_what_it_becomes(line: str, source: str, plain: str, renderings: tuple[str, ...]) -> None:
    def slang(form: str, language: ModelLanguage) -> bool:
        return (form, language) in {("no cap", "en"), ("yyds", "zh")}

    term = read_term(line, slang)
    assert (term.source, term.plain, term.renderings) == (source, plain, renderings)
    assert read_term(f"{term.source}: {write_term(term)}", slang) == term


def test_a_rare_character_is_chinese_too() -> None:
    """Its simplified form lies beyond the first plane of Unicode; what is written must read the same."""
    term = read_term("en: bitterling = 鱊", lambda form, language: False)
    assert (term.action, term.text) == (Action.REPLACE, "𫚪")
    assert read_term(f"en: {write_term(term)}", lambda form, language: False) == term
