"""Commands, the menu, buttons, and who is an administrator."""

from __future__ import annotations

import pytest
from telegram import Message

from bridge.adapters.telegram.commands import read_command
from bridge.chat.event import Command, Posted
from bridge.commands.summary import CommandSummary, roster
from tests.adapters.telegram.stage import TOM, B, Stage

COMMANDS = (
    CommandSummary("link", {"en": "Join this room to another", "zh_CN": "连接另一个房间"}),
    CommandSummary("help", {"en": "What there is", "zh_CN": "有什么"}),
)


@pytest.fixture(autouse=True)
def _commands(stage: Stage) -> None:
    stage.commands = COMMANDS


async def test_a_command_comes_with_its_words_and_who_asked(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.telegram.command(stage.ann, stage.group, "Link", "ABC  def", to=stage.bot)
        command = await play.command("link")
    assert (command.arguments, command.target, command.message) == ("ABC  def", "", str(said.id))
    assert (command.author.name, command.author.language, command.author.admin) == ("Ann Lee", "zh-hans", True)


async def test_ordinary_members_are_no_administrators(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.telegram.command(stage.bob, stage.group, "link")
        assert not (await play.command("link")).author.admin


async def test_a_promotion_counts_at_once(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.telegram.command(stage.bob, stage.group, "link", "one")
        await play.event(lambda event: isinstance(event, Command) and event.arguments == "one")
        await stage.telegram.promote(stage.bob, stage.group)
        await stage.telegram.command(stage.bob, stage.group, "link", "two")
        command = await play.event(lambda event: isinstance(event, Command) and event.arguments == "two")
    assert isinstance(command, Command)
    assert command.author.admin


async def test_rights_are_asked_for_once_a_minute(stage: Stage) -> None:
    async with stage.play() as play:
        for words in ("one", "two"):
            await stage.telegram.command(stage.bob, stage.group, "link", words)
        await play.event(lambda event: isinstance(event, Command) and event.arguments == "two")
    assert stage.telegram.log.calls["getChatMember"] == 1


async def test_who_cannot_be_looked_up_is_no_administrator(stage: Stage) -> None:
    async with stage.play() as play:
        stage.telegram.faults.add("error", "getChatMember", code=400, description="Bad Request: CHAT_ADMIN_REQUIRED")
        await stage.telegram.command(stage.ann, stage.group, "link")
        assert not (await play.command("link")).author.admin


async def test_an_anonymous_administrator_is_one(stage: Stage) -> None:
    async with stage.play() as play:
        await stage.telegram.say(stage.ann, stage.group, "/link", anonymous=True)
        assert (await play.command("link")).author.admin


async def test_a_command_as_a_reply_is_about_that_message(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.telegram.say(stage.bob, stage.group, "about this")
        await stage.telegram.command(stage.ann, stage.group, "link", reply_to=said)
        assert (await play.command("link")).target == str(said.id)


@pytest.mark.parametrize("words", ["/roll 6", "/link@other_bot", "see /link", "/ link"])
async def test_what_is_not_for_magpie_is_talk(stage: Stage, words: str) -> None:
    async with stage.play() as play:
        await stage.telegram.say(stage.ann, stage.group, words)
        await play.event(lambda event: isinstance(event, Posted) and event.message.text.plain == words)
    assert not any(isinstance(event, Command) for event in stage.accepted)


async def test_a_file_can_come_with_a_command(stage: Stage) -> None:
    async with stage.play() as play:
        media = stage.telegram.make_media("document", name="terms.csv")
        await stage.telegram.say(stage.ann, stage.group, "/link import", media=media)
        command = await play.command("link")
    assert (command.arguments, command.attachments[0].name) == ("import", "terms.csv")


async def test_an_edited_command_is_not_given_again(stage: Stage) -> None:
    async with stage.play() as play:
        said = await stage.telegram.command(stage.ann, stage.group, "link", "one")
        await play.command("link")
        await stage.telegram.edit(said, "/link two")
        await stage.telegram.say(stage.ann, stage.group, "after")
        await play.beta_shows("after")
    assert len([event for event in stage.accepted if isinstance(event, Command)]) == 1
    assert len(stage.beta.texts("b")) == 1


async def test_the_answer_is_a_reply_in_the_askers_language(stage: Stage) -> None:
    async with stage.play():
        said = await stage.telegram.command(stage.ann, stage.group, "help")
        answer = await stage.group.wait_for(lambda m: m.sender is stage.bot)
    assert answer.reply_to is said
    assert "鹊桥" in answer.text


@pytest.mark.parametrize("words", ["/start", "/start abc", "/help"])
async def test_start_answers_with_how_to_begin(stage: Stage, words: str) -> None:
    chat = stage.telegram.private_chat(stage.bob, stage.bot)
    async with stage.play():
        said = await stage.telegram.say(stage.bob, chat, words)
        answer = await chat.wait_for(lambda m: m.sender is stage.bot)
    assert answer.reply_to is said
    assert "/help" in answer.text


async def test_the_menu_is_shown_in_both_languages(stage: Stage) -> None:
    async with stage.play():
        await stage.telegram.log.wait_for("setMyCommands", lambda call: call.values.get("language_code") == "zh")
    menus = {language: commands for (_, language), commands in stage.bot.commands.items()}
    assert [each["command"] for each in menus[""]] == ["link", "help"]
    assert [each["description"] for each in menus["zh"]] == ["连接另一个房间", "有什么"]


async def test_without_a_menu_everything_else_works(stage: Stage) -> None:
    stage.telegram.faults.add("error", "setMyCommands", code=400, times=None)
    async with stage.play() as play:
        await stage.telegram.say(stage.ann, stage.group, "fine")
        await play.beta_shows("fine")


async def test_a_button_is_a_command_about_its_message(stage: Stage) -> None:
    async with stage.play() as play:
        await play.say("hello", TOM, B)
        shown = await stage.group.wait_for(lambda m: "hello" in m.text)
        shown.markup = {"inline_keyboard": [[{"text": "Help", "callback_data": "help me now"}]]}
        press = await stage.telegram.press(stage.ann, shown, "Help")
        command = await play.command("help")
        await press.answered()
    assert (command.arguments, command.target, command.author.admin) == ("me now", str(shown.id), True)


def command_message(text: str, length: int) -> Message:
    message = Message.de_json(
        {
            "message_id": 1,
            "date": 0,
            "chat": {"id": 1, "type": "group"},
            "text": text,
            "entities": [{"type": "bot_command", "offset": 0, "length": length}],
        },
        None,
    )
    assert message is not None
    return message


def test_without_a_list_every_command_that_names_no_bot_is_ours() -> None:
    assert read_command(command_message("/roll 6", 5), "magpie_bot", ()) is not None
    assert read_command(command_message("/roll 6", 5), "magpie_bot", {"link"}) is None


def test_names_of_bots_are_compared_without_case() -> None:
    read = read_command(command_message("/Link@MAGPIE_bot x", 16), "magpie_bot", {"link"})
    assert read is not None
    assert (read.name, read.arguments) == ("link", "x")


async def test_a_command_about_groups_tells_whoever_is_alone_with_the_bot_what_to_do(stage: Stage) -> None:
    chat = stage.telegram.private_chat(stage.ann, stage.bot)
    async with stage.play():
        for words, told in (("/link", "/link 要在群里用"), ("/link ABCDEF", "/link 要在群里用"), ("/start", "鹊桥把")):
            said = await stage.telegram.say(stage.ann, chat, words)
            answer = await chat.wait_for(lambda m, said=said: m.reply_to is said)  # type: ignore[misc]
            assert answer.text.startswith(told)
            address = f"https://t.me/{stage.bot.username}?startgroup=true&admin=delete_messages+pin_messages"
            assert answer.text.endswith(f"\n{address}")


async def test_a_correction_is_decided_by_a_press(stage: Stage) -> None:
    stage.commands = roster()
    async with stage.play() as play:
        await play.say("the library closes at nine", TOM, B)
        shown = await stage.group.wait_for(lambda m: "library" in m.text)
        await stage.telegram.command(stage.bob, stage.group, "fix", "图书馆九点关门", reply_to=shown)
        proposal = await stage.group.wait_for(lambda m: "/fix approve 1" in m.text)
        press = await stage.telegram.press(stage.bob, proposal, "Reject")
        await press.answered()
        await stage.group.wait_for(lambda m: "Only keepers" in m.text)
        press = await stage.telegram.press(stage.ann, proposal, "Approve")
        await press.answered()
        decided = await stage.group.wait_for(lambda m: "#1" in m.text and m.id > proposal.id)
    assert "图书馆九点关门" in decided.text
