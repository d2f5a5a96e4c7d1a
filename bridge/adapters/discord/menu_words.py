"""Names and words of menus, in all languages that they are shown in."""

from __future__ import annotations

from collections.abc import Mapping

from bridge.adapters.discord.calls import Json
from bridge.adapters.discord.constants import DOMAIN
from bridge.i18n import Phrases

#: Discord's limits, in code points:
#: https://discord.com/developers/docs/interactions/application-commands#application-command-object.
NAME, DESCRIPTION = 32, 100
#: Discord's locales for those of the catalogues.
LOCALES = {"zh-CN": "zh_CN", "zh-TW": "zh_TW"}


def translations(phrase: str, limit: int) -> dict[str, str]:
    """A phrase by Discord's locales, where the catalogues have it."""
    found = {tag: Phrases(DOMAIN, locale)(phrase)[:limit] for tag, locale in LOCALES.items()}
    return {tag: words for tag, words in found.items() if words != phrase}


def option(kind: int, name: str, about: str, *, required: bool = False) -> dict[str, Json]:
    """A subcommand or an option of a command; `kind` is Discord's number for what it is."""
    named: dict[str, Json] = {
        "type": kind,
        "name": name,
        "name_localizations": translations(name, NAME),
        "description": about[:DESCRIPTION],
        "description_localizations": translations(about, DESCRIPTION),
    }
    return named | {"required": True} if required else named


def choice(name: str, value: str) -> dict[str, Json]:
    """One of the values that an option may have."""
    return {"name": name, "name_localizations": translations(name, DESCRIPTION), "value": value}


def phrases_of(locale: str) -> Phrases:
    """The words for somebody whose Discord speaks a language, in English where that is none of ours."""
    return Phrases(DOMAIN, LOCALES.get(locale, "en"))


def summaries(words: Mapping[str, str]) -> dict[str, str]:
    """A command's own summaries by Discord's locales."""
    return {tag: words[locale][:DESCRIPTION] for tag, locale in LOCALES.items() if words.get(locale)}
