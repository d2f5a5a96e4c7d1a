"""Whether a term may count: how it is formed, what it hits that it should not, what it would have done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bridge.glossary.examples import Example, examples
from bridge.glossary.fold import fold
from bridge.glossary.matcher import Matcher
from bridge.glossary.term import Action, Context, Hit, Term, TermError

LONGEST_FORM = 60
MOST_FORMS = 40
LONGEST_TEXT = 200
LONGEST_NOTE = 300
#: A term that stands in more than this share of what people wrote is an ordinary word ...
BROADEST = 0.15
#: ... as soon as so many messages are there to tell.
ENOUGH = 50
SHOWN = 3
#: Words without which there is hardly a sentence; as slang they count only in a context.
_EVERYDAY = Path(__file__).with_name("everyday.txt")


@dataclass(frozen=True, slots=True)
class Preview:
    """What a term would have done: messages hit, of how many, and some of them with the span that it hit."""

    hit: int
    of: int
    samples: tuple[tuple[str, Hit], ...]

    @property
    def percent(self) -> int:
        """The share of messages hit, in percent."""
        return round(100 * self.hit / self.of) if self.of else 0


def well_formed(term: Term) -> None:
    """Raises `TermError` for a term that is too long or lacks something."""
    if len(term.forms) > MOST_FORMS:
        raise TermError("A term has at most {most} forms.", most=MOST_FORMS)
    for form in term.forms:
        if len(form) > LONGEST_FORM:
            sentence = "The form “{form}…” is too long; it may have up to {most} characters."
            raise TermError(sentence, form=form[:20], most=LONGEST_FORM)
        if "\n" in form or not any(character.isalnum() or ord(character) > 0x2000 for character in form):
            raise TermError("“{form}” is no word that could be found in a message.", form=form.strip()[:20])
    if term.action is not Action.KEEP and not term.text.strip():
        raise TermError("“{form}” has no translation. Write /slang add {form} = TRANSLATION", form=term.forms[0][:40])
    if len(term.text) > LONGEST_TEXT:
        raise TermError("The translation is too long; it may have up to {most} characters.", most=LONGEST_TEXT)
    if max(len(term.note_en), len(term.note_zh), len(term.literal)) > LONGEST_NOTE:
        raise TermError("The note is too long; it may have up to {most} characters.", most=LONGEST_NOTE)


def preview(term: Term, messages: Sequence[str]) -> Preview:
    """What a term would have done to these messages."""
    matcher = Matcher([term])
    found = [(text, hit) for text in messages if (hit := next(iter(matcher.find(text)), None)) is not None]
    return Preview(len(found), len(messages), tuple(found[:SHOWN]))


def checked(term: Term, messages: Sequence[str]) -> None:
    """Raises `TermError` for the first fault of a term; `messages` are what was written lately."""
    for _, error in faults([term], messages):
        raise error


def faults(terms: Sequence[Term], messages: Sequence[str]) -> Iterator[tuple[Term, TermError]]:
    """What is wrong with terms, one fault after the other; all of them are tried in one pass over the messages."""
    for term in terms:
        try:
            well_formed(term)
        except TermError as error:
            yield term, error
    matcher = Matcher(terms)
    yield from _too_broad(terms, messages, matcher)
    for term, example in broken(matcher, examples()):
        sentence = (
            "This would cut “{form}” in: {sentence}"
            if example.hit
            else "This would hit an ordinary “{form}” in: {sentence} Add a condition such as [near=…] or [not=…]."
        )
        yield term, TermError(sentence, form=example.form, sentence=example.sentence)


def _too_broad(terms: Sequence[Term], messages: Sequence[str], matcher: Matcher) -> Iterator[tuple[Term, TermError]]:
    """Forms that would match everything, with the share of messages that they would have hit."""
    counted = _counted(matcher, messages)
    for term in terms:
        broad = next((form for form in term.forms if _is_everyday(form)), None)
        if broad is not None and not _narrow(term.context):
            sample = messages if len(messages) >= ENOUGH else [*messages, *(one.sentence for one in examples())]
            yield (
                term,
                TermError(
                    "“{form}” is too common to be a term: it would have hit {percent} % of messages. Use a longer form,"
                    " or a condition such as [whole], for messages that say nothing else.",
                    form=broad,
                    percent=preview(term, sample).percent,
                ),
            )
        elif len(messages) >= ENOUGH and counted[term] > BROADEST * len(messages):
            yield (
                term,
                TermError(
                    "“{form}” would have hit {percent} % of the last {count} messages, so it is an ordinary word here."
                    " Use a longer form, or a condition such as [whole].",
                    form=term.forms[0],
                    percent=round(100 * counted[term] / len(messages)),
                    count=len(messages),
                ),
            )


def _counted(matcher: Matcher, messages: Sequence[str]) -> Counter[Term]:
    return Counter(term for text in messages for term in {hit.term for hit in matcher.find(text)})


def broken(matcher: Matcher, known: Iterable[Example]) -> Iterator[tuple[Term, Example]]:
    """The examples that new terms break: an ordinary word that they hit, or another term that they cut in two."""
    for example in known:
        wanted, start = fold(example.form), fold(example.sentence).find(fold(example.form))
        end = start + len(wanted)
        for hit in matcher.find(example.sentence):
            same = wanted in map(fold, hit.term.forms)
            over = hit.start <= start and end <= hit.end
            if example.hit:
                if not same and not over and hit.start < end and start < hit.end:
                    yield hit.term, example
            elif same and over:
                yield hit.term, example


def duplicate(term: Term, terms: Iterable[Term]) -> Term | None:
    """A term of these that has one of the same forms, in the same context."""
    forms = {fold(form) for form in term.forms}
    for other in terms:
        if other.source == term.source and other.context == term.context and forms & set(map(fold, other.forms)):
            return other
    return None


@cache
def _everyday() -> frozenset[str]:
    return frozenset(map(fold, _EVERYDAY.read_text(encoding="utf-8").split()))


def _is_everyday(form: str) -> bool:
    folded = fold(form)
    return folded in _everyday() or len(folded) == 1


def _narrow(context: Context) -> bool:
    return context.whole or bool(context.near)
