"""Makes small models in the format of Mozilla's Firefox models: Marian's binary format, int8, an SSRU decoder.

The format: https://github.com/browsermt/marian-dev/blob/master/src/common/binary.cpp. The weights are random.
"""

from __future__ import annotations

import io
import struct

import numpy as np
import sentencepiece

from tests.translation.samples import CHINESE, ENGLISH

WIDTH, HIDDEN, HEADS, ENCODERS, DECODERS = 32, 64, 2, 1, 1
_FLOAT, _INT8, _BYTES = 0x0404, 0x4101, 0x0101
_ALIGNED = 256

Array = np.ndarray[tuple[int, ...], np.dtype[np.float32]]


def vocabulary(lines: tuple[str, ...] = ENGLISH + CHINESE) -> bytes:
    """A SentencePiece model with the ids that Marian wants: 0 ends a sentence, 1 is unknown; a multiple of 8 pieces."""
    trained = _trained(lines, ())
    missing = -len(pieces(trained)) % 8
    return _trained(lines, tuple(f"<filler{number}>" for number in range(missing))) if missing else trained


def pieces(vocabulary: bytes) -> list[str]:
    """All pieces of a vocabulary, in order."""
    processor = sentencepiece.SentencePieceProcessor(model_proto=vocabulary)
    return [processor.id_to_piece(number) for number in range(processor.vocab_size())]


def _trained(lines: tuple[str, ...], fillers: tuple[str, ...]) -> bytes:
    out = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([*lines] * 5),
        model_writer=out,
        vocab_size=120 + len(fillers),
        hard_vocab_limit=False,
        character_coverage=1.0,
        user_defined_symbols=fillers,
        bos_id=-1,
        eos_id=0,
        unk_id=1,
        minloglevel=2,
    )
    return out.getvalue()


def model(source: bytes, target: bytes, *, seed: int = 1) -> bytes:
    """A model with a vocabulary of its own on each side, as those for Chinese are."""
    draw = np.random.default_rng(seed)
    items: list[tuple[str, int, tuple[int, ...], bytes]] = []

    def number(name: str, value: float) -> None:
        items.append((name, _FLOAT, (1, 1), struct.pack("<f", value)))

    def floats(name: str, *shape: int, ones: bool = False) -> None:
        values = np.ones(shape, np.float32) if ones else draw.normal(0, 0.1, shape).astype(np.float32)
        items.append((name, _FLOAT, shape, values.tobytes()))

    def weights(name: str, rows: int, columns: int, *, alpha: bool = True) -> None:
        content = draw.integers(-127, 128, rows * columns, np.int8).tobytes()
        items.append((name, _INT8, (rows, columns), content + struct.pack("<f", 127.0)))
        if alpha:
            number(f"{name}_QuantMultA", 20.0)

    def norm(name: str) -> None:
        floats(f"{name}_ln_scale", 1, WIDTH, ones=True)
        floats(f"{name}_ln_bias", 1, WIDTH)

    def attention(name: str) -> None:
        for letter in "qkvo":
            weights(f"{name}_W{letter}", WIDTH, WIDTH)
            floats(f"{name}_b{letter}", 1, WIDTH)
        norm(f"{name}_Wo")

    def feed_forward(name: str) -> None:
        weights(f"{name}_W1", WIDTH, HIDDEN)
        floats(f"{name}_b1", 1, HIDDEN)
        weights(f"{name}_W2", HIDDEN, WIDTH)
        floats(f"{name}_b2", 1, WIDTH)
        norm(f"{name}_ffn")

    sizes = [len(pieces(side)) for side in (source, target)]
    weights("encoder_Wemb", sizes[0], WIDTH, alpha=False)
    weights("decoder_Wemb", sizes[1], WIDTH, alpha=False)
    items.append(("decoder_Wemb_QuantMultA", _INT8, (1, 1), struct.pack("<bf", 127, 127 / 20)))
    floats("decoder_ff_logit_out_b", 1, sizes[1])
    for layer in range(1, ENCODERS + 1):
        attention(f"encoder_l{layer}_self")
        feed_forward(f"encoder_l{layer}_ffn")
    for layer in range(1, DECODERS + 1):
        weights(f"decoder_l{layer}_rnn_W", WIDTH, WIDTH)
        weights(f"decoder_l{layer}_rnn_Wf", WIDTH, WIDTH)
        floats(f"decoder_l{layer}_rnn_bf", 1, WIDTH)
        norm(f"decoder_l{layer}_rnn_ffn")
        attention(f"decoder_l{layer}_context")
        feed_forward(f"decoder_l{layer}_ffn")
    config = (
        f"dim-emb: {WIDTH}\ntransformer-heads: {HEADS}\nenc-depth: {ENCODERS}\ndec-depth: {DECODERS}\n"
        f"transformer-dim-ffn: {HIDDEN}\ndec-cell: ssru\ntransformer-decoder-autoreg: rnn\n"
    )
    items.append(("special:model.yml", _BYTES, (len(config) + 1,), config.encode() + b"\0"))
    return _binary(items)


def _binary(items: list[tuple[str, int, tuple[int, ...], bytes]]) -> bytes:
    blocks = [content + bytes(-len(content) % _ALIGNED) for *_, content in items]
    head = struct.pack("<QQ", 1, len(items))
    for (name, kind, shape, _), block in zip(items, blocks, strict=True):
        head += struct.pack("<QQQQ", len(name) + 1, kind, len(shape), len(block))
    head += b"".join(name.encode() + b"\0" for name, *_ in items)
    head += b"".join(struct.pack(f"<{len(shape)}i", *shape) for _, _, shape, _ in items)
    gap = -(len(head) + 8) % _ALIGNED
    return head + struct.pack("<Q", gap) + bytes(gap) + b"".join(blocks)
