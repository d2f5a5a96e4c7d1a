"""From pairs to batches."""

import random

from training.batches import END, Augmentation, batches, examples, join, mix, plain_examples

PAIRS = [
    ("你好吗？", "How are you?"),
    ("我在学习。", "I'm studying."),
    ("再见！", "Bye!"),
    ("今天好累。", "So tired today."),
]


class Letters:
    """A tokenizer whose pieces are characters; languages get the ids 3 and 4."""

    def encode(self, text: str) -> list[int]:
        return [ord(character) for character in text]

    def piece_to_id(self, piece: str) -> int:
        return {"<zh>": 3, "<en>": 4}[piece]


def decode(pieces: list[int]) -> str:
    return "".join(chr(piece) for piece in pieces if piece > 4)


def test_corpora_are_mixed_by_weight() -> None:
    corpora = {"a": [("一", "one")], "b": [("二", "two")] * 1000, "c": [("三", "three")]}
    drawn = mix(corpora, {"a": 3, "b": 0.25}, random.Random(1))
    assert drawn.count(("一", "one")) == 3
    assert 200 < drawn.count(("二", "two")) < 300
    assert drawn.count(("三", "three")) == 1


def test_each_pair_gives_an_example_in_each_direction() -> None:
    made = plain_examples(PAIRS[:1], Letters())
    assert [decode(source) for source, _ in made] == ["你好吗？", "How are you?"]
    assert [target[0] for _, target in made] == [4, 3]
    assert all(target[-1] == END for _, target in made)


def test_targets_stay_clean() -> None:
    still = Augmentation(reserved=0, joined=0)
    made = examples(PAIRS * 50, Letters(), random.Random(1), still)
    assert {decode(target) for _, target in made} == {side for pair in PAIRS for side in pair}
    assert {decode(source) for source, _ in made} > {side for pair in PAIRS for side in pair}


def test_joined_pairs_are_comma_chains_in_chinese_and_sentences_in_english() -> None:
    joined = join(PAIRS[1], PAIRS[3], random.Random(1))
    assert joined is not None
    (chain, sentences), (whole, same) = joined
    assert chain in {"我在学习，今天好累。", "我在学习 今天好累。"}
    assert sentences == same == "I'm studying. So tired today."
    assert whole == "我在学习。今天好累。"
    assert join(("看 ⟦0⟧", "Look ⟦0⟧."), PAIRS[0], random.Random(1)) is None
    assert join(("嗯", "because,"), PAIRS[0], random.Random(1)) is None


def test_batches_hold_everything_once_and_keep_to_the_limit() -> None:
    made = plain_examples(PAIRS * 40, Letters())
    grouped = batches(list(made), 120, random.Random(1))
    assert sorted(example for batch in grouped for example in batch) == sorted(made)
    for batch in grouped:
        longest = max(max(len(source), len(target)) for source, target in batch)
        assert len(batch) == 1 or longest * len(batch) <= 120


def test_the_same_seed_gives_the_same_batches() -> None:
    def run(seed: int) -> list[list[tuple[list[int], list[int]]]]:
        rng = random.Random(seed)
        return batches(examples(mix({"a": PAIRS * 9}, {}, rng), Letters(), rng, Augmentation()), 100, rng)

    assert run(1) == run(1)
    assert run(1) != run(2)
