"""What a page may send over its socket. `id` is made by the page and comes back with the answer."""

from __future__ import annotations

import json
from typing import Annotated, Literal

from pydantic import BaseModel, Field, TypeAdapter

from bridge.chat.payload import scrubbed
from bridge.glossary.term import Action

#: Bytes: room for a text far beyond the limit, so that it gets a sentence and not a broken connection.
FRAME_LIMIT = 1024 * 1024

Words = Annotated[str, Field(max_length=400)]
#: What SQLite counts to.
Number = Annotated[int, Field(ge=-(1 << 63), lt=1 << 63)]
AskId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class Post(BaseModel):
    """Write a message, or a command where the text starts with a slash. `files` are ids of uploads."""

    type: Literal["post"]
    id: AskId
    text: str = ""
    reply_to: Number | None = None
    files: tuple[str, ...] = ()


class Edit(BaseModel):
    """Rewrite a message of one's own."""

    type: Literal["edit"]
    id: AskId
    entry: Number
    text: str


class Delete(BaseModel):
    """Take a message back."""

    type: Literal["delete"]
    id: AskId
    entry: Number


class React(BaseModel):
    """One's reactions to a message are now these."""

    type: Literal["react"]
    id: AskId
    entry: Number
    emoji: Annotated[tuple[str, ...], Field(max_length=10)]


class Pin(BaseModel):
    """Pin a message, or no longer."""

    type: Literal["pin"]
    id: AskId
    entry: Number
    pinned: bool


class Remove(BaseModel):
    """Send a member away for good."""

    type: Literal["remove"]
    id: AskId
    member: str


class Renew(BaseModel):
    """Make a new invite."""

    type: Literal["renew"]
    id: AskId


class History(BaseModel):
    """Choose whether newcomers see what was written before."""

    type: Literal["history"]
    id: AskId
    shown: bool


class Close(BaseModel):
    """Close the room."""

    type: Literal["close"]
    id: AskId


class Leave(BaseModel):
    """Leave the room."""

    type: Literal["leave"]
    id: AskId


class Look(BaseModel):
    """Show the conversation's slang, or the terms of all books that have these words."""

    type: Literal["slang"]
    id: AskId
    words: Words = ""


class Attempt(BaseModel):
    """Say what a term would do, and how it is proposed; `instead` of an entry where it is to change one.

    `forms` are separated by `|`; `source` is "" where the language is to be found out.
    """

    type: Literal["attempt"]
    id: AskId
    forms: Words
    action: Action
    text: Words = ""
    note: Annotated[str, Field(max_length=1000)] = ""
    conditions: Annotated[str, Field(max_length=1000)] = ""
    source: Literal["zh", "en", ""] = ""
    instead: Number = 0


class Check(BaseModel):
    """Say what bringing in an uploaded file of terms would change."""

    type: Literal["check"]
    id: AskId
    file: str


class Tell(BaseModel):
    """Give a command, written without the slash, and answer beside the conversation rather than in it."""

    type: Literal["tell"]
    id: AskId
    line: Annotated[str, Field(pattern=r"^[a-z]+( |$)", max_length=4000)]
    files: Annotated[tuple[str, ...], Field(max_length=1)] = ()


class Typing(BaseModel):
    """The member is writing."""

    type: Literal["typing"]


class Ping(BaseModel):
    """Ask whether the server is still there."""

    type: Literal["ping"]


class Language(BaseModel):
    """The member now reads this language."""

    type: Literal["language"]
    language: Annotated[str, Field(max_length=35)]


class Older(BaseModel):
    """Send what stands before an entry."""

    type: Literal["older"]
    before: Number


class Peek(BaseModel):
    """Send single entries, to show what a reply is to."""

    type: Literal["peek"]
    entries: Annotated[tuple[Number, ...], Field(max_length=100)]


#: What any member may ask of the conversation.
Said = Post | Edit | Delete | React | Leave
#: What its owner may ask of the room.
Kept = Pin | Remove | Renew | History | Close
#: What is asked in the panel of the group's slang.
Asked = Look | Attempt | Check | Tell
Ask = Said | Kept | Asked
Frame = Ask | Typing | Ping | Language | Older | Peek

_FRAME: TypeAdapter[Frame] = TypeAdapter(Annotated[Frame, Field(discriminator="type")])


def read_frame(data: str) -> Frame:
    """Read a frame; raises `ValueError` on anything else. Lone surrogates become U+FFFD."""
    if "\\u" in data:
        try:
            data = scrubbed(json.dumps(json.loads(data), ensure_ascii=False))
        except RecursionError as error:
            raise ValueError("The frame is nested too deeply.") from error
    return _FRAME.validate_json(data)
