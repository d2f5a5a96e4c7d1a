"""What the core asks of an adapter."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge.adapters.web.adapter import WebAdapter
from bridge.adapters.web.hub import Connection, Goodbye, GoodbyeCode
from bridge.adapters.web.records import WebMember
from bridge.chat.author import Author
from bridge.chat.capabilities import Coalescing
from bridge.chat.content import Content
from bridge.chat.delivery import Block, Copy, Reaction, Shipment
from bridge.chat.event import Pinned
from bridge.chat.room import Audience, RoomRef
from bridge.chat.signal import Typing
from bridge.chat.text import Text
from bridge.relay.adapter import Adapter
from bridge.relay.failure import RoomLost
from bridge.settings import Web
from bridge.store.web import WebTables
from tests.adapters.web.client import Client
from tests.adapters.web.conftest import Served

TOM = Author("telegram", "7", "Tom")


def content(text: str, author: Author | None = TOM) -> Content:
    return Content(author, Text(text), "en", 1_700_000_000.25)


def shipment(room: RoomRef, text: str, identity: int = 1, **more: str) -> Shipment:
    block = Block(identity, 40 + identity, content(text), Text())
    return Shipment(identity, room, f"n{identity}", (block,), **more)  # type: ignore[arg-type]


async def room_of(served: Served, client: Client) -> RoomRef:
    member = await served.store.member(client.member)
    assert member
    return RoomRef("web", member.room)


async def test_it_is_an_adapter(served: Served) -> None:
    adapter: Adapter = served.adapter
    assert adapter.platform == "web"
    assert adapter.ready()
    capabilities = adapter.capabilities
    assert capabilities.audience is Audience.PER_READER
    assert capabilities.coalescing is Coalescing.NONE
    assert capabilities.looks
    assert adapter.size([Block(1, 1, content("四个字儿"), Text())]) == 4


async def test_a_shipment_is_shown_once_however_often_it_is_sent(served: Served) -> None:
    anna = served.client()
    await anna.start("Anna")
    room = await room_of(served, anna)
    assert await served.adapter.look(shipment(room, "hi")) is None
    first = await served.adapter.ship(shipment(room, "hi"))
    again = await served.adapter.ship(shipment(room, "hi"))
    assert first == again == await served.adapter.look(shipment(room, "hi"))
    assert first == [Copy(first[0].native, 41)]
    greeting = await anna.connect()
    (entry,) = greeting["entries"]
    assert entry["author"]["platform"] == "telegram"
    assert entry["client"] == ""


async def test_edits_deletes_reactions_and_pins_are_pushed(served: Served) -> None:
    anna = served.client()
    await anna.start("Anna")
    room = await room_of(served, anna)
    (copy,) = await served.adapter.ship(shipment(room, "hi"))
    assert (await anna.entry())["original"]["plain"] == "hi"
    await served.adapter.edit(copy.native, shipment(room, "hello"))
    assert (await anna.entry())["original"]["plain"] == "hello"
    await served.adapter.react(room, copy.native, [Reaction(TOM, "👍"), Reaction(Author("discord", "1", "Di"), "👍")])
    (reactions,) = (await anna.entry())["reactions"]
    assert [author["name"] for author in reactions["authors"]] == ["Tom", "Di"]
    await served.adapter.pin(room, copy.native, pinned=True)
    assert (await anna.entry())["pinned"]
    assert [entry["id"] for entry in (await anna.connect())["pinned"]] == [int(copy.native)]
    await served.adapter.delete(room, [copy.native, "999"])
    assert (await anna.entry())["deleted"]
    await served.adapter.edit(copy.native, shipment(room, "too late"))
    await served.adapter.react(room, copy.native, [Reaction(TOM, "👍")])
    greeting = await anna.connect()
    assert greeting["entries"] == greeting["pinned"] == []


async def test_reactions_of_the_rooms_own_members_are_their_own(served: Served) -> None:
    anna = served.client()
    await anna.start("Anna")
    room = await room_of(served, anna)
    (copy,) = await served.adapter.ship(shipment(room, "hi"))
    entry = int(copy.native)
    await served.adapter.react(room, copy.native, [Reaction(TOM, "👍")])
    await anna.ask("react", entry=entry, emoji=["👍", "🔥"])
    shown = await anna.until(lambda frame: frame["type"] == "entry" and len(frame["entry"]["reactions"]) == 2)
    assert [len(one["authors"]) for one in shown["entry"]["reactions"]] == [2, 1]
    await anna.ask("react", entry=entry, emoji=[])
    stale = Reaction(Author("web", anna.member, "Anna"), "🔥")
    await served.adapter.react(room, copy.native, [Reaction(TOM, "👍"), stale])
    (entry_now,) = (await anna.connect())["entries"]
    assert [(one["emoji"], len(one["authors"])) for one in entry_now["reactions"]] == [("👍", 1)]


async def test_whoever_reacted_to_what_was_deleted_is_forgotten(served: Served) -> None:
    anna = served.client()
    await anna.start("Anna")
    room = await room_of(served, anna)
    (copy,) = await served.adapter.ship(shipment(room, "hi"))
    await served.adapter.react(room, copy.native, [Reaction(TOM, "👍")])
    await anna.ask("react", entry=int(copy.native), emoji=["👍"])
    await served.adapter.delete(room, [copy.native])
    entry = await served.store.entry(int(copy.native))
    assert entry
    assert (entry.deleted, entry.reactions) == (True, ())


@pytest.mark.parametrize("emoji", ["", "ab", "<img src=x>", "👍" * 20, "a👍", " "])
async def test_what_is_no_emoji_is_no_reaction(served: Served, emoji: str) -> None:
    anna = served.client()
    await anna.start("Anna")
    (copy,) = await served.adapter.ship(shipment(await room_of(served, anna), "hi"))
    assert (await anna.ask("react", entry=int(copy.native), emoji=[emoji]))["type"] == "refused"


@pytest.mark.parametrize("emoji", ["👍🏽", "❤️", "1️⃣", "👨‍👩‍👧", "🇨🇳", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "☺"])
async def test_every_emoji_is_a_reaction(served: Served, emoji: str) -> None:
    anna = served.client()
    await anna.start("Anna")
    (copy,) = await served.adapter.ship(shipment(await room_of(served, anna), "hi"))
    assert (await anna.ask("react", entry=int(copy.native), emoji=[emoji]))["type"] == "done"


async def test_a_custom_emoji_from_elsewhere_can_be_joined(served: Served) -> None:
    anna = served.client()
    await anna.start("Anna")
    room = await room_of(served, anna)
    (copy,) = await served.adapter.ship(shipment(room, "hi"))
    await served.adapter.react(room, copy.native, [Reaction(TOM, ":party_parrot:")])
    assert (await anna.ask("react", entry=int(copy.native), emoji=[":party_parrot:"]))["type"] == "done"


async def test_a_room_that_is_closed_or_was_never_is_lost(served: Served) -> None:
    anna = served.client()
    await anna.start("Anna")
    room = await room_of(served, anna)
    await anna.ask("close")
    with pytest.raises(RoomLost):
        await served.adapter.ship(shipment(room, "hi"))
    with pytest.raises(RoomLost):
        await served.adapter.ship(shipment(RoomRef("web", "nowhere"), "hi", 2))


async def test_replies_and_private_notices_keep_their_place(served: Served) -> None:
    anna = served.client()
    await anna.start("Anna")
    room = await room_of(served, anna)
    (first,) = await served.adapter.ship(shipment(room, "one"))
    await served.adapter.ship(shipment(room, "two", 2, reply_to=first.native))
    await served.adapter.ship(shipment(room, "psst", 3, private_to=anna.member))
    one, two, three = [await anna.entry() for _ in range(3)]
    assert two["reply_to"] == one["id"]
    assert three["private"]


async def test_typing_elsewhere_is_shown_and_in_the_room_itself_not_twice(served: Served) -> None:
    anna = served.client()
    await anna.start("Anna")
    room = await room_of(served, anna)
    await served.adapter.show(Typing(room, Author("web", "x", "Echo")), room)
    await served.adapter.show(Typing(RoomRef("telegram", "-1"), TOM), room)
    assert (await anna.until("typing"))["name"] == "Tom"


async def test_the_owner_pins_and_takes_away_what_magpie_said(served: Served) -> None:
    anna, bob = served.client(), served.client()
    await anna.start("Anna")
    await bob.join(anna.invite, "Bob")
    room = await room_of(served, anna)
    (copy,) = await served.adapter.ship(shipment(room, "hi"))
    assert (await bob.ask("pin", entry=int(copy.native), pinned=True))["type"] == "refused"
    assert (await anna.ask("pin", entry=int(copy.native), pinned=True))["type"] == "done"
    assert (await bob.until(lambda frame: frame["type"] == "entry" and frame["entry"]["pinned"]))["entry"]
    (event,) = served.core.of(Pinned)
    assert isinstance(event, Pinned)
    assert (event.message, event.pinned) == (copy.native, True)
    notice = await served.core.ship(room, content("a notice", None))
    assert (await bob.ask("delete", entry=int(notice)))["type"] == "refused"
    assert (await anna.ask("delete", entry=int(notice)))["type"] == "done"
    assert [entry["original"]["plain"] for entry in (await bob.connect())["entries"]] == ["hi"]


def test_the_address_is_the_public_one_where_there_is_one(store: WebTables, tmp_path: Path) -> None:
    for settings, address in (
        (Web(public_url="https://chat.example/"), "https://chat.example"),
        (Web(host="0.0.0.0", port=1), "http://localhost:1"),
        (Web(host="192.0.2.1", port=2), "http://192.0.2.1:2"),
        (Web(host="2001:db8::1", port=3), "http://[2001:db8::1]:3"),
    ):
        assert WebAdapter(settings, store, tmp_path).url == address


async def test_a_page_that_does_not_read_is_let_go() -> None:
    member = WebMember("m", "r", "s", "Slow", "en", 0.0)
    connection = Connection(member, "en")
    for number in range(3000):
        connection.send({"number": number})
    assert connection.leaving
    assert await connection.outgoing.get() == Goodbye(GoodbyeCode.SLOW)
    assert connection.outgoing.empty()
