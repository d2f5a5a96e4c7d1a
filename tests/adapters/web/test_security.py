"""What keeps strangers out: headers, origins, proxies, limits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import WSServerHandshakeError
from aiohttp.test_utils import make_mocked_request

from bridge.adapters.web.limits import Buckets, Limits, Seats
from bridge.adapters.web.refusal import Refusal
from bridge.adapters.web.security import Gate
from bridge.settings import Web
from bridge.store.web import WebTables
from tests.adapters.web.conftest import Served

EVIL = "https://evil.example"


@pytest.mark.parametrize("path", ["/", "/r/" + "x" * 22, "/api/rooms", "/phrases/en.json", "/nowhere"])
async def test_every_answer_has_the_headers(served: Served, path: str) -> None:
    async with served.client().http.get(served.url + path) as response:
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("origin", [EVIL, "null", "http://localhost:1", "http://localhost.evil.example", "nonsense"])
async def test_other_origins_neither_post_nor_connect(served: Served, origin: str) -> None:
    anna = served.client()
    await anna.start("Anna")
    status, answer = await anna.post("/api/rooms?lang=en", {"name": "Anna"}, headers={"Origin": origin})
    assert status == 403
    assert "another site" in answer["sentence"]
    with pytest.raises(WSServerHandshakeError) as refused:
        await anna.http.ws_connect(f"{served.url}/socket?member={anna.member}", headers={"Origin": origin})
    assert refused.value.status == 403


async def test_a_request_without_an_origin_is_refused_where_the_browser_says_cross_site(served: Served) -> None:
    anna = served.client()
    del anna.http.headers["Origin"]
    assert (await anna.post("/api/rooms", {"name": "Anna"}))[0] == 200
    assert (await anna.post("/api/rooms", {"name": "Anna"}, headers={"Sec-Fetch-Site": "cross-site"}))[0] == 403


async def test_there_is_no_open_redirect(served: Served) -> None:
    for path in ("//evil.example", "/r//evil.example", "/r/https:%2f%2fevil.example", "/?next=https://evil.example"):
        async with served.client().http.get(served.url + path, allow_redirects=False) as response:
            assert response.status in {200, 404}
            assert "Location" not in response.headers


def request(peer: str, **headers: str) -> Any:
    class Transport:
        def get_extra_info(self, name: str, default: object = None) -> object:
            return (peer, 1234) if name == "peername" else default

    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return make_mocked_request("POST", "/", headers={"Host": "magpie.test", **named}, transport=Transport())


@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "address"),
    [
        ([], "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        (["10.0.0.0/8"], "10.1.1.1", "198.51.100.1", "198.51.100.1"),
        (["10.0.0.0/8"], "10.1.1.1", "1.2.3.4, 198.51.100.1", "198.51.100.1"),
        (["10.0.0.0/8"], "10.1.1.1", "1.2.3.4, 198.51.100.1, 10.2.2.2", "198.51.100.1"),
        (["10.0.0.0/8"], "10.1.1.1", "", "10.1.1.1"),
        (["10.0.0.0/8"], "10.1.1.1", "nonsense", "10.1.1.1"),
        ([" ::1 ", ""], "::1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ([], "::ffff:203.0.113.9", "", "203.0.113.9"),
        (["10.0.0.0/8"], "::ffff:10.1.1.1", "198.51.100.1", "198.51.100.1"),
    ],
)
def test_only_trusted_proxies_tell_the_address(proxies: list[str], peer: str, forwarded: str, address: str) -> None:
    gate = Gate(proxies, "")
    assert gate.address(request(peer, **({"X_Forwarded_For": forwarded} if forwarded else {}))) == address


def test_only_trusted_proxies_tell_scheme_and_host() -> None:
    headers = {"X_Forwarded_Proto": "https", "X_Forwarded_Host": "chat.example", "Origin": "https://chat.example"}
    assert not Gate([], "").secure(request("10.0.0.1", **headers))
    assert not Gate([], "").own_origin(request("10.0.0.1", **headers))
    assert Gate(["10.0.0.1"], "").secure(request("10.0.0.1", **headers))
    assert Gate(["10.0.0.1"], "").own_origin(request("10.0.0.1", **headers))


def test_the_public_address_is_an_origin_of_ours() -> None:
    gate = Gate([], "https://chat.example/")
    assert gate.own_origin(request("10.0.0.1", Origin="https://chat.example"))
    assert gate.own_origin(request("10.0.0.1", Origin="http://magpie.test"))
    assert not gate.own_origin(request("10.0.0.1", Origin="https://chat.example:444"))
    assert gate.secure(request("10.0.0.1"))


def test_a_proxy_that_is_no_address_is_an_error() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        Gate(["nonsense"], "")


async def test_buckets_refuse_or_wait() -> None:
    buckets = Buckets(2, 0.2)
    await buckets.demand("a")
    await buckets.demand("a")
    with pytest.raises(Refusal) as refused:
        await buckets.demand("a")
    assert refused.value.status == 429
    await buckets.demand("b")
    await asyncio.wait_for(buckets.wait("a"), 2)


def test_seats_are_given_back() -> None:
    seats = Seats(1)
    with seats.seat("a"):
        with pytest.raises(Refusal), seats.seat("a"):
            pass
        with seats.seat("b"):
            pass
    with seats.seat("a"):
        pass


@pytest.fixture
async def strict(store: WebTables, tmp_path: Path) -> AsyncIterator[Served]:
    limits = Limits(rooms=Buckets(2, 60), joins=Buckets(2, 60), sockets=Seats(2), uploads=Buckets(1, 60), members=2)
    served = Served(store, tmp_path, Web(host="127.0.0.1", port=0), limits)
    await served.start()
    yield served
    await served.stop()


async def test_an_address_cannot_start_or_join_without_end(strict: Served) -> None:
    anna = strict.client()
    await anna.start("Anna")
    await anna.start("Anna")
    status, answer = await anna.post("/api/rooms?lang=zh-TW", {"name": "Anna"})
    assert status == 429
    assert "頻繁" in answer["sentence"]
    for name in ("Bob", "Cleo"):
        await strict.client().post(f"/api/invites/{anna.invite}", {"name": name})
    assert (await strict.client().post(f"/api/invites/{anna.invite}", {"name": "Dan"}))[0] == 429


async def test_an_address_has_so_many_sockets(strict: Served) -> None:
    anna = strict.client()
    await anna.start("Anna")
    first = anna.socket
    await anna.connect()
    with pytest.raises(WSServerHandshakeError) as refused:
        await anna.connect()
    assert refused.value.status == 429
    assert first
    await first.close()


async def test_a_full_room_says_so(strict: Served) -> None:
    anna = strict.client()
    await anna.start("Anna")
    await strict.client().join(anna.invite, "Bob")
    status, answer = await strict.client().post(f"/api/invites/{anna.invite}?lang=en", {"name": "Cleo"})
    assert (status, answer["sentence"]) == (403, "This room is full.")


@pytest.mark.parametrize(
    "frame", ["", "[]", "{}", '{"type":"nothing"}', '{"type":"post"}', '{"type":"post","id":"<x>","text":"a"}', "\\u"]
)
async def test_what_is_no_frame_ends_the_connection(served: Served, frame: str) -> None:
    anna = served.client()
    await anna.start("Anna")
    assert anna.socket
    await anna.socket.send_str(frame)
    assert await anna.closed() == 1008
    assert (await anna.connect())["type"] == "hello"
