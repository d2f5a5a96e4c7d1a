"""Two people, two languages, one room: in real browsers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from playwright.async_api import expect

from bridge.chat.author import Author
from bridge.chat.content import Content, Quote, TermNote, Version
from bridge.chat.event import Posted
from bridge.chat.message import Poll
from bridge.chat.reader import ReaderLanguage
from bridge.chat.room import RoomRef
from bridge.chat.text import Entity, EntityKind, Text
from tests.adapters.web.browser.conftest import Meet
from tests.adapters.web.conftest import Served
from tests.browsers import Person

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

TOM = Author("telegram", "7", "Tom")


async def room_of(served: Served) -> RoomRef:
    return next(event.room for event in served.core.events)


async def pair(meet: Meet, served: Served) -> tuple[Person, Person]:
    anna, ming = await meet(), await meet("zh-CN")
    address = await anna.start(served.url, "Anna", "Tea house 茶馆")
    await ming.join(address, "小明")
    return anna, ming


async def test_each_reads_their_own_language(meet: Meet, served: Served) -> None:
    anna, ming = await pair(meet, served)
    await ming.say("大家好，我是小明。")
    row = await anna.sees("Hi everyone, I'm Xiao Ming.")
    await expect(row.get_by_text("小明", exact=True)).to_be_visible()
    original = row.get_by_text("大家好，我是小明。")
    await expect(original).to_be_hidden()
    await row.get_by_role("button", name="From Chinese. Show the original").click()
    await expect(original).to_be_visible()
    own = await ming.sees("大家好，我是小明。")
    await expect(own.locator(".mark")).to_have_count(0)
    await anna.page.get_by_role("textbox", name="Message").fill("Nice to meet you!")
    await anna.page.get_by_role("button", name="Send", exact=True).click()
    await ming.sees("很高兴认识你！")
    await expect(ming.page.get_by_role("button", name="发送")).to_be_visible()
    await expect(anna.log.locator(".pending")).to_have_count(0)
    await expect(anna.log.locator(".row.mine")).to_have_count(1)


async def test_the_language_can_be_chosen_and_is_kept(meet: Meet, served: Served) -> None:
    anna, ming = await pair(meet, served)
    await anna.say("Nice to meet you!")
    await ming.sees("很高兴认识你！")
    await ming.page.locator(".head select").select_option("zh-Hant")
    await ming.sees("很高興認識你！")
    await expect(ming.page.get_by_role("button", name="傳送")).to_be_visible()
    await expect(ming.page.locator("html")).to_have_attribute("lang", "zh-Hant")
    await ming.page.reload()
    await ming.sees("很高興認識你！")
    await ming.page.locator(".head select").select_option("en")
    row = await ming.sees("Nice to meet you!")
    await expect(row.locator(".mark")).to_have_count(0)


@pytest.mark.parametrize(
    ("locale", "query", "words"),
    [
        ("zh-TW", "", "你的名字"),
        ("zh-HK", "", "建立聊天室"),
        ("de-DE", "", "Your name"),
        ("en-US", "?lang=zh", "创建房间"),
        ("zh-CN", "?lang=en", "Start a room"),
    ],
)
async def test_the_language_is_inferred(meet: Meet, served: Served, locale: str, query: str, words: str) -> None:
    person = await meet(locale)
    await person.page.goto(served.url + "/" + query)
    await expect(person.page.get_by_text(words)).to_be_visible()


async def test_name_and_language_in_the_address_lead_straight_in(meet: Meet, served: Served) -> None:
    anna, bob = await meet(), await meet()
    address = await anna.start(served.url, "Anna")
    await bob.page.goto(f"{address}?name=Bob&lang=zh")
    await expect(bob.page.get_by_role("textbox", name="消息")).to_be_visible()
    assert bob.page.url == address
    second = Person(bob.context, await bob.context.new_page(), served.url)
    await second.page.goto(f"{address}?name=Carl&lang=en")
    await second.say("two windows of one browser")
    await bob.sees("译：two windows of one browser")
    await expect(bob.log.locator(".row.theirs")).to_have_count(1)
    assert second.problems == []


async def test_a_newcomer_is_asked_for_a_name_and_nothing_else(meet: Meet, served: Served) -> None:
    anna, bob = await meet(), await meet()
    address = await anna.start(served.url, "Anna", "Tea house")
    await bob.page.goto(address)
    await expect(bob.page.get_by_role("heading", name="Tea house")).to_be_visible()
    await bob.page.get_by_role("button", name="Join").click()
    await expect(bob.page.get_by_role("alert")).to_contain_text("Choose a name")
    await bob.page.get_by_label("Your name").fill("Bob")
    await bob.page.keyboard.press("Enter")
    await expect(bob.box).to_be_visible()
    await bob.page.reload()
    await expect(bob.box).to_be_visible()
    await bob.page.goto(served.url)
    await expect(bob.page.get_by_role("link", name="Tea house")).to_be_visible()


async def test_reply_edit_react_and_delete(meet: Meet, served: Served) -> None:
    anna, ming = await pair(meet, served)
    await ming.say("大家好，我是小明。")
    row = await anna.sees("Hi everyone")
    await row.hover()
    await row.get_by_role("button", name="Reply").click()
    await anna.say("Welcome")
    reply = await ming.sees("译：Welcome")
    await expect(reply.locator(".reply")).to_contain_text("大家好，我是小明。")
    await row.hover()
    await row.get_by_role("button", name="React").click()
    await anna.page.get_by_role("button", name="🎉").click()
    chip = ming.log.get_by_role("button", name=re.compile("🎉 1: Anna"))
    await chip.click()
    await expect(anna.log.get_by_role("button", name=re.compile("🎉 2"))).to_be_visible()
    await anna.log.get_by_role("button", name=re.compile("🎉 2")).click()
    await expect(ming.log.get_by_role("button", name=re.compile("🎉 1: 小明"))).to_be_visible()
    await anna.box.press("ArrowUp")
    await expect(anna.box).to_have_value("Welcome")
    await anna.say("Very welcome")
    changed = await ming.sees("译：Very welcome")
    await expect(changed.get_by_text("已编辑")).to_be_visible()
    mine = await anna.sees("Very welcome")
    await mine.hover()
    await mine.get_by_role("button", name="Delete").click()
    await anna.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    await expect(ming.log.get_by_text("Very welcome")).to_have_count(0)
    await expect(anna.log.locator(".row")).to_have_count(1)


async def test_who_is_here_and_who_is_typing(meet: Meet, served: Served) -> None:
    anna, ming = await pair(meet, served)
    await expect(anna.page.get_by_role("button", name="2 people here")).to_be_visible()
    await ming.box.press_sequentially("你好")
    await expect(anna.page.get_by_text("小明 is writing…")).to_be_visible()
    await ming.box.press("Enter")
    await expect(anna.page.get_by_text("小明 is writing…")).to_be_hidden()
    await ming.context.close()
    await expect(anna.page.get_by_role("button", name="1 person here")).to_be_visible()


async def test_commands_are_answered_to_the_one_who_asked(meet: Meet, served: Served) -> None:
    anna, ming = await pair(meet, served)
    await ming.say("/help")
    notice = await ming.sees("You asked for help.")
    await expect(notice.get_by_text("仅你可见")).to_be_visible()
    await expect(ming.log.locator(".pending")).to_have_count(0)
    await ming.say("你好")
    await anna.sees("[你好]")
    await expect(anna.log.locator(".notice")).to_have_count(0)


async def test_what_other_platforms_bring(meet: Meet, served: Served) -> None:
    anna, _ = await pair(meet, served)
    room = await room_of(served)
    failed = Version(ReaderLanguage.ENGLISH, Text("完全不通"), faithful=False)
    poll = Poll("去哪儿？", ("山里", "海边"))
    translated = Version(ReaderLanguage.ENGLISH, Text(""), poll=Poll("Where to?", ("Mountains", "Sea")))
    await served.core.ship(room, Content(TOM, Text("完全不通"), "zh-Hans", 1.7e9, versions=(failed,)), message=1)
    await served.core.ship(room, Content(TOM, Text(""), "zh-Hans", 1.7e9, versions=(translated,), poll=poll), message=2)
    quote = Quote("Di", "first words")
    await served.core.ship(
        room, Content(TOM, Text("late"), "en", 1.7e9, late=True, forwarded_from="News", quote=quote), message=3
    )
    row = await anna.sees("完全不通")
    await expect(row.get_by_text("Not translated")).to_be_visible()
    await expect(row.get_by_text("Telegram")).to_be_visible()
    await expect(anna.log.get_by_text("Where to?")).to_be_visible()
    late = await anna.sees("late")
    await expect(late.locator("time")).to_contain_text("written 14 Nov 2023")
    await expect(late.get_by_text("Forwarded from News")).to_be_visible()
    await expect(late.get_by_text("first words")).to_be_visible()


async def test_formatting_becomes_nodes(meet: Meet, served: Served) -> None:
    anna = await meet()
    await anna.start(served.url, "Anna")
    plain = "😀 bold spoiled code link"
    entities = [
        Entity(2, 6, EntityKind.BOLD),
        Entity(4, 14, EntityKind.ITALIC),
        Entity(7, 14, EntityKind.SPOILER),
        Entity(15, 19, EntityKind.CODE),
        Entity(20, 24, EntityKind.LINK, "https://example.org/a?b=c"),
    ]
    content = Content(TOM, Text.of(plain, entities), "en", 1.7e9)
    await served.core.ship(await room_of(served), content, message=1)
    row = await anna.sees("bold")
    await expect(row.locator("strong")).to_have_text("bold")
    await expect(row.locator("code")).to_have_text("code")
    link = row.get_by_role("link", name="link")
    await expect(link).to_have_attribute("href", "https://example.org/a?b=c")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
    spoiler = row.get_by_role("button", name="Spoiler")
    await spoiler.press("Enter")
    await expect(row.locator(".spoiler.shown")).to_have_text("spoiled")
    assert await row.locator(".text").text_content() == plain


async def test_a_note_tells_what_a_term_means(meet: Meet, served: Served) -> None:
    anna, ming = await pair(meet, served)
    await ming.say("我蚌埠住了")
    row = await anna.sees("I can't keep a straight face")
    term = row.get_by_role("button", name="can't keep a straight face")
    await term.press("Enter")
    note = anna.page.get_by_role("dialog", name="蚌埠住了")
    await expect(note).to_be_focused()
    for words in ("can't keep a straight face", "Bengbu held on", "A homophone of", "playful", "From: homophone"):
        await expect(note).to_contain_text(words)
    await anna.page.keyboard.press("Escape")
    await expect(note).to_be_hidden()
    await expect(term).to_be_focused()


async def test_terms_whose_words_are_missing_stand_below(meet: Meet, served: Served) -> None:
    anna = await meet()
    await anna.start(served.url, "Anna")
    room = await room_of(served)
    note = TermNote("秃", 0, 1, "bald (?)", "plain", "", "", "")
    other = replace(note, form="图", text="ring")
    for number, english in enumerate(("a string", "👩‍🚀 Ring! bald (?)")):
        content = Content(
            TOM, Text("秃图"), "zh-Hans", 1.7e9,
            versions=(Version(ReaderLanguage.ENGLISH, Text(english)),), notes=(note, other, other),
        )  # fmt: skip
        await served.core.ship(room, content, message=number)
    await anna.sees("Ring!")
    rows = anna.log.locator(".row")
    marked = [await rows.nth(number).locator(".text .term").all_text_contents() for number in range(2)]
    assert marked == [[], ["Ring", "bald (?)"]]
    chips = [await rows.nth(number).locator(".term-chip").all_text_contents() for number in range(2)]
    assert chips == [["秃", "图"], []]


async def test_history_comes_back_in_pages(meet: Meet, served: Served) -> None:
    anna = await meet()
    await anna.start(served.url, "Anna")
    room = await room_of(served)
    for number in range(130):
        await served.core.ship(room, Content(TOM, Text(f"line {number:03}"), "en", 1.7e9 + number), message=number)
    await anna.page.reload()
    await anna.sees("line 129")
    await expect(anna.log.get_by_text("line 079")).to_have_count(0)
    for oldest in ("line 030", "line 000"):
        await anna.log.evaluate("node => node.scrollTo(0, 0)")
        await expect(anna.log.get_by_text(oldest)).to_have_count(1)
    await expect(anna.log.locator(".row")).to_have_count(130)
    order = await anna.log.locator(".text").all_text_contents()
    assert order == [f"line {number:03}" for number in range(130)]
    await served.core.ship(room, Content(TOM, Text("news"), "en", 1.8e9), message=999)
    await anna.page.get_by_role("button", name="Go to the newest messages").click()
    await expect(anna.log.get_by_text("news")).to_be_in_viewport()


async def test_the_owner_removes_renews_and_closes(meet: Meet, served: Served) -> None:
    anna, ming = await pair(meet, served)
    eve = await meet()
    await eve.join(anna.page.url, "Eve")
    await anna.page.get_by_role("button", name="Remove Eve").click()
    await anna.page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    await expect(eve.page.get_by_role("heading", level=1)).to_contain_text("removed you")
    old = anna.page.url
    await anna.page.get_by_role("button", name="Make a new link").click()
    await anna.page.get_by_role("dialog").get_by_role("button", name="Make a new link").click()
    await expect(anna.page).not_to_have_url(old)
    await expect(ming.page).to_have_url(anna.page.url)
    await ming.page.reload()
    await expect(ming.box).to_be_visible()
    late = await meet()
    await late.page.goto(old + "?name=Late")
    await expect(late.page.get_by_role("heading", level=1)).to_contain_text("does not work any more")
    await anna.page.get_by_role("button", name="Close this room").click()
    await anna.page.get_by_role("dialog").get_by_role("button", name="Close this room").click()
    await expect(ming.page.get_by_text("房主已关闭这个房间。").first).to_be_visible()
    await expect(ming.box).to_be_hidden()


async def test_leaving(meet: Meet, served: Served, phone: dict[str, Any]) -> None:
    anna, ming = await meet(), await meet("zh-CN", **phone)
    address = await anna.start(served.url, "Anna")
    await ming.join(address, "小明")
    await ming.page.get_by_role("button", name="成员与邀请").click()
    await ming.page.get_by_role("button", name="离开房间").click()
    await ming.page.get_by_role("dialog").get_by_role("button", name="离开").click()
    await expect(ming.page.get_by_role("button", name="创建房间")).to_be_visible()
    await expect(anna.page.get_by_role("button", name="1 person here")).to_be_visible()
    assert not served.core.of(Posted)
