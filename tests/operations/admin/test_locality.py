"""On the web room's port, the host's pages are there for the host's machine alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp.test_utils import make_mocked_request

from bridge.adapters.web.security import Gate
from bridge.operations.locality import is_local
from tests.operations.admin.host import TOKEN, Host, Setting, serving

PATHS = ("/admin", "/admin/", "/admin/api/state", "/metrics", "/admin/static/x/main.js", "/admin/nothing")


class Transport:
    def __init__(self, address: str) -> None:
        self._address = address

    def get_extra_info(self, name: str, default: object = None) -> object:
        return (self._address, 50000) if name == "peername" else default


def local(remote: str, host: str = "localhost:8080", **headers: str) -> bool:
    sent = {"Host": host, **{name.replace("_", "-"): value for name, value in headers.items()}}
    request = make_mocked_request("GET", "/admin", headers=sent, transport=Transport(remote))
    return is_local(request, Gate(("10.0.0.9", "::2"), ""))


@pytest.mark.parametrize("remote", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["localhost:8080", "localhost", "127.0.0.1:8080", "[::1]:8080", "magpie.localhost"])
def test_this_machine_by_its_own_name_is_local(remote: str, host: str) -> None:
    assert local(remote, host)


@pytest.mark.parametrize("remote", ["192.168.1.5", "203.0.113.7", "2001:db8::1", "::ffff:203.0.113.7", "", "10.0.0.9"])
def test_other_machines_are_not(remote: str) -> None:
    assert not local(remote)


@pytest.mark.parametrize(
    "host", ["chat.example.org", "localhost.evil.example", "evil.example:8080", "", "[", "1.2.3.4"]
)
def test_another_name_leads_through_a_tunnel_or_a_rebound_address(host: str) -> None:
    assert not local("127.0.0.1", host)


@pytest.mark.parametrize("header", ["Forwarded", "X_Forwarded_For", "X_Forwarded_Proto", "X_Real_IP", "Via"])
def test_what_a_proxy_passed_on_is_not(header: str) -> None:
    assert not local("127.0.0.1", **{header: "127.0.0.1"})


def test_a_trusted_proxy_on_this_machine_is_a_proxy() -> None:
    request = make_mocked_request("GET", "/admin", headers={"Host": "localhost:8080"}, transport=Transport("127.0.0.1"))
    assert is_local(request, Gate((), ""))
    assert not is_local(request, Gate(("127.0.0.1",), ""))


async def test_the_hosts_machine_finds_them(host: Host) -> None:
    for path in ("/admin", "/metrics"):
        assert (await host.get(path))[0] == 200


@pytest.mark.parametrize(
    "headers", [{"X_Forwarded_For": "203.0.113.7"}, {"Forwarded": "for=203.0.113.7"}, {"Host": "chat.example.org"}]
)
async def test_nobody_else_can_tell_that_they_are_there(host: Host, headers: dict[str, str]) -> None:
    answers = {await host.get(path, **headers) for path in PATHS}
    assert answers == {await host.get("/no-such-page", **headers)} == {(404, "404: Not Found")}
    headers = {**headers, "Origin": "http://chat.example.org"} if "Host" in headers else headers
    status, _ = await host.post("login", {"token": TOKEN}, **headers)
    assert status == 404


async def test_a_port_of_its_own_serves_whoever_reaches_it(tmp_path: Path) -> None:
    async with serving(tmp_path, setting=Setting(local_only=False)) as host:
        for headers in ({"X_Forwarded_For": "203.0.113.7"}, {"Host": "magpie.lan:9464"}):
            assert (await host.get("/admin", **headers))[0] == 200
            assert (await host.get("/metrics", **headers))[0] == 200
            assert (await host.get("/admin/api/state", **headers))[0] == 401
