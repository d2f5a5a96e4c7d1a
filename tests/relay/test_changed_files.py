"""Edits that change the files of a message."""

from __future__ import annotations

from pathlib import Path

from bridge.chat.attachment import Attachment, AttachmentKind
from bridge.chat.event import Edited, Posted
from bridge.chat.message import Message
from bridge.chat.text import Text
from bridge.relay.failure import Unreachable
from tests.relay.conversation import MEI, A, Conversation, conversation, now
from tests.relay.loopback import Loopback


def file(name: str) -> Attachment:
    return Attachment(AttachmentKind.PHOTO, "alpha", f"source of {name}", name, "image/png", 7)


def message(native: str, words: str, *files: Attachment, album: str = "", age: float = 0) -> Message:
    return Message(native, A, MEI, Text(words), now() - age, attachments=files, album=album)


async def posted(talk: Conversation, native: str, words: str, *files: Attachment, age: float = 0) -> None:
    await talk.accept(Posted(f"{native}-posted", message(native, words, *files, age=age)))


async def edited(
    talk: Conversation, native: str, words: str, *files: Attachment, key: str = "1", album: str = ""
) -> None:
    changed = message(native, words, *files, album=album)
    await talk.accept(Edited(f"{native}-edited-{key}", changed, now()))


def shown(beta: Loopback) -> list[tuple[str, list[str]]]:
    return [
        (one.lines[0], [each.name for each in one.shipment.blocks[0].content.attachments]) for one in beta.rooms["b"]
    ]


async def test_another_file_takes_the_place_of_the_first(tmp_path: Path) -> None:
    beta = Loopback("beta")
    async with conversation(tmp_path / "m.db", Loopback("alpha"), beta) as talk:
        await posted(talk, "1", "look", file("a.png"))
        await talk.settled()
        await edited(talk, "1", "look", file("b.png"))
        await talk.settled()
        assert shown(beta) == [("Mei: look", ["b.png"])]
        assert beta.calls.count("edit") == 1


async def test_an_edit_of_the_words_leaves_the_files_alone(tmp_path: Path) -> None:
    beta = Loopback("beta")
    async with conversation(tmp_path / "m.db", Loopback("alpha"), beta) as talk:
        await posted(talk, "1", "look", file("a.png"))
        await talk.settled()
        elsewhere = Attachment(AttachmentKind.PHOTO, "alpha", "another address", "a.png", "image/png", 7)
        await edited(talk, "1", "look here", elsewhere)
        await talk.settled()
        (only,) = beta.rooms["b"]
        assert only.shipment.blocks[0].content.replaces is None
        assert only.lines[0] == "Mei: look here"


async def test_what_the_platform_cannot_change_is_shown_anew_once(tmp_path: Path) -> None:
    beta = Loopback("beta")
    async with conversation(tmp_path / "m.db", Loopback("alpha"), beta) as talk:
        await posted(talk, "1", "album", file("a.png"), file("b.png"))
        await posted(talk, "2", "between")
        await talk.settled()
        await edited(talk, "1", "album", file("a.png"))
        await talk.settled()
        assert shown(beta) == [("Mei: between", []), ("Mei: album", ["a.png"])]
        await edited(talk, "1", "smaller album", file("a.png"), key="2")
        await talk.settled()
        assert shown(beta) == [("Mei: between", []), ("Mei: smaller album", ["a.png"])]
        assert beta.calls.count("edit_files") == 1


async def test_all_changes_arrive_though_one_waits_for_another(tmp_path: Path) -> None:
    beta = Loopback("beta")
    async with conversation(tmp_path / "m.db", Loopback("alpha"), beta) as talk:
        await posted(talk, "1", "look", file("a.png"))
        await talk.settled()
        beta.before = [Unreachable("away")]
        await edited(talk, "1", "look", file("b.png"))
        await edited(talk, "1", "look again", file("b.png"), key="2")
        await talk.settled()
        assert shown(beta) == [("Mei: look again", ["b.png"])]
        assert beta.rooms["b"][0].shipment.blocks[0].content.replaces == (file("a.png"),)


async def test_one_piece_of_an_album_says_nothing_of_the_others(tmp_path: Path) -> None:
    beta = Loopback("beta")
    async with conversation(tmp_path / "m.db", Loopback("alpha"), beta) as talk:
        await posted(talk, "1", "album", file("a.png"), file("b.png"))
        await talk.settled()
        await edited(talk, "1", "our album", file("a.png"), album="7")
        await talk.settled()
        assert shown(beta) == [("Mei: our album", ["a.png", "b.png"])]
        assert "edit_files" not in beta.calls


async def test_a_file_does_not_stand_in_a_shared_message(tmp_path: Path) -> None:
    beta = Loopback("beta")
    beta.before = [Unreachable("away")]
    async with conversation(tmp_path / "m.db", Loopback("alpha"), beta) as talk:
        for number in range(6):
            await posted(talk, str(number), f"line {number}", age=100_000)
        await talk.settled()
        shared = next(one for one in beta.rooms["b"] if len(one.shipment.blocks) > 2)
        native = f"{shared.shipment.blocks[1].content.original.plain[-1]}"
        await edited(talk, native, f"line {native}", file("a.png"))
        await talk.settled()
        assert (f"Mei: line {native}", ["a.png"]) in shown(beta)
        assert sum(f"line {native}" in text for text in beta.texts("b")) == 1
