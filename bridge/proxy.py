"""Which proxy what goes out takes: the one that `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` name.

Client libraries differ in what they take from the environment: one knows no WebSockets, one no proxy without a scheme,
one ends where `ALL_PROXY` names SOCKS, one sends what `~/.netrc` holds. Each is told, so that one rule counts for all.
"""

from __future__ import annotations

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

_SCHEMES = {"ws": "http", "wss": "https"}


def proxy_for(address: str) -> str | None:
    """The URL of the HTTP proxy for an address (http, https, ws or wss); None where there is none, or none is wanted.

    Whatever scheme a proxy has, HTTP is spoken to it: where it speaks SOCKS alone nothing gets out, and nothing goes
    around it. See https://docs.python.org/3/library/urllib.request.html#urllib.request.getproxies for the variables.
    """
    parts = urlsplit(address)
    named = getproxies()
    proxy = named.get(_SCHEMES.get(parts.scheme, parts.scheme)) or named.get("all")
    if not proxy or proxy_bypass(parts.netloc.rpartition("@")[2]):
        return None
    scheme, _, rest = proxy.rpartition("://")
    return f"{'https' if scheme.lower() == 'https' else 'http'}://{rest}"
