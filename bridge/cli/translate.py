"""`magpie translate`."""

from __future__ import annotations

import asyncio
import json
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from bridge.chat.reader import ModelLanguage, ReaderLanguage

if TYPE_CHECKING:
    from bridge.glossary.books import Books
    from bridge.translation.interpreter import Interpreter
    from bridge.translation.translation import Request, Translation


class Side(StrEnum):
    """A language as it is named on the command line."""

    ZH = "zh"
    ZH_HANT = "zh-Hant"
    EN = "en"


def translate(
    text: Annotated[
        str | None, typer.Argument(help="A message; without it, lines are read from standard input.")
    ] = None,
    *,
    to: Annotated[Side, typer.Option("--to", help="The language to translate into.")],
    source: Annotated[
        Side | None, typer.Option("--from", help="The language it is in; found out when missing.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, with what happened.")] = False,
) -> None:
    """Translate a message, or every line of standard input, one line each, in order."""
    asyncio.run(_translate(text, to, source, as_json=as_json))


async def _translate(text: str | None, to: Side, source: Side | None, *, as_json: bool) -> None:
    from bridge.cli.lines import batches  # noqa: PLC0415
    from bridge.glossary.books import Books  # noqa: PLC0415
    from bridge.glossary.packs import builtin  # noqa: PLC0415
    from bridge.settings import load_settings  # noqa: PLC0415
    from bridge.translation.interpreter import Interpreter  # noqa: PLC0415
    from bridge.translation.packages import Packages  # noqa: PLC0415

    async with Interpreter(Packages(load_settings().data_dir / "packages")) as interpreter:
        books = Books(builtin())
        for batch in batches(text):
            requests = _requests(batch, to, source, books)
            for line, translation in zip(batch, await _many(interpreter, requests), strict=True):
                print(_as_json(line, translation) if as_json else _as_line(translation), flush=True)


async def _many(interpreter: Interpreter, requests: list[Request]) -> list[Translation]:
    return await interpreter.translate_many(requests)


def _requests(lines: list[str], to: Side, source: Side | None, books: Books) -> list[Request]:
    from bridge.chat.text import Text  # noqa: PLC0415
    from bridge.glossary.finder import Scope  # noqa: PLC0415
    from bridge.language.detect import Detector  # noqa: PLC0415
    from bridge.language.language import Language  # noqa: PLC0415
    from bridge.translation.translation import Request  # noqa: PLC0415

    target = {
        Side.ZH: ReaderLanguage.SIMPLIFIED,
        Side.ZH_HANT: ReaderLanguage.TRADITIONAL,
        Side.EN: ReaderLanguage.ENGLISH,
    }
    detector, anywhere = Detector(), Scope()

    def language(line: str) -> Language:
        if source is None:
            return detector.detect(line, latin_terms=partial(books.is_chinese, scope=anywhere)).language
        return Language.EN if source is Side.EN else Language.ZH

    def request(line: str) -> Request:
        written_in = language(line)
        # Of a mixed line the terms of the language that is translated count.
        terms: ModelLanguage = "zh" if to is Side.EN else "en"
        read = written_in is Language.MIXED or written_in.value == terms
        hits = tuple(books.find(line, terms, anywhere)) if read else ()
        return Request(Text(line), written_in, target[to], hits)

    return [request(line) for line in lines]


def _as_line(translation: Translation) -> str:
    return " ".join(translation.text.plain.splitlines()) if "\n" in translation.text.plain else translation.text.plain


def _as_json(line: str, translation: Translation) -> str:
    return json.dumps(
        {
            "text": line,
            "translation": translation.text.plain,
            "outcome": translation.outcome,
            "reason": translation.reason,
            "package": translation.package,
        },
        ensure_ascii=False,
    )
