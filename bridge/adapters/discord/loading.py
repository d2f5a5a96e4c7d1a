"""Files as Discord takes them."""

from __future__ import annotations

import mimetypes
from typing import IO

from bridge.adapters import loading
from bridge.adapters.discord.calls import Upload
from bridge.adapters.discord.constants import UPLOAD_LIMIT
from bridge.adapters.names import safe_file_name
from bridge.adapters.spool import Spool
from bridge.chat.attachment import Attachment
from bridge.relay.adapter import Core

_SPOILER = "SPOILER_"


class Loading(loading.Loading[Upload]):
    """Fetches from the core."""

    def __init__(self, spool: Spool, core: Core) -> None:
        super().__init__(spool, core, UPLOAD_LIMIT)

    async def _made(self, attachment: Attachment, file: IO[bytes]) -> Upload:
        return Upload(upload_name(attachment), file, _mime(attachment))


def upload_name(attachment: Attachment) -> str:
    """The name of a file on Discord, which hides one whose name begins so."""
    extension = mimetypes.guess_extension(_mime(attachment)) or ""
    name = safe_file_name(attachment.name, f"{attachment.kind.value}{extension}")
    hidden = attachment.spoiler and not name.startswith(_SPOILER)
    return f"{_SPOILER}{name}" if hidden else name


def _mime(attachment: Attachment) -> str:
    mime = attachment.mime.partition(";")[0].strip()
    return mime if mime.isascii() and mime.count("/") == 1 else "application/octet-stream"
