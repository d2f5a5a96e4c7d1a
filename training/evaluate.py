"""chrF and BLEU of packages on a TSV file, by the model alone: no sentence splitting, no glossary, no guard."""

import argparse
import random
import re
import time
from pathlib import Path

import sacrebleu

from training.package import open_package
from training.reserved import reserve, tokens
from training.text import HAN, read_pairs

_FULL_WIDTH = str.maketrans(",?!:;", "，？！：；")


def widen(text: str) -> str:
    """Set punctuation after Han characters full-width, since SentencePiece's NFKC made it half-width."""
    text = re.sub(rf"(?<=[{HAN}⟧]) ?([,?!:;])", lambda match: match.group(1).translate(_FULL_WIDTH), text)
    text = re.sub(rf"(?<=[{HAN}])\.(?!\w)", "。", text)
    return re.sub(r"(?<=[，。？！]) ", "", text)


def translate(package: Path, texts: list[str], beam: int, penalty: float, threads: int) -> tuple[list[str], float]:
    """Translate texts; give the translations and the seconds it took."""
    opened = open_package(package, threads)
    pieces = [opened.pieces(text) for text in texts]
    started = time.perf_counter()
    results = opened.translator.translate_batch(
        pieces,
        target_prefix=[[opened.target_prefix]] * len(texts) if opened.target_prefix else None,
        beam_size=beam,
        repetition_penalty=penalty,
        max_batch_size=64,
        max_decoding_length=120,
    )
    seconds = time.perf_counter() - started
    outputs = ([piece for piece in result.hypotheses[0] if piece != opened.target_prefix] for result in results)
    return [opened.tokenizer.decode(output) for output in outputs], seconds


def main() -> None:
    """Measure packages; the direction is read from the file's name."""
    parser = argparse.ArgumentParser(prog="python -m training.evaluate", description=main.__doc__)
    parser.add_argument("pairs", type=Path, help="TSV file, Chinese TAB English")
    parser.add_argument("packages", type=Path, nargs="+", help="translate-zh_en-….argosmodel, translate-en_zh-….")
    parser.add_argument("--beam", type=int, nargs="+", default=[2, 4])
    parser.add_argument("--penalty", type=float, default=1.1, help="repetition penalty")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--reserve", type=float, default=0, help="share of pairs that get reserved tokens first")
    parser.add_argument("--show", action="store_true", help="print source, reference and translation of every line")
    options = parser.parse_args()
    rng = random.Random(1)
    pairs = [reserve(*pair, rng, options.reserve) for pair in read_pairs(options.pairs)]
    for package in options.packages:
        to_english = "zh_en" in package.name
        sources, references = zip(*(pair if to_english else pair[::-1] for pair in pairs), strict=True)
        bleu = sacrebleu.BLEU(tokenize="13a" if to_english else "zh")
        chrf = sacrebleu.CHRF()
        for beam in options.beam:
            outputs, seconds = translate(package, list(sources), beam, options.penalty, options.threads)
            if not to_english:
                outputs, references = [widen(text) for text in outputs], tuple(widen(text) for text in references)
            scores = (metric.corpus_score(outputs, [list(references)]) for metric in (chrf, bleu))
            figures = ", ".join(f"{score.name} {score.score:.1f}" for score in scores)
            print(f"{package.name}, beam {beam}: {figures}; {len(sources) / seconds:.0f} lines a second")
            carried = [(tokens(source), tokens(output)) for source, output in zip(sources, outputs, strict=True)]
            if kept := [given == found for given, found in carried if given]:
                print(f"all reserved tokens kept in {sum(kept)} of {len(kept)} lines that have them")
            if options.show:
                for row in zip(sources, references, outputs, strict=True):
                    print("\t".join(row))
        print(chrf.get_signature(), bleu.get_signature(), sep="\n")


if __name__ == "__main__":
    main()
