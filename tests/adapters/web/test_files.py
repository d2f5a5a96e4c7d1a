"""Pictures and files: taken in with a limit, served to members alone, never run."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from bridge.adapters.web.media import INLINE, UNKNOWN, kind_of, sniff
from bridge.adapters.web.shelf import Shelf
from bridge.chat.attachment import Attachment, AttachmentKind
from bridge.chat.author import Author
from bridge.chat.content import Content
from bridge.chat.event import Posted
from bridge.chat.room import RoomRef
from bridge.chat.text import Text
from bridge.relay.failure import Refused
from tests.adapters.web.client import Client
from tests.adapters.web.conftest import Served

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 60
LIMIT = 10 * 1024 * 1024


async def upload(client: Client, data: Any, name: str = "a.png", **query: int) -> tuple[int, dict[str, Any]]:
    more = "".join(f"&{key}={value}" for key, value in query.items())
    address = f"{client.url}/api/files?member={client.member}&lang=en{more}"
    async with client.http.post(address, data=data, headers={"X-File-Name": quote(name)}) as response:
        return response.status, await response.json()


async def posted(client: Client, data: bytes, name: str = "a.png") -> dict[str, Any]:
    _, answer = await upload(client, data, name)
    await client.ask("post", text="", files=[answer["file"]])
    (attachment,) = (await client.entry())["attachments"]
    return dict(attachment)


async def test_a_picture_travels_and_is_shown_in_place(served: Served) -> None:
    anna = served.client()
    await anna.start("Anna")
    _, answer = await upload(anna, PNG, "猫 1.png", width=640, height=480)
    await anna.ask("post", text="look", files=[answer["file"]])
    (shown,) = (await anna.entry())["attachments"]
    assert (shown["kind"], shown["mime"], shown["name"]) == ("photo", "image/png", "猫 1.png")
    assert (shown["width"], shown["height"], shown["size"]) == (640, 480, len(PNG))
    async with anna.http.get(served.url + shown["url"]) as response:
        assert await response.read() == PNG
        assert response.headers["Content-Type"] == "image/png"
        assert response.headers["Content-Disposition"].startswith("inline")
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response.headers["Content-Security-Policy"]
    (event,) = served.core.of(Posted)
    assert isinstance(event, Posted)
    fetched = [chunk async for chunk in served.adapter.fetch(event.message.attachments[0])]
    assert b"".join(fetched) == PNG


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", b"<script>alert(1)</script>"),
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("picture.png", b"<html><script>alert(1)</script>"),
        ("paper.pdf", b"%PDF-1.7"),
        ('odd"\r\nX: y/..\\\u202e.exe', b"MZ"),
    ],
)
async def test_everything_but_pictures_and_media_is_saved_and_never_run(served: Served, name: str, data: bytes) -> None:
    anna = served.client()
    await anna.start("Anna")
    shown = await posted(anna, data, name)
    async with anna.http.get(served.url + shown["url"]) as response:
        assert await response.read() == data
        assert response.headers["Content-Type"] == UNKNOWN
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert "\n" not in response.headers["Content-Disposition"]
        assert "X" not in response.headers


async def test_a_file_is_for_members_alone(served: Served) -> None:
    anna, eve = served.client(), served.client()
    await anna.start("Anna")
    shown = await posted(anna, PNG)
    await eve.start("Eve")
    stranger = served.client()
    for client in (eve, stranger):
        async with client.http.get(served.url + shown["url"]) as response:
            assert response.status == 404
    await eve.join(anna.invite, "Eve")
    async with eve.http.get(served.url + shown["url"]) as response:
        assert response.status == 200
    await anna.ask("remove", member=eve.member)
    async with eve.http.get(served.url + shown["url"]) as response:
        assert response.status == 404


async def test_a_hidden_or_deleted_message_hides_its_file(served: Served) -> None:
    anna, bob = served.client(), served.client()
    await anna.start("Anna")
    await anna.ask("history", shown=False)
    shown = await posted(anna, PNG)
    await bob.join(anna.invite, "Bob")
    async with bob.http.get(served.url + shown["url"]) as response:
        assert response.status == 404
    entry = int(shown["url"].split("/")[2])
    await anna.ask("delete", entry=entry)
    await served.core.settled()
    async with anna.http.get(served.url + shown["url"]) as response:
        assert response.status == 404


async def test_a_file_that_is_too_large_is_refused_with_and_without_its_length(served: Served, tmp_path: Path) -> None:
    anna = served.client()
    await anna.start("Anna")
    status, answer = await upload(anna, io.BytesIO(b"x" * (LIMIT + 1)))
    assert (status, answer["sentence"]) == (413, "Files can have up to 10 MB.")

    async def endless() -> Any:
        for _ in range(LIMIT // 65536 + 1):
            yield b"x" * 65536

    status, _ = await upload(anna, endless())
    assert status == 413
    assert list((tmp_path / "web-files" / "uploads").iterdir()) == []
    assert (await upload(anna, io.BytesIO(b"x" * LIMIT)))[0] == 200


async def test_strangers_upload_nothing_and_files_of_others_cannot_be_sent(served: Served) -> None:
    anna, bob = served.client(), served.client()
    await anna.start("Anna")
    await bob.join(anna.invite, "Bob")
    _, answer = await upload(anna, PNG)
    assert (await bob.ask("post", text="", files=[answer["file"]]))["type"] == "refused"
    assert (await bob.ask("post", text="", files=["../../magpie.db"]))["type"] == "refused"
    assert (await bob.ask("post", text="", files=["0" * 32] * 11))["type"] == "refused"
    stranger = served.client()
    stranger.member = anna.member
    assert (await upload(stranger, PNG))[0] == 403


async def foreign(served: Served, client: Client, source: str) -> str:
    member = await served.store.member(client.member)
    assert member
    attachment = Attachment(AttachmentKind.PHOTO, "telegram", source, "photo.jpg", "image/jpeg", 5)
    content = Content(Author("telegram", "7", "Tom"), Text(), "none", 1.0, attachments=(attachment,))
    await served.core.ship(RoomRef("web", member.room), content, message=1)
    entry = await client.entry()
    return str(entry["attachments"][0]["url"])


async def test_a_file_of_another_platform_is_fetched_once(served: Served) -> None:
    anna = served.client()
    await anna.start("Anna")
    served.core.files["abc"] = b"\xff\xd8\xff" + b"j" * 5000
    url = await foreign(served, anna, "abc")
    async with anna.http.get(served.url + url) as response:
        assert response.headers["Content-Type"] == "image/jpeg"
        assert len(await response.read()) == 5003
    del served.core.files["abc"]
    async with anna.http.get(served.url + url, headers={"Range": "bytes=0-2"}) as response:
        assert response.status == 206
        assert await response.read() == b"\xff\xd8\xff"


async def test_a_file_that_cannot_be_fetched_gets_one_sentence(served: Served) -> None:
    anna = served.client()
    await anna.start("Anna")
    status, answer = await anna.get(await foreign(served, anna, "gone") + "?lang=en")
    assert status == 502
    assert "fetched" in answer["sentence"]
    status, _ = await anna.get("/attachments/999999/0/x")
    assert status == 404


@pytest.mark.parametrize("source", ["", "../../etc/passwd", "f" * 31, "F" * 32, "/etc/passwd"])
async def test_a_source_that_is_no_file_id_opens_nothing(served: Served, source: str) -> None:
    attachment = Attachment(AttachmentKind.DOCUMENT, "web", source, "x")
    with pytest.raises(Refused):
        [chunk async for chunk in served.adapter.fetch(attachment)]


async def test_uploads_that_were_never_sent_are_thrown_away(served: Served, tmp_path: Path) -> None:
    anna = served.client()
    await anna.start("Anna")
    _, kept = await upload(anna, PNG)
    await anna.ask("post", text="", files=[kept["file"]])
    await upload(anna, PNG)
    dropped = await served.store.drop_unposted(1e12)
    assert len(dropped) == 1
    shelf = Shelf(tmp_path / "web-files")
    await shelf.discard(dropped)
    assert [path.name for path in (tmp_path / "web-files" / "uploads").iterdir()] == [kept["file"]]


async def test_deleted_and_forgotten_messages_let_go_of_their_files(served: Served, tmp_path: Path) -> None:
    anna = served.client()
    await anna.start("Anna")
    deleted, old = await posted(anna, PNG), await posted(anna, PNG)
    assert await served.store.drop_unposted(1e12) == ()
    await anna.ask("delete", entry=int(deleted["url"].split("/")[2]))
    await served.core.settled()
    assert len(await served.store.drop_unposted(1e12)) == 1
    assert await served.store.forget(1.0) == 0
    await anna.ask("react", entry=int(old["url"].split("/")[2]), emoji=["👍"])
    await served.core.settled()
    assert await served.store.forget(1e12) == 2
    assert len(await served.store.drop_unposted(1e12)) == 1
    assert (await anna.connect())["entries"] == []


async def test_copies_are_bounded(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for number in range(5):
        (tmp_path / "copies" / str(number)).write_bytes(b"x" * 100)
    await shelf.shrink(250)
    assert len(list((tmp_path / "copies").iterdir())) == 2


@pytest.mark.parametrize(
    ("head", "mime"),
    [
        (PNG, "image/png"),
        (b"GIF89a", "image/gif"),
        (b"RIFF1234WEBPVP8 ", "image/webp"),
        (b"RIFF1234WAVEfmt ", "audio/wav"),
        (b"\0\0\0 ftypisom", "video/mp4"),
        (b"\x1aE\xdf\xa3", "video/webm"),
        (b"OggS", "audio/ogg"),
        (b"ID3\x04", "audio/mpeg"),
        (b"<svg", UNKNOWN),
        (b"", UNKNOWN),
    ],
)
def test_sniffing(head: bytes, mime: str) -> None:
    assert sniff(head) == mime
    assert "svg" not in "".join(INLINE)


def test_kinds() -> None:
    assert kind_of("image/gif") is AttachmentKind.ANIMATION
    assert kind_of("video/mp4") is AttachmentKind.VIDEO
    assert kind_of(UNKNOWN) is AttachmentKind.DOCUMENT
