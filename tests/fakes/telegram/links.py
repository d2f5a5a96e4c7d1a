"""Which links the server takes."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")
_HOST = re.compile(r"^(?:[\w-]+\.)+[^\W\d_]{2,}$|^localhost$|^\d{1,3}(?:\.\d{1,3}){3}$|^\[[0-9a-f:]+\]$", re.IGNORECASE)


def checked_link(url: str) -> str:
    """The link in its full form, or an empty string for what is none; such an entity is dropped."""
    url = url.strip()
    if not url or any(character.isspace() for character in url):
        return ""
    if url.startswith(("tg:", "ton:", "tonsite:")):
        return url
    if not _SCHEME.match(url) or _HOST.match(url.split(":", 1)[0]):
        url = f"http://{url}"
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https", "ftp", "tonsite"} or not _HOST.match(host):
        return ""
    return url if parts.path or parts.query or parts.fragment else f"{url}/"


def linked_user(url: str) -> int | None:
    """The user of a ``tg://user?id=…`` link."""
    if not url.lower().startswith(("tg://user?", "tg:user?")):
        return None
    number = parse_qs(urlsplit(url).query).get("id", [""])[0]
    return int(number) if number.isdigit() else None


def linked_emoji(url: str) -> str | None:
    """The custom emoji of a ``tg://emoji?id=…`` link."""
    if not url.lower().startswith("tg://emoji?"):
        return None
    number = parse_qs(urlsplit(url).query).get("id", [""])[0]
    return number if number.isdigit() and int(number) else None
