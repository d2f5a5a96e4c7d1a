"""Terms as groups might write them."""

from __future__ import annotations

from hypothesis import strategies as st

from bridge.glossary.packs import clean
from bridge.glossary.term import Action, Context, Term, Tone

HAN = "鹊桥佬卷心菜摸鱼打工人火锅牛顶哈笑死破防蚌埠住了永远的神說話愛貓"
LATIN = "abcxyzABCé0189"
MARKS = " ,;\"'&<>=~[]#:-.?!，。；“”👍🏽👨‍👩‍👧"


def _one_line(text: str) -> str:
    return clean(text).strip(" |;=")


cells = st.text(HAN + LATIN + MARKS, max_size=20).map(clean)
words = st.text(HAN + LATIN + " '", min_size=1, max_size=8).map(_one_line).filter(bool)
contexts = st.builds(
    Context,
    whole=st.booleans(),
    start=st.booleans(),
    end=st.booleans(),
    near=st.lists(words, max_size=2).map(tuple),
    without=st.lists(words, max_size=2).map(tuple),
    cased=st.booleans(),
)


@st.composite
def terms(draw: st.DrawFn) -> Term:
    """A term that may stand in a book."""
    action = draw(st.sampled_from(Action))
    text = "" if action is Action.KEEP else draw(cells.filter(bool))
    return Term(
        source=draw(st.sampled_from(("zh", "en"))),
        forms=tuple(dict.fromkeys(draw(st.lists(words, min_size=1, max_size=3)))),
        action=action,
        text=text,
        context=draw(st.one_of(st.just(Context()), contexts)),
        tone=draw(st.sampled_from(Tone)),
        literal=draw(cells),
        note_en=draw(cells),
        note_zh=draw(cells),
        origin=draw(cells),
    )
