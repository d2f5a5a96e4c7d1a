"""Rooms: who gets in, under which name, and what their owner may do."""

from __future__ import annotations

import pytest

from bridge.chat.event import Gone, Joined, Left
from tests.adapters.web.conftest import Served


async def test_the_invite_has_128_bits_and_the_cookie_is_out_of_reach_of_scripts(served: Served) -> None:
    anna = served.client()
    async with anna.http.post(served.url + "/api/rooms", json={"name": "Anna"}) as response:
        cookie = response.headers["Set-Cookie"]
        invite = (await response.json())["invite"]
    assert len(invite) == 22
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/" in cookie


async def test_the_token_is_stored_as_its_hash_alone(served: Served) -> None:
    anna = served.client()
    await anna.start("Anna")
    (token,) = [cookie.value for cookie in anna.http.cookie_jar]
    (member,) = await served.store.members((await served.store.member(anna.member)).room)  # type: ignore[union-attr]
    assert token not in member.session
    assert len(member.session) == 64


async def test_nobody_speaks_as_another(served: Served) -> None:
    anna, eve = served.client(), served.client()
    await anna.start("Anna")
    await eve.join(anna.invite, "Eve")
    eve.member = anna.member
    dismissed = await eve.connect()
    assert dismissed["type"] == "dismissed"
    assert await eve.closed() == 4403


@pytest.mark.parametrize("invite", ["x" * 22, "x", "..%2f..", "%00" * 22])
async def test_a_wrong_invite_gets_one_sentence(served: Served, invite: str) -> None:
    status, answer = await served.client().get(f"/api/invites/{invite}?lang=zh")
    assert status == 404
    assert "邀请" in answer["sentence"]


async def test_a_taken_name_gets_a_number_and_ones_own_name_comes_back(served: Served) -> None:
    anna, other = served.client(), served.client()
    await anna.start("Anna")
    await other.join(anna.invite, " anna ")
    assert other.name == "anna 2"
    first = anna.member
    await anna.join(anna.invite, "Ａnna")
    assert anna.member == first


async def test_one_browser_can_be_two_people(served: Served) -> None:
    anna = served.client()
    await anna.start("Anna")
    first = anna.member
    await anna.join(anna.invite, "安娜")
    assert anna.member != first
    _, answer = await anna.get(f"/api/invites/{anna.invite}")
    assert {one["name"] for one in answer["members"]} == {"Anna", "安娜"}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  Anna  ", "Anna"),
        ("a\u202eb\u2066c", "a b c"),
        ("x" * 100, "x" * 40),
        ("\x00\x1bBob\n", "Bob"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("<b>Bob</b>", "<b>Bob</b>"),
    ],
)
async def test_names_are_cleaned(served: Served, given: str, kept: str) -> None:
    anna = served.client()
    await anna.start(given)
    assert anna.name == kept


@pytest.mark.parametrize("given", ["", "   ", "\u200b\u200d", "\u3164", "\u202e"])
async def test_an_invisible_name_is_refused(served: Served, given: str) -> None:
    status, answer = await served.client().post("/api/rooms?lang=en", {"name": given})
    assert status == 400
    assert answer["sentence"].startswith("Choose a name")


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"name": 3}', b"\xff\xfe", b'{"name": "' + b"x" * 1000 + b'"}'])
async def test_what_is_no_request_is_refused(served: Served, body: bytes) -> None:
    async with served.client().http.post(served.url + "/api/rooms", data=body) as response:
        assert response.status == 400
        assert (await response.json())["sentence"]


async def test_the_owner_removes_somebody_who_cannot_come_back(served: Served) -> None:
    anna, eve = served.client(), served.client()
    await anna.start("Anna")
    await eve.join(anna.invite, "Eve")
    assert (await anna.ask("remove", member=eve.member))["type"] == "done"
    assert (await eve.until("dismissed"))["reason"] == "removed"
    assert await eve.closed() == 4403
    for name in ("Eve", "Somebody else"):
        status, answer = await eve.post(f"/api/invites/{anna.invite}?lang=en", {"name": name})
        assert status == 403
        assert "removed you" in answer["sentence"]
    assert (await eve.connect())["type"] == "dismissed"
    (left,) = served.core.of(Left)
    assert isinstance(left, Left)
    assert left.author.name == "Eve"


@pytest.mark.parametrize("ask", [{"type": "close"}, {"type": "renew"}, {"type": "history", "shown": False}])
async def test_others_cannot_do_what_the_owner_can(served: Served, ask: dict[str, object]) -> None:
    anna, eve = served.client(), served.client()
    await anna.start("Anna")
    await eve.join(anna.invite, "Eve")
    await eve.send(id="x", type_=str(ask["type"]), **{key: value for key, value in ask.items() if key != "type"})
    refused = await eve.until("refused")
    assert "owner" in refused["sentence"]
    assert (await eve.ask("remove", member=anna.member))["type"] == "refused"


