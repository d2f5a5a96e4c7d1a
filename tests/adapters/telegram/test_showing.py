"""Reactions, pins, deletions, edits and typing from elsewhere, shown in Telegram."""

from __future__ import annotations

import pytest

from bridge.adapters.telegram.reactions import ALLOWED, choices, nearest
from bridge.adapters.telegram.sending import _preview
from bridge.chat.event import Pinned, Reacted
from bridge.chat.signal import Typing
from bridge.chat.text import Entity, EntityKind, Text
from bridge.relay.failure import Refused
from tests.adapters.telegram.stage import TOM, B, Play, Stage, room
from tests.fakes.telegram import Message


@pytest.mark.parametrize(
    ("given", "shown"),
    [("👍", "👍"), ("👍🏽", "👍"), ("❤️", "❤"), ("😂", "🤣"), ("✅", "👍"), ("❓", "🤔"), ("💜", "❤"), ("🥺", "😢")],
)
def test_the_nearest_reaction_is_chosen(given: str, shown: str) -> None:
    assert nearest(given) == ALLOWED[shown]


def test_what_has_no_near_one_has_none() -> None:
    assert nearest("🧀") is None
    assert nearest("party_parrot") is None


def test_the_latest_comes_first() -> None:
    assert choices(["👍", "🧀", "🔥", "👍"]) == ["👍", "🔥"]


async def shown(stage: Stage, play: Play, words: str) -> tuple[str, Message]:
    native = await play.say(words, TOM, B)
    message = await stage.group.wait_for(lambda m: words in m.text)
    await play.settled()
    return native, message


async def test_reactions_are_shown_one_at_a_time_and_taken_back(stage: Stage) -> None:
    async with stage.play() as play:
        native, message = await shown(stage, play, "nice?")
        said = await stage.telegram.say(stage.ann, stage.group, "mine")
        await play.beta_shows("mine")
        copy = stage.beta.rooms["b"][-1].native
        for number, emoji in enumerate((("😂",), ("😂", "🔥"), ())):
            await play.accept(Reacted(f"r{number}", B, copy, TOM, emoji))
            expected = emoji[-1].replace("😂", "🤣") if emoji else None
            await stage.group.wait_until(lambda _, expected=expected: said.reaction_of(stage.bot) == expected)  # type: ignore[misc]
            await play.settled()
        del native, message


async def test_a_chat_that_allows_few_reactions_gets_one_it_allows(stage: Stage) -> None:
    stage.group.allowed_reactions = frozenset({"👍"})
    async with stage.play() as play:
        said = await stage.telegram.say(stage.ann, stage.group, "mine")
        await play.beta_shows("mine")
        copy = stage.beta.rooms["b"][-1].native
        await play.accept(Reacted("r", B, copy, TOM, ("👍", "🔥")))
        await stage.group.wait_until(lambda _: said.reaction_of(stage.bot) == "👍")
        await play.settled()
        await play.accept(Reacted("r2", B, copy, TOM, ("🔥",)))
        await stage.group.wait_until(lambda _: said.reaction_of(stage.bot) is None)


async def test_pins_are_shown_quietly_and_do_not_come_back(stage: Stage) -> None:
    async with stage.play() as play:
        native, message = await shown(stage, play, "keep")
        await play.accept(Pinned("p", B, native, TOM))
        await stage.group.wait_until(lambda group: message in group.pinned)
        await play.accept(Pinned("u", B, native, TOM, pinned=False))
        await stage.group.wait_until(lambda group: message not in group.pinned)
        await stage.telegram.say(stage.ann, stage.group, "after")
        await play.beta_shows("after")
    assert len([event for event in stage.accepted if isinstance(event, Pinned)]) == 0
    assert stage.telegram.log.of("pinChatMessage")[0].values["disable_notification"] == "true"


async def test_a_pin_without_the_right_is_refused_with_a_sentence(stage: Stage) -> None:
    async with stage.play() as play:
        _, message = await shown(stage, play, "keep")
        await stage.telegram.demote(stage.bot, stage.group)
        with pytest.raises(Refused, match="needs the right to pin"):
            await play.adapter.pin(room(stage.group), str(message.id), pinned=True)


