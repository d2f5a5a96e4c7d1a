"""Parallel text to the files that training reads: cleaned, truecased, filtered, and free of the lines kept out."""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

from training.chat_lines import FOLDER, expand, read_slots, read_templates
from training.phrasebook import phrasebook
from training.text import Pair, clean_chinese, clean_english, read_pairs, usable, without, write_pairs
from training.truecase import truecaser


def is_lower_cased(pairs: Sequence[Pair]) -> bool:
    """Tell whether English has lost its capitals: after the first letter, fewer than one line in ten has one."""
    return sum(english[1:] != english[1:].lower() for _, english in pairs) * 10 < len(pairs)


def clean(pairs: Sequence[Pair]) -> list[Pair]:
    """Clean both sides and drop what is not worth learning from."""
    cleaned = ((clean_chinese(chinese), clean_english(english)) for chinese, english in pairs)
    return [pair for pair in cleaned if usable(*pair)]


def best(pairs: Sequence[Pair], scores: Sequence[float], share: float) -> list[Pair]:
    """Keep the best `share` of the pairs by their score, in the order they came in."""
    order = sorted(range(len(pairs)), key=lambda number: -scores[number])
    kept = set(order[: round(len(order) * share)])
    return [pair for number, pair in enumerate(pairs) if number in kept]


def _parse() -> argparse.Namespace:
    def share(text: str) -> tuple[str, float]:
        name, _, number = text.partition("=")
        return name, float(number)

    parser = argparse.ArgumentParser(
        prog="python -m training.prepare", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("corpora", type=Path, help="folder of .tsv files, Chinese TAB English")
    add("out", type=Path, help="folder to write to")
    add("--corpus", nargs="+", default=["tatoeba", "3am", "msctd"], metavar="NAME", help="files to learn from")
    add("--dev", default="dev", metavar="NAME", help="file of lines that must not be learnt from")
    add("--package", type=Path, help="a joint .argosmodel that scores the pairs, for --keep")
    add("--keep", type=share, nargs="*", default=[], metavar="NAME=SHARE", help="best share of a corpus to keep")
    add("--fillings", type=int, default=60, help="lines made from each chat template with slots")
    add("--threads", type=int, default=1, help="for scoring")
    add("--seed", type=int, default=1)
    options = parser.parse_args()
    options.keep = dict(options.keep)
    if options.keep and not options.package:
        parser.error("--keep needs --package, the model that tells good pairs from bad ones")
    return options


def main() -> None:
    """Prepare all files."""
    options = _parse()
    rng = random.Random(options.seed)
    templates, slots = read_templates(), read_slots()
    chat_dev = [pair for made in templates if made.held_out for pair in expand(made, slots, rng, 2)]
    dev = read_pairs(options.corpora / f"{options.dev}.tsv")
    shown = [pair for path in sorted(FOLDER.glob("shown_*.tsv")) for pair in read_pairs(path)]
    kept_out = dev + chat_dev + shown
    write_pairs(options.out / "dev.tsv", dev)
    write_pairs(options.out / "chat_dev.tsv", chat_dev)
    write_pairs(options.out / "phrasebook.tsv", without(phrasebook(), kept_out))
    chat = []
    for name, with_slots in (("chat_hand", False), ("chat_templates", True)):
        learn = [made for made in templates if not made.held_out and bool(made.slots) == with_slots]
        pairs = without((pair for made in learn for pair in expand(made, slots, rng, options.fillings)), kept_out)
        write_pairs(options.out / f"{name}.tsv", pairs)
        chat.append(pairs)
        print(f"{name}: {len(pairs)} pairs")
    corpora = {name: clean(read_pairs(options.corpora / f"{name}.tsv")) for name in options.corpus}
    cased = [pairs for pairs in corpora.values() if not is_lower_cased(pairs)]
    truecase = truecaser(english for pairs in (*cased, *chat) for _, english in pairs)
    taken: list[Pair] = list(kept_out)
    for name, pairs in corpora.items():
        if is_lower_cased(pairs):
            pairs = [(chinese, truecase(english)) for chinese, english in pairs]  # noqa: PLW2901
        unseen = without(pairs, taken)
        if name in options.keep:
            from training.score import scores  # noqa: PLC0415  # only this needs CTranslate2

            unseen = best(unseen, scores(unseen, options.package, options.threads), options.keep[name])
        write_pairs(options.out / f"{name}.tsv", unseen)
        taken += unseen
        print(f"{name}: {len(pairs)} usable pairs, {len(unseen)} kept")


if __name__ == "__main__":
    main()
