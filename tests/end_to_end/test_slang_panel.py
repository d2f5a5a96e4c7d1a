"""The group's slang in the web room: two browsers, one Magpie, the model in the box."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, FilePayload, Locator, expect

from tests.browsers import Person, chromium
from tests.end_to_end.magpie import Magpie

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.asyncio(loop_scope="module")]

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2,
}  # fmt: skip
PAYLOADS = (
    "<img src=x onerror=window.hit=1>",
    '"><script>window.hit=1</script>',
    "javascript:window.hit=1",
    "{{constructor.constructor('window.hit=1')()}}",
)
BAD = "source,forms,action,text\nzh,摸摸鱼,replace,loaf\nzh,的,replace,of\n"
GOOD = "source,forms,action,text,note_en\nzh,摸摸鱼,replace,loafing about,what one does at work\nzh,鹊窝,replace,HQ,\n"


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def magpie(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Magpie]:
    async with Magpie(tmp_path_factory.mktemp("slang")) as magpie:
        yield magpie


@pytest_asyncio.fixture(loop_scope="module")
async def people(browser: Browser, magpie: Magpie) -> AsyncIterator[tuple[Person, Person]]:
    """Anna, who owns the room and so is a keeper, and 小明 on a phone."""
    anna, ming = await person(browser, magpie, "en-GB"), await person(browser, magpie, "zh-CN", **PHONE)
    await ming.join(await anna.start(magpie.url, "Anna", "London ⇄ 上海"), "小明")
    yield anna, ming
    for one in (anna, ming):
        await one.context.close()
        assert one.problems == []


async def person(browser: Browser, magpie: Magpie, locale: str, **options: Any) -> Person:
    context = await browser.new_context(locale=locale, **{"viewport": {"width": 1100, "height": 800}, **options})
    return Person(context, await context.new_page(), magpie.url)


def csv(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": text.encode()}


async def panel(reader: Person) -> Locator:
    """The panel, opened."""
    await reader.page.get_by_role("button", name=re.compile("^(Slang|俚语)$")).click()
    node = reader.page.get_by_role("complementary", name=re.compile("^(Slang|俚语)$"))
    await expect(node).to_be_visible()
    return node


async def test_the_panel_opens_and_closes_by_keyboard(people: tuple[Person, Person]) -> None:
    anna, _ = people
    button = anna.page.get_by_role("button", name="Slang", exact=True)
    await expect(button).to_have_attribute("aria-expanded", "false")
    await button.press("Enter")
    search = anna.page.get_by_role("searchbox", name="Search all books")
    await expect(search).to_be_focused()
    await expect(button).to_have_attribute("aria-expanded", "true")
    await expect(anna.page.get_by_text("no terms of its own yet")).to_be_visible()
    await anna.page.keyboard.type("蚌埠住了")
    found = anna.page.locator(".slang-term").filter(has_text="can't hold it together").first
    await expect(found).to_contain_text("written like the city Bengbu")
    await expect(found).to_contain_text("built in")
    await anna.page.keyboard.press("Escape")
    await expect(search).to_have_value("")
    await anna.page.keyboard.press("Tab")
    await anna.page.keyboard.press("Enter")
    await expect(anna.page.get_by_label("Word or phrase")).to_be_focused()
    await anna.page.keyboard.press("Escape")
    await expect(anna.page.get_by_role("heading", name="Slang", exact=True)).to_be_focused()
    await anna.page.keyboard.press("Escape")
    await expect(button).to_be_focused()
    await expect(button).to_have_attribute("aria-expanded", "false")
    await anna.page.get_by_role("button", name=re.compile("People and invite")).click()
    await expect(anna.page.get_by_role("complementary", name="People and invite")).to_be_visible()
    await button.click()
    await expect(anna.page.get_by_role("complementary")).to_have_count(1)


async def test_what_one_proposes_and_another_approves_is_read_from_then_on(people: tuple[Person, Person]) -> None:
    anna, ming = people
    await ming.say("鹊佬今天又加班了")
    await expect(anna.log.locator(".row.theirs")).to_have_count(1)
    theirs = await panel(ming)
    await theirs.get_by_role("button", name="提议词条").click()
    await theirs.get_by_label("词或短语").fill("鹊佬")
    await theirs.get_by_label("变成什么").fill("Magpie boss")
    await theirs.get_by_label(re.compile("说明")).fill("我们的老板; our boss")
    preview = theirs.locator(".preview")
    await expect(preview).to_contain_text("最近 1 条消息里有 1 条用到它")
    await expect(preview).to_contain_text("Magpie boss")
    await ming.picture("slang-form-phone-zh")
    await theirs.get_by_role("button", name="提议", exact=True).click()
    await expect(theirs.get_by_role("heading", name="等待词条管理员")).to_be_visible()
    await expect(theirs.locator(".waiting")).to_contain_text("鹊佬 → Magpie boss")
    await expect(theirs.get_by_role("button", name=re.compile("通过"))).to_have_count(0)
    await ming.picture("slang-waiting-phone-zh")
    waiting = anna.page.get_by_role("button", name="Slang. 1 proposal waits for you")
    await expect(waiting).to_be_visible()
    await waiting.click()
    ours = anna.page.get_by_role("complementary", name="Slang")
    await expect(ours.locator(".waiting")).to_contain_text("our boss")
    await ours.get_by_role("button", name="Approve: 鹊佬").click()
    await expect(ours.get_by_role("heading", name="1 term of this conversation")).to_be_visible()
    await expect(ours.get_by_role("status")).to_contain_text("From now on (#1)")
    await expect(anna.page.get_by_role("button", name="Slang", exact=True)).to_be_visible()
    # The other panel is told without being asked.
    await expect(theirs.get_by_role("heading", name="本会话有 1 个词条")).to_be_visible()
    await ours.get_by_role("button", name="Add a term").click()
    await ours.get_by_label("Word or phrase").fill("magtea")
    await ours.get_by_label("What it becomes").fill("鹊茶")
    await ours.get_by_role("button", name="Add", exact=True).click()
    await expect(ours.get_by_role("heading", name="2 terms of this conversation")).to_be_visible()
    await anna.picture("slang-terms-en")
    await anna.page.emulate_media(color_scheme="dark")
    await anna.picture("slang-terms-en-dark")
    await theirs.get_by_role("button", name="关闭").click()
    await ming.say("鹊佬回家了")
    row = await anna.sees("Magpie boss")
    await row.get_by_role("button", name="Magpie boss").click()
    await expect(anna.page.get_by_role("dialog", name="鹊佬")).to_contain_text("our boss")
    await anna.page.keyboard.press("Escape")
    await anna.say("Who wants magtea?")
    await ming.sees("鹊茶")


async def test_a_term_is_changed_removed_and_brought_back(people: tuple[Person, Person]) -> None:
    anna, _ = people
    ours = await panel(anna)
    await ours.get_by_role("button", name="Add a term").click()
    await ours.get_by_label("Word or phrase").fill("鹊窝")
    await ours.get_by_role("button", name="Add", exact=True).click()
    await expect(ours.get_by_label("What it becomes")).to_be_focused()
    await ours.get_by_label("What it becomes").fill("HQ [whole]")
    await ours.get_by_role("button", name="Add", exact=True).click()
    await ours.get_by_role("button", name="Change: 鹊窝").click()
    await expect(ours.get_by_label("Word or phrase")).to_be_disabled()
    await ours.get_by_label("What it becomes").fill("headquarters")
    await ours.get_by_role("button", name="Save").click()
    term = ours.locator(".slang-term")
    await expect(term).to_contain_text("headquarters")
    await ours.get_by_role("button", name="Remove: 鹊窝").click()
    await expect(term).to_have_count(0)
    await ours.get_by_role("status").get_by_role("button", name="Undo").click()
    await expect(term).to_contain_text("headquarters")
    await ours.get_by_role("button", name="History: 鹊窝").click()
    await expect(ours.locator(".history li")).to_have_count(4)
    await expect(ours.locator(".history")).to_contain_text("Anna: changed #")
    await ours.get_by_role("button", name="Back").click()
    await ours.get_by_role("button", name="Add a term").click()
    await ours.get_by_label("Word or phrase").fill("的")
    await ours.get_by_label("What it becomes").fill("of")
    await expect(ours.locator(".preview .fault")).to_contain_text("too common")
    await ours.get_by_role("button", name="Add", exact=True).click()
    await expect(ours.get_by_label("Word or phrase")).to_be_visible()


async def test_files_go_out_and_come_in_and_a_bad_line_changes_nothing(people: tuple[Person, Person]) -> None:
    anna, ming = people
    ours = await panel(anna)
    await ours.get_by_role("button", name="Files").click()
    picker = ours.locator("input[type=file]")
    await picker.set_input_files(csv("bad.csv", BAD))
    await expect(ours.get_by_role("status").filter(has_text="Line 3")).to_contain_text("的")
    await expect(ours.get_by_role("button", name="Bring them in")).to_be_hidden()
    await picker.set_input_files(csv("good.csv", GOOD))
    await expect(ours.get_by_role("status").filter(has_text="This would add 2")).to_be_visible()
    await ours.get_by_role("button", name="Bring them in").click()
    await expect(ours.locator(".slang-term")).to_have_count(2)
    await ours.get_by_role("button", name="Files").click()
    async with anna.page.expect_download() as download:
        await ours.get_by_role("link", name="TSV").click()
    file = await download.value
    assert file.suggested_filename == "glossary.tsv"
    written = (await file.path()).read_text()
    assert "摸摸鱼" in written
    assert "loafing about" in written
    theirs = await panel(ming)
    await theirs.get_by_role("button", name="文件").click()
    await expect(theirs).to_contain_text("只有词条管理员可以导入文件")
    await expect(theirs.locator("input[type=file]")).to_have_count(0)


async def test_hostile_terms_stay_words(people: tuple[Person, Person]) -> None:
    anna, ming = people
    ours, theirs = await panel(anna), await panel(ming)
    for number, payload in enumerate(PAYLOADS):
        await theirs.get_by_role("button", name="提议词条").click()
        await theirs.get_by_label("词或短语").fill(f"鹊{number}{payload.replace('|', '')}")
        await theirs.get_by_label("变成什么").fill(payload)
        await theirs.get_by_label(re.compile("说明")).fill(payload)
        await expect(theirs.locator(".preview")).to_contain_text(payload.replace("=", "\\=")[:9])
        await theirs.get_by_role("button", name="提议", exact=True).click()
        await expect(ours.locator(".waiting .slang-term")).to_have_count(number + 1)
    assert await ours.locator(".waiting bdi[lang]").all_text_contents() == list(PAYLOADS)
    for number in range(len(PAYLOADS)):
        await ours.locator(".waiting").get_by_role("button", name=re.compile(f"^Approve: 鹊{number}")).click()
        await expect(ours.locator(".waiting .slang-term")).to_have_count(len(PAYLOADS) - number - 1)
    await ming.page.get_by_role("button", name="关闭").first.click()
    await ming.say(f"鹊0{PAYLOADS[0]}")
    row = await anna.sees(PAYLOADS[0])
    await row.locator(".term, .term-chip").first.click()
    await expect(anna.page.get_by_role("dialog")).to_contain_text(PAYLOADS[0])
    for reader in people:
        assert await reader.page.evaluate("window.hit") is None
        assert await reader.page.locator("img[src=x], script:not([src^='/static/'])").count() == 0


async def test_commands_are_typed_into_the_message_box(people: tuple[Person, Person]) -> None:
    anna, ming = people
    await ming.say("我蚌埠住了")
    heard = anna.log.locator(".row.theirs").last
    await expect(heard).to_be_visible()
    await anna.say("/slang")
    help_text = anna.log.locator(".row.notice .text").last
    await expect(help_text).to_contain_text("/slang FORM shows what a word means.")
    assert "\n" in await help_text.inner_text()
    await heard.hover()
    await heard.get_by_role("button", name="Reply").click()
    await anna.say("/why")
    why = anna.log.locator(".row.notice").last
    await expect(why).to_contain_text("Language: Chinese")
    await expect(why).to_contain_text("蚌埠住了")
    await heard.hover()
    await heard.get_by_role("button", name="Reply").click()
    await anna.say("/fix I can't keep a straight face")
    await expect(heard).to_contain_text("I can't keep a straight face")
    await expect(anna.log.locator(".row.notice").last).to_contain_text("Corrected everywhere")
    await anna.picture("typed-commands-en")
    await expect(ming.log.locator(".row.notice")).to_have_count(0)
    for left in (2, 1, 0):
        await anna.log.get_by_role("button", name="Dismiss").last.click()
        await expect(anna.log.locator(".row.notice")).to_have_count(left)
    await anna.page.reload()
    await expect(anna.log.locator(".row")).to_have_count(1)
