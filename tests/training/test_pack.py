"""Packing a model into the two packages."""

import json
import zipfile
from pathlib import Path

from training.pack import pack


def test_both_packages_hold_the_model_and_name_their_language(tmp_path: Path) -> None:
    model, tokenizer = tmp_path / "model", tmp_path / "sp.model"
    model.mkdir()
    (model / "model.bin").write_bytes(b"weights")
    (model / "config.json").write_text("{}")
    tokenizer.write_bytes(b"pieces")
    first = pack(model, tokenizer, tmp_path / "out", "0.2")
    assert [path.name for path in first] == ["translate-zh_en-0_2.argosmodel", "translate-en_zh-0_2.argosmodel"]
    for path, prefix in zip(first, ("<en>", "<zh>"), strict=True):
        with zipfile.ZipFile(path) as archive:
            root = path.stem
            described = json.loads(archive.read(f"{root}/metadata.json"))
            assert archive.read(f"{root}/model/model.bin") == b"weights"
            assert archive.read(f"{root}/sentencepiece.model") == b"pieces"
            assert {name.split("/")[0] for name in archive.namelist()} == {root}
        assert described["target_prefix"] == prefix
        assert described["package_version"] == "0.2"
        assert described["from_code"] + "_" + described["to_code"] in path.name
    again = pack(model, tokenizer, tmp_path / "again", "0.2")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]
