"""Albums come in pieces and are one message, whatever comes between."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bridge.chat.event import Edited, Posted, Reacted
from tests.adapters.telegram.stage import IMPATIENT, Play, Stage
from tests.fakes.telegram import Media


def photos(stage: Stage, count: int) -> list[Media]:
    return [stage.telegram.make_media("photo") for _ in range(count)]


async def album(play: Play) -> Posted:
    event = await play.event(lambda event: isinstance(event, Posted) and event.message.album)
    assert isinstance(event, Posted)
    return event


async def test_an_album_is_one_message(stage: Stage) -> None:
    async with stage.play() as play:
        pieces = await stage.telegram.say_album(stage.ann, stage.group, photos(stage, 3), "trip")
        event = await album(play)
        assert event.message.id == str(pieces[0].id)
        assert event.message.text.plain == "trip"
        assert len(event.message.attachments) == 3
        await play.settled()
        assert not list((stage.path / "telegram" / "albums").iterdir())
    assert len([event for event in stage.accepted if isinstance(event, Posted)]) == 1


async def test_an_album_stays_before_what_follows_it(stage: Stage) -> None:
    stage.patience = replace(IMPATIENT, album=30.0)
    async with stage.play() as play:
        await stage.telegram.say_album(stage.ann, stage.group, photos(stage, 2), "first album")
        await stage.telegram.say_album(stage.ann, stage.group, photos(stage, 2), "second album")
        await stage.telegram.say(stage.ann, stage.group, "after")
        await play.beta_shows("after")
        await play.settled()
    said = [event.message.text.plain for event in stage.accepted if isinstance(event, Posted)]
    assert said == ["first album", "second album", "after"]


async def test_other_rooms_do_not_wait_for_an_album(stage: Stage) -> None:
    stage.patience = replace(IMPATIENT, album=30.0)
    other = stage.telegram.create_supergroup("Fish", stage.bob, stage.bot)
    async with stage.play() as play:
        await stage.telegram.say_album(stage.ann, stage.group, photos(stage, 2), "album")
        await stage.telegram.say(stage.bob, other, "meanwhile")
        event = await play.event(lambda event: isinstance(event, Posted))
    assert isinstance(event, Posted)
    assert event.message.text.plain == "meanwhile"


async def test_a_crash_in_the_middle_of_an_album_loses_no_piece(stage: Stage) -> None:
    stage.patience = replace(IMPATIENT, album=30.0)
    async with stage.play():
        first = await stage.telegram.say(stage.ann, stage.group, "trip", media=photos(stage, 1)[0], album="7")
        # Confirmed, and nowhere but on our disk.
        await stage.bot.updates.bell.wait_for(lambda: stage.bot.updates.is_polled and not len(stage.bot.updates), 5)
    assert stage.accepted == []
    stage.patience = IMPATIENT
    async with stage.play() as play:
        await stage.telegram.say(stage.ann, stage.group, media=photos(stage, 1)[0], album="7")
        event = await album(play)
    assert event.message.id == str(first.id)
    assert len(event.message.attachments) == 2


async def test_a_line_that_a_crash_cut_short_is_passed_over(stage: Stage) -> None:
    folder = stage.path / "telegram" / "albums"
    await asyncio.to_thread(folder.mkdir, parents=True)
    await asyncio.to_thread((folder / "x.jsonl").write_bytes, b'{"key": "1:2", "mess')
    async with stage.play() as play:
        await stage.telegram.say(stage.ann, stage.group, "fine")
        await play.beta_shows("fine")


async def test_an_album_that_cannot_be_stored_yet_is_tried_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bridge.adapters.telegram.arrivals._AGAIN", 0.05)
    async with stage.play() as play:
        accept, failures = play._accept, [OSError("disk full")]

        async def failing(event: object) -> bool:
            if failures:
                raise failures.pop()
            return await accept(event)  # type: ignore[arg-type]

        play._accept = failing
        await stage.telegram.say_album(stage.ann, stage.group, photos(stage, 2), "stubborn")
        assert len((await album(play)).message.attachments) == 2


async def test_every_piece_stands_for_the_album(stage: Stage) -> None:
    async with stage.play() as play:
        pieces = await stage.telegram.say_album(stage.ann, stage.group, photos(stage, 2), "trip")
        first = str(pieces[0].id)
        await album(play)
        await stage.telegram.say(stage.bob, stage.group, "this one", reply_to=pieces[1])
        answer = await play.event(lambda event: isinstance(event, Posted) and event.message.text.plain == "this one")
        assert isinstance(answer, Posted)
        assert answer.message.reply_to == first
        await stage.telegram.react(stage.bob, pieces[1], "🔥")
        reaction = await play.event(lambda event: isinstance(event, Reacted))
        assert isinstance(reaction, Reacted)
        assert reaction.message == first
        await stage.telegram.edit(pieces[0], "journey")
        edit = await play.event(lambda event: isinstance(event, Edited))
        assert isinstance(edit, Edited)
        assert (edit.message.id, edit.message.text.plain, len(edit.message.attachments)) == (first, "journey", 2)


async def test_a_changed_picture_without_caption_does_not_take_the_albums_text(stage: Stage) -> None:
    async with stage.play() as play:
        pieces = await stage.telegram.say_album(stage.ann, stage.group, photos(stage, 2), "trip")
        before = (await album(play)).message
        await stage.telegram.edit(pieces[1], media=photos(stage, 1)[0])
        edit = await play.event(lambda event: isinstance(event, Edited))
        assert isinstance(edit, Edited)
        assert (edit.message.id, edit.message.text.plain) == (before.id, "trip")
        assert edit.message.attachments[0] == before.attachments[0]
        assert edit.message.attachments[1] != before.attachments[1]
        assert len(edit.message.attachments) == 2
