"""What looks like letters and is no language: links, names, code, emoticons."""

import re
from collections.abc import Sequence
from typing import Final

# Nothing below matches a text without one of these; most messages are done here.
_HINT: Final = re.compile(r"[@:;/<`#^_=(（.\\]|[xX][DP]")

_ARMS: Final = r"ヽヾ╰╭＼ლ٩୧щノﾉ╯づっ╮و୨ゞヘシ¯\\_/"
_TOP_LEVEL: Final = "com|net|org|edu|gov|info|io|me|co|cn|hk|tw|sg|my|uk|us|de|fr|jp|kr|ru|tv|cc|ai|app|dev|gg|gl|ly|be"
_PATTERN: Final = re.compile(
    "|".join(
        (
            r"```[\s\S]*?```",
            r"`[^`\n]+`",
            # A link ends where ASCII does: Chinese is written on without a space.
            r"(?:https?|ftp|tg)://[!-;=?-~]+",
            r"(?<![\w.])www\.[!-;=?-~]+",
            r"(?<![\w.+-])[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+",
            rf"(?<![\w.@-])(?:[A-Za-z0-9-]{{1,63}}\.){{1,4}}(?:{_TOP_LEVEL})(?![A-Za-z0-9])(?:[/?][!-~]*)?",
            # Discord's markup: custom emoji, mentions, times, commands. Then placeholders such as <name>.
            r"<(?:a?:\w{1,64}:\d+|[@#][!&]?\d+|t:-?\d+(?::\w)?|/[^<>\n]{1,64}:\d+)>",
            r"<[/A-Za-z#]{1,12}>",
            r"(?<![\w:]):[a-z0-9_+-]{2,64}:(?![\w:])",
            r"(?<![A-Za-z0-9_])@[A-Za-z0-9_]+",
            r"(?<![\w&#])#\w+",
            r"\A\s*/[A-Za-z0-9_]+(?:@[A-Za-z0-9_]+)?(?![A-Za-z0-9_/])",
            # Emoticons with letters in them; those without need no care.
            r"(?<![A-Za-z0-9])[:;=][-'^o]?[DPpOoSsXxbcC3]+(?![A-Za-z0-9])",
            r"(?<![A-Za-z0-9])[xX][DP]+(?![A-Za-z0-9])",
            r"(?<![A-Za-z0-9])D[-']?[:;=](?![A-Za-z0-9])",
            r"(?<!\w)([A-Za-zಠ눈ㅜㅠ])[._。]{1,3}\1(?!\w)",
            r"(?<=-_-)[zZ]+",
            rf"[{_ARMS}]{{0,3}}[(（][^()（）\n]{{1,14}}[)）][{_ARMS}]{{0,3}}",
        )
    )
)
_FACE_ENDS: Final = (")", "）", *_ARMS)
_LETTERS_TOGETHER: Final = re.compile(r"[^\W\d_]{2}")
_SYMBOL: Final = re.compile(r"[^\w\s]|_")


def blank(text: str, spans: Sequence[tuple[int, int]] = ()) -> str:
    """Return the text with everything wordless, and the given spans, overwritten by spaces.

    Offsets stay what they were (code points). Spans may overlap and reach beyond the text. What a pair of brackets
    holds counts as a kaomoji if there are symbols in it and no two letters beside each other.
    """
    if spans:
        text = _overwrite(text, spans)
    if _HINT.search(text) is None:
        return text
    return _PATTERN.sub(_spaces, text)


def _overwrite(text: str, spans: Sequence[tuple[int, int]]) -> str:
    characters = list(text)
    for start, end in spans:
        start, end = max(start, 0), min(end, len(characters))  # noqa: PLW2901
        if start < end:
            characters[start:end] = " " * (end - start)
    return "".join(characters)


def _spaces(match: re.Match[str]) -> str:
    found = match.group()
    if found.endswith(_FACE_ENDS):
        face = found.strip(_ARMS)
        if face[:1] in "(（" and (_LETTERS_TOGETHER.search(face) or len(_SYMBOL.findall(found)) < 4):
            return found
    return " " * len(found)
