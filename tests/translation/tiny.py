"""Makes small Argos packages: a transformer of random weights, a tokenizer trained on a few lines."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import sentencepiece
from ctranslate2.specs import common_spec, transformer_spec

from tests.translation.samples import CHINESE, ENGLISH

WIDTH, HEADS = 16, 2
MARKS = [f"⟦{number}⟧" for number in range(10)]


@dataclass(frozen=True)
class Recipe:
    """What a package is made of."""

    source: str = "zh"
    target: str = "en"
    version: str = "1.0"
    argos_version: str = "1.9.0"
    target_prefix: str = ""
    reserved: bool = False
    bpe: bool = False
    positions: int = 64
    seed: int = 1
    top: str = ""
    without: frozenset[str] = field(default_factory=frozenset)

    @property
    def folder(self) -> str:
        return self.top or f"translate-{self.source}_{self.target}-{self.version.replace('.', '_')}"


def build(folder: Path, recipe: Recipe = Recipe()) -> Path:
    """Write the package and return its path."""
    files, pieces = _bpe() if recipe.bpe else _sentencepiece(recipe)
    work = folder / f"model-{recipe.seed}-{recipe.positions}-{len(pieces)}"
    if not work.exists():
        _model(work, pieces, recipe)
    metadata = {
        "package_version": recipe.version,
        "argos_version": recipe.argos_version,
        "from_code": recipe.source,
        "from_name": recipe.source,
        "to_code": recipe.target,
        "to_name": recipe.target,
        "type": "translate",
    }
    if recipe.target_prefix:
        metadata["target_prefix"] = recipe.target_prefix
    files["metadata.json"] = json.dumps(metadata).encode()
    files |= {f"model/{file.name}": file.read_bytes() for file in work.iterdir()}
    path = folder / f"{recipe.folder}.argosmodel"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            if name not in recipe.without:
                archive.writestr(f"{recipe.folder}/{name}", content)
    return path


def _sentencepiece(recipe: Recipe) -> tuple[dict[str, bytes], list[str]]:
    out = io.BytesIO()
    prefixes = [recipe.target_prefix] if recipe.target_prefix else []
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([*ENGLISH, *CHINESE] * 5),
        model_writer=out,
        vocab_size=200,
        hard_vocab_limit=False,
        character_coverage=1.0,
        user_defined_symbols=[*prefixes, *(MARKS if recipe.reserved else [])],
        minloglevel=2,
    )
    processor = sentencepiece.SentencePieceProcessor(model_proto=out.getvalue())
    return {"sentencepiece.model": out.getvalue()}, [processor.id_to_piece(i) for i in range(len(processor))]


def _bpe() -> tuple[dict[str, bytes], list[str]]:
    letters = sorted({char for line in (*ENGLISH, *CHINESE) for char in line if not char.isspace()})
    codes = "#version: 0.2\nt h\nth e</w>\ni n\na n\no u</w>\n"
    pieces = [*letters, *(f"{letter}@@" for letter in letters), "the", "th@@", "in@@", "an@@", "ou"]
    return {"bpe.model": codes.encode()}, ["<unk>", "<s>", "</s>", *pieces]


def _model(folder: Path, pieces: list[str], recipe: Recipe) -> None:
    draw = np.random.default_rng(recipe.seed)

    def weights(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return draw.normal(0, 0.3, shape).astype(np.float32)

    spec = transformer_spec.TransformerSpec.from_config(
        (1, 1), HEADS, pre_norm=True, activation=common_spec.Activation.RELU
    )

    def linear(part: common_spec.LinearSpec, rows: int, columns: int) -> None:
        part.weight, part.bias = weights(rows, columns), weights(rows)

    def norm(part: common_spec.LayerNormSpec) -> None:
        part.gamma, part.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    embeddings = weights(len(pieces), WIDTH)
    for part in (spec.encoder.embeddings[0], spec.decoder.embeddings):
        part.weight, part.multiply_by_sqrt_depth = embeddings, np.dtype("int8").type(1)
    for side in (spec.encoder, spec.decoder):
        side.position_encodings.encodings = weights(recipe.positions, WIDTH)
        norm(side.layer_norm)
        for layer in side.layer:
            norm(layer.self_attention.layer_norm)
            linear(layer.self_attention.linear[0], 3 * WIDTH, WIDTH)
            linear(layer.self_attention.linear[1], WIDTH, WIDTH)
            norm(layer.ffn.layer_norm)
            linear(layer.ffn.linear_0, 2 * WIDTH, WIDTH)
            linear(layer.ffn.linear_1, WIDTH, 2 * WIDTH)
    attention = spec.decoder.layer[0].attention
    norm(attention.layer_norm)
    linear(attention.linear[0], WIDTH, WIDTH)
    linear(attention.linear[1], 2 * WIDTH, WIDTH)
    linear(attention.linear[2], WIDTH, WIDTH)
    linear(spec.decoder.projection, len(pieces), WIDTH)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = "<s>"
    spec.validate()
    spec.optimize()
    folder.mkdir()
    spec.save(str(folder))
