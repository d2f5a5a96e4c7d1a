"""Files as Telegram takes them."""

from __future__ import annotations

import os
from typing import IO

from bridge.adapters import loading
from bridge.adapters.spool import Spool
from bridge.adapters.telegram.constants import PLATFORM, UPLOAD_LIMIT
from bridge.adapters.telegram.reading_media import LOTTIE
from bridge.adapters.telegram.uploads import Upload, better_form, kind_for, native_kind, reformed
from bridge.adapters.transcoding import Transcoder
from bridge.chat.attachment import Attachment
from bridge.relay.adapter import Core


class Loading(loading.Loading[Upload]):
    """Fetches from the core; what Telegram itself has is named and not moved."""

    def __init__(self, spool: Spool, core: Core) -> None:
        super().__init__(spool, core, UPLOAD_LIMIT)
        self._transcoder = Transcoder(spool)

    async def _one(self, attachment: Attachment) -> Upload | None:
        if attachment.platform == PLATFORM:
            return Upload(attachment, native_kind(attachment), attachment.source.removeprefix(LOTTIE))
        return await super()._one(attachment)

    async def _made(self, attachment: Attachment, file: IO[bytes]) -> Upload:
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
