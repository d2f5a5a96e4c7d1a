"""Whether a term may count: how it is formed, what it hits that it should not, what it would have done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def not_too_broad(term: Term, messages: Sequence[str]) -> None:
    """Raises `TermError` for a form that would match everything, with the share of messages that it would have hit."""
    sample = messages if len(messages) >= ENOUGH else [*messages, *(example.sentence for example in examples())]
    broad = next((form for form in term.forms if _is_everyday(form)), None)
    if broad is not None and not _narrow(term.context):
        percent = preview(term, sample).percent
        raise TermError(
            "“{form}” is too common to be a term: it would have hit {percent} % of messages. Use a longer form, or a"
            " condition such as [whole], for messages that say nothing else.",
            form=broad,
            percent=percent,
        )
    seen = preview(term, messages)
    if seen.of >= ENOUGH and seen.hit > BROADEST * seen.of:
        raise TermError(
            "“{form}” would have hit {percent} % of the last {count} messages, so it is an ordinary word here. Use a"
            " longer form, or a condition such as [whole].",
            form=term.forms[0],
            percent=seen.percent,
            count=seen.of,
        )


def breaks_nothing(term: Term, known: Iterable[Example] | None = None) -> None:
    """Raises `TermError` with the recorded example that the term would break."""
    example = next(iter(broken(term, examples() if known is None else known)), None)
    if example is None:
        return
    if example.hit:
        raise TermError("This would cut “{form}” in: {sentence}", form=example.form, sentence=example.sentence)
    raise TermError(
        "This would hit an ordinary “{form}” in: {sentence} Add a condition such as [near=…] or [not=…].",
        form=example.form,
        sentence=example.sentence,
    )


def broken(term: Term, known: Iterable[Example]) -> list[Example]:
    """The examples that a term breaks: an ordinary word that it hits, or another term that it cuts in two."""
    matcher = Matcher([term])
    forms = {fold(form) for form in term.forms}
    found = []
    for example in known:
        wanted, start = fold(example.form), fold(example.sentence).find(fold(example.form))
        end = start + len(wanted)
        hits = list(matcher.find(example.sentence))
        if example.hit:
            wrong = any(
                hit.start < end and start < hit.end and not (hit.start <= start and end <= hit.end) for hit in hits
            )
            if wrong and wanted not in forms:
                found.append(example)
        elif wanted in forms and any(hit.start <= start and end <= hit.end for hit in hits):
            found.append(example)
    return found


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
