"""Getting files from wherever they are, ready to be sent."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence

import structlog

from bridge.adapters.discord.calls import Upload
from bridge.adapters.discord.constants import UPLOAD_LIMIT
from bridge.adapters.names import safe_file_name
from bridge.adapters.spool import Spool
from bridge.chat.attachment import Attachment
from bridge.relay.adapter import Core
from bridge.relay.failure import DeliveryError, Refused

log = structlog.get_logger(__name__)

#: How often a file that its platform does not give is asked for, before a message goes without it.
_TRIES = 2
_SPOILER = "SPOILER_"


class Loading:
    """Fetches from the core."""

    def __init__(self, spool: Spool, core: Core) -> None:
        self._spool = spool
        self._core = core

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
                file = await self._spool.take(self._core.fetch(attachment), UPLOAD_LIMIT)
            except DeliveryError as error:
                log.info("file not to be had", platform=attachment.platform, error=str(error), attempt=number)
                if isinstance(error, Refused):
                    return None
            else:
                return Upload(upload_name(attachment), file, _mime(attachment))
        return None


def close_all(uploads: Sequence[Upload]) -> None:
    """Let go of files."""
    for upload in uploads:
        upload.file.close()


def upload_name(attachment: Attachment) -> str:
    """The name of a file on Discord, which hides one whose name begins so."""
    extension = mimetypes.guess_extension(_mime(attachment)) or ""
    name = safe_file_name(attachment.name, f"{attachment.kind.value}{extension}")
    hidden = attachment.spoiler and not name.startswith(_SPOILER)
    return f"{_SPOILER}{name}" if hidden else name


def _mime(attachment: Attachment) -> str:
    mime = attachment.mime.partition(";")[0].strip()
    return mime if mime.isascii() and mime.count("/") == 1 else "application/octet-stream"
