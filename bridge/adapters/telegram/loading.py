"""Getting files from wherever they are, ready to be sent."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import IO

import structlog

from bridge.adapters.spool import Spool
from bridge.adapters.telegram.constants import PLATFORM, UPLOAD_LIMIT
from bridge.adapters.telegram.reading_media import LOTTIE
from bridge.adapters.telegram.uploads import Upload, better_form, kind_for, native_kind, reformed
from bridge.adapters.transcoding import Transcoder
from bridge.chat.attachment import Attachment
from bridge.relay.adapter import Core
from bridge.relay.failure import DeliveryError, Refused

log = structlog.get_logger(__name__)

#: How often a file that its platform does not give is asked for, before a message goes without it.
_TRIES = 2


class Loading:
    """Fetches from the core; what Telegram itself has is named and not moved."""

    def __init__(self, spool: Spool, core: Core) -> None:
        self._spool = spool
        self._core = core
        self._transcoder = Transcoder(spool)

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
            for upload in loaded:
                upload.close()
            raise
        return loaded, missing

    async def _one(self, attachment: Attachment) -> Upload | None:
        if attachment.platform == PLATFORM:
            return Upload(attachment, native_kind(attachment), attachment.source.removeprefix(LOTTIE))
        for number in range(1, _TRIES + 1):
            try:
                file = await self._spool.take(self._core.fetch(attachment), UPLOAD_LIMIT)
            except (DeliveryError, OSError) as error:
                log.info("file not to be had", platform=attachment.platform, error=str(error), attempt=number)
                if isinstance(error, Refused):
                    return None
            else:
                return await self._playable(attachment, file)
        return None

    async def _playable(self, attachment: Attachment, file: IO[bytes]) -> Upload:
        """The file as Telegram plays it, where that can be made of it; else as it is."""
        form = better_form(attachment)
        try:
            made = await self._transcoder.convert(file, form) if form else None
        except BaseException:
            file.close()
            raise
        if made is not None:
            file.close()
            file, form = made
            attachment = reformed(attachment, form)
        return Upload(attachment, kind_for(attachment, os.fstat(file.fileno()).st_size), file)
