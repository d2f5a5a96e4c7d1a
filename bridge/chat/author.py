"""Authors: people as one platform knows them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Author:
    """Who did something, as their platform names them.

    `avatar` is an address that any client may load, or what their platform's adapter fetches their picture by (as an
    attachment's source), or "". `language` is the platform's hint, a BCP 47 tag such as
    Telegram's `language_code` or the browser's first language, or "". `admin` says whether the platform's own roles
    make them an administrator of the room in which they act.
    """

    platform: str
    id: str
    name: str
    avatar: str = ""
    language: str = ""
    bot: bool = False
    admin: bool = False

    @property
    def key(self) -> str:
        """One string that names this author among all platforms, as a mention entity's value carries it."""
        return f"{self.platform}:{self.id}"
