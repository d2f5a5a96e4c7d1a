"""The group's glossary by command, through the whole core."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bridge.chat.attachment import Attachment, AttachmentKind
from tests.commands.slang_room import ANN, BO, LIN, MEI, TOM, SlangRoom, slang_room
from tests.relay.conversation import A, B


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[SlangRoom]:
    async with slang_room(tmp_path / "magpie.db") as setting:
        yield setting


async def test_what_a_keeper_adds_is_read_from_then_on(room: SlangRoom) -> None:
    await room.say("鹊佬来了")
    assert room.heard().text == "Mei: <en 鹊佬来了>\n> 鹊佬来了"
    told = await room.ask(ANN, "/slang add 鹊佬 = Magpie boss; the one who built this")
    assert "From now on (#1): 鹊佬 = Magpie boss" in told
    assert "It is in 1 of the last 1 messages:" in told
    assert "鹊佬来了 → <en [Magpie boss]来了>" in told
    await room.say("鹊佬又来了")
    assert "<en [Magpie boss]又来了>" in room.heard().text


async def test_what_a_member_proposes_waits_for_a_keeper(room: SlangRoom) -> None:
    told = await room.ask(TOM, "/slang add 鹊佬 = Magpie boss")
    assert "Tom proposes #1: 鹊佬 = Magpie boss" in told
    await room.say("鹊佬来了")
    assert "Magpie boss" not in room.heard().text
    assert "#1 鹊佬 = Magpie boss (Tom)" in await room.ask(ANN, "/slang pending")
    assert "Only keepers" in await room.ask(TOM, "/slang approve 1")
    assert "From now on (#1)" in await room.ask(ANN, "/slang approve #1")
    await room.say("鹊佬走了")
    assert "Magpie boss" in room.heard().text
    assert "Nothing waits" in await room.ask(ANN, "/slang pending")


async def test_a_rejected_proposal_never_counts(room: SlangRoom) -> None:
    await room.ask(TOM, "/slang add 鹊佬 = Magpie boss")
    assert "#1 was rejected" in await room.ask(ANN, "/slang reject 1")
    assert "Say which proposal" in await room.ask(ANN, "/slang approve 1")
    await room.say("鹊佬来了")
    assert "Magpie boss" not in room.heard().text


async def test_keepers_are_named_by_administrators(room: SlangRoom) -> None:
    await room.say("hello there", TOM)
    assert "administrators of every room" in await room.ask(ANN, "/slang keepers")
    assert "Only administrators" in await room.ask(TOM, "/slang keepers add Tom")
    assert "Tom now decides" in await room.ask(ANN, "/slang keepers add Tom")
    assert "Tom (alpha)" in await room.ask(ANN, "/slang keepers")
    assert "From now on" in await room.ask(TOM, "/slang add 鹊佬 = Magpie boss")
    assert "no keeper any more" in await room.ask(ANN, "/slang keepers remove Tom")
    assert "proposes" in await room.ask(TOM, "/slang add 喜鹊佬 = Magpie elder")


async def test_a_keeper_is_named_as_a_reply_in_the_other_room(room: SlangRoom) -> None:
    await room.say("大家好", MEI)
    copy = room.heard().native
    assert "Mei now decides" in await room.ask(ANN, "/slang keepers add", target=copy)
    assert "从现在起" in await room.ask(MEI, "/slang add 鹊佬 = Magpie boss")


async def test_a_form_is_shown_also_from_the_packs(room: SlangRoom) -> None:
    shown = await room.ask(ANN, "/slang yyds")
    assert "the GOAT" in shown
    assert "literally: forever the god" in shown
    assert "(built-in)" in shown
    await room.ask(ANN, "/slang add yyds = the champion; how we say it here")
    shown = await room.ask(ANN, "/slang YYDS")
    assert shown.startswith("yyds = the champion\nhow we say it here\n(#1, by Ann)")
    await room.say("他yyds")
    assert "[the champion]" in room.heard().text
    assert "Nobody has explained “zzxq”" in await room.ask(ANN, "/slang zzxq")


async def test_lists_and_searches(room: SlangRoom) -> None:
    assert "no terms of its own" in await room.ask(ANN, "/slang list")
    for number in range(30):
        await room.ask(ANN, f"/slang add 鹊词{number}号 = word{number}")
    first = await room.ask(ANN, "/slang list")
    assert first.startswith("#30 鹊词29号 = word29\n")
    assert "Page 1 of 2; /slang list 2 goes on." in first
    assert (await room.ask(ANN, "/slang list 2")).splitlines()[-1] == "#1 鹊词0号 = word0"
    assert await room.ask(ANN, "/slang search word17") == "鹊词17号 = word17"
    assert "yyds" in await room.ask(ANN, "/slang search the GOAT")
    assert "No term has" in await room.ask(ANN, "/slang search qqqqzzzz")


async def test_changing_keeps_what_is_not_written_anew(room: SlangRoom) -> None:
    await room.ask(ANN, "/slang add 鹊佬|鹊老大 = Magpie boss; our host")
    assert "#1 now says: 鹊佬|鹊老大 = the boss" in await room.ask(ANN, "/slang edit 鹊佬 = the boss")
    assert "our host" in await room.ask(ANN, "/slang 鹊老大")
    assert "no term “鹊鹊”" in await room.ask(ANN, "/slang edit 鹊鹊 = nothing")


async def test_a_members_change_replaces_the_term_once_it_is_approved(room: SlangRoom) -> None:
    await room.ask(ANN, "/slang add 鹊佬 = Magpie boss")
    assert "Tom proposes #2" in await room.ask(TOM, "/slang edit 鹊佬 = the host")
    await room.say("鹊佬来了")
    assert "[Magpie boss]" in room.heard().text
    await room.ask(ANN, "/slang approve 2")
    await room.say("鹊佬走了")
    assert "[the host]" in room.heard().text
    assert await room.ask(ANN, "/slang list") == "#2 鹊佬 = the host"


async def test_nothing_is_lost(room: SlangRoom) -> None:
    await room.ask(ANN, "/slang add 鹊佬 = Magpie boss")
    await room.ask(ANN, "/slang edit 鹊佬 = the host")
    assert "Removed #1" in await room.ask(ANN, "/slang remove 鹊佬")
    await room.say("鹊佬来了")
    assert "[" not in room.heard().text
    assert "removed #1" in await room.ask(ANN, "/slang undo")
    await room.say("鹊佬又来了")
    assert "[the host]" in room.heard().text
    assert "鹊佬 = Magpie boss ⇒ 鹊佬 = the host" in await room.ask(ANN, "/slang undo")
    await room.say("鹊佬还来")
    assert "[Magpie boss]" in room.heard().text
    assert "added #1" in await room.ask(ANN, "/slang undo")
    assert "nothing to take back" in await room.ask(ANN, "/slang undo")
    history = await room.ask(ANN, "/slang history 鹊佬")
    assert history.count("taken back") == 3
    assert history.splitlines()[-1].endswith("Ann: added #1 鹊佬 = Magpie boss")


async def test_members_take_back_only_what_they_proposed(room: SlangRoom) -> None:
    await room.ask(ANN, "/slang add 鹊佬 = Magpie boss")
    assert "nothing to take back" in await room.ask(TOM, "/slang undo")
    assert "Only keepers" in await room.ask(TOM, "/slang remove 鹊佬")
    await room.ask(TOM, "/slang add 喜鹊佬 = Magpie elder")
    assert "proposed #2" in await room.ask(TOM, "/slang undo")
    assert "Nothing waits" in await room.ask(ANN, "/slang pending")
    await room.ask(TOM, "/slang add 喜鹊佬 = Magpie elder")
    assert "Removed #3" in await room.ask(TOM, "/slang remove 喜鹊佬")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("add 鹊佬", "There is no “=” in it."),
        ("add 鹊佬 =", "“鹊佬” has no translation."),
        ("add = boss", "The form is missing."),
        ("add " + "鹊" * 61 + " = boss", "is too long; it may have up to 60 characters."),
        ("add 鹊佬 = " + "b" * 201, "The translation is too long"),
        ("add 鹊佬 = boss; " + "n" * 301, "The note is too long"),
        ("add 的 = of", "“的” is too common to be a term: it would have hit"),
        ("add a = 一", "“a” is too common to be a term"),
        ("add the = 这", "“the” is too common"),
        ("add 卷 = rat race [near=菜]", "This would hit an ordinary “卷” in: 晚饭做了卷心菜炒肉"),
        ("add 班摸 = slacking", "This would cut “摸鱼” in: 上班摸鱼被老板看到了"),
        ("鹊佬 = boss", "To add a term, write: /slang add 鹊佬 = boss"),
        ("search", "Write what to look for"),
        ("remove", "Say which term"),
        ("remove yyds", "“yyds” is built in."),
        ("keepers dance", "/slang keepers lists them"),
        ("edit 鹊佬", "There is no “=” in it."),
    ],
)
async def test_bad_input_gets_one_helpful_sentence(room: SlangRoom, line: str, said: str) -> None:
    told = await room.ask(ANN, f"/slang {line}")
    assert said in told, told
    assert "\n" not in told


async def test_a_duplicate_is_named(room: SlangRoom) -> None:
    await room.ask(ANN, "/slang add 鹊佬 = Magpie boss")
    assert "“鵲佬” is there already as #1: 鹊佬 = Magpie boss" in await room.ask(ANN, "/slang add 鵲佬 = the host")


async def test_what_is_ordinary_in_this_room_is_refused_with_its_share(room: SlangRoom) -> None:
    for number in range(60):
        await room.say(f"火锅{number}" if number % 3 == 0 else f"面条{number}")
    told = await room.ask(ANN, "/slang add 火锅 = hotpot")
    assert "“火锅” would have hit 33 % of the last 60 messages" in told


async def test_answers_come_in_the_askers_language(room: SlangRoom) -> None:
    assert "太常见" in await room.ask(LIN, "/slang add 的 = of")
    assert "提议" in await room.ask(LIN, "/slang 添加 鹊佬 = Magpie boss")
    assert "没有“=”" in await room.ask(LIN, "/slang add 鹊佬")


async def test_a_member_cannot_flood_the_keepers(room: SlangRoom) -> None:
    for number in range(20):
        await room.ask(TOM, f"/slang add 鹊词{number}号 = word{number}")
    assert "20 of your proposals wait" in await room.ask(TOM, "/slang add 鹊词二十号 = word")


async def test_a_term_for_one_room_alone(room: SlangRoom) -> None:
    await room.ask(BO, "/slang here add 鹊佬 = Magpie boss", room=B)
    await room.say("鹊佬来了", MEI)
    assert "[Magpie boss]" in room.heard().text
    await room.say("鹊佬来了", LIN)
    assert "Magpie boss" not in room.beta.texts("b")[-1]


async def test_terms_go_where_their_rooms_go(tmp_path: Path) -> None:
    async with slang_room(tmp_path / "magpie.db", linked=False) as room:
        await room.ask(ANN, "/slang add 鹊佬 = Magpie boss")
        a, b = [(await room.chat.core.directory.room(ref)).room.id for ref in (A, B)]
        await room.chat.core.bridges.join([a, b])
        room.chat.core.directory.forget()
        await room.say("鹊佬来了", MEI)
        assert "[Magpie boss]" in room.heard().text
        await room.ask(BO, "/unlink", room=B)
        assert "还没有自己的词条" in await room.ask(BO, "/slang list", room=B)
        assert "#1 鹊佬" in await room.ask(ANN, "/slang list")


async def test_the_books_outlive_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "magpie.db"
    async with slang_room(path) as room:
        await room.ask(ANN, "/slang add 鹊佬 = Magpie boss")
    async with slang_room(path) as room:
        await room.say("鹊佬来了")
        assert "[Magpie boss]" in room.heard().text


async def test_two_keepers_at_once(room: SlangRoom) -> None:
    await asyncio.gather(
        *(room.ask(keeper, f"/slang add 鹊词{n}号 = word{n}") for n, keeper in enumerate([ANN, BO, ANN, BO]))
    )
    assert len((await room.ask(ANN, "/slang list")).splitlines()) == 4


CSV = "forms,text,note_en\n鹊佬|鹊老大,Magpie boss,our host\n喜鹊桥,Magpie Bridge,\n"


def attached(room: SlangRoom, name: str, text: str) -> tuple[Attachment, ...]:
    room.alpha.files[name] = text.encode()
    return (Attachment(AttachmentKind.DOCUMENT, "alpha", name, name),)


async def test_a_file_is_taken_over_as_a_whole_and_taken_back_as_a_whole(room: SlangRoom) -> None:
    await room.ask(ANN, "/slang add 鹊佬 = the boss")
    files = attached(room, "terms.csv", CSV)
    assert "Only keepers" in await room.ask(TOM, "/slang import", files=files)
    assert "Attach a CSV" in await room.ask(ANN, "/slang import")
    told = await room.ask(ANN, "/slang import check", files=files)
    assert told == "This would add 1 terms and change 1; 0 are there already."
    assert await room.ask(ANN, "/slang list") == "#1 鹊佬 = the boss"
    assert "Added 1 terms and changed 1; 0 were there already." in await room.ask(ANN, "/slang import", files=files)
    assert "0 terms and change 0; 2 are" in await room.ask(ANN, "/slang import check", files=files)
    await room.say("喜鹊桥的鹊老大")
    assert "<en [Magpie Bridge]的[Magpie boss]>" in room.heard().text
    assert "Taken back (2 changes):" in await room.ask(ANN, "/slang undo")
    assert await room.ask(ANN, "/slang list") == "#1 鹊佬 = the boss"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CSV + "破词,,\n", "Line 4: “破词” has no translation."),
        (CSV + "鹊佬,again,\n", "Line 4: “鹊佬” stands on line 2 already."),
        (CSV + "的,of,\n", "Line 4: “的” is too common"),
        ("forms,text\n卷,roll\n", "Line 2: “卷” is too common"),
        ("forms,text\n凉拌,cold\n桌上有一盘凉,cold\n", ""),
    ],
)
async def test_an_import_that_fails_changes_nothing(room: SlangRoom, text: str, said: str) -> None:
    told = await room.ask(ANN, "/slang import", files=attached(room, "terms.csv", text))
    if said:
        assert said in told
        assert "no terms of its own" in await room.ask(ANN, "/slang list")
    else:
        assert "Added 2 terms" in told


async def test_a_book_leaves_as_a_file_and_is_the_same_when_it_comes_back(room: SlangRoom) -> None:
    assert "no terms of its own" in await room.ask(ANN, "/slang export")
    assert "csv, tsv and tbx" in await room.ask(ANN, "/slang export pdf")
    await room.ask(ANN, "/slang import", files=attached(room, "terms.csv", CSV))
    for form in ("csv", "tsv", "tbx"):
        assert "2 terms" in await room.ask(ANN, f"/slang export {form}")
        (file,) = room.heard().shipment.blocks[0].content.attachments
        assert file.name == f"glossary.{form}"
        data = b"".join([part async for part in room.chat.core.intake.fetch(file)])
        assert len(data) == file.size
        room.alpha.files["again"] = data
        again = (Attachment(AttachmentKind.DOCUMENT, "alpha", "again", file.name),)
        assert "add 0 terms and change 0; 2 are" in await room.ask(ANN, "/slang import check", files=again)


async def test_the_help_tells_of_plainer_words_and_what_they_become(room: SlangRoom) -> None:
    assert "“FORM ~ plain words → what they become”" in await room.ask(ANN, "/slang")
    assert "“词语 ~ 同一语言里更直白的说法 → 它的译文”" in await room.ask(BO, "/slang")
    assert "crash out ~ lose control → 崩溃" in await room.ask(ANN, "/slang add crash out ~ lose control → 崩溃")
