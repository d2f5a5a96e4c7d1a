"""Words to learn from: the translations of CC-CEDICT that go both ways, for what no sentence of the corpora holds.

A word is kept with its first meaning, and where no other Chinese word that says the same is much more frequent: so it
may be learnt in both directions. The file is that of <https://www.mdbg.net/chinese/dictionary?page=cc-cedict>, under
CC BY-SA 4.0: `TRADITIONAL SIMPLIFIED [pin1 yin1] /meaning/meaning; meaning/`.
"""

import argparse
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_ENTRY = re.compile(r"\S+ (?P<word>[\u4e00-\u9fff]{2,5}) \[[^\]]*\] /(?P<meanings>.*)/")
_ASIDE = re.compile(r"\s*\([^)]*\)\s*")
_ARTICLE = re.compile(r"^(?:an?|the) ")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z' -]*")

#: Meanings that tell something about the word rather than translate it, or that nobody says today.
_ABOUT = re.compile(
    r"variant of|^see |surname|abbr\.|^CL:|classifier|[\u4e00-\u9fff]|\[|\d|dialect|archaic|^old |literary|vulgar|used "
    r"in|particle|radical|suffix|prefix|same as|idiom|fig\.|lit\.|onom|Taiwan|county|district|prefecture|dynasty|"
    r"loanword"
)

#: How rare a word may be (Zipf: 3 is once in a million words), and how much rarer than the best word for its meaning.
RAREST_CHINESE, RAREST_ENGLISH, RARER = 3.3, 2.6, 0.5
_LATER = 0.8

Frequency = Callable[[str, str], float]


@dataclass(frozen=True, slots=True)
class Word:
    """One Chinese word with one English meaning; `frequency` is the Zipf frequency of the Chinese."""

    chinese: str
    english: str
    frequency: float


def meanings(entry: str) -> list[tuple[int, str]]:
    """Give the plain meanings of an entry's last part, each with its place in it."""
    found = []
    for place, group in enumerate(entry.split("/")):
        for further, meaning in enumerate(group.split("; ")):
            if _ABOUT.search(meaning):
                continue
            plain = _ARTICLE.sub("", _ASIDE.sub(" ", meaning).strip())
            if _PLAIN.fullmatch(plain) and len(plain.split()) <= 4:
                found.append((place + further, plain))
    return found


def read_entries(lines: Iterable[str]) -> dict[str, list[tuple[int, str]]]:
    """Give each word of two to five characters its meanings."""
    entries: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for line in lines:
        if match := _ENTRY.match(line):
            entries[match["word"]] += meanings(match["meanings"])
    return {word: sorted(found) for word, found in entries.items() if found}


def both_ways(entries: Mapping[str, list[tuple[int, str]]], frequency: Frequency) -> list[Word]:
    """Keep the words worth learning, the frequent first; `frequency` takes a word and its language."""
    zipf = {word: frequency(word, "zh") for word in entries}
    best: dict[str, float] = {}
    for word, found in entries.items():
        for place, meaning in found:
            if place <= 1:
                best[meaning] = max(best.get(meaning, 0.0), zipf[word] - _LATER * place)
    words = []
    for word, found in entries.items():
        place, meaning = found[0]
        common = zipf[word] >= RAREST_CHINESE and frequency(meaning.removeprefix("to "), "en") >= RAREST_ENGLISH
        if common and zipf[word] - _LATER * place >= best.get(meaning, 0.0) - RARER:
            words.append(Word(word, meaning, zipf[word]))
    return sorted(words, key=lambda word: -word.frequency)


def read_words(path: Path) -> list[Word]:
    """Read the words of a CC-CEDICT file, the frequent first."""
    from wordfreq import zipf_frequency  # noqa: PLC0415  # loading it takes a second that the tests need not wait for

    with path.open(encoding="utf-8") as lines:
        return both_ways(read_entries(lines), zipf_frequency)


def main() -> None:
    """Write the words of a CC-CEDICT file as Chinese TAB English."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("dictionary", type=Path, help="cedict_ts.u8, unpacked")
    parser.add_argument("out", type=Path, help="the TSV file to write")
    options = parser.parse_args()
    words = read_words(options.dictionary)
    options.out.write_text("".join(f"{word.chinese}\t{word.english}\n" for word in words), "utf-8")
    print(f"{len(words)} words")


if __name__ == "__main__":
    main()
