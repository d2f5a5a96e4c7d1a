"""Truecasing: gives lower-cased English the capitals that cased English has."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

_WORD = re.compile(r"[A-Za-z']+")
_SENTENCE_START = re.compile(r"""(^|[.!?]["']?\s+)(["'(-]*)([a-z])""")


def learn_case(cased: Iterable[str]) -> dict[str, str]:
    """Learn each word's usual spelling from cased English; words at the start of a sentence say nothing."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in cased:
        for match in _WORD.finditer(text):
            if re.search(r"[\w,;)] ?$", text[: match.start()]):
                seen[match.group().lower()][match.group()] += 1
    return {low: forms.most_common(1)[0][0] for low, forms in seen.items()}


def truecaser(cased: Iterable[str]) -> Callable[[str], str]:
    """Make a function that puts capitals into lower-cased English."""
    case = learn_case(cased)

    def apply(text: str) -> str:
        text = _WORD.sub(lambda match: case.get(match.group(), match.group()), text)
        text = re.sub(r"\bi\b", "I", text)
        return _SENTENCE_START.sub(lambda match: match.group(1) + match.group(2) + match.group(3).upper(), text)

    return apply
