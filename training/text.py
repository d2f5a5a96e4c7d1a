"""Cleaning of parallel text: one spelling for each character and mark, and a test for pairs worth learning from."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

HAN = "\u4e00-\u9fff"

#: A pair of parallel text: Chinese, English.
Pair = tuple[str, str]

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_FULL_WIDTH = str.maketrans({"!": "！", "?": "？", ";": "；"})


@cache
def _simplifier() -> Callable[[str], str]:
    import opencc  # noqa: PLC0415  # loading its dictionaries takes a moment that the tests need not wait for

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert


def squeeze(text: str) -> str:
    """Turn every run of white space into one space and cut it off both ends."""
    return " ".join(text.split())


def clean_chinese(text: str) -> str:
    """Make Chinese Simplified with full-width punctuation and no spaces beside it."""
    text = _simplifier()(text).replace("......", "……").replace("...", "……").translate(_FULL_WIDTH)
    text = re.sub(f"(?<=[{HAN}]) *, *", "，", text)
    text = re.sub(rf"(?<=[{HAN}]) *\.(?=$|\s)", "。", text)
    text = re.sub(r"\s*([，。！？；：、])\s*", r"\1", text)
    return squeeze(text)


def clean_english(text: str) -> str:
    """Make English quotes straight, punctuation close up, and an `l` that a subtitle scanner misread an `I`."""
    text = text.translate(_QUOTES).replace("…", "...")
    text = re.sub(r"\s+([.,!?;:])", r"\1", text)
    text = re.sub(r"(\w) '(s|m|re|ve|ll|d)\b", r"\1'\2", text)
    text = re.sub(r"(^|\s)' (?=(?:cause|em|til)\b)", r"\1'", text)
    return squeeze(re.sub(r"\bl('m|'ll|'ve|'d)\b", r"I\1", text))


def usable(chinese: str, english: str) -> bool:
    """Tell whether a pair is short enough for chat and its sides are of comparable length."""
    han, words = len(re.findall(f"[{HAN}]", chinese)), len(english.split())
    if not (0 < han <= 60 and 0 < words <= 40) or "\ufffd" in chinese + english:
        return False
    return han < 6 or words < 5 or 0.4 < han / words < 4.5


def key(text: str) -> str:
    """Reduce a text to its letters and digits in lower case, to find it again in another spelling."""
    return re.sub(r"\W", "", text.lower())


def without(pairs: Iterable[Pair], kept_out: Iterable[Pair]) -> list[Pair]:
    """Drop every pair that has either of its sides among `kept_out`, and every repetition of a pair.

    Short sides ("好的。") are many people's words: they count as leaked only together with their other side.
    """
    kept_out = list(kept_out)
    both = {(key(chinese), key(english)) for chinese, english in kept_out}
    chinese_side = {key(chinese) for chinese, _ in kept_out if len(key(chinese)) > 6}
    english_side = {key(english) for _, english in kept_out if len(english.split()) > 5}
    seen: set[tuple[str, str]] = set()
    clean = []
    for chinese, english in pairs:
        keys = key(chinese), key(english)
        if keys in both or keys in seen or keys[0] in chinese_side or keys[1] in english_side:
            continue
        seen.add(keys)
        clean.append((chinese, english))
    return clean


def read_pairs(path: Path) -> list[Pair]:
    """Read a TSV file of Chinese and English; lines with another number of columns are left out."""
    with path.open(encoding="utf-8") as lines:
        rows = (line.rstrip("\n").split("\t") for line in lines)
        return [(row[0], row[1]) for row in rows if len(row) == 2]


def write_pairs(path: Path, pairs: Iterable[Pair]) -> None:
    """Write pairs as TSV, Chinese first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as out:
        out.writelines(f"{chinese}\t{english}\n" for chinese, english in pairs)
