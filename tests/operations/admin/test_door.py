"""Who gets in, and who does not."""

from __future__ import annotations

from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request
from structlog.testing import capture_logs

from bridge.adapters.web.security import CONTENT_POLICY, Gate
from bridge.operations.admin.door import ATTEMPTS
from bridge.operations.admin.sessions import COOKIE, IDLE, LASTING, MOST, Sessions
from tests.operations.admin.host import TOKEN, Host, Setting, serving

BEHIND = [
    "proposals/1/approve",
    "proposals/1/reject",
    "backup",
    "packages/offered",
    "packages/install",
    "packages/cancel",
    "packages/remove",
]


def cookie_of(host: Host) -> str:
    return next((cookie.value for cookie in host.http.cookie_jar if cookie.key == COOKIE), "")


async def test_without_a_session_there_is_a_door_and_nothing_else(host: Host) -> None:
    status, shell = await host.get("/admin")
    assert status == 200
    assert "<script type=" in shell
    assert (await host.get("/admin/"))[0] == 200
    assert (await host.get("/admin/api/state"))[0] == 401
    assert (await host.get("/admin/api/anything"))[0] == 401
    for path in BEHIND:
        assert await host.post(path) == (401, {"sentence": "Log in first."})


async def test_the_token_is_exchanged_for_a_cookie_that_scripts_and_other_sites_never_get(host: Host) -> None:
    async with host.http.post(
        f"{host.url}/admin/api/login", json={"token": f" {TOKEN}\n"}, headers={"Origin": host.url}
    ) as response:
        assert response.status == 200
        (header,) = response.headers.getall("Set-Cookie")
        body = await response.text()
    morsel = SimpleCookie(header)[COOKIE]
    assert morsel["httponly"] is True
    assert morsel["samesite"] == "Strict"
    assert morsel["path"] == "/admin"
    assert not morsel["secure"]
    assert not morsel["max-age"]
    assert len(morsel.value) >= 43
    assert TOKEN not in header + body
    assert (await host.state())["health"]["ready"]


@pytest.mark.parametrize("proto", ["https", "http"])
async def test_behind_tls_the_cookie_never_travels_without(tmp_path: Path, proto: str) -> None:
    setting = Setting(local_only=False, proxies=("127.0.0.1",))
    async with serving(tmp_path, setting=setting) as host:
        headers = {"X-Forwarded-Proto": proto, "Origin": host.url}
        async with host.http.post(f"{host.url}/admin/api/login", json={"token": TOKEN}, headers=headers) as response:
            morsel = SimpleCookie(response.headers["Set-Cookie"])[COOKIE]
        assert bool(morsel["secure"]) == (proto == "https")


async def test_a_wrong_token_opens_nothing_and_nothing_is_logged_of_it(host: Host) -> None:
    with capture_logs() as logs:
        for token in (TOKEN[:-1], TOKEN.upper(), "", "x" * 400):
            assert (await host.log_in(token))[0] == 401
        assert (await host.post("login", {"token": 7}))[0] == 400
        assert (await host.post("login"))[0] == 400
    assert cookie_of(host) == ""
    assert (await host.get("/admin/api/state"))[0] == 401
    assert {entry["event"] for entry in logs} == {"a wrong token at the admin page"}
    assert TOKEN[:-1] not in str(logs)


async def test_the_token_is_of_no_use_in_an_address_or_a_header(host: Host) -> None:
    for path in (f"/admin/api/state?token={TOKEN}", f"/admin?token={TOKEN}"):
        await host.get(path, Authorization=f"Bearer {TOKEN}", Cookie=f"{COOKIE}={TOKEN}")
    assert (await host.get(f"/admin/api/state?token={TOKEN}", Authorization=f"Bearer {TOKEN}"))[0] == 401
    assert (await host.get(f"/admin/api/login?token={TOKEN}"))[0] == 405