async def test_a_message_that_is_gone_is_no_error(stage: Stage) -> None:
    async with stage.play() as play:
        native, message = await shown(stage, play, "gone soon")
        await stage.telegram.delete(message)
        ref = room(stage.group)
        await play.rewrite(native, "still there?", TOM, B)
        await play.settled()
        await play.adapter.delete(ref, [str(message.id)])
        await play.adapter.pin(ref, str(message.id), pinned=True)
        await play.adapter.react(ref, str(message.id), [])
    assert stage.telegram.log.rejections(400) >= 3


async def test_others_messages_are_deleted_only_with_the_right_to(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.telegram.say(stage.ann, stage.group, "mine")
        await play.beta_shows("mine")
        await play.adapter.delete(room(stage.group), [str(said.id)])
        assert said.deleted
        await stage.telegram.demote(stage.bot, stage.group)
        other = await stage.telegram.say(stage.ann, stage.group, "mine too")
        with pytest.raises(Refused, match="only as an administrator"):
            await play.adapter.delete(room(stage.group), [str(other.id)])


async def test_what_is_too_old_to_delete_is_refused(stage: Stage) -> None:
    await stage.telegram.demote(stage.bot, stage.group)
    async with stage.play() as play:
        _, message = await shown(stage, play, "old")
        stage.telegram.clock.advance(49 * 3600)
        with pytest.raises(Refused, match="two days"):
            await play.adapter.delete(room(stage.group), [str(message.id)])


async def test_an_edit_that_changes_nothing_is_no_error(stage: Stage) -> None:
    async with stage.play() as play:
        native, message = await shown(stage, play, "same")
        await play.rewrite(native, "same", TOM, B)
        await play.settled()
        assert not message.is_edited


async def test_an_edit_across_the_limit_appends_and_removes_parts(stage: Stage) -> None:
    async with stage.play() as play:
        native, first = await shown(stage, play, "short")
        await play.rewrite(native, "word " * 1200 + "end", TOM, B)
        more = await stage.group.wait_for(lambda m: m.text.endswith("end>") or "end" in m.text[-20:], 10)
        assert more.reply_to is first
        await play.settled()
        await play.rewrite(native, "short again", TOM, B)
        await stage.group.wait_until(lambda _: more.deleted and "short again" in first.text)


async def test_typing_is_shown_not_too_often_and_never_fails(stage: Stage) -> None:
    async with stage.play() as play:
        signal = Typing(B, TOM)
        for _ in range(3):
            await play.adapter.show(signal, room(stage.group))
        assert len(stage.group.actions) == 1
        other = stage.telegram.create_supergroup("Not mine", stage.ann)
        await play.adapter.show(signal, room(other))


async def test_links_show_one_preview_of_what_the_author_linked(stage: Stage) -> None:
    async with stage.play() as play:
        await play.say(Text.of("see here", [Entity(4, 8, EntityKind.LINK, "https://example.com/a")]), TOM, B)
        linked = await stage.group.wait_for(lambda m: "see here" in m.text)
        await play.say("no link", TOM, B)
        plain = await stage.group.wait_for(lambda m: "no link" in m.text)
    assert linked.link_preview == {"url": "https://example.com/a"}
    assert plain.link_preview == {"is_disabled": True}


async def test_a_reply_to_what_was_deleted_is_shown_all_the_same(stage: Stage) -> None:
    async with stage.play() as play:
        native, message = await shown(stage, play, "first")
        await stage.telegram.delete(message)
        await play.say("answer", TOM, B, reply_to=native)
        answer = await stage.group.wait_for(lambda m: "answer" in m.text)
    assert answer.reply_to is None


def test_a_message_of_several_authors_shows_no_preview() -> None:
    text = Text("see https://example.com/a")
    assert _preview(text, 1).url == "https://example.com/a"
    assert _preview(text, 2).is_disabled
