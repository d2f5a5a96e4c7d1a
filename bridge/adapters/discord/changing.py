"""Which files of a message stay where others come or go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bridge.adapters.discord.calls import Json, Upload
from bridge.adapters.discord.loading import upload_name
from bridge.chat.attachment import Attachment


@dataclass(frozen=True, slots=True)
class Files:
    """What a message is to have: the numbers of attachments that stay, and new ones; `missing` could not be had."""

    staying: Sequence[str]
    uploads: Sequence[Upload]
    missing: Sequence[Attachment]

    def described(self) -> list[Json]:
        """For a call: https://discord.com/developers/docs/reference#editing-message-attachments."""
        new = [{"id": str(number), "filename": upload.name} for number, upload in enumerate(self.uploads)]
        return [*({"id": number} for number in self.staying), *new]


def kept(message: Json, wanted: Sequence[Attachment], before: Sequence[Attachment]) -> dict[Attachment, str]:
    """The files that a message is to have and has, with the numbers of its attachments."""
    here: dict[str, list[str]] = {}
    for each in message.get("attachments") or ():
        here.setdefault(stem_of(each), []).append(str(each["id"]))
    had = {file.likeness for file in before}
    found: dict[Attachment, str] = {}
    for file in wanted:
        named = here.get(stem(upload_name(file)), [])
        if file.likeness in had and named:
            found[file] = named.pop(0)
    return found


def stem_of(attachment: Json) -> str:
    """The title of an attachment of Discord's, which keeps what Discord takes away from its name."""
    return _bare(attachment.get("title") or _without_suffix(attachment["filename"]))


def stem(name: str) -> str:
    """What is left of a file's name on the way to Discord and back whatever it does to it."""
    return _bare(_without_suffix(name))


def _without_suffix(name: str) -> str:
    return name.rpartition(".")[0] or name


def _bare(name: str) -> str:
    return "".join(char for char in name if char.isascii() and char.isalnum())
