"""Texts both ways: replies, edits, deletions, reactions, pins."""

from __future__ import annotations

from tests.adapters.telegram.stage import TOM, B, Stage


async def test_a_text_from_telegram_is_shown_elsewhere(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.telegram.say(stage.ann, stage.group, "你好")
        await play.beta_shows("Ann Lee: ")
        assert "你好" in stage.beta.texts("b")[0]


async def test_a_text_from_elsewhere_leads_with_its_author_and_folds_the_original(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.telegram.say(stage.ann, stage.group, "大家早上好，今天天气不错")
        await play.beta_shows("早上好")
        await play.say("good morning, how are you all today", TOM, B)
        shown = await stage.group.wait_for(lambda m: "good morning" in m.text)
        assert shown.text.startswith("Tom: <zh-Hans good morning")
        assert shown.spans("bold") == ["Tom"]
        assert shown.spans("expandable_blockquote") == ["good morning, how are you all today"]


async def test_replies_find_their_message_both_ways(stage: Stage) -> None:
    async with stage.play() as play:
        native = await play.say("first", TOM, B)
        shown = await stage.group.wait_for(lambda m: "first" in m.text)
        await play.settled()
        await stage.telegram.say(stage.bob, stage.group, "answer", reply_to=shown)
        await play.beta_shows("answer")
        answer = stage.beta.rooms["b"][-1]
        assert answer.reply_to == native
        await play.say("and back", TOM, B, reply_to=answer.native)
        back = await stage.group.wait_for(lambda m: "and back" in m.text)
        assert back.reply_to is not None
        assert back.reply_to.text == "answer"


async def test_edits_both_ways(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.telegram.say(stage.ann, stage.group, "frist")
        await play.beta_shows("frist")
        await stage.telegram.edit(said, "first")
        await play.beta_shows("first")
        native = await play.say("sceond", TOM, B)
        shown = await stage.group.wait_for(lambda m: "sceond" in m.text)
        await play.rewrite(native, "second", TOM, B)
        await stage.group.wait_until(lambda _: "second" in shown.text)
        assert shown.is_edited


async def test_deletions_reach_telegram(stage: Stage) -> None:
    async with stage.play() as play:
        native = await play.say("oops", TOM, B)
        shown = await stage.group.wait_for(lambda m: "oops" in m.text)
        await play.delete(native, B)
        await stage.group.wait_until(lambda _: shown.deleted)
