"""Punctuation as each language writes it: full width after Han, half width and spaces after Latin."""

from __future__ import annotations

import re

from bridge.translation.patterns import HAN

_FULL = {",": "，", "?": "？", "!": "！", ";": "；", ":": "：", ".": "。"}
_HALF = {
    "，": ", ",
    "。": ". ",
    "！": "! ",
    "？": "? ",
    "；": "; ",
    "：": ": ",
    "、": ", ",
    "……": "...",
    "…": "...",
    "（": " (",
    "）": ") ",
    "【": " [",
    "】": "] ",
    "～": "~",
    "‘": "'",
    "’": "'",
    **dict.fromkeys("“”「」『』《》", '"'),
}
_HAN = re.compile(f"[{HAN}]")
_HANLIKE = re.compile(f"[{HAN}，。！？；：、“”（）《》「」【】…⟦⟧]")
_MARK = re.compile(r"\s*(\.{3,}|…+|[,?!;:.])\s*")
_BETWEEN_HAN = re.compile(f"(?<=[{HAN}，。！？；：、“”（）《》…])[ \t]+(?=[{HAN}，。！？；：、“”（）《》…])")
_QUOTED = re.compile(r'"([^"\n]*)"')
_BRACKETED = re.compile(rf"\s*\(([^()\n]*[{HAN}][^()\n]*)\)\s*")
_ANY_FULL = re.compile("……|[" + "".join(key for key in _HALF if len(key) == 1) + "]")
_BEFORE = re.compile(r"\s+([,.!?;:)\]])(?![)(DPp3/\\])")
_CONTRACTION = re.compile(r"\b(\w+) ('(?:s|m|re|ve|ll|d|t)|n't)\b")
_SPACE_IN_RUN = re.compile(r"(?<=[.,!?;:]) +(?=[.,!?;:])")
_CLOCK = re.compile(r"(?<=\d): (?=\d\d(?!\d))")
_SPACES = re.compile(r"[ \t]{2,}")
_FIRST = re.compile(r"^[\"'(\[]*([a-z])")


def chinese(text: str) -> str:
    """Chinese as a model gives it, with half-width marks, set as it is written; text without Han stays."""
    if not _HAN.search(text):
        return text
    text = _MARK.sub(_widened, text)
    text = _QUOTED.sub(r"“\1”", text)
    text = _BRACKETED.sub(r"（\1）", text)
    return _BETWEEN_HAN.sub("", text)


def _widened(match: re.Match[str]) -> str:
    text, mark = match.string, match.group(1)
    before = text[match.start() - 1] if match.start() else ""
    after = text[match.end()] if match.end() < len(text) else ""
    if not before:
        return match.group()
    if (before.isascii() and before.isalnum()) and (after.isascii() and after.isalnum()):
        return match.group()
    if not (_HANLIKE.match(before) or (after and _HANLIKE.match(after)) or not after):
        return match.group()
    return "……" if len(mark) > 1 or mark == "…" else _FULL[mark]


def english(text: str, *, capital: bool) -> str:
    """English as a model gives it, set as it is written: spaces, contractions, a capital to begin with."""
    text = halved(text)
    text = _CLOCK.sub(":", _BEFORE.sub(r"\1", text))
    if "'" in text:
        text = _CONTRACTION.sub(r"\1\2", text)
    text = _SPACES.sub(" ", text).strip()
    if capital:
        text = _FIRST.sub(lambda match: match.group()[:-1] + match.group(1).upper(), text)
    return text


def halved(text: str) -> str:
    """Marks between two pieces of an English text: full width becomes half width."""
    if text.isascii():
        return text
    return _SPACE_IN_RUN.sub("", _ANY_FULL.sub(lambda match: _HALF[match.group()], text))


def widened(text: str) -> str:
    """Marks between two pieces of a Chinese text: half width becomes full width, `...` an ellipsis."""
    text = re.sub(r"\.{3,}", "……", text)
    return re.sub(r"([,?!;:.])[ \t]?", lambda match: _FULL[match.group(1)], text)
