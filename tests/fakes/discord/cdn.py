"""Files behind links: attachments, avatars, stickers, custom emoji."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

from .clock import Clock

LINK_LIFE_S = 24 * 3600


class Cdn:
    """Keeps files by path and signs the links to attachments, which expire after a day as the real ones do.

    https://discord.com/developers/docs/reference#signed-attachment-cdn-urls
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._secret = secrets.token_bytes(16)
        self._files: dict[str, tuple[bytes, str]] = {}
        self.base = ""

    def keep(self, path: str, data: bytes, content_type: str) -> None:
        """Keep a file under `path`, which begins with a slash."""
        self._files[path] = (data, content_type)

    def keep_image(self, folder: str, owner: int, data: bytes) -> str:
        """Keep an avatar or icon and return its hash."""
        digest = hashlib.md5(data, usedforsecurity=False).hexdigest()
        for extension in ("png", "webp", "jpg"):
            self.keep(f"/{folder}/{owner}/{digest}.{extension}", data, "image/png")
        return digest

    def drop(self, path: str) -> None:
        """Forget the file at `path`."""
        self._files.pop(path, None)

    def signed(self, path: str) -> str:
        """The link to an attachment, good for a day of the fake's clock."""
        now = int(self._clock.elapsed())
        issued, expires = f"{now:x}", f"{now + LINK_LIFE_S:x}"
        return f"{self.base}{path}?ex={expires}&is={issued}&hm={self._sign(path, expires)}&"

    def find(self, path: str, query: dict[str, str]) -> tuple[bytes, str] | None:
        """The file at `path`; None when it is not there or its link is unsigned or has expired."""
        if path.startswith("/attachments/"):
            expires = query.get("ex", "")
            if not re.fullmatch(r"[0-9a-f]+", expires) or int(expires, 16) < self._clock.elapsed():
                return None
            if not hmac.compare_digest(self._sign(path, expires), query.get("hm", "")):
                return None
        if path.startswith("/embed/avatars/"):
            return DEFAULT_AVATAR, "image/png"
        return self._files.get(path)

    def _sign(self, path: str, expires: str) -> str:
        return hmac.digest(self._secret, f"{path}?{expires}".encode(), "sha256").hex()


DEFAULT_AVATAR = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f85f0f0003820180bf7a"
    "b1d80000000049454e44ae426082"
)
