"""Reserved tokens: `⟦0⟧` to `⟦9⟧`, single pieces of the tokenizer that stand for what must survive translation."""

import random
import re
from collections.abc import Mapping

RESERVED = tuple(f"⟦{number}⟧" for number in range(10))
TOKEN = re.compile("⟦[0-9]⟧")

#: Names that the corpora carry on both sides often enough to be worth turning into reserved tokens.
NAMES: Mapping[str, str] = {"汤姆": "Tom", "玛丽": "Mary", "约翰": "John", "杰克": "Jack"}

_NUMBER = re.compile(r"(?<!\w)\d{2,}(?!\w)")


def tokens(text: str) -> list[str]:
    """Give the reserved tokens of a text, sorted: equal on both sides of a sound pair."""
    return sorted(TOKEN.findall(text))


def draw(rng: random.Random, count: int) -> list[str]:
    """Draw distinct reserved tokens: counted from zero as the bot does it most of the time, else any of the ten."""
    if rng.random() < 0.6:
        return list(RESERVED[:count])
    return rng.sample(RESERVED, count)


def substitute(chinese: str, english: str, rng: random.Random, most: int = 3) -> tuple[str, str]:
    """Put reserved tokens in the place of names and numbers that stand once on each side."""
    shared = [*NAMES.items(), *((number, number) for number in _NUMBER.findall(chinese))]
    free = draw(rng, most)
    for left, right in shared:
        pattern = re.compile(rf"(?<!\w){re.escape(right)}(?!\w)")
        if free and chinese.count(left) == 1 and len(pattern.findall(english)) == 1:
            token = free.pop(0)
            chinese, english = chinese.replace(left, token), pattern.sub(token, english)
    return chinese, english


def attach(chinese: str, english: str, rng: random.Random) -> tuple[str, str]:
    """Set a reserved token before the sentence, as a mention stands, or after it, as a link or an emoji does."""
    (token,) = draw(rng, 1)
    gap = rng.choice((" ", " ", ""))
    if rng.random() < 0.6:
        return f"{chinese}{gap}{token}", f"{english} {token}"
    return f"{token}{gap}{chinese}", f"{token} {english}"


def reserve(chinese: str, english: str, rng: random.Random, share: float = 0.25) -> tuple[str, str]:
    """Give `share` of the pairs that have no reserved token one or more of them; leave the others alone."""
    if TOKEN.search(chinese) or TOKEN.search(english) or rng.random() >= share:
        return chinese, english
    substituted = substitute(chinese, english, rng)
    if substituted != (chinese, english):
        return substituted
    return attach(chinese, english, rng) if rng.random() < 0.5 else (chinese, english)
