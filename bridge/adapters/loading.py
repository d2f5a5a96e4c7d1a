"""Getting files from wherever they are, ready to be sent."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import IO, Generic, Protocol, TypeVar

import structlog

from bridge.adapters.spool import Spool
from bridge.chat.attachment import Attachment
from bridge.relay.adapter import Core
from bridge.relay.failure import DeliveryError, Refused

log = structlog.get_logger(__name__)

#: How often a file that its platform does not give is asked for, before a message goes without it.
_TRIES = 2


class Closable(Protocol):
    """A file as a platform takes it."""

    def close(self) -> None:
        """Let go of the file."""


Upload = TypeVar("Upload", bound=Closable)


class Loading(ABC, Generic[Upload]):
    """Fetches from the core, one file after the other; `limit` is in bytes."""

    def __init__(self, spool: Spool, core: Core, limit: int) -> None:
        self._spool = spool
        self._core = core
        self._limit = limit

    async def load(self, attachments: Sequence[Attachment]) -> tuple[list[Upload], list[Attachment]]:
        """The files, to be closed by the caller, and those that could not be had."""
        loaded: list[Upload] = []
        missing: list[Attachment] = []
        try:
            for attachment in attachments:
                upload = await self._one(attachment)
                if upload is None:
                    missing.append(attachment)
                else:
                    loaded.append(upload)
        except BaseException:
            close_all(loaded)
            raise
        return loaded, missing

    async def _one(self, attachment: Attachment) -> Upload | None:
        for number in range(1, _TRIES + 1):
            try:
                file = await self._spool.take(self._core.fetch(attachment), self._limit)
            except (DeliveryError, OSError) as error:
                log.info("file not to be had", platform=attachment.platform, error=str(error), attempt=number)
                if isinstance(error, Refused):
                    return None
            else:
                return await self._made(attachment, file)
        return None

    @abstractmethod
    async def _made(self, attachment: Attachment, file: IO[bytes]) -> Upload:
        """A file as the platform takes it; closes it where that fails."""


def close_all(uploads: Iterable[Closable]) -> None:
    """Let go of files."""
    for upload in uploads:
        upload.close()
