"""Emoji, emoticons and kaomoji: what is read by its looks.

Emoji sequences follow https://www.unicode.org/reports/tr51/#EBNF_and_Regex, loosely: flags, keycaps, skin tones,
variation selectors, joiners and tag sequences; neighbours count as one span.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PICTOGRAPH = (
    "\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23e9-\u23f3\u23f8-\u23fa\u24c2"
    "\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001faff"
)
_ONE = (
    r"(?:[\U0001F1E6-\U0001F1FF]{2}"
    r"|[0-9#*]\uFE0F?\u20E3"
    rf"|(?:[{_PICTOGRAPH}]|[\u00a9\u00ae](?=\uFE0F))\uFE0F?[\U0001F3FB-\U0001F3FF]?"
    rf"(?:[\U000E0020-\U000E007E]+\U000E007F|(?:\u200D[{_PICTOGRAPH}]\uFE0F?[\U0001F3FB-\U0001F3FF]?)*))"
)
#: One emoji or more in a row.
EMOJI = rf"{_ONE}+"

#: Looks like a face with eyes that differ, but is a word (own, two) or letters with a dot or hyphen (U.N, T.V).
_NO_FACE = (
    r"(?!(?i:own|two)(?![A-Za-z]))"
    r"(?!(?i:[o0][.\-]+[uvntqx]|u[.\-]+[o0vntqx]|v[.\-]+[o0untqx]|n[.\-]+[o0uvtqx]|t[.\-]+[o0uvnqx]|q[.\-]+[o0uvntx]"
    r"|x[.\-]+[o0uvntq]))"
)

#: Emoticons of Latin letters and ASCII signs that stand by themselves.
EMOTICON = (
    r"(?<![A-Za-z0-9<])(?:"
    r"[>}]?[:;=][\-o*'^]{0,2}[()\[\]DPpOo|/\\3*@{}><$Xx]+(?![A-Za-z0-9/])"
    r"|[8xX][\-']?[)(D]+(?![A-Za-z0-9])"
    r"|<[/\\]?3+(?![A-Za-z0-9])"
    rf"|{_NO_FACE}[oO0uUvVnN^><TtQq;xX=~*.@\-][_.wω﹏-]{{1,3}}[oO0uUvVnN^><TtQq;xX=~*.@\-](?<![.\-]{{3}})(?<!\.\.)(?<!\*\*)"
    r"(?<!--)(?![A-Za-z0-9])"
    r"|(?:QAQ|QwQ|QWQ|TAT|TvT|OAO|OwO|owo|UwU|uwu|XD+|xD+|[oO]rz|ORZ|OTZ)(?![A-Za-z0-9])"
    r"|\^\^[;']?|\\[oO]/|d-_-b|-_+-[;']?|=_+="
    r")"
)

_FACE = re.compile(r"[(（ʕ꒰⊂][^()（）ʕʔ꒰꒱\n]{1,24}(?:\([^()\n]{1,6}\)[^()（）\n]{0,12})?[)）ʔ꒱⊃]")
_NOT_STRANGE = re.compile(r"[A-Za-z0-9\s,.!?;:'\"\-/&%$@#，。！？；：、“”‘’…—\u3400-\u4dbf\u4e00-\u9fff\u00c0-\u024f]")
_WORDS = re.compile(r"[A-Za-z\u00c0-\u024f]{3}|[\u3400-\u4dbf\u4e00-\u9fff]{2}")
_ARMS = frozenset(
    "ヽノﾉヾヘ╯╰╭╮┐┌└┘┻┬─━┳︵︶︴ゞ⌒☆★♪♡♥゜ﾟ･・✧⁎˚｡ง＼／ψ٩۶و乁ㄏ凸づっつ⊃⊂Σ∑ε∠≡彡〜∩╬︻デ═一✿❀ლ¯\\_/*:^~～=;<>|!"
)
_HANDS = frozenset("mdboqpcOoＯｏｍ")


def kaomoji(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of every face in brackets, with its arms: (╯°□°）╯︵ ┻━┻, m(_ _)m."""
    done = 0
    for match in _FACE.finditer(text):
        start, end = match.span()
        if start < done or not _is_face(text[start + 1 : end - 1]):
            continue
        start, end = _left_arm(text, start, done), _right_arm(text, end)
        yield start, end
        done = end


def _is_face(inner: str) -> bool:
    if _WORDS.search(inner):
        return False
    return any(not _NOT_STRANGE.match(char) for char in inner)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _left_arm(text: str, start: int, floor: int) -> int:
    at = start
    while at > floor and text[at - 1] in _ARMS:
        at -= 1
    if at == start and at > floor and text[at - 1] in _HANDS and (at - 1 == floor or not _is_latin(text[at - 2])):
        return at - 1
    # A sign of ordinary writing at the far end belongs to the sentence, not to the arm.
    while at < start and text[at] in "!:;*~～|<>=一":
        at += 1
    return at


def _right_arm(text: str, end: int) -> int:
    at = end
    while at < len(text) and text[at] in _ARMS:
        at += 1
    if text[at : at + 1] == " " and text[at + 1 : at + 2] in "┻┬彡︵" and text[at + 1 : at + 2]:
        at += 1
        while at < len(text) and text[at] in _ARMS:
            at += 1
    if at == end and at < len(text) and text[at] in _HANDS and not _is_latin(text[at + 1 : at + 2]):
        return at + 1
    while at > end and text[at - 1] in "!:;|<>=一":
        at -= 1
    return at
