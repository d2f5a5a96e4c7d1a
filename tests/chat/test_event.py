from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bridge.chat.attachment import Attachment, AttachmentKind
from bridge.chat.author import Author
from bridge.chat.event import (
    Command,
    Deleted,
    Edited,
    Event,
    Gone,
    Joined,
    Left,
    Migrated,
    Opened,
    Pinned,
    Posted,
    Reacted,
    dump_event,
    load_event,
)
from bridge.chat.message import Message, Poll
from bridge.chat.room import RoomRef
from bridge.chat.text import Entity, EntityKind, Text

ROOM = RoomRef("telegram", "-100/7")
AUTHOR = Author("telegram", "5", "Mei 梅", language="zh-hans")
MESSAGE = Message(
    "12",
    ROOM,
    AUTHOR,
    Text("hi **there**", (Entity(3, 12, EntityKind.BOLD),)),
    1.5,
    (Attachment(AttachmentKind.PHOTO, "telegram", "file-id", "a.jpg", "image/jpeg", 10),),
    reply_to="11",
    poll=Poll("which?", ("a", "b")),
)
EVENTS: list[Event] = [
    Posted("k", MESSAGE, "a room"),
    Edited("k", MESSAGE, 2.0),
    Deleted("k", ROOM, ("1", "2")),
    Reacted("k", ROOM, "1", AUTHOR, ("👍",)),
    Pinned("k", ROOM, "1", AUTHOR),
    Joined("k", ROOM, AUTHOR),
    Left("k", ROOM, AUTHOR),
    Opened("k", ROOM, "title", "zh"),
    Migrated("k", ROOM, RoomRef("telegram", "-200")),
    Gone("k", ROOM, "kicked"),
    Command("k", ROOM, AUTHOR, "link", "CODE", target="3"),
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.type)
def test_every_event_survives_the_store(event: Event) -> None:
    assert load_event(dump_event(event)) == event


@given(st.text(st.characters(), max_size=40))
def test_any_text_survives_but_for_lone_surrogates(plain: str) -> None:
    event = Posted("k", Message("1", ROOM, AUTHOR, Text(plain), 0.0))
    loaded = load_event(dump_event(event))
    assert isinstance(loaded, Posted)
    expected = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in plain)
    assert loaded.message.text.plain == expected


def test_anything_else_is_refused() -> None:
    with pytest.raises(ValidationError):
        load_event('{"type": "nonsense"}')
