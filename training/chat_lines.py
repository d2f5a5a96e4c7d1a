"""Everyday chat lines, written for this project: hand-written pairs, and templates filled from lists of words.

`chat/hand_*.tsv` and `chat/templates/*.tsv` hold Chinese TAB English; `|` divides wordings that mean the same.
`{city}` is filled from `chat/slots/city.tsv` with the same row on both sides, `{city2}` with another row,
`{activity.ing}` with another column of the row; `{r}`, `{r2}` … become reserved tokens.
"""

import argparse
import hashlib
import itertools
import random
import re
from dataclasses import dataclass
from pathlib import Path

from training.reserved import RESERVED, TOKEN, draw
from training.text import Pair, write_pairs

FOLDER = Path(__file__).parent / "chat"
SLOT = re.compile(r"\{([a-z]+)(\d?)(?:\.([a-z]+))?\}")

#: Slots whose word a bot would protect or replace: now and then a reserved token stands in their place.
REPLACEABLE = ("city", "name", "food", "drink", "game", "price", "clock", "english", "region", "animal")

_END = re.compile(r"[.!?…。！？~]$")

Row = dict[str, str]


@dataclass(frozen=True)
class Template:
    """Wordings of one meaning in both languages, with or without slots."""

    chinese: tuple[str, ...]
    english: tuple[str, ...]

    @property
    def held_out(self) -> bool:
        """Whether this template is for measuring only: one in twenty-five, by its text alone."""
        digest = hashlib.sha256("|".join(self.chinese).encode()).digest()
        return digest[0] * 256 + digest[1] < 65536 // 25

    @property
    def slots(self) -> list[str]:
        """Names of the slots with their number (`city`, `city2`), in order of appearance, each once."""
        found = SLOT.finditer(" ".join((*self.chinese, *self.english)))
        return list(dict.fromkeys(match.group(1) + match.group(2) for match in found))


def read_slots(folder: Path = FOLDER / "slots") -> dict[str, list[Row]]:
    """Read the word lists: slot name to rows, each a mapping of column name to text."""
    slots = {}
    for path in sorted(folder.glob("*.tsv")):
        header, *rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
        slots[path.stem] = [dict(zip(header, row, strict=True)) for row in rows]
    return slots


def read_templates(folder: Path = FOLDER) -> list[Template]:
    """Read the hand-written pairs and the templates."""
    templates = []
    for path in sorted([*folder.glob("hand_*.tsv"), *folder.glob("templates/*.tsv")]):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            columns = line.split("\t")
            if len(columns) != 2:
                raise ValueError(f"{path.name}:{number} has {len(columns)} columns; write Chinese TAB English.")
            chinese, english = (tuple(side.strip() for side in column.split("|")) for column in columns)
            templates.append(Template(chinese, english))
    return templates


def finish(chinese: str, english: str) -> Pair:
    """Give both sides the same final punctuation and the English side its capital."""
    asks = english.endswith("?") or chinese.endswith("？")
    calls = english.endswith("!") or chinese.endswith("！")
    for_chinese, for_english = ("？", "?") if asks else ("！", "!") if calls else ("。", ".")
    if not _END.search(chinese) and not chinese.endswith(RESERVED):
        chinese += for_chinese
    if not _END.search(english) and not english.endswith(RESERVED):
        english += for_english
    english = re.sub(r"(^|[.!?] )([a-z])", lambda match: match.group(1) + match.group(2).upper(), english)
    return chinese, english


def fill(wording: str, rows: dict[str, Row], column: str) -> str:
    """Fill the slots of one wording from the rows drawn for it; `column` is used where a slot names none."""
    return SLOT.sub(lambda match: rows[match.group(1) + match.group(2)][match.group(3) or column], wording)


def _draw_rows(
    chinese: str, english: str, names: list[str], slots: dict[str, list[Row]], rng: random.Random, share: float
) -> dict[str, Row]:
    reserved = [name for name in names if name.rstrip("0123456789") == "r"]
    rows = {}
    for name, token in zip(reserved, draw(rng, len(reserved)), strict=True):
        rows[name] = {"zh": token, "en": token}
    for name in names:
        kind = name.rstrip("0123456789")
        if kind == "r":
            continue
        taken = [row for other, row in rows.items() if other.rstrip("0123456789") == kind]
        rows[name] = rng.choice([row for row in slots[kind] if row not in taken])
        plain = "{" + name + "}"
        once = chinese.count(plain) == 1 and english.count(plain) == 1 and f"{{{name}." not in english
        if not reserved and kind in REPLACEABLE and once and rng.random() < share:
            token = rng.choice(RESERVED)
            if all(token not in row.values() for row in rows.values()):
                rows[name] = {"zh": token, "en": token}
    return rows


def expand(
    template: Template, slots: dict[str, list[Row]], rng: random.Random, count: int = 40, reserved_share: float = 0.1
) -> list[Pair]:
    """Make pairs of a template: every wording at least once, up to `count` fillings where it has slots."""
    pairs: dict[Pair, None] = {}
    wordings = list(itertools.product(template.chinese, template.english))
    rounds = max(len(template.chinese), len(template.english))
    names = template.slots
    for turn in range(count if names else rounds):
        if turn < rounds:
            chinese = template.chinese[turn % len(template.chinese)]
            english = template.english[turn % len(template.english)]
        else:
            chinese, english = rng.choice(wordings)
        rows = _draw_rows(chinese, english, names, slots, rng, reserved_share)
        pairs[finish(fill(chinese, rows, "zh"), fill(english, rows, "en"))] = None
    return list(pairs)


def chat_lines(seed: int = 1, count: int = 40, *, held_out: bool = False) -> list[Pair]:
    """Make all lines for learning, or those of the templates that are held out for measuring."""
    rng = random.Random(seed)
    slots = read_slots()
    pairs: dict[Pair, None] = {}
    for template in read_templates():
        if template.held_out == held_out:
            pairs.update(dict.fromkeys(expand(template, slots, rng, count)))
    return list(pairs)


def main() -> None:
    """Write the lines as `chat.tsv` and those held out as `chat_dev.tsv`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("out", type=Path, help="folder to write to")
    parser.add_argument("--count", type=int, default=40, help="fillings of a template with slots")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    learn = chat_lines(options.seed, options.count)
    measure = chat_lines(options.seed, 2, held_out=True)
    write_pairs(options.out / "chat.tsv", learn)
    write_pairs(options.out / "chat_dev.tsv", measure)
    with_tokens = sum(bool(TOKEN.search(chinese)) for chinese, _ in learn)
    print(f"{len(learn)} lines, {with_tokens} of them with reserved tokens; {len(measure)} held out")


if __name__ == "__main__":
    main()