async def test_guessing_comes_to_an_end(host: Host) -> None:
    for _ in range(ATTEMPTS):
        assert (await host.log_in("a guess"))[0] == 401
    status, answer = await host.log_in()
    assert status == 429
    assert "ten minutes" in answer["sentence"]
    assert (await host.get("/admin/api/state"))[0] == 401


async def test_one_who_guesses_locks_nobody_else_out(tmp_path: Path) -> None:
    setting = Setting(local_only=False, proxies=("127.0.0.1",))
    async with serving(tmp_path, setting=setting) as host:
        for _ in range(ATTEMPTS + 1):
            status, _ = await host.log_in("a guess", X_Forwarded_For="203.0.113.7")
        assert status == 429
        assert (await host.log_in(X_Forwarded_For="203.0.113.8"))[0] == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://localhost"])
async def test_no_other_site_can_press_a_button(host: Host, origin: str) -> None:
    assert (await host.log_in(Origin=origin))[0] == 403
    assert (await host.log_in())[0] == 200
    for path in [*BEHIND, "logout"]:
        assert (await host.post(path, Origin=origin))[0] == 403
    async with host.http.post(
        f"{host.url}/admin/api/backup", json={}, headers={"Sec-Fetch-Site": "cross-site"}
    ) as response:
        assert response.status == 403
    assert (await host.state())["storage"]["backups"] == 0


async def test_logging_out_ends_the_session_here_too(host: Host) -> None:
    await host.log_in()
    kept = cookie_of(host)
    assert (await host.post("logout"))[0] == 200
    assert cookie_of(host) == ""
    assert (await host.get("/admin/api/state", Cookie=f"{COOKIE}={kept}"))[0] == 401
    assert (await host.post("logout"))[0] == 200


async def test_the_page_may_run_its_own_scripts_and_nothing_else(host: Host) -> None:
    await host.log_in()
    for path in ("/admin", "/admin/api/state", "/admin/phrases/zh_CN.json"):
        async with host.http.get(host.url + path) as response:
            assert response.headers["Content-Security-Policy"] == CONTENT_POLICY
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert response.headers["X-Frame-Options"] == "DENY"
            assert "Access-Control-Allow-Origin" not in response.headers
            if path != "/admin/phrases/zh_CN.json":
                assert response.headers["Cache-Control"] in {"no-store", "no-cache"}


async def test_sentences_come_in_the_readers_language(host: Host) -> None:
    async with host.http.post(f"{host.url}/admin/api/login?lang=zh-Hant", json={"token": "x"}) as response:
        assert await response.json() == {"sentence": "權杖不正確。"}


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def asking(response: web.Response) -> web.Request:
    return make_mocked_request("GET", "/admin", headers={"Cookie": f"{COOKIE}={response.cookies[COOKIE].value}"})


def test_sessions_end_by_themselves() -> None:
    clock = Clock()
    sessions = Sessions(Gate((), ""), "/admin", clock)
    response = web.Response()
    sessions.begin(make_mocked_request("POST", "/admin"), response)
    request = asking(response)
    assert sessions.holds(request)
    clock.now += IDLE - 1
    assert sessions.holds(request)
    clock.now += IDLE + 1
    assert not sessions.holds(request)
    assert not sessions.holds(request)


def test_a_session_in_use_ends_after_a_week() -> None:
    clock = Clock()
    sessions = Sessions(Gate((), ""), "/admin", clock)
    response = web.Response()
    sessions.begin(make_mocked_request("POST", "/admin"), response)
    begun = clock.now
    while clock.now - begun <= LASTING:
        assert sessions.holds(asking(response))
        clock.now += IDLE / 2
    assert not sessions.holds(asking(response))


def test_of_too_many_sessions_the_longest_unused_one_ends() -> None:
    clock = Clock()
    sessions = Sessions(Gate((), ""), "/admin", clock)
    responses = [web.Response() for _ in range(MOST + 1)]
    for response in responses:
        clock.now += 1
        sessions.begin(make_mocked_request("POST", "/admin"), response)
    assert not sessions.holds(asking(responses[0]))
    assert all(sessions.holds(asking(response)) for response in responses[1:])
