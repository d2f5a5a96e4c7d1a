"""A real Magpie: on a port of its own, and on the web room's."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import aiohttp
import pytest

from tests.adapters.web.client import Client
from tests.end_to_end.magpie import Magpie, free_port

pytestmark = pytest.mark.process


async def got(http: aiohttp.ClientSession, url: str, **headers: str) -> tuple[int, str]:
    async with http.get(url, headers={name.replace("_", "-"): value for name, value in headers.items()}) as response:
        return response.status, await response.text()


def session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))


async def test_a_port_of_its_own_takes_everything_off_the_public_one(tmp_path: Path) -> None:
    port, secret = free_port(), tmp_path / "admin"
    secret.write_text("a-secret-of-the-host-0123\n")
    environment = {"MAGPIE_OPERATIONS__PORT": str(port), "MAGPIE_OPERATIONS__ADMIN_TOKEN_FILE": str(secret)}
    own = f"http://localhost:{port}"
    async with Magpie(tmp_path / "m", environment) as magpie, session() as http:
        for path in ("/admin", "/admin/", "/admin/api/state", "/admin/api/login", "/metrics"):
            assert (await got(http, magpie.url + path)) == (404, "404: Not Found")
        assert (await got(http, f"{own}/metrics"))[0] == 200
        assert (await got(http, f"{own}/readyz"))[0] == 200
        assert (await got(http, f"{own}/admin/api/state"))[0] == 401
        for origin, token, status in (
            (magpie.url, "a-secret-of-the-host-0123", 403),
            (own, "another-secret-0123456789", 401),
            (own, "a-secret-of-the-host-0123", 200),
        ):
            async with http.post(f"{own}/admin/api/login", json={"token": token}, headers={"Origin": origin}) as answer:
                assert answer.status == status
        anna = Client(magpie.url)
        await anna.start("Anna", title="Tea house")
        await anna.ask("post", text="我们明天去喝茶吧")
        async with asyncio.timeout(30):
            state = ""
            while '"messages": 1' not in state:
                _, state = await got(http, f"{own}/admin/api/state")
        assert "Tea house" in state
        await anna.close()
        assert "喝茶" not in state
        assert await magpie.stop() == 0
    log = magpie.log.read_text()
    assert "喝茶" not in log
    assert "a-secret-of-the-host" not in log
    assert "another-secret" not in log
    assert f"{own}/admin" in log
    assert not (magpie.folder / "data" / "admin-token").exists()


async def test_without_any_setting_it_opens_to_this_machine_alone(tmp_path: Path) -> None:
    async with Magpie(tmp_path / "m") as magpie, session() as http:
        assert (await got(http, f"{magpie.url}/admin"))[0] == 200
        assert (await got(http, f"{magpie.url}/metrics"))[0] == 200
        for path in ("/admin", "/metrics"):
            assert (await got(http, magpie.url + path, X_Forwarded_For="203.0.113.7"))[0] == 404
            assert (await got(http, magpie.url + path, Host="chat.example.org"))[0] == 404
        file = magpie.folder / "data" / "admin-token"
        token = file.read_text().strip()
        assert file.stat().st_mode & 0o777 == 0o600
        async with http.post(f"{magpie.url}/admin/api/login", json={"token": token}) as answer:
            assert answer.status == 200
            cookie = re.search(r"magpie-admin=([^;]+)", answer.headers["Set-Cookie"])
        state = await got(http, f"{magpie.url}/admin/api/state")
        assert state[0] == 200
        assert token not in state[1]
        assert await magpie.stop() == 0
    log = magpie.log.read_text()
    assert str(file) in log
    assert token not in log
    assert cookie is not None
    assert cookie[1] not in log
