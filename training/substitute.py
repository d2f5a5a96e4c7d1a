"""Sentences with rare nouns: one noun of a sentence is replaced by another of the dictionary, on both sides.

After Fadaee, Bisazza and Monz, *Data Augmentation for Low-Resource Neural Machine Translation* (ACL 2017): a word that
the corpora hardly hold is learnt better inside a sentence than alone. What is said need not make sense, but it must be
grammatical on both sides: persons replace persons, the number is kept, and a noun after a measure word of its own kind
(一本书, 一条狗) stays.
"""

import argparse
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.dictionary import Word, read_words
from training.text import Pair, read_pairs, write_pairs

_PERSON = re.compile("(?:人|员|师|家|者|手|生|友|妈|爸|爷|奶|哥|姐|弟|妹|妻|夫|客|兵|长)$")
_MEASURES = frozenset("本张只条辆把件座间家台部双匹头朵棵颗粒片块瓶杯碗盘支枝根幅架艘口首篇封套份位名")
_DETERMINER = (
    r"(?:an?|the|my|your|his|her|its|our|their|this|that|these|those|some|any|no|every|of|with|about|like|for)"
)
_VOWEL = re.compile("[aeiou]", re.IGNORECASE)

Split = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Noun:
    """One noun in Chinese, English and the English plural."""

    chinese: str
    english: str
    plural: str

    @property
    def person(self) -> bool:
        """Whether its Chinese looks like a word for a person."""
        return bool(_PERSON.search(self.chinese))


def nouns(words: Sequence[Word], kinds: dict[str, str]) -> list[Noun]:
    """Give the nouns among the words; `kinds` holds the part of speech of Chinese words as jieba's dictionary does."""
    import inflect  # noqa: PLC0415  # slow to load

    engine = inflect.engine()
    found = []
    for word in words:
        kind = kinds.get(word.chinese, "n")
        small = word.english == word.english.lower() and len(word.english.split()) <= 2
        if kind in {"n", "nz"} and small and not word.english.startswith("to ") and " of " not in word.english:
            found.append(Noun(word.chinese, word.english, str(engine.plural_noun(word.english) or word.english)))
    return found


class Substitution:
    """Replaces nouns of sentences by others."""

    def __init__(self, found: Sequence[Noun], split: Split, rng: random.Random) -> None:
        self._split, self._rng = split, rng
        self._known: defaultdict[str, list[Noun]] = defaultdict(list)
        for noun in found:
            self._known[noun.chinese].append(noun)
        self._kinds = {person: [noun for noun in found if noun.person == person] for person in (False, True)}

    def __call__(self, pair: Pair) -> Pair | None:
        """Give the pair with one noun replaced, None where no noun stands once on each side."""
        chinese, english = pair
        places = list(self._places(chinese, english))
        if not places:
            return None
        old, word = self._rng.choice(places)
        new = self._rng.choice(self._kinds[old.person])
        told = new.plural if word.lower() == old.plural and old.plural != old.english else new.english
        if word[0].isupper():
            told = told[0].upper() + told[1:]
        before, after = re.split(rf"\b{re.escape(word)}\b", english, maxsplit=1)
        if article := re.search(r"\b([Aa])n? $", before):
            before = before[: article.start()] + article[1] + ("n " if _VOWEL.match(told) else " ")
        return chinese.replace(old.chinese, new.chinese), before + told + after

    def _places(self, chinese: str, english: str) -> Iterator[tuple[Noun, str]]:
        parts = self._split(chinese)
        for number, part in enumerate(parts):
            measured = number > 0 and parts[number - 1][-1:] in _MEASURES
            if measured or chinese.count(part) != 1:
                continue
            for noun in self._known.get(part, ()):
                pattern = rf"\b{_DETERMINER} ({re.escape(noun.plural)}|{re.escape(noun.english)})\b"
                matches = re.findall(pattern, english, re.IGNORECASE)
                if len(matches) == 1:
                    yield noun, matches[0]


def enumerations(words: Sequence[Word], count: int, rng: random.Random) -> list[Pair]:
    """Make lists of two to four words, so that words alone are not always single: 苹果、火车 and apple, train."""
    made = []
    for _ in range(count):
        some = rng.sample(words, rng.randint(2, 4))
        made.append(("、".join(word.chinese for word in some), ", ".join(word.english for word in some)))
    return made


def main() -> None:
    """Write `words.tsv`, `enumerations.tsv` and `substituted.tsv` from a CC-CEDICT file and prepared corpora."""
    import jieba  # noqa: PLC0415  # untyped and slow to load

    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("dictionary", type=Path, help="cedict_ts.u8, unpacked")
    parser.add_argument("data", type=Path, help="the folder of the prepared corpora; written to")
    parser.add_argument("--corpora", nargs="+", default=["tatoeba", "msctd"], help="files to take sentences from")
    parser.add_argument("--rounds", type=int, default=3, help="how often each sentence is tried")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    words = read_words(options.dictionary)
    lines = (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines()
    kinds = {word: kind for word, _, kind in (line.split() for line in lines)}
    substitute = Substitution(nouns(words, kinds), jieba.lcut, rng)
    pairs = [pair for name in options.corpora for pair in read_pairs(options.data / f"{name}.tsv")]
    made = [new for _ in range(options.rounds) for pair in pairs if (new := substitute(pair))]
    write_pairs(options.data / "words.tsv", ((word.chinese, word.english) for word in words))
    write_pairs(options.data / "enumerations.tsv", enumerations(words, len(words) // 2, rng))
    write_pairs(options.data / "substituted.tsv", made)
    print(f"{len(words)} words, {len(made)} sentences")


if __name__ == "__main__":
    main()