async def test_the_owner_cannot_be_removed_nor_somebody_elsewhere(served: Served) -> None:
    anna, bob, carl = served.client(), served.client(), served.client()
    await anna.start("Anna")
    await bob.start("Bob")
    await carl.join(bob.invite, "Carl")
    assert (await anna.ask("remove", member=anna.member))["type"] == "refused"
    assert (await anna.ask("remove", member=bob.member))["type"] == "refused"
    assert (await anna.ask("remove", member=carl.member))["type"] == "refused"
    assert (await anna.ask("remove", member="nobody"))["type"] == "refused"


async def test_a_renewed_link_shuts_out_newcomers_and_nobody_else(served: Served) -> None:
    anna, bob, eve = served.client(), served.client(), served.client()
    await anna.start("Anna")
    old = anna.invite
    await bob.join(old, "Bob")
    assert (await anna.ask("renew"))["type"] == "done"
    new = (await bob.until("room"))["room"]["invite"]
    assert new != old
    assert (await eve.post(f"/api/invites/{old}", {"name": "Eve"}))[0] == 404
    status, answer = await bob.get(f"/api/invites/{old}")
    assert (status, answer["invite"]) == (200, new)
    assert (await eve.join(new, "Eve"))["type"] == "hello"


async def test_a_closed_room_can_be_read_and_no_more(served: Served) -> None:
    anna, bob = served.client(), served.client()
    await anna.start("Anna")
    await bob.join(anna.invite, "Bob")
    await bob.ask("post", text="hello")
    await bob.entry()
    assert (await anna.ask("close"))["type"] == "done"
    assert (await bob.until("room"))["room"]["closed"]
    refused = await bob.ask("post", text="anybody?")
    assert "closed" in refused["sentence"]
    status, _ = await served.client().post(f"/api/invites/{anna.invite}", {"name": "Late"})
    assert status == 410
    greeting = await bob.connect()
    assert [entry["original"]["plain"] for entry in greeting["entries"]] == ["hello"]
    assert len(served.core.of(Gone)) == 1


async def test_newcomers_see_history_only_if_the_owner_wants(served: Served) -> None:
    anna, bob, cleo = served.client(), served.client(), served.client()
    await anna.start("Anna")
    await anna.ask("post", text="before")
    first = await anna.entry()
    assert len((await bob.join(anna.invite, "Bob"))["entries"]) == 1
    await anna.ask("history", shown=False)
    greeting = await cleo.join(anna.invite, "Cleo")
    assert greeting["entries"] == []
    await anna.ask("edit", entry=first["id"], text="before, changed")
    await anna.ask("post", text="after", reply_to=first["id"])
    assert (await cleo.entry())["original"]["plain"] == "after"
    await cleo.send("peek", entries=[first["id"]])
    assert (await cleo.until("peeked"))["entries"] == []
    assert (await cleo.ask("react", entry=first["id"], emoji=["👍"]))["type"] == "refused"


async def test_private_words_reach_one_member_alone(served: Served) -> None:
    anna, bob = served.client(), served.client()
    greeting = await anna.start("Anna")
    await bob.join(anna.invite, "Bob")
    await bob.ask("post", text="/help")
    notice = await bob.entry()
    assert notice["private"]
    assert (await anna.connect())["entries"] == []
    await anna.send("peek", entries=[notice["id"]])
    assert (await anna.until("peeked"))["entries"] == []
    assert greeting["entries"] == []


async def test_rooms_of_a_browser_are_listed(served: Served) -> None:
    anna = served.client()
    await anna.start("Anna", title="One")
    await anna.start("Anna", title="Two")
    _, rooms = await anna.get("/api/rooms")
    assert [room["title"] for room in rooms] == ["Two", "One"]  # type: ignore[index]
    assert not (await served.client().get("/api/rooms"))[1]


async def test_presence_follows_open_pages_and_reports_no_leaving(served: Served) -> None:
    anna, bob = served.client(), served.client()
    await anna.start("Anna")
    await bob.join(anna.invite, "Bob")
    assert (await anna.until("member"))["member"] == {"id": bob.member, "name": "Bob", "owner": False, "online": True}
    await bob.disconnect()
    assert not (await anna.until("member"))["member"]["online"]
    assert len(served.core.of(Joined)) == 2
    assert not served.core.of(Left)


async def test_a_title_is_cleaned_and_reported(served: Served) -> None:
    anna = served.client()
    greeting = await anna.start("Anna", title=" Tea\u202e  house ")
    assert greeting["room"]["title"] == "Tea house"
