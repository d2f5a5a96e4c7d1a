"""What the interpreter is asked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import Text
from bridge.glossary.term import Hit
from bridge.language.language import Language


class Outcome(StrEnum):
    """How a translation came about."""

    TRANSLATED = "translated"
    """By the model, or, from Chinese to Chinese, by converting the script."""
    GLOSSARY = "glossary"
    """By terms alone; no model was asked."""
    CORRECTED = "corrected"
    """Somebody said how this text is to be translated."""
    UNCHANGED = "unchanged"
    """There was nothing to translate; the text is the original."""
    REFUSED = "refused"
    """The model's answer was not fit to be shown; the text is the original."""
    NO_PACKAGE = "no_package"
    """No usable package translates in this direction; the text is the original."""


@dataclass(frozen=True, slots=True)
class Translation:
    """What to show to readers of `target`.

    `reason` is the guard's word for what was wrong (see `guard.Fault`): of the whole text where the outcome is
    `refused`, of some sentences that were left in the original where it is `translated`, else "". `hits` are the terms
    that had a part in it, with their offsets in the text that was given. `package` names the package and its version.
    """

    text: Text
    target: ReaderLanguage
    outcome: Outcome
    reason: str = ""
    hits: tuple[Hit, ...] = ()
    package: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """One text to translate; `hits` are spans (code points) of glossary terms in `text.plain`."""

    text: Text
    source: Language
    target: ReaderLanguage
    hits: tuple[Hit, ...] = ()
