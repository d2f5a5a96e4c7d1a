"""Pairs to batches of piece ids: mixing of corpora, reserved tokens, noise, joining, and bucketing by length."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from training.noise import noise_chinese, noise_english
from training.reserved import TOKEN, reserve
from training.text import Pair

BEGIN, END = 1, 2
CHINESE, ENGLISH = "<zh>", "<en>"
_ENDS = "。！？.!?…"

#: A source as piece ids, and a target as piece ids that begins with its language and ends with `END`.
Example = tuple[list[int], list[int]]


class Tokenizer(Protocol):
    """What is needed of `sentencepiece.SentencePieceProcessor`."""

    def encode(self, text: str) -> list[int]:
        """Give the piece ids of a text."""

    def piece_to_id(self, piece: str) -> int:
        """Give the id of one piece."""


@dataclass(frozen=True)
class Augmentation:
    """Shares of the pairs that are changed anew in every epoch."""

    reserved: float = 0.2
    joined: float = 0.08
    longest: int = 80


def mix(corpora: Mapping[str, Sequence[Pair]], weights: Mapping[str, float], rng: random.Random) -> list[Pair]:
    """Draw one epoch: each corpus `weight` times, the fraction by chance."""
    drawn: list[Pair] = []
    for name, pairs in corpora.items():
        whole, part = divmod(weights.get(name, 1.0), 1)
        drawn += list(pairs) * int(whole)
        drawn += [pair for pair in pairs if rng.random() < part]
    rng.shuffle(drawn)
    return drawn


def join(first: Pair, second: Pair, rng: random.Random) -> tuple[Pair, Pair] | None:
    """Join two pairs as one message: a pair for Chinese to English (comma chains), one for the way back.

    None where reserved tokens of the two would collide or a side does not end like a sentence.
    """
    if any(TOKEN.search(side) for side in (*first, *second)) or first[1][-1:] not in _ENDS:
        return None
    chinese, english = (first[side].rstrip(_ENDS) for side in (0, 1))
    if not chinese or not english:
        return None
    sentences = f"{first[1]} {second[1]}"
    chain = f"{chinese}{rng.choice('，，，  。')}{second[0]}"
    whole = f"{first[0] if first[0][-1:] in _ENDS else first[0] + '。'}{second[0]}"
    return (chain, sentences), (whole, sentences)


def examples(
    pairs: Sequence[Pair], tokenizer: Tokenizer, rng: random.Random, augmentation: Augmentation
) -> list[Example]:
    """Make two examples of each pair, one a direction, with noise on the source side."""
    to_english, to_chinese = tokenizer.piece_to_id(ENGLISH), tokenizer.piece_to_id(CHINESE)
    longest = augmentation.longest
    made: list[Example] = []
    for number, pair in enumerate(pairs):
        forward = backward = pair
        neighbour = pairs[number - 1]
        if rng.random() < augmentation.joined and len(pair[0]) + len(neighbour[0]) < 40:
            forward, backward = join(neighbour, pair, rng) or (pair, pair)
        else:
            forward = backward = reserve(*pair, rng, augmentation.reserved)
        source, target = tokenizer.encode(noise_chinese(forward[0], rng)), tokenizer.encode(forward[1])
        made.append((source[:longest], [to_english, *target[:longest], END]))
        source, target = tokenizer.encode(noise_english(backward[1], rng)), tokenizer.encode(backward[0])
        made.append((source[:longest], [to_chinese, *target[:longest], END]))
    return made


def plain_examples(pairs: Sequence[Pair], tokenizer: Tokenizer) -> list[Example]:
    """Make two examples of each pair without changing anything."""
    made: list[Example] = []
    for sides in pairs:
        for source, target, language in ((0, 1, ENGLISH), (1, 0, CHINESE)):
            pieces = [tokenizer.piece_to_id(language), *tokenizer.encode(sides[target]), END]
            made.append((tokenizer.encode(sides[source]), pieces))
    return made


def batches(made: list[Example], batch_tokens: int, rng: random.Random, bucket: int = 20000) -> list[list[Example]]:
    """Group examples of like length into batches of at most `batch_tokens` padded tokens a side, in random order."""
    rng.shuffle(made)
    grouped: list[list[Example]] = []
    for start in range(0, len(made), bucket):
        near = sorted(made[start : start + bucket], key=lambda example: (len(example[1]), len(example[0])))
        grouped += _fill(near, batch_tokens)
    rng.shuffle(grouped)
    return grouped


def _fill(near: Sequence[Example], batch_tokens: int) -> Iterator[list[Example]]:
    batch: list[Example] = []
    longest = 0
    for example in near:
        length = max(len(example[0]), len(example[1]))
        if batch and max(longest, length) * (len(batch) + 1) > batch_tokens:
            yield batch
            batch, longest = [], 0
        batch.append(example)
        longest = max(longest, length)
    if batch:
        yield batch
