"""Files by whoever holds them: a platform, or a part of Magpie that makes files itself."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping

from bridge.chat.attachment import Attachment
from bridge.relay.failure import Refused

Fetch = Callable[[Attachment], AsyncIterator[bytes]]


class Files:
    """Streams files; `holders` are what fetches an attachment, by its platform."""

    def __init__(self, holders: Mapping[str, Fetch]) -> None:
        self._holders = holders

    def fetch(self, attachment: Attachment) -> AsyncIterator[bytes]:
        """Stream a file from whichever platform holds it; raises `Refused` where that platform is off."""
        fetch = self._holders.get(attachment.platform)
        if fetch is None:
            raise Refused(f"{attachment.platform} is not connected")
        return fetch(attachment)
