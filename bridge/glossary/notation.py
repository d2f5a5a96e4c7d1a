r"""How people write a term in a chat: `yyds = GOAT; highest praise`, `no cap ~ honestly`, `keep 鹊桥`.

    [zh:|en:] FORM[|FORM…] = TRANSLATION [[conditions]] [; note [; note]]
    [zh:|en:] FORM[|FORM…] ~ PLAIN WORDS OF THE SAME LANGUAGE [→ RENDERING[|RENDERING…]] [[conditions]] [; note…]
    [zh:|en:] keep FORM[|FORM…] [[conditions]] [; note [; note]]

Conditions are written as in the packs. The language is found out where it is not said. A backslash before a sign
(`\=_\= = speechless`) makes it a part of the form, the translation or the note.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from bridge.chat.reader import ModelLanguage
from bridge.glossary.packs import read_context, write_context
from bridge.glossary.term import Action, Context, Term, TermError, split_text
from bridge.language.chinese import convert
from bridge.language.language import ChineseScript
from bridge.language.latin import fold as folded_word
from bridge.language.words import ENGLISH, words_of

#: Whether a form is known already as a word of a language's slang.
Known = Callable[[str, ModelLanguage], bool]

#: The sign between a form and its text by what is done with it; none where a form is kept.
SIGN_OF: Mapping[str, str] = {Action.REPLACE: "=", Action.PARAPHRASE: "~", Action.KEEP: ""}

_LANGUAGE = re.compile(r"\s*(zh|en)\s*[:：]\s*", re.IGNORECASE)
_KEEP = re.compile(r"(?:keep|保留)\s+", re.IGNORECASE)
_SIGN = re.compile(r"[=＝~～→]")
#: Where conditions or a note begin.
_BEHIND = re.compile(r"[;；\[【]")
_REST = re.compile(
    r"(?P<text>[^;；]*?)\s*(?:[\[【](?P<context>(?:whole|start|end|case|near|not)\b[^\]】]*)[\]】])?\s*"
    r"(?:[;；](?P<notes>.*))?",
    re.DOTALL,
)
#: Where one of these stands for itself, a backslash stands before it.
_SIGNS = "\\=＝~～→;；[]【】:："
_ESCAPED = re.compile(rf"\\([{re.escape(_SIGNS)}])")
_BACKSLASH = re.compile(rf"\\(?=[{re.escape(_SIGNS)}])")
_TWICE = r"\\\\"
#: What stands for itself while a line is taken apart: https://www.unicode.org/faq/private_use.html#nonchar1.
_HIDDEN = {sign: chr(0xFDD0 + number) for number, sign in enumerate(_SIGNS)}
_SHOWN = str.maketrans({hidden: sign for sign, hidden in _HIDDEN.items()})
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def read_term(line: str, known: Known) -> Term:
    """The term that a line stands for. Raises `TermError` with a sentence that says how to write it."""
    line = _ESCAPED.sub(lambda found: _HIDDEN[found[1]], " ".join(line.split()))
    language: ModelLanguage | None = None
    if named := _LANGUAGE.match(line):
        language = "zh" if named[1].lower() == "zh" else "en"
        line = line[named.end() :]
    keep = _KEEP.match(line)
    # “keep it real = …” is a form of several words.
    if keep and _SIGN.search(_BEHIND.split(line, maxsplit=1)[0]) is None:
        forms, rest, sign = "", line[keep.end() :], ""
    else:
        found = _SIGN.search(line)
        if found is None:
            raise TermError("There is no “=” in it. Write /slang add FORM = TRANSLATION; and, if you like, a note.")
        forms, rest, sign = line[: found.start()], line[found.end() :], found[0]
    parts = _REST.fullmatch(rest)
    assert parts is not None  # noqa: S101 - every part of it may be empty
    if not sign:
        forms = parts["text"]
    return _term(
        tuple(_plain(form) for form in _forms(forms)),
        "" if not sign else _plain(parts["text"].strip()),
        sign,
        language,
        read_context(_plain(parts["context"] or "")),
        [_plain(note) for note in re.split("[;；]", parts["notes"] or "")],
        known,
    )


def write_term(term: Term) -> str:
    """The line that stands for a term, without its notes."""
    return write_line("|".join(term.forms), SIGN_OF[term.action], term.text, write_context(term.context))


def write_line(forms: str, sign: str, text: str, conditions: str = "", note: str = "") -> str:
    """A line of its parts, each as it is meant; without a `sign` (`=` or `~`) the forms are kept as they are.

    Only `|` between forms and `;` between notes keep their meaning.
    """
    forms = _escaped(forms, "=＝~～→;；[【")
    if _LANGUAGE.match(forms):
        forms = forms.replace(":", "\\:", 1) if ":" in forms[:4] else forms.replace("：", "\\：", 1)
    line = f"{forms} {sign} {_escaped(text, ';；[【')}" if sign else f"keep {forms}"
    line += f" [{_BACKSLASH.sub(_TWICE, conditions)}]" if conditions else ""
    line += " " if line.endswith("\\") else ""
    return line + (f"; {_BACKSLASH.sub(_TWICE, note)}" if note else "")


def guessed(forms: str, text: str, action: str) -> dict[str, str]:
    """The language of a term whose table does not name it, and what to do with it, by its letters alone."""
    words = split_text(text)[0]
    chinese = is_han(forms) or not is_han(words)
    same = is_han(words) == chinese and bool(text.strip())
    found = {"source": "zh" if chinese else "en"}
    return found if action.strip() else {**found, "action": "paraphrase" if same else "replace"}


def is_han(text: str) -> bool:
    """Whether there is a Chinese character in a text."""
    return _HAN.search(text) is not None


def _escaped(text: str, signs: str) -> str:
    """A text with its backslashes and these signs as they are written to stand for themselves."""
    return re.sub(f"([{re.escape(signs)}])", r"\\\1", _BACKSLASH.sub(_TWICE, text))


def _plain(hidden: str) -> str:
    return hidden.translate(_SHOWN)


def _forms(written: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form.strip() for form in written.split("|") if form.strip()))


def _term(
    forms: tuple[str, ...],
    text: str,
    sign: str,
    language: ModelLanguage | None,
    context: Context,
    notes: Sequence[str],
    known: Known,
) -> Term:
    if not forms:
        raise TermError("The form is missing. Write /slang add FORM = TRANSLATION")
    if sign and not text:
        raise TermError("“{form}” has no translation. Write /slang add {form} = TRANSLATION", form=forms[0][:40])
    plain = sign in {"~", "～"}
    words = split_text(text)[0]
    source = language or _language_of(forms[0], words, known, plain=plain)
    action = Action.KEEP if not sign else Action.REPLACE
    # A translation in the form's own language is no translation: it says the same in plainer words.
    if sign and (plain or is_han(words) == (source == "zh")):
        action = Action.PARAPHRASE
    if is_han(text):
        text = convert(text, ChineseScript.SIMPLIFIED)
    note = {"zh": "", "en": ""}
    for part in notes:
        side = "zh" if is_han(part) else "en"
        note[side] = f"{note[side]}; {part.strip()}".strip("; ")
    return Term(source, forms, action, text, context, note_en=note["en"], note_zh=note["zh"])


def _language_of(form: str, text: str, known: Known, *, plain: bool) -> ModelLanguage:
    if is_han(form) or (plain and is_han(text)):
        return "zh"
    if plain or is_han(text):
        return "en"
    # Both are in Latin letters: pinyin initials and their English, or an English word and a plainer one.
    if known(form, "en") != known(form, "zh"):
        return "en" if known(form, "en") else "zh"
    words = [folded_word(word) for word in _WORD.findall(form)]
    english = words_of(ENGLISH)
    return "en" if words and all(word in english for word in words) else ("zh" if text else "en")
