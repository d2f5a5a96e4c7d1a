"""What fetches packages takes the proxy that the environment names."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bridge.proxy import proxy_for
from bridge.translation.download import download
from bridge.translation.errors import PackageError
from bridge.translation.firefox_records import offers
from bridge.translation.index import available
from tests.fakes.proxy import Proxy
from tests.translation.firefox_mirror import Mirror

CONTENT = b"a package" * 1000


@pytest.fixture
async def proxy() -> AsyncIterator[Proxy]:
    async with Proxy() as proxy:
        yield proxy


@pytest.fixture
async def shelf() -> AsyncIterator[str]:
    """The address of a server with an empty index and one file."""
    app = web.Application()

    async def index(_: web.Request) -> web.Response:
        return web.json_response([])

    async def file(_: web.Request) -> web.Response:
        return web.Response(body=CONTENT)

    app.router.add_get("/index.json", index)
    app.router.add_get("/file", file)
    async with TestServer(app) as server:
        yield str(server.make_url("/"))


@pytest.mark.parametrize(
    ("variables", "address", "expected"),
    [
        ({}, "https://discord.com/api", None),
        ({"HTTPS_PROXY": "http://p:1"}, "https://discord.com/api", "http://p:1"),
        ({"https_proxy": "http://p:1"}, "wss://gateway.discord.gg", "http://p:1"),
        ({"HTTPS_PROXY": "http://p:1"}, "http://localhost:8081/bot", None),
        ({"HTTP_PROXY": "http://p:1"}, "ws://localhost:8081", "http://p:1"),
        ({"HTTPS_PROXY": "p:1"}, "https://discord.com", "http://p:1"),
        ({"HTTPS_PROXY": "http://name:word@p:1"}, "https://discord.com", "http://name:word@p:1"),
        ({"HTTPS_PROXY": "HTTPS://p:1"}, "https://discord.com", "https://p:1"),
        ({"ALL_PROXY": "socks5://p:1"}, "https://discord.com", "http://p:1"),
        ({"ALL_PROXY": "socks5://p:1", "HTTPS_PROXY": "http://q:2"}, "https://discord.com", "http://q:2"),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "discord.com"}, "https://discord.com/api", None),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "discord.com"}, "https://cdn.discord.com/x", None),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "telegram.org"}, "https://discord.com", "http://p:1"),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "discord.com:444"}, "https://u:p@discord.com:444", None),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "*"}, "https://discord.com", None),
    ],
)
def test_which_proxy_an_address_takes(
    variables: dict[str, str], address: str, expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert proxy_for(address) == expected


async def test_packages_come_through_the_proxy(
    proxy: Proxy, shelf: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy.address.replace("//", "//name:word@"))
    assert await available(shelf + "index.json") == []
    path = await download(shelf + "file", tmp_path / "file", sha256=hashlib.sha256(CONTENT).hexdigest())
    assert path.read_bytes() == CONTENT
    assert proxy.asked == [f"GET {shelf}index.json", f"GET {shelf}file"]
    assert proxy.credentials == ["Proxy-Authorization: Basic bmFtZTp3b3Jk"] * 2


async def test_mozillas_list_comes_through_the_proxy(
    proxy: Proxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror = Mirror(tmp_path)
    async with mirror.server:
        monkeypatch.setenv("HTTP_PROXY", proxy.address)
        assert len(await offers(mirror.address)) == 2
        assert proxy.passed("/v1/") == 2
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        assert len(await offers(mirror.address)) == 2
        assert proxy.passed("/v1/") == 2


async def test_what_no_proxy_names_goes_straight(
    proxy: Proxy, shelf: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy.address)
    monkeypatch.setenv("NO_PROXY", "localhost,127.0.0.1")
    assert await available(shelf + "index.json") == []
    await download(shelf + "file", tmp_path / "file")
    assert proxy.asked == []


async def test_encrypted_addresses_take_a_tunnel(
    proxy: Proxy, shelf: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy.address)
    address = shelf.replace("http://", "https://")
    # The server has no certificate, which is found out at the far end of the tunnel.
    with pytest.raises(PackageError, match="cannot be reached"):
        await available(address + "index.json")
    assert proxy.asked == [f"CONNECT {address.removeprefix('https://').rstrip('/')}"]
