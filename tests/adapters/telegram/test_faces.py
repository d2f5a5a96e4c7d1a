"""Profile photos, which nobody but the bot may fetch."""

from __future__ import annotations

import pytest

from bridge.chat.attachment import Attachment, AttachmentKind
from bridge.chat.event import Posted
from bridge.relay.failure import Refused
from tests.adapters.telegram.stage import Stage
from tests.fakes.telegram.picture import make_png


async def test_an_author_carries_what_fetches_their_photo_and_no_token(stage: Stage) -> None:
    stage.telegram.set_photo(stage.ann, make_png(200, 200))
    async with stage.play() as play:
        await stage.telegram.say(stage.ann, stage.group, "hello")
        posted = await play.event(lambda event: isinstance(event, Posted))
        assert isinstance(posted, Posted)
        author = posted.message.author
        assert author.avatar
        assert stage.bot.token not in author.avatar
        photo = Attachment(AttachmentKind.PHOTO, author.platform, author.avatar, "face")
        assert b"".join([chunk async for chunk in play.adapter.fetch(photo)]) == make_png(200, 200)


async def test_who_has_no_photo_has_none(stage: Stage) -> None:
    async with stage.play() as play:
        for number in (stage.bob.id, stage.group.id):
            photo = Attachment(AttachmentKind.PHOTO, "telegram", f"face:{number}", "face")
            with pytest.raises(Refused):
                _ = [chunk async for chunk in play.adapter.fetch(photo)]


async def test_a_group_has_a_photo_too(stage: Stage) -> None:
    stage.telegram.set_chat_photo(stage.group, make_png(200, 200))
    async with stage.play() as play:
        photo = Attachment(AttachmentKind.PHOTO, "telegram", f"face:{stage.group.id}", "face")
        assert b"".join([chunk async for chunk in play.adapter.fetch(photo)]) == make_png(200, 200)
