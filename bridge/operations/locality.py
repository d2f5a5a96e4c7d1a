"""Whether somebody asks from the machine that Magpie runs on."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from aiohttp import web

from bridge.adapters.web.security import Gate

#: What proxies and tunnels add to a request that they pass on.
_PASSED_ON = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP")


def is_local(request: web.Request, gate: Gate) -> bool:
    """Whether a request comes from this machine, by this machine's own name, and through no proxy.

    A proxy or a tunnel beside Magpie has a loopback address as well: it is known by what it adds, by being trusted in
    the settings, or by the name that its visitors asked for.
    """
    if gate.proxied(request) or any(name in request.headers for name in _PASSED_ON):
        return False
    return _is_loopback(request.remote or "") and _names_loopback(request.headers.get("Host", ""))


def _names_loopback(host: str) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return name == "localhost" or name.endswith(".localhost") or _is_loopback(name)


def _is_loopback(address: str) -> bool:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        return parsed.ipv4_mapped.is_loopback
    return parsed.is_loopback
