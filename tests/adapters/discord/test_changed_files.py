"""Edits that change the files of a message, both ways."""

from __future__ import annotations

from bridge.chat.attachment import Attachment, AttachmentKind
from bridge.chat.event import Edited
from bridge.chat.message import Message
from bridge.chat.text import Text
from tests.adapters.discord.stage import TOM, B, Play, Stage
from tests.adapters.discord.test_media import PNG, send
from tests.fakes.discord import File
from tests.relay.conversation import now


def file(stage: Stage, name: str, content: bytes = PNG) -> Attachment:
    stage.beta.files[name] = content
    return Attachment(AttachmentKind.PHOTO, "beta", name, name, "image/png", len(content))


async def change(play: Play, native: str, words: str, *files: Attachment) -> None:
    await play.accept(Edited(f"{native}-edited", Message(native, B, TOM, Text(words), now(), attachments=files), now()))


async def test_a_file_that_is_taken_out_goes_elsewhere_too(stage: Stage) -> None:
    async with stage.play() as play:
        files = [File("a.png", PNG), File("b.png", PNG + b"2")]
        said = await stage.discord.say(stage.ann, stage.channel, "two of them", attachments=files)
        await play.beta_shows("two of them")
        await play.settled()
        await stage.discord.remove_attachments(said, "a.png")
        await play.event(lambda event: isinstance(event, Edited))
        await play.settled()
        (shown,) = stage.beta.rooms["b"]
        assert [each.name for each in shown.shipment.blocks[0].content.attachments] == ["b.png"]


async def test_files_come_go_and_stay(stage: Stage) -> None:
    async with stage.play() as play:
        a, b, c = (file(stage, name, PNG + name.encode()) for name in ("a.png", "b.png", "c.png"))
        native = await send(play, "look", a, b)
        shown = await stage.channel.wait_for(lambda m: len(m.attachments) == 2)
        await play.settled()
        stays = next(each.id for each in shown.attachments if each.filename == "b.png")
        await change(play, native, "look again", b, c)
        await stage.channel.wait_until(lambda _: "look again" in shown.content)
        await play.settled()
        assert [each.filename for each in shown.attachments] == ["b.png", "c.png"]
        assert shown.attachments[0].id == stays
        assert shown.author_name == "Tom"
        assert len(stage.channel.messages) == 1


async def test_the_last_file_may_go_and_a_first_one_come(stage: Stage) -> None:
    async with stage.play() as play:
        a = file(stage, "a.png")
        native = await send(play, "with and without", a)
        shown = await stage.channel.wait_for(lambda m: bool(m.attachments))
        await play.settled()
        await change(play, native, "without")
        await stage.channel.wait_until(lambda _: not shown.attachments)
        await play.settled()
        await play.accept(Edited("again", Message(native, B, TOM, Text("with"), now(), attachments=(a,)), now()))
        await stage.channel.wait_until(lambda _: bool(shown.attachments))
        await play.settled()
        assert len(stage.channel.messages) == 1


async def test_a_file_that_cannot_be_had_is_named(stage: Stage) -> None:
    async with stage.play() as play:
        native = await send(play, "look", file(stage, "a.png"))
        shown = await stage.channel.wait_for(lambda m: bool(m.attachments))
        await play.settled()
        missing = Attachment(AttachmentKind.PHOTO, "nowhere", "x", "x.png", "image/png", 10)
        await change(play, native, "look", missing)
        await stage.channel.wait_until(lambda _: "x.png" in shown.content)
        await play.settled()
        assert not shown.attachments


async def test_what_takes_several_messages_is_shown_anew(stage: Stage) -> None:
    async with stage.play() as play:
        files = [file(stage, f"{number}.png", PNG + bytes([number])) for number in range(12)]
        native = await send(play, "a dozen", *files)
        await stage.channel.wait_until(lambda channel: sum(len(m.attachments) for m in channel.messages) == 12)
        await play.settled()
        await change(play, native, "eleven", *files[1:])
        await stage.channel.wait_until(
            lambda channel: sum(len(m.attachments) for m in channel.messages) == 11, timeout=10
        )
        await play.settled()
        assert [m.content.splitlines()[0] for m in stage.channel.messages if m.content] == ["eleven"]
