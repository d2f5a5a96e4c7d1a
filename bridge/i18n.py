"""The words that people see, in their language: gettext catalogues under `locales/`.

A catalogue is `locales/<locale>/<domain>.po`, one domain for each part of Magpie. They are read as they are, without a
compile step, so that a translator needs a text editor and nothing else. English is the language of the code.
"""

from __future__ import annotations

import gettext
import io
from functools import cache
from pathlib import Path

LOCALES = ("en", "zh_CN", "zh_TW")
_TRADITIONAL_REGIONS = frozenset({"tw", "hk", "mo", "hant"})


def locale_for(tag: str) -> str:
    """The locale for a BCP 47 tag such as "zh-Hant", "zh-TW", "en-GB"; English for anything else."""
    parts = tag.replace("_", "-").lower().split("-")
    if parts[0] not in {"zh", "yue", "cmn"}:
        return "en"
    return "zh_TW" if _TRADITIONAL_REGIONS & set(parts[1:]) or parts[0] == "yue" else "zh_CN"


def locales_folder() -> Path:
    """Where the catalogues are: inside the installed package, or at the top of a clone."""
    installed = Path(__file__).with_name("locales")
    return installed if installed.is_dir() else Path(__file__).parents[1] / "locales"


@cache
def catalogue(domain: str, locale: str) -> gettext.NullTranslations:
    """The catalogue of a domain; an empty one, which answers in English, where there is none."""
    path = locales_folder() / locale / f"{domain}.po"
    if not path.is_file():
        return gettext.NullTranslations()
    # Babel takes a moment to import, and a process that speaks English alone never needs it.
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=locale))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


class Phrases:
    """The sentences of one domain in one locale."""

    def __init__(self, domain: str, locale: str) -> None:
        self.locale = locale
        self._catalogue = catalogue(domain, locale)

    def __call__(self, sentence: str, /, **values: object) -> str:
        """The sentence in this locale, its `{fields}` filled in."""
        translated = self._catalogue.gettext(sentence) if sentence else ""
        return translated.format(**values) if values else translated

    def plural(self, one: str, many: str, count: int, /, **values: object) -> str:
        """The sentence for a count, which fills in `{count}`."""
        return self._catalogue.ngettext(one, many, count).format(count=count, **values)
