"""Names, titles, texts, links and file names that try to be more than text."""

from __future__ import annotations

import pytest
from playwright.async_api import FilePayload, expect

from bridge.adapters.web.names import clean_name
from bridge.chat.attachment import Attachment, AttachmentKind
from bridge.chat.author import Author
from bridge.chat.content import Content, Quote, TermNote, Version
from bridge.chat.delivery import Reaction
from bridge.chat.message import Poll
from bridge.chat.reader import ReaderLanguage
from bridge.chat.text import Entity, EntityKind, Text
from tests.adapters.web.browser.conftest import Meet
from tests.adapters.web.conftest import Served
from tests.browsers import Person

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PAYLOADS = (
    "<script>window.hit=1;alert(1)</script>",
    '<img src=x onerror="window.hit=1;alert(1)">',
    '"><svg/onload=alert(1)>',
    "'-alert(1)-'",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    '<a href="javascript:alert(1)">x</a>',
    "<details open ontoggle=alert(1)>",
    "</textarea><script>alert(1)</script>",
    '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
    "{{constructor.constructor('alert(1)')()}}",
    "${alert(1)}",
    "<style>@import 'https://evil.example/x.css'</style>",
    "<base href=https://evil.example/>",
    "<form action=https://evil.example><input name=q>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u202egnp.exe",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    'https://evil.example/"onmouseover="alert(1)',
)
LINKS = (
    "javascript:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "blob:https://evil.example/x",
    "file:///etc/passwd",
    "//evil.example",
    "\x01javascript:alert(1)",
)
FOREIGN = (
    "script:not([src^='/static/']), iframe, object, embed, base, form[action^='http'], svg[onload], [onerror], [onload]"
)


async def harmless(person: Person) -> None:
    """Nothing of what was shown ran or became an element of its own."""
    await person.page.wait_for_load_state("networkidle")
    assert await person.page.evaluate("window.hit") is None
    assert await person.page.locator(FOREIGN).count() == 0


def everywhere(payload: str) -> Content:
    """A content that says the same in all its fields."""
    return Content(
        Author("telegram", payload, payload, avatar="https://evil.example/a.png"),
        Text.of(payload, [Entity(0, len(payload), kind, payload) for kind in EntityKind]),
        payload,
        1.7e9,
        versions=(Version(ReaderLanguage.ENGLISH, Text(payload + "!"), poll=Poll(payload, (payload,))),),
        notes=(TermNote(payload[:3], 0, 3, payload, payload, payload, payload, payload),),
        attachments=(Attachment(AttachmentKind.PHOTO, "telegram", "x", payload, payload, 1),),
        poll=Poll(payload, (payload,)),
        forwarded_from=payload,
        quote=Quote(payload, payload),
        late=True,
    )


async def test_hostile_words_of_members_stay_words(meet: Meet, served: Served) -> None:
    anna = await meet()
    address = await anna.start(served.url, "Anna")
    for payload in PAYLOADS:
        member = served.client()
        await member.join(address.rsplit("/", 1)[1], payload)
        await member.ask("post", text=payload)
        await member.close()
    await anna.say("the last")
    await anna.sees("the last")
    shown = [payload if payload.isascii() else f"[{payload}]" for payload in PAYLOADS]
    assert await anna.log.locator(".text").all_text_contents() == [*shown, "the last"]
    names = await anna.page.locator(".member-name").all_text_contents()
    assert {clean_name(payload) for payload in PAYLOADS} <= set(names)
    for payload in PAYLOADS:
        await anna.say(payload)
    await expect(anna.log.locator(".row:not(.pending)")).to_have_count(2 * len(PAYLOADS) + 1)
    await harmless(anna)


async def test_hostile_words_from_elsewhere_stay_words(meet: Meet, served: Served) -> None:
    anna = await meet()
    await anna.start(served.url, "Anna")
    room = next(event.room for event in served.core.events)
    for number, payload in enumerate(PAYLOADS):
        native = await served.core.ship(room, everywhere(payload), message=number)
        await served.adapter.react(room, native, [Reaction(Author("telegram", payload, payload), payload)])
    await expect(anna.log.locator(".chip")).to_have_count(len(PAYLOADS))
    assert await anna.log.locator(".text").all_text_contents() == [payload + "!" for payload in PAYLOADS]
    for mark in await anna.log.locator(".mark").all():
        await mark.click()
    assert await anna.log.locator(".words").all_text_contents() == list(PAYLOADS)
    await anna.log.locator(".term, .term-chip").first.click()
    await harmless(anna)


@pytest.mark.parametrize("payload", PAYLOADS[:3])
async def test_a_hostile_title_stays_a_title(meet: Meet, served: Served, payload: str) -> None:
    owner, anna = served.client(), await meet()
    await owner.start(payload, title=payload)
    await anna.page.goto(f"{served.url}/r/{owner.invite}")
    await expect(anna.page.get_by_role("heading", level=1)).to_have_text(payload)
    await anna.page.get_by_label("Your name").fill(payload)
    await anna.page.keyboard.press("Enter")
    await expect(anna.box).to_be_visible()
    await anna.page.goto(served.url)
    await expect(anna.page.locator(".rooms strong")).to_have_text(payload)
    await harmless(anna)


async def test_only_harmless_links_are_links(meet: Meet, served: Served) -> None:
    anna = await meet()
    await anna.start(served.url, "Anna")
    room = next(event.room for event in served.core.events)
    for number, address in enumerate(LINKS):
        text = Text("click me", (Entity(0, 8, EntityKind.LINK, address),))
        await served.core.ship(room, Content(Author("discord", "1", "Di"), text, "en", 1.7e9), message=number)
    await expect(anna.log.locator(".row")).to_have_count(len(LINKS))
    await expect(anna.log.get_by_role("link")).to_have_count(0)
    for words in await anna.log.get_by_text("click me").all():
        await words.click()
    await harmless(anna)


async def test_an_uploaded_page_runs_nothing(meet: Meet, served: Served) -> None:
    anna = await meet()
    await anna.start(served.url, "Anna")
    page: FilePayload = {"name": "a.html", "mimeType": "text/html", "buffer": b"<script>document.title='hit'</script>"}
    await anna.page.set_input_files("input[type=file]", files=[page])
    await anna.box.press("Enter")
    await expect(anna.log.get_by_role("link", name="a.html")).to_be_visible()
    href = await anna.log.get_by_role("link", name="a.html").get_attribute("href")
    async with anna.page.expect_download() as download:
        await anna.page.evaluate("href => { location.href = href }", href)
    assert (await download.value).suggested_filename == "a.html"
    assert await anna.page.title() != "hit"
