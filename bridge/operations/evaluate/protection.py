"""How much of what must survive comes out byte for byte, on messages made up for the purpose."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from bridge.chat.reader import ModelLanguage
from bridge.operations.evaluate.contender import Contender

_THINGS: dict[str, tuple[str, ...]] = {
    "link": (
        "https://example.com",
        "http://a.b.co/x_y?q=1&r=%20#frag",
        "https://t.me/joinchat/AAAA_bbb-1",
        "www.taobao.com/item?id=9",
        "https://zh.wikipedia.org/wiki/喜鹊",
        "github.com/a/b",
    ),
    "mention": ("@tom_w", "@Alice99", "<@123456789012345678>", "<@&99>", "<#1234>", "@everyone"),
    "emoji": ("😂", "👍🏽", "👩‍👩‍👧‍👦", "🇨🇳", "❤️‍🔥", "😂😂😂", "<:pepe:123456>", "<a:dance:98765>"),
    "emoticon": ("(╯°□°）╯︵ ┻━┻", "¯\\_(ツ)_/¯", "(>_<)", "(T_T)", ":-)", ":D", "QAQ", "orz", "^_^", "(´；ω；`)"),
    "code": ("`pip install magpie`", "`x = a_b[0]`", "my_variable", "__init__", "main.py", "foo()", "--dry-run"),
    "hashtag": ("#MondayMood", "#春节快乐", "#话题#", "#a_b2"),
    "address": ("tom@example.com", "first.last+tag@sub.mail.co.uk", "a_b@x-y.org"),
    "number": ("$19.99", "￥1,299.00", "€5", "199元", "5kg", "99.9%", "7:30pm", "2026-11-24", "1.5GB", "192.168.0.1"),
    "command": ("/start", "/help@magpie_bot", "/link"),
    "mark": ("⟦0⟧", "⟦3⟧", "⟦12⟧", "<zh>", "</s>"),
}
_PHRASES: dict[ModelLanguage, tuple[str, ...]] = {
    "zh": (
        "你今晚来吗",
        "我觉得可以",
        "这个主意不错",
        "明天见",
        "请看一下",
        "你能发给我吗",
        "这个太贵了",
        "到了告诉我一声",
        "她买了这个",
        "别忘了带",
        "大概要",
        "我朋友在等",
        "周末过得怎么样",
        "刚刚收到了他的消息",
    ),
    "en": (
        "are you coming tonight",
        "I think so",
        "that's a great idea",
        "see you tomorrow",
        "please look at",
        "can you send it to",
        "this is too expensive",
        "let me know when you arrive",
        "she bought it for",
        "don't forget to bring",
        "it will cost",
        "my friend is waiting",
        "how was your weekend",
        "I just heard from",
    ),
}
_SEED = 7
_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Protection:
    """How many messages came out with all that must survive in them, and what was lost, by kind of thing."""

    messages: int
    whole: int
    lost: dict[str, int] = field(default_factory=dict)
    example: str = ""

    @property
    def rate(self) -> float:
        """The share of messages that came out whole, 0 to 1."""
        return self.whole / self.messages if self.messages else 1.0


@dataclass(frozen=True, slots=True)
class Message:
    """A text, and what of it must survive: kind and characters."""

    text: str
    things: tuple[tuple[str, str], ...]


def messages(source: ModelLanguage, count: int) -> Iterator[Message]:
    """Make messages up, the same ones every time: phrases, and between them one to four things that must survive."""
    draw = random.Random(_SEED)  # noqa: S311
    marks = ("，", "。", "？", "\n", " ") if source == "zh" else (", ", ". ", "? ", "\n", " ")
    for _ in range(count):
        parts: list[str] = []
        things: list[tuple[str, str]] = []
        for number in range(draw.randint(1, 4)):
            if number == 0 or draw.random() < 0.7:
                parts += [draw.choice(_PHRASES[source]), draw.choice(marks if number else (" ",))]
            kind = draw.choice(sorted(_THINGS))
            thing = draw.choice(_THINGS[kind])
            things.append((kind, thing))
            parts += ["" if not parts or parts[-1][-1].isspace() else " ", thing, draw.choice((" ", " ", "\n"))]
        if draw.random() < 0.5:
            parts.append(draw.choice(_PHRASES[source]))
        yield Message("".join(parts).strip(), tuple(things))


async def protection(contender: Contender, source: ModelLanguage, *, count: int) -> Protection:
    """Translate so many made-up messages and look for everything that must survive, as often as it was there."""
    made = list(messages(source, count))
    whole, example = 0, ""
    lost: Counter[str] = Counter()
    for start in range(0, len(made), _AT_ONCE):
        group = made[start : start + _AT_ONCE]
        answers = await contender.translate([message.text for message in group])
        for message, answer in zip(group, answers, strict=True):
            missing = [kind for kind, thing in message.things if answer.text.count(thing) != message.text.count(thing)]
            lost.update(missing)
            whole += not missing
            example = example or (f"{message.text} → {answer.text}" if missing else "")
    return Protection(len(made), whole, dict(sorted(lost.items())), example)
