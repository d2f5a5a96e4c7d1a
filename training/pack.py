"""A CTranslate2 model and its tokenizer to the two packages that Argos Translate and the bot install.

A package is a zip with one folder: `metadata.json`, `sentencepiece.model`, `model/`. Both hold the same model, whose
decoder starts with the language to write (`target_prefix`).
"""

import argparse
import json
import zipfile
from pathlib import Path

NAMES = {"zh": "Chinese", "en": "English"}

#: The time written into the archives, so that the same model gives the same bytes.
EPOCH = (2025, 1, 1, 0, 0, 0)


def metadata(source: str, target: str, version: str) -> dict[str, str]:
    """Describe one direction as Argos Translate expects it."""
    return {
        "package_version": version,
        "argos_version": "1.9.0",
        "from_code": source,
        "from_name": NAMES[source],
        "to_code": target,
        "to_name": NAMES[target],
        "target_prefix": f"<{target}>",
        "type": "translate",
    }


def pack(model: Path, tokenizer: Path, out: Path, version: str) -> list[Path]:
    """Write both packages into the folder `out`; give their paths."""
    written = []
    out.mkdir(parents=True, exist_ok=True)
    for source, target in (("zh", "en"), ("en", "zh")):
        root = f"translate-{source}_{target}-{version.replace('.', '_')}"
        files = {f"{root}/sentencepiece.model": tokenizer.read_bytes()}
        files |= {f"{root}/model/{path.name}": path.read_bytes() for path in sorted(model.iterdir())}
        described = json.dumps(metadata(source, target, version), indent=1)
        path = out / f"{root}.argosmodel"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name, content in {f"{root}/metadata.json": described.encode(), **files}.items():
                entry = zipfile.ZipInfo(name, EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, content)
        written.append(path)
    return written


def main() -> None:
    """Pack a converted model."""
    parser = argparse.ArgumentParser(prog="python -m training.pack", description=main.__doc__)
    parser.add_argument("model", type=Path, help="folder that training.convert wrote")
    parser.add_argument("out", type=Path, help="folder for the packages")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--version", required=True, help="for example 0.2")
    options = parser.parse_args()
    for path in pack(options.model, options.tokenizer, options.out, options.version):
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
