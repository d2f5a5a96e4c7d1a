"""What a fuzzer drives: each target makes something of its bytes and checks what must hold for it."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

from telegram import MessageEntity, User

from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import EntityKind
from bridge.chat.units import Unit
from tests.fuzz import (
    invariants_discord,
    invariants_frames,
    invariants_glossary,
    invariants_language,
    invariants_package,
    invariants_split,
    invariants_telegram,
    invariants_translation,
)
from tests.fuzz.supply import Supply
from tests.fuzz.tokens import DISCORD, GLOSSARY, JSON, PLAIN, TBX, WORDS

Target = Callable[[bytes], None]
KINDS = tuple(EntityKind)
VALUES = (
    "",
    "1",
    "py",
    "discord:12",
    "discord:a34",
    "discord:&5",
    "telegram:7",
    "telegram:@ann",
    "https://a.example/x_(y)",
    "https://b.example/?q=*c*",
    "http://a.example/)",
    "mailto:a@b.example",
    "javascript:alert(1)",
)
TYPES = (*MessageEntity.ALL_TYPES, "hologram")
#: Memory rather than a disk, where there is one.
_MEMORY = Path("/dev/shm")


def discord_reading(data: bytes) -> None:
    """Markdown as the core's text."""
    invariants_discord.markdown_is_read(Supply(data).text(DISCORD))


def discord_writing(data: bytes) -> None:
    """The core's text as Markdown, and back."""
    invariants_discord.text_is_written(Supply(data).rich(KINDS, VALUES, DISCORD))


def telegram_reading(data: bytes) -> None:
    """Telegram's entities as the core's."""
    supply = Supply(data)
    entities = [
        MessageEntity(
            supply.choice(TYPES),
            supply.number(80) - 8,
            supply.number(80) - 8,
            url=supply.choice(VALUES),
            user=User(supply.number(99), "a", is_bot=False) if supply.number(1) else None,
            language=supply.choice(VALUES),
            custom_emoji_id=str(supply.number(99)),
        )
        for _ in range(supply.number(7))
    ]
    plain = supply.text(PLAIN)
    invariants_telegram.units_agree(plain)
    invariants_telegram.entities_are_read(plain, entities)


def telegram_writing(data: bytes) -> None:
    """The core's entities as Telegram's."""
    invariants_telegram.text_is_written(Supply(data).rich(KINDS, VALUES, PLAIN))


def split(data: bytes) -> None:
    """Cutting what is too long."""
    supply = Supply(data)
    unit, limit = supply.choice(tuple(Unit)), supply.number(200) + 8
    invariants_split.pieces_make_the_text(supply.rich(KINDS, VALUES, PLAIN), limit, unit)


def csv(data: bytes) -> None:
    """A table as spreadsheets write it."""
    supply = Supply(data)
    raw = supply.number(3) == 0
    content = supply.rest() if raw else supply.text(GLOSSARY).encode(errors="replace")
    invariants_glossary.file_is_read_or_refused("a.csv", content)


def tsv(data: bytes) -> None:
    """A table with tabs."""
    supply = Supply(data)
    raw = supply.number(3) == 0
    content = supply.rest() if raw else supply.text(GLOSSARY).encode(errors="replace")
    invariants_glossary.file_is_read_or_refused("a.tsv", b"source\tforms\taction\ttext\tcontext\n" + content)


def tbx(data: bytes) -> None:
    """A file of a terminology tool."""
    supply = Supply(data)
    way = supply.number(3)
    if way == 0:
        content = b"<?xml" + supply.rest()
    elif way == 1:
        content = supply.text(TBX).encode(errors="replace")
    else:
        content = f"<tbx><body>{supply.text(TBX)}</body></tbx>".encode(errors="replace")
    invariants_glossary.file_is_read_or_refused("a.tbx", content)


def notation(data: bytes) -> None:
    """A term as somebody types it."""
    invariants_glossary.line_is_read_or_refused(Supply(data).text(GLOSSARY))


def package(data: bytes) -> None:
    """A file that is said to be a translation package."""
    supply = Supply(data)
    content = supply.rest() if supply.number(1) else archive(supply)
    invariants_package.package_is_unpacked_or_refused(content, _MEMORY if _MEMORY.is_dir() else None)


_METADATA = b'{"from_code": "zh", "to_code": "en", "package_version": "1"}'
_PARTS = (
    "p",
    "q",
    "..",
    ".",
    "",
    "a",
    "metadata.json",
    "C:x",
    "a\\b",
    "old",
    " ",
    "\x00",
    "ü",
    "x" * 300,
    "/",
    "-",
    "*",
)


def archive(supply: Supply) -> bytes:
    """A zip with names, kinds, sizes and sums of which some lie, and a few bytes changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as content, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the same name twice, which is the point
        content.writestr("p/metadata.json", _METADATA)
        for _ in range(supply.number(7)):
            name = "/".join(supply.choice(_PARTS) for _ in range(supply.number(3) + 1))
            entry = zipfile.ZipInfo(name or "p/a")
            entry.compress_type = supply.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2))
            entry.external_attr = supply.choice((0, 0o100644, 0o120777, 0o040755, 0o010644, 0o060644, 0o104755)) << 16
            many = supply.choice((1, 1, 1, 1 << 10, 1 << 15))
            content.writestr(entry, supply.take(8) * many)
    written = bytearray(out.getvalue())
    for _ in range(supply.number(7)):
        written[supply.number(0xFFFF) % len(written)] = supply.number(255)
    return bytes(written)


def frames(data: bytes) -> None:
    """What a page sends."""
    invariants_frames.frame_is_read_or_refused(Supply(data).text(JSON))


def protect(data: bytes) -> None:
    """What must survive a translation, taken out and put back."""
    supply = Supply(data)
    target = supply.choice(tuple(ReaderLanguage))
    said = supply.choice(("hello there", "你好，世界。", "a", " x ", "1.", "⟦0⟧", "…"))
    invariants_translation.everything_comes_back(supply.rich(KINDS, VALUES, WORDS), target, said)


def placeholders(data: bytes) -> None:
    """What a model makes of placeholders."""
    supply = Supply(data)
    count = supply.number(10)
    invariants_translation.placeholders_are_counted(
        supply.text(("⟦", "⟧", "0", "1", "2", "9", "X", " ", "x1", "X10", "X11", "a")), count
    )


def detect(data: bytes) -> None:
    """Which language a text is in."""
    supply = Supply(data)
    ignored = [(supply.number(80) - 8, supply.number(80) - 8) for _ in range(supply.number(3))]
    invariants_language.language_is_told(supply.text(WORDS), ignored)


TARGETS: dict[str, Target] = {
    "discord-reading": discord_reading,
    "discord-writing": discord_writing,
    "telegram-reading": telegram_reading,
    "telegram-writing": telegram_writing,
    "split": split,
    "csv": csv,
    "tsv": tsv,
    "tbx": tbx,
    "package": package,
    "protect": protect,
    "placeholders": placeholders,
    "detect": detect,
    "frames": frames,
    "notation": notation,
}
