"""Who may ask what from where: response headers, the Origin check, and the address behind a proxy."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

import structlog
from aiohttp import web, web_response
from aiohttp.typedefs import Handler, Middleware

from bridge.adapters.web.refusal import Refusal

#: What every answer names as its server; aiohttp would name its own version and Python's.
SERVER = "Magpie"

_log = structlog.get_logger(__name__)

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}

#: Scripts, styles and data from here alone, and no text ever parsed as HTML (trusted types without a policy).
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
#: What others uploaded runs nothing and loads nothing, even when it is opened on its own.
FILE_POLICY = "default-src 'none'; sandbox"

_HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}


def serving(app: web.Application, closing: float) -> web.AppRunner:
    """A runner for an application, which takes `closing` seconds at most to end what is being answered.

    Packed bodies are not unpacked: no page of ours sends any, and a few megabytes of them would be gigabytes that
    everybody else waits for. aiohttp has no setting for the name that it gives to what is no HTTP at all, which no
    application gets to see.
    """
    web_response.SERVER_SOFTWARE = SERVER  # type: ignore[attr-defined]
    return web.AppRunner(app, access_log=None, shutdown_timeout=closing, auto_decompress=False)


async def set_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Give every response the headers that it has not set itself; an `on_response_prepare` signal."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)


class Gate:
    """Knows the proxies in front of Magpie and the addresses under which people reach it."""

    def __init__(self, trusted_proxies: Iterable[str], public_url: str) -> None:
        """Raises `ValueError` where a proxy is neither an address nor a network."""
        stripped = (proxy.strip() for proxy in trusted_proxies)
        self._proxies = tuple(ipaddress.ip_network(proxy, strict=False) for proxy in stripped if proxy)
        self._public = urlsplit(public_url)

    def address(self, request: web.Request) -> str:
        """The address of whoever asks: the last one that a trusted proxy vouches for."""
        peer = request.remote or ""
        forwarded = ",".join(request.headers.getall("X-Forwarded-For", []))
        hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
        address = peer
        while hops and self._trusts(address):
            address = hops.pop()
        return _grouped(address) or peer

    def proxied(self, request: web.Request) -> bool:
        """Whether a request comes from one of the proxies in front of Magpie."""
        return self._trusts(request.remote or "")

    def secure(self, request: web.Request) -> bool:
        """Whether the browser reached us over TLS, as far as we know."""
        if request.secure or self._public.scheme == "https":
            return True
        return self._trusts(request.remote or "") and request.headers.get("X-Forwarded-Proto", "") == "https"

    def own_origin(self, request: web.Request) -> bool:
        """Whether a request comes from our own page.

        Every browser names the origin when it opens a WebSocket or posts. A client that names none is no browser:
        nobody's cookies travel with it by accident.
        """
        origin = request.headers.get("Origin")
        if origin is None:
            return request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}
        asked = _place(origin)
        if asked is None:
            return False
        places = [_place(f"{urlsplit(origin).scheme}://{host}") for host in self._hosts(request)]
        if self._public.netloc:
            places.append(_place(self._public.geturl()))
        return asked in places

    def middleware(self) -> Middleware:
        """Turns away what other sites make a browser send.

        A host whose proxy does not pass the name on sees a warning: `public_url` is what is missing then.
        """

        @web.middleware
        async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
            upgrade = request.headers.get("Upgrade", "").lower() == "websocket"
            if (upgrade or request.method not in _SAFE_METHODS) and not self.own_origin(request):
                _log.warning("origin_refused", origin=request.headers.get("Origin"), host=request.headers.get("Host"))
                raise Refusal("This request came from another site.", status=403)
            return await handler(request)

        return check

    def _hosts(self, request: web.Request) -> Sequence[str]:
        hosts = [request.headers.get("Host", "")]
        if self._trusts(request.remote or ""):
            hosts.append(request.headers.get("X-Forwarded-Host", ""))
        return [host for host in hosts if host]

    def _trusts(self, address: str) -> bool:
        parsed = _parsed(address)
        return parsed is not None and any(parsed in network for network in self._proxies)


def _place(origin: str) -> tuple[str, int] | None:
    """The host and port of an origin; "null" and nonsense have none."""
    try:
        parts = urlsplit(origin)
        port = parts.port or _DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return None
    return (parts.hostname, port) if parts.hostname and port else None


def _grouped(address: str) -> str:
    """An address for counting: of IPv6 the /64, since one household has all of it."""
    parsed = _parsed(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, 64), strict=False).network_address)
    return str(parsed or "")


def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return None
    return parsed.ipv4_mapped or parsed if isinstance(parsed, ipaddress.IPv6Address) else parsed
