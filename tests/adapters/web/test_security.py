"""What keeps strangers out: headers, origins, proxies, limits."""

from __future__ import annotations

import asyncio
import base64
import gzip
import re
import time
import zlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import WSServerHandshakeError
from aiohttp.test_utils import make_mocked_request

from bridge.adapters.web import shelf
from bridge.adapters.web.limits import Buckets, Limits, Seats
from bridge.adapters.web.refusal import Refusal
from bridge.adapters.web.security import Gate
from bridge.operations.health import serve_operations
from bridge.settings import Operations, Web
from bridge.store.web import WebTables
from tests.adapters.web.conftest import Served
from tests.end_to_end.magpie import free_port

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


async def raw(port: int, request: bytes) -> bytes:
    """What a server answers to these very bytes: the head, and the body as far as the head tells its length."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        async with asyncio.timeout(10):
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"Content-Length: (\d+)", head)
            return head + (await reader.readexactly(int(length[1])) if length else b"")
    finally:
        writer.close()


def port_of(served: Served) -> int:
    return int(served.url.rsplit(":", 1)[1])


CLOSE = b"Host: localhost\r\nConnection: close\r\n"
UPGRADE = (
    b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
)


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\n" + CLOSE + b"\r\n",
        b"GET /nowhere HTTP/1.1\r\n" + CLOSE + b"\r\n",
        b"NONSENSE\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: \x00\r\n\r\n",
        b"POST /api/rooms HTTP/1.1\r\n" + CLOSE + b"Expect: the unexpected\r\nContent-Length: 2\r\n\r\n{}",
        b"POST /api/rooms HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET",
    ],
    ids=["page", "nowhere", "no http", "bad header", "expectation", "two lengths"],
)
async def test_no_answer_tells_what_it_was_made_with(served: Served, request_: bytes) -> None:
    host = free_port()
    async with serve_operations(Operations(port=host), dict, lambda _: None):
        for port in (port_of(served), host):
            answer = await raw(port, request_)
            assert answer.startswith(b"HTTP/1."), answer
            head = answer.partition(b"\r\n\r\n")[0].lower()
            assert b"aiohttp" not in head
            assert b"python" not in head


@pytest.mark.parametrize(
    "request_",
    [
        b"POST /api/rooms HTTP/1.1\r\n" + CLOSE + b"Content-Type: a/b; charset=no-such\r\nContent-Length: 2\r\n\r\n{}",
        b"POST /api/rooms HTTP/1.1\r\n" + CLOSE + b"Content-Type: a/b; charset=rot13\r\nContent-Length: 2\r\n\r\n{}",
        b"POST /api/rooms HTTP/1.1\r\n" + CLOSE + b"Content-Length: 9000\r\n\r\n" + b"[" * 9000,
        b"POST /api/rooms HTTP/1.1\r\n" + CLOSE + b'Content-Length: 19\r\n\r\n{"name":"\\ud800abc"}',
        b"GET /api/rooms HTTP/1.1\r\n" + CLOSE + b"Cookie: magpie=" + b"\xff" * 43 + b"\r\n\r\n",
        b"GET /socket?member=%ED%A0%80&lang=%ff HTTP/1.1\r\nHost: a\r\n" + UPGRADE + b"\r\n",
        b"GET /socket HTTP/1.1\r\nHost: a\r\nCookie: magpie=" + b"\xff" * 43 + b"\r\n" + UPGRADE + b"\r\n",
        b"POST /api/files?member=%FF HTTP/1.1\r\n" + CLOSE + b"X-File-Name: \xff\r\nContent-Length: 2\r\n\r\nhi",
        b"GET /api/invites/x HTTP/1.1\r\n" + CLOSE + b"Accept-Language: \xff../../..\r\n\r\n",
        b"POST /api/rooms HTTP/1.1\r\n" + CLOSE + b"Origin: http://[::1\r\nContent-Length: 2\r\n\r\n{}",
        b"GET /api/rooms HTTP/1.1\r\n" + CLOSE + b"X-Forwarded-For: \xff\r\n\r\n",
        b"GET /static/../../../../etc/passwd HTTP/1.1\r\n" + CLOSE + b"\r\n",
        b"GET /static/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n" + CLOSE + b"\r\n",
        b"GET /phrases/..%2f..%2fx.json HTTP/1.1\r\n" + CLOSE + b"\r\n",
        b"GET /attachments/999999999999999999/999/..%2f..%2fmagpie.db HTTP/1.1\r\n" + CLOSE + b"\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\n" + CLOSE + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: [::1\r\nConnection: close\r\n\r\n",
    ],
    ids=[
        "unknown charset", "charset of bytes", "deep", "half a pair", "cookie of bytes", "member of bytes",
        "cookie of bytes at the socket", "name of bytes", "language of bytes", "odd origin", "address of bytes",
        "path", "escaped path", "phrases", "attachment", "another's address", "odd host",
    ],
)  # fmt: skip
async def test_nothing_that_is_sent_breaks_the_server(served: Served, request_: bytes) -> None:
    answer = await raw(port_of(served), request_)
    status = int(answer.split(b" ", 2)[1])
    assert status < 500
    assert b"root:" not in answer
    assert b"Location:" not in answer


async def test_a_packed_body_is_not_unpacked(served: Served) -> None:
    """Three megabytes of it would be three gigabytes, for which every room would wait."""
    port, head = port_of(served), b"POST /api/rooms HTTP/1.1\r\n" + CLOSE
    for body, named, status in (
        (b'{"name":"Eve"}', b"", 200),
        (gzip.compress(b'{"name":"Eve"}'), b"Content-Encoding: gzip\r\n", 400),
        (zlib.compress(b'{"name":"Eve"}'), b"Content-Encoding: deflate\r\n", 400),
    ):
        answer = await raw(port, head + named + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        assert int(answer.split(b" ", 2)[1]) == status


async def test_an_address_that_nobody_vouches_for_counts_for_nothing(strict: Served) -> None:
    statuses = [
        (
            await strict.client().post(
                "/api/rooms", {"name": "Eve"}, headers={"X-Forwarded-For": f"198.51.100.{number}"}
            )
        )[0]
        for number in range(3)
    ]
    assert statuses == [200, 200, 429]


@pytest.mark.parametrize(
    "frame",
    [
        '{"type":"delete","id":"a","entry":9223372036854775808}',
        '{"type":"older","before":-99999999999999999999999}',
        '{"type":"peek","entries":[1e40]}',
        '{"type":"post","id":"a","text":"\\u0041","reply_to":' + "[" * 5000 + "]" * 5000 + "}",
    ],
)
async def test_numbers_that_no_database_takes_end_the_connection(served: Served, frame: str) -> None:
    anna = served.client()
    await anna.start("Anna")
    assert anna.socket
    await anna.socket.send_str(frame)
    assert await anna.closed() == 1008


@pytest.mark.parametrize("type_", ["ping", "language", "older", "peek"])
async def test_a_page_that_asks_without_end_is_slowed_down(store: WebTables, tmp_path: Path, type_: str) -> None:
    served = Served(store, tmp_path, Web(host="127.0.0.1", port=0), Limits(requests=Buckets(4, 0.4)))
    await served.start()
    try:
        anna = served.client()
        await anna.start("Anna")
        begun = time.monotonic()
        for number in range(12):
            await anna.send(type_, before=1, entries=[1], language=f"en-{number}")
        await anna.send("typing")
        await anna.ask("delete", entry=1)
        # Four at once and then one every tenth of a second; a hurried clock may count a little less.
        assert time.monotonic() - begun > 0.7
    finally:
        await served.stop()


async def test_an_address_asks_and_uploads_so_much_whoever_does_it(store: WebTables, tmp_path: Path) -> None:
    limits = Limits(uploads_from=Buckets(2, 60), requests_from=Buckets(4, 0.4))
    served = Served(store, tmp_path, Web(host="127.0.0.1", port=0), limits)
    await served.start()
    try:
        anna, bob = served.client(), served.client()
        await anna.start("Anna")
        await bob.join(anna.invite, "Bob")
        begun = time.monotonic()
        for _ in range(6):
            await anna.send("ping")
            await bob.send("ping")
        for one in (anna, bob):
            for _ in range(6):
                await one.until("pong")
        assert time.monotonic() - begun > 0.6
        statuses = []
        for one in (anna, bob, anna):
            async with one.http.post(f"{served.url}/api/files?member={one.member}", data=b"words") as response:
                statuses.append(response.status)
        assert statuses == [200, 200, 429]
    finally:
        await served.stop()


async def test_uploads_leave_room_for_messages(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    anna = served.client()
    await anna.start("Anna")
    monkeypatch.setattr(shelf, "SPARED", 1 << 62)
    async with anna.http.post(f"{served.url}/api/files?member={anna.member}&lang=en", data=b"words") as response:
        assert response.status == 507
        assert (await response.json())["sentence"] == "There is no room for files here at the moment."


@pytest.mark.parametrize("ask", ["edit", "delete", "react", "pin"])
async def test_nobody_reaches_into_another_room(served: Served, ask: str) -> None:
    anna, eve = served.client(), served.client()
    await anna.start("Anna")
    await eve.start("Eve")
    await anna.ask("post", text="ours alone")
    entry = (await anna.entry())["id"]
    assert (await eve.ask(ask, entry=entry, text="mine", emoji=["👍"], pinned=True))["type"] == "refused"
    await eve.send("peek", entries=[entry])
    assert (await eve.until("peeked"))["entries"] == []
    await anna.send("peek", entries=[entry])
    (seen,) = (await anna.until("peeked"))["entries"]
    assert "ours alone" in str(seen)
    assert seen["reactions"] == []


async def test_whoever_was_removed_reads_and_writes_no_more(served: Served) -> None:
    anna, eve = served.client(), served.client()
    await anna.start("Anna")
    await eve.join(anna.invite, "Eve")
    async with anna.http.post(f"{served.url}/api/files?member={anna.member}", data=b"words") as response:
        file = (await response.json())["file"]
    await anna.ask("post", text="", files=[file])
    entry = (await anna.entry())["id"]
    address = f"{served.url}/attachments/{entry}/0/file"
    async with eve.http.get(address) as response:
        assert response.status == 200
    await anna.ask("remove", member=eve.member)
    assert await eve.closed() == 4403
    async with eve.http.get(address) as response:
        assert response.status == 404
    async with eve.http.post(f"{served.url}/api/files?member={eve.member}", data=b"words") as response:
        assert response.status == 403
    assert (await eve.connect())["type"] == "dismissed"
    assert not (await eve.get("/api/rooms"))[1]


async def test_tokens_are_random_and_long_enough(served: Served) -> None:
    invites, sessions = set(), set()
    for number in range(20):
        one = served.client()
        await one.start(f"Anna {number}")
        invites.add(one.invite)
        sessions |= {cookie.value for cookie in one.http.cookie_jar}
    assert {len(base64.urlsafe_b64decode(f"{invite}==")) for invite in invites} == {16}
    assert {len(base64.urlsafe_b64decode(f"{session}=")) for session in sessions} == {32}
    assert len(invites) == len(sessions) == 20
