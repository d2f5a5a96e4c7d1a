"""One SentencePiece model for both languages, with single pieces for the languages and the reserved tokens."""

import argparse
import random
import tempfile
from pathlib import Path

import sentencepiece

from training.batches import CHINESE, ENGLISH
from training.reserved import RESERVED
from training.text import read_pairs


def main() -> None:
    """Learn a tokenizer from prepared files."""
    parser = argparse.ArgumentParser(prog="python -m training.tokenizer", description=main.__doc__)
    parser.add_argument("data", type=Path, help="folder of prepared .tsv files")
    parser.add_argument("out", type=Path, help="file to write, for example sp.model")
    parser.add_argument("--corpus", nargs="+", default=["tatoeba", "msctd", "3am", "chat_hand", "chat_templates"])
    parser.add_argument("--size", type=int, default=8000, help="pieces")
    parser.add_argument("--coverage", type=float, default=0.9995, help="of characters; the rest are spelt in bytes")
    parser.add_argument("--lowered", type=float, default=0.2, help="share of English lines seen in lower case too")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as text:
        for name in options.corpus:
            for chinese, english in read_pairs(options.data / f"{name}.tsv"):
                text.write(f"{chinese}\n{english}\n")
                if rng.random() < options.lowered:
                    text.write(f"{english.lower()}\n")
        text.flush()
        with options.out.open("wb") as model:
            sentencepiece.SentencePieceTrainer.train(
                input=text.name,
                model_writer=model,
                vocab_size=options.size,
                model_type="unigram",
                character_coverage=options.coverage,
                byte_fallback=True,
                user_defined_symbols=[CHINESE, ENGLISH, *RESERVED],
                unk_id=0,
                bos_id=1,
                eos_id=2,
                pad_id=-1,
                normalization_rule_name="nmt_nfkc",
                input_sentence_size=300_000,
                shuffle_input_sentence=True,
                num_threads=options.threads,
            )


if __name__ == "__main__":
    main()
