"""Pictures of people, for whoever was given their address."""

from __future__ import annotations

from pathlib import Path

import pytest
from yarl import URL

from bridge.adapters.faces import Faces
from bridge.adapters.web.avatars import Avatars
from bridge.settings import Web
from bridge.store.web import WebTables
from tests.adapters.web.conftest import Served

NAME = "0" * 64 + ".jpg"
JPEG = b"\xff\xd8\xff" + b"face" * 100


@pytest.fixture
async def served(store: WebTables, tmp_path: Path) -> Served:
    served = Served(store, tmp_path, Web(host="127.0.0.1", port=0))
    served.adapter.app.router.add_routes(Avatars(Faces(tmp_path / "avatars", "https://magpie.example")).routes())
    (tmp_path / "avatars").mkdir()
    (tmp_path / "avatars" / NAME).write_bytes(JPEG)
    (tmp_path / "avatars" / "key").write_text("secret")
    return served


async def test_a_picture_is_given_to_anybody_who_knows_its_name(served: Served) -> None:
    await served.start()
    client = served.client()
    async with client.http.get(f"{served.url}/avatars/{NAME}") as answer:
        assert (answer.status, await answer.read()) == (200, JPEG)
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "immutable" in answer.headers["Cache-Control"]
        assert "public" in answer.headers["Cache-Control"]
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "Set-Cookie" not in answer.headers
    await served.stop()


@pytest.mark.parametrize(
    "name", ["", "key", "1" * 64 + ".jpg", f"../avatars/{NAME}", "%2e%2e%2fmagpie.db", "0" * 64 + ".svg"]
)
async def test_nothing_else_is(served: Served, name: str) -> None:
    await served.start()
    client = served.client()
    async with client.http.get(URL(f"{served.url}/avatars/{name}", encoded=True)) as answer:
        assert answer.status == 404 or await answer.read() == JPEG
        assert b"secret" not in await answer.read()
    await served.stop()
