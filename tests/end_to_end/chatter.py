"""Lines as people write them, in both languages, of which none comes twice in a while."""

from __future__ import annotations

import csv
import random
from pathlib import Path

ROOT = Path(__file__).parents[2]
CHAT = ROOT / "training" / "chat"
PHRASEBOOKS = ROOT / "bridge" / "glossary" / "packs"
LANGUAGES = ("zh", "en")
#: So many of the lines are two in one, which the translator has not met before.
JOINED = 0.6


class Chatter:
    """Draws lines: chat of the training data, and common whole messages of the phrasebooks."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._lines = {language: [*chat_lines(language), *phrases(language)] for language in LANGUAGES}

    def line(self, language: str) -> str:
        """One line in `language`, "zh" or "en"."""
        line = self._chance.choice(self._lines[language])
        if self._chance.random() >= JOINED:
            return line
        other = self._chance.choice(self._lines[language])
        return f"{line.rstrip('。！？.!?')}{'，' if language == 'zh' else ', '}{other}"


def chat_lines(language: str) -> list[str]:
    """The training data's lines; each has its variants, between bars."""
    column = LANGUAGES.index(language)
    rows = [line.split("\t") for path in sorted(CHAT.glob("*.tsv")) for line in path.read_text("utf-8").splitlines()]
    return [variant for row in rows if len(row) == 2 for variant in row[column].split("|") if variant.strip()]


def phrases(language: str) -> list[str]:
    """What stands in the phrasebook of a language."""
    with (PHRASEBOOKS / f"phrasebook-{language}.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, dialect="excel-tab")
        return [form for row in rows for form in row["forms"].split("|") if form.strip()]
