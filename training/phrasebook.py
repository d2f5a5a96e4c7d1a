"""The whole messages of the bot's built-in phrasebooks as text to learn from, one pair for each wording."""

import csv
from pathlib import Path

from training.text import Pair

PACKS = Path(__file__).parents[1] / "bridge" / "glossary" / "packs"


def phrasebook(folder: Path = PACKS) -> list[Pair]:
    """Read the phrasebooks of a folder of packs, Chinese first."""
    pairs: list[Pair] = []
    for path in sorted(folder.glob("phrasebook-*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                told, forms = row["text"], row["forms"].split("|")
                pairs += [(form, told) if row["source"] == "zh" else (told, form) for form in forms]
    return pairs
