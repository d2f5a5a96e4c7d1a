"""Weights to a quantised CTranslate2 model."""

import argparse
from pathlib import Path

import ctranslate2
import numpy as np
import sentencepiece
from ctranslate2.specs import attention_spec, common_spec, transformer_spec
from torch import Tensor

from training.model import Shape, load_weights


class Converter:
    """Copies weights by name into the places that CTranslate2 gives them."""

    def __init__(self, shape: Shape, weights: dict[str, Tensor]) -> None:
        self.shape = shape
        self.arrays = {name: weight.float().numpy() for name, weight in weights.items()}

    def linear(self, spec: common_spec.LinearSpec, name: str) -> None:
        """Copy a linear layer."""
        spec.weight, spec.bias = self.arrays[f"{name}.weight"], self.arrays[f"{name}.bias"]

    def norm(self, spec: common_spec.LayerNormSpec, name: str) -> None:
        """Copy a layer normalisation."""
        spec.gamma, spec.beta = self.arrays[f"{name}.weight"], self.arrays[f"{name}.bias"]

    def embedding(self, spec: common_spec.EmbeddingsSpec) -> None:
        """Copy the embedding, which is multiplied by the square root of its width."""
        spec.weight = self.arrays["embedding.weight"]
        spec.multiply_by_sqrt_depth = np.dtype("int8").type(1)

    def attention(self, spec: attention_spec.MultiHeadAttentionSpec, name: str) -> None:
        """Copy an attention's query (where it stands alone), its joint input, and its output."""
        parts = ("query", "input", "output") if f"{name}.query.weight" in self.arrays else ("input", "output")
        for linear, part in zip(spec.linear, parts, strict=True):
            self.linear(linear, f"{name}.{part}")

    def layer(self, spec: transformer_spec.TransformerDecoderLayerSpec, name: str) -> None:
        """Copy a layer of the encoder or the decoder."""
        self.norm(spec.self_attention.layer_norm, f"{name}.norm_attention")
        self.attention(spec.self_attention, f"{name}.attention")
        if f"{name}.cross.query.weight" in self.arrays:
            self.norm(spec.attention.layer_norm, f"{name}.norm_cross")
            self.attention(spec.attention, f"{name}.cross")
        self.norm(spec.ffn.layer_norm, f"{name}.norm_feed")
        self.linear(spec.ffn.linear_0, f"{name}.feed_in")
        self.linear(spec.ffn.linear_1, f"{name}.feed_out")

    def spec(self) -> transformer_spec.TransformerSpec:
        """Build the whole model."""
        spec = transformer_spec.TransformerSpec.from_config(
            (self.shape.encoder_layers, self.shape.decoder_layers),
            self.shape.heads,
            pre_norm=True,
            activation=common_spec.Activation.RELU,
        )
        for part, name in ((spec.encoder, "encoder"), (spec.decoder, "decoder")):
            embeddings = part.embeddings[0] if name == "encoder" else part.embeddings
            self.embedding(embeddings)
            part.position_encodings.encodings = self.arrays["positions"]
            self.norm(part.layer_norm, f"norm_{name}")
            for number, layer in enumerate(part.layer):
                self.layer(layer, f"{name}.{number}")
        spec.decoder.projection.weight = self.arrays["embedding.weight"]
        spec.decoder.projection.bias = self.arrays["bias"]
        return spec


def convert(weights: Path, tokenizer: Path, out: Path, quantization: str = "int8") -> None:
    """Write a CTranslate2 model of the weights to the folder `out`, which must not exist or be empty."""
    spec = Converter(*load_weights(str(weights))).spec()
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(tokenizer))
    vocabulary = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.config.add_source_eos = True
    unknown, begin, end = vocabulary[:3]
    spec.config.decoder_start_token = spec.config.bos_token = begin
    spec.config.eos_token, spec.config.unk_token = end, unknown
    spec.validate()
    spec.optimize(quantization=None if quantization == "float32" else quantization)
    out.mkdir(parents=True, exist_ok=True)
    spec.save(str(out))


def main() -> None:
    """Convert a checkpoint."""
    parser = argparse.ArgumentParser(prog="python -m training.convert", description=main.__doc__)
    parser.add_argument("weights", type=Path, help="best.pt, or what training.average wrote")
    parser.add_argument("out", type=Path, help="folder for the CTranslate2 model")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--quantization", default="int8", help="int8, int16, float16 or float32")
    options = parser.parse_args()
    convert(options.weights, options.tokenizer, options.out, options.quantization)
    size = sum(path.stat().st_size for path in options.out.iterdir())
    print(f"CTranslate2 {ctranslate2.__version__} model of {size / 1e6:.1f} MB in {options.out}")


if __name__ == "__main__":
    main()
