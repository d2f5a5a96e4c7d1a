"""Fields of a menu as the line that `/slang` reads."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bridge.commands.slang_line import slang_line, wants_more
from tests.commands.slang_room import ANN, SlangRoom, slang_room


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[SlangRoom]:
    async with slang_room(tmp_path / "magpie.db", packs=False) as setting:
        yield setting


@pytest.mark.parametrize(
    ("part", "fields", "line"),
    [
        ("add", {"form": "yyds", "translation": "GOAT", "note": "highest\npraise"}, "add yyds = GOAT; highest praise"),
        ("add", {"form": "蚌埠住了", "translation": "忍不住了", "action": "paraphrase"}, "add 蚌埠住了 ~ 忍不住了"),
        ("add", {"form": "鹊桥", "action": "keep", "translation": "bridge"}, "add keep 鹊桥"),
        (
            "add",
            {"form": "顶", "translation": "up", "condition": "[whole]", "here": "here"},
            "here add 顶 = up [whole]",
        ),
        ("edit", {"form": "=_=", "translation": "a; b"}, r"edit \=_\= = a\; b"),
        ("show", {"form": " yyds "}, "show yyds"),
        ("history", {}, "history"),
        ("list", {"page": "2"}, "list 2"),
        ("import", {"check": "check", "here": "here"}, "here import check"),
        ("keepers", {"change": "add", "name": "Mei Li"}, "keepers add Mei Li"),
        ("undo", {"form": "stray"}, "undo"),
    ],
)
def test_a_line_of_fields(part: str, fields: dict[str, str], line: str) -> None:
    assert slang_line(part, fields) == line


def test_more_is_wanted_where_a_term_is_not_whole() -> None:
    assert wants_more("add", {})
    assert wants_more("edit", {"form": "yyds", "note": "x"})
    assert wants_more("add", {"translation": "GOAT"})
    assert not wants_more("add", {"form": "鹊桥", "action": "keep"})
    assert not wants_more("add", {"form": "yyds", "translation": "GOAT"})
    assert not wants_more("list", {})


async def test_signs_inside_a_form_come_through(room: SlangRoom) -> None:
    for form, translation in (("=_=鹊", "deadpan; bored"), ("a;b鹊", "[start] = end"), ("keep 鹊 real", "stay true")):
        told = await room.ask(ANN, f"/slang {slang_line('add', {'form': form, 'translation': translation})}")
        assert "From now on" in told
        await room.say(f"今天 {form} 呀")
        assert f"[{translation}]" in room.heard().text
        assert "Removed" in await room.ask(ANN, f"/slang {slang_line('remove', {'form': form})}")
