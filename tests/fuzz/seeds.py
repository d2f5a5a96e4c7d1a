"""Where a fuzzer begins: something of each kind that is in order."""

from __future__ import annotations

import io
import zipfile

_DISCORD = (
    "**b** *i* _i_ __u__ ~~s~~ ||h|| `c` ```py\nx\n``` [w](https://a.example) <@1> <:ab:2>",
    "# Big\n> a\n> b\n>>> rest\n-# small\n<t:1700000000:R> ¯\\_(ツ)_/¯ <https://a.example>",
)
_TABLE = "source,forms,action,text,context\nzh,yyds|永远的神,replace,GOAT,near=a|b\nen,no cap,paraphrase,honestly,\n"
_TBX = (
    "<?xml version='1.0'?><tbx><text><body><conceptEntry><langSec xml:lang='zh'><term>火锅</term></langSec>"
    "<langSec xml:lang='en'><term>hotpot</term></langSec><note>only: whole</note></conceptEntry></body></text></tbx>"
)
_FRAMES = (
    '{"type":"post","id":"a","text":"hi \\ud83d\\ude00","reply_to":3,"files":["f"]}',
    '{"type":"react","id":"b","entry":4,"emoji":["👍"]}',
    '{"type":"peek","entries":[1,2]}',
)
_CHAT = (
    "看https://x.com/a_(b)吧 @tom 7万人 :joy: `a b`",
    "hello, how are you? 我在lab 👍🏽 $19.99",
    "你好。hahaha yyds",
)
_TERMS = ("zh: yyds|永远的神 = GOAT [whole]; praise", "keep 鹊桥", "no cap ~ honestly")


def _package() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as content:
        content.writestr("p/metadata.json", '{"from_code":"zh","to_code":"en","package_version":"1"}')
        content.writestr("p/model/model.bin", b"weights" * 9)
    return out.getvalue()


def _texts(head: bytes, texts: tuple[str, ...]) -> list[bytes]:
    return [head + text.encode() for text in texts]


#: Inputs of each target, after the bytes that make it read them as they are.
SEEDS: dict[str, list[bytes]] = {
    "discord-reading": _texts(b"\0", _DISCORD),
    "discord-writing": _texts(b"\0\0", _DISCORD),
    "telegram-reading": _texts(b"\0\0", _CHAT),
    "telegram-writing": _texts(b"\0\0", _CHAT),
    "split": _texts(b"\0\x20\0\0", _CHAT),
    "csv": [b"\0" + _TABLE.encode(), b"\0" + _TABLE.encode("utf-16")],
    "tsv": _texts(b"\0", ("zh\tyyds\treplace\tGOAT\twhole\nen\tno cap\tparaphrase\thonestly\t\n",)),
    "tbx": _texts(b"\0", (_TBX.removeprefix("<?xml"),)) + _texts(b"\1\0", (_TBX,)),
    "notation": _texts(b"\0", _TERMS),
    "package": [b"\1" + _package(), b"\0" + bytes(range(64))],
    "frames": _texts(b"\0", _FRAMES),
    "protect": _texts(b"\0\0\0\0", _CHAT),
    "placeholders": _texts(b"\2\0", ("say ⟦0⟧ and X11 to ⟦1⟧",)),
    "detect": _texts(b"\0\0", _CHAT),
}
