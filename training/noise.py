"""Casual noise for the source side: what people leave out and mistype in chat, while the target side stays clean."""

import random
import re

#: What is written in chat for what is written elsewhere.
CASUAL = (
    (r"\b[Gg]oing to(?= [a-z])", ("gonna",)),
    (r"\b[Ww]ant to\b", ("wanna",)),
    (r"\b(?:[Hh]ave|[Hh]as) got to\b", ("gotta",)),
    (r"\b[Ll]et me\b", ("lemme",)),
    (r"\b[Kk]ind of\b", ("kinda",)),
    (r"\b[Yy]ou\b", ("u",)),
    (r"\b[Yy]our\b", ("ur",)),
    (r"\b[Yy]ou're\b", ("ur", "youre", "your")),
    (r"\b[Pp]lease\b", ("pls", "plz")),
    (r"\b[Tt]hanks\b", ("thx", "thanx")),
    (r"\b[Bb]ecause\b", ("cuz", "cause", "bc")),
    (r"\b[Pp]eople\b", ("ppl",)),
    (r"\b[Rr]eally\b", ("rly",)),
    (r"\b[Aa]bout\b", ("abt",)),
    (r"\b[Tt]omorrow\b", ("tmr", "tmrw")),
    (r"\b[Tt]onight\b", ("tonite",)),
    (r"\bright now\b", ("rn",)),
    (r"\bI don't know\b", ("idk", "dunno")),
    (r"\b[Dd]o you\b", ("do u", "d'you")),
    (r"(?<=\w\w)ing\b", ("in", "in'")),
)
_CASUAL = tuple((re.compile(pattern), spellings) for pattern, spellings in CASUAL)

#: Characters that Chinese input methods offer for each other.
HOMOPHONES = {
    "的": "得",
    "得": "的",
    "地": "的",
    "在": "再",
    "再": "在",
    "吗": "嘛",
    "做": "作",
    "那": "哪",
    "她": "他",
}

_END = re.compile(r"[.!?。！？]+$")
_WORD = re.compile(r"(?<![⟦\w])[A-Za-z]{4,}(?![⟧\w])")


def _typo(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(3)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    return word[: at + 1] + word[at:]


def noise_english(text: str, rng: random.Random) -> str:
    """Make English casual: lower case, no full stop, no apostrophes, chat spellings, now and then a typo."""
    if rng.random() < 0.35:
        for pattern, spellings in _CASUAL:
            if rng.random() < 0.3 and pattern.search(text):
                text = pattern.sub(rng.choice(spellings), text)
    if rng.random() < 0.07 and (words := list(_WORD.finditer(text))):
        word = rng.choice(words)
        text = text[: word.start()] + _typo(word.group(), rng) + text[word.end() :]
    if rng.random() < 0.4:
        text = text.lower()
    if rng.random() < 0.4:
        text = _END.sub("", text)
    if rng.random() < 0.12:
        text = text.replace("'", "")
    if rng.random() < 0.04:
        text = text.replace(",", "")
    return text


def noise_chinese(text: str, rng: random.Random) -> str:
    """Make Chinese casual: no full stop, spaces or nothing for commas, now and then a homophone."""
    if rng.random() < 0.5:
        text = _END.sub("", text)
    comma = rng.random()
    if comma < 0.12:
        text = text.replace("，", " ")
    elif comma < 0.15:
        text = text.replace("，", "")
    if rng.random() < 0.04 and (places := [at for at, character in enumerate(text) if character in HOMOPHONES]):
        at = rng.choice(places)
        text = text[:at] + HOMOPHONES[text[at]] + text[at + 1 :]
    return text
