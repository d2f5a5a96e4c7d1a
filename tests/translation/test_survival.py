"""Protection is exact: whatever a model does, what must survive comes out byte for byte and once.

A few hundred messages by default; `MAGPIE_EXAMPLES=10000` runs as many.
"""

from __future__ import annotations

import asyncio
import os

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import Text
from bridge.language.language import Language
from bridge.translation.interpreter import Interpreter
from bridge.translation.translation import Request
from tests.translation.samples import CHINESE, ENGLISH, PROTECTED

EXAMPLES = int(os.environ.get("MAGPIE_EXAMPLES", "200"))
AT_ONCE = 20

#: Sentences that nobody wrote, so that no two messages are the same to the model.
PHRASES = {
    Language.ZH: st.lists(st.sampled_from(sorted(set("".join(CHINESE)))), min_size=2, max_size=12).map("".join),
    Language.EN: st.lists(st.sampled_from(sorted(set(" ".join(ENGLISH).split()))), min_size=1, max_size=9).map(
        " ".join
    ),
}
PHRASES[Language.MIXED] = st.one_of(PHRASES[Language.ZH], PHRASES[Language.EN])

Message = tuple[str, Language, list[str]]


@st.composite
def messages(draw: st.DrawFn) -> Message:
    """A chat message, its language, and what of it must survive."""
    language = draw(st.sampled_from((Language.ZH, Language.EN, Language.MIXED)))
    phrases = {Language.ZH: CHINESE, Language.EN: ENGLISH, Language.MIXED: CHINESE + ENGLISH}[language]
    count = draw(st.integers(1, 7))
    text, items, glued = "", [], False
    for _ in range(count):
        if draw(st.booleans()):
            item = draw(PROTECTED)
            items.append(item)
            # Two of them side by side are told apart by white space, as people do.
            text += (" " if text and not text[-1].isspace() and not glued else "") + item
            text += draw(st.sampled_from((" ", " ", "\n", "，", ", ", "。")))
        else:
            phrase = draw(st.one_of(st.sampled_from(phrases), PHRASES[language]))
            glued = not phrase.isascii() and draw(st.booleans())
            text += phrase + draw(st.sampled_from(("", "，", "？") if glued else (" ", ", ", "? ", "! ", ".\n")))
            continue
        glued = False
    return text, language, items


thoroughly = settings(
    max_examples=max(1, EXAMPLES // AT_ONCE),
    deadline=None,
    # The same every time by default; a long run looks elsewhere each time. The message in the failure says it all.
    derandomize="MAGPIE_EXAMPLES" not in os.environ,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@thoroughly
@given(st.lists(messages(), min_size=AT_ONCE, max_size=AT_ONCE))
def test_what_must_survive_comes_out_once(runner: asyncio.Runner, starter: Interpreter, batch: list[Message]) -> None:
    check(runner, starter, batch)


@thoroughly
@given(st.lists(messages(), min_size=AT_ONCE, max_size=AT_ONCE))
def test_it_does_so_without_reserved_placeholders(
    runner: asyncio.Runner, lettered: Interpreter, batch: list[Message]
) -> None:
    check(runner, lettered, batch)


def check(runner: asyncio.Runner, interpreter: Interpreter, batch: list[Message]) -> None:
    requests = [
        Request(
            Text(text),
            language,
            ReaderLanguage.SIMPLIFIED
            if language is Language.EN or (language is Language.MIXED and number % 2)
            else ReaderLanguage.ENGLISH,
        )
        for number, (text, language, _) in enumerate(batch)
    ]
    results = runner.run(interpreter.translate_many(requests))
    for (text, _, items), result in zip(batch, results, strict=True):
        for item in items:
            assert result.text.plain.count(item) == text.count(item), (text, result.text.plain, item, result.outcome)
