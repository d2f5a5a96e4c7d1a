"""People who never leave their app: a Telegram group and a Discord channel, Magpie as a process between them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.town import Pair, Town, town
from tests.fakes.discord import File

pytestmark = pytest.mark.process
PATIENCE = 20


async def settle_languages(town: Town, pair: Pair) -> None:
    """Say enough on both sides for each room's language to be learnt."""
    for number in range(3):
        await town.telegram.say(pair.ann, pair.group, f"今天的天气真的很不错{number}")
        await town.discord.say(pair.dora, pair.channel, f"The weather is really nice today {number}")
    await pair.group.wait_for(lambda message: "today 2" in message.text, timeout=PATIENCE)
    await pair.channel.wait_for(lambda message: "不错2" in message.content, timeout=PATIENCE)


async def test_each_side_reads_its_own_language_with_the_original_folded(tmp_path: Path) -> None:
    async with town(tmp_path) as here:
        pair = await here.linked()
        await settle_languages(here, pair)
        await here.telegram.say(pair.ann, pair.group, "你吃饭了吗？")
        shown = await pair.channel.wait_for(lambda message: "你吃饭了吗" in message.content, timeout=PATIENCE)
        assert shown.author_name == "Ann"
        assert shown.content.splitlines()[0].isascii()
        assert any(line.startswith("-# ") and "你吃饭了吗" in line for line in shown.content.splitlines())
        await here.discord.say(pair.dora, pair.channel, "Are you coming to the party tonight?")
        there = await pair.group.wait_for(lambda message: "party tonight" in message.text, timeout=PATIENCE)
        assert there.text.startswith("Dora")
        assert any("\u4e00" <= char <= "\u9fff" for char in there.text.split("\n")[0] + there.text.split("\n")[1])
        assert there.spans("expandable_blockquote") == ["Are you coming to the party tonight?"]


async def test_replies_edits_deletions_and_reactions_cross(tmp_path: Path) -> None:
    async with town(tmp_path) as here:
        pair = await here.linked()
        asked = await here.discord.say(pair.dora, pair.channel, "Who wants tea?")
        copy = await pair.group.wait_for(lambda message: "Who wants tea?" in message.text, timeout=PATIENCE)
        await here.telegram.say(pair.ann, pair.group, "me please, with milk", reply_to=copy)
        answer = await pair.channel.wait_for(lambda message: "with milk" in message.content, timeout=PATIENCE)
        assert answer.author_name == "Ann"
        assert str(asked.id) in str(answer.embeds)
        await here.discord.edit(asked, "Who wants coffee?")
        await pair.group.wait_until(lambda _: "coffee" in copy.text, timeout=PATIENCE)
        await here.telegram.react(pair.bob, copy, "👍")
        await pair.channel.wait_until(lambda _: "👍" in str(asked.reaction_counts), timeout=PATIENCE)
        await here.discord.react(pair.carl, asked, "🎉")
        await pair.group.wait_until(lambda _: bool(copy.reaction_of(here.telegram_bot)), timeout=PATIENCE)
        await here.discord.delete(asked)
        await pair.group.wait_until(lambda _: copy.deleted, timeout=PATIENCE)


async def test_a_deletion_on_telegram_needs_the_command_and_then_reaches_everywhere(tmp_path: Path) -> None:
    async with town(tmp_path) as here:
        pair = await here.linked()
        said = await here.telegram.say(pair.bob, pair.group, "oops, wrong chat entirely")
        there = await pair.channel.wait_for(lambda message: "wrong chat" in message.content, timeout=PATIENCE)
        await here.telegram.command(pair.bob, pair.group, "delete", reply_to=said)
        await pair.channel.wait_until(lambda _: there not in pair.channel.messages, timeout=PATIENCE)
        await pair.group.wait_until(lambda _: said.deleted, timeout=PATIENCE)


async def test_a_picture_with_its_caption_crosses(tmp_path: Path) -> None:
    async with town(tmp_path) as here:
        pair = await here.linked()
        picture = here.telegram.make_media("photo", b"\x89PNG" + b"0" * 5000, name="cat.png")
        await here.telegram.say(pair.ann, pair.group, "look at this cat", media=picture)
        there = await pair.channel.wait_for(lambda message: "look at this cat" in message.content, timeout=PATIENCE)
        assert len(there.attachments) == 1
        await here.discord.say(pair.dora, pair.channel, "and this dog", attachments=[File("dog.txt", b"woof" * 100)])
        back = await pair.group.wait_for(lambda message: "and this dog" in message.text, timeout=PATIENCE)
        assert back.media is not None or any(message.media for message in pair.group.messages)


async def test_nobody_can_be_rung_who_was_not_meant(tmp_path: Path) -> None:
    async with town(tmp_path) as here:
        pair = await here.linked()
        for text in ("@everyone look", "@here", f"<@{pair.carl.id}> hey", "<@&1234567890> hey", "大家好 @everyone"):
            await here.telegram.say(pair.ann, pair.group, text)
        await here.telegram.say(pair.ann, pair.group, "the last of them")
        await pair.channel.wait_for(lambda message: "the last of them" in message.content, timeout=PATIENCE)
        assert all(message.pinged == set() for message in pair.channel.messages)


async def test_a_kill_in_the_middle_of_a_conversation_loses_nothing(tmp_path: Path) -> None:
    async with town(tmp_path) as here:
        pair = await here.linked()
        for number in range(30):
            await here.telegram.say(pair.ann, pair.group, f"tea line {number:02}")
            await here.discord.say(pair.dora, pair.channel, f"coffee line {number:02}")
            if number in {9, 19}:
                await here.magpie.kill()
                await here.discord.gateway.gone(here.discord_bot)
                await here.magpie.start()
                await here.discord.gateway.ready(here.discord_bot)
        await pair.channel.wait_for(lambda message: "tea line 29" in message.content, timeout=60)
        await pair.group.wait_for(lambda message: "coffee line 29" in message.text, timeout=60)
        on_discord = "\n".join(message.content for message in pair.channel.messages)
        on_telegram = "\n".join(message.text for message in pair.group.messages)
        assert [on_discord.count(f"tea line {n:02}") >= 1 for n in range(30)] == [True] * 30
        assert [on_telegram.count(f"coffee line {n:02}") >= 1 for n in range(30)] == [True] * 30
        places = [on_discord.index(f"tea line {n:02}") for n in range(30)]
        assert places == sorted(places)
        places = [on_telegram.index(f"coffee line {n:02}") for n in range(30)]
        assert places == sorted(places)
