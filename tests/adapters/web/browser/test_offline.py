"""What was typed while the server was away is sent, once, when it is back."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from bridge.chat.event import Posted
from tests.adapters.web.browser.conftest import Meet
from tests.adapters.web.conftest import Served
from tests.browsers import Person

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def texts(served: Served) -> list[str]:
    return [event.message.text.plain for event in served.core.of(Posted) if isinstance(event, Posted)]


async def test_typed_while_the_server_is_down_sent_once(meet: Meet, served: Served) -> None:
    anna, bob = await meet(), await meet()
    address = await anna.start(served.url, "Anna")
    await bob.join(address, "Bob")
    await anna.say("before")
    await bob.sees("before")
    await served.pause()
    await expect(anna.page.get_by_role("status")).to_contain_text("The connection is lost")
    await anna.say("while away, one")
    await anna.say("while away, two")
    await expect(anna.log.get_by_role("img", name="Waiting to be sent")).to_have_count(2)
    await served.resume()
    await bob.sees("while away, two")
    await anna.sees("while away, two")
    await expect(anna.page.get_by_role("status")).to_be_hidden()
    await expect(anna.log.locator(".row")).to_have_count(3)
    assert texts(served) == ["before", "while away, one", "while away, two"]


async def test_kept_through_a_closed_page(meet: Meet, served: Served) -> None:
    anna = await meet()
    address = await anna.start(served.url, "Anna")
    await served.pause()
    await anna.say("do not lose me")
    await expect(anna.log.get_by_role("img", name="Waiting to be sent")).to_be_visible()
    await anna.page.close()
    await served.resume()
    again = Person(anna.context, await anna.context.new_page(), served.url)
    await again.page.goto(address)
    await again.sees("do not lose me")
    assert texts(served) == ["do not lose me"]


async def test_an_answer_that_got_lost_makes_no_second_message(meet: Meet, served: Served) -> None:
    anna = await meet()
    await anna.start(served.url, "Anna")
    served.core.hold.clear()
    await anna.say("once")
    await served.core.until(Posted)
    await served.pause()
    await served.resume()
    served.core.hold.set()
    await anna.sees("once")
    await expect(anna.log.locator(".row")).to_have_count(1)
    assert texts(served) == ["once"]


async def test_edits_while_away_arrive(meet: Meet, served: Served) -> None:
    anna, bob = await meet(), await meet()
    address = await anna.start(served.url, "Anna")
    await bob.join(address, "Bob")
    await anna.say("helo")
    await bob.sees("helo")
    await anna.sees("helo")
    await served.pause()
    await anna.box.press("ArrowUp")
    await anna.say("hello")
    await served.resume()
    await bob.sees("hello")


async def test_a_refused_message_stays_with_its_reason(meet: Meet, served: Served) -> None:
    anna, bob = await meet(), await meet()
    address = await anna.start(served.url, "Anna")
    await bob.join(address, "Bob")
    await served.pause()
    await bob.say("too late")
    room = next(event.room.id for event in served.core.events)
    await served.store.close_room(room)
    await served.resume()
    failed = bob.log.locator(".pending.failed")
    await expect(failed).to_contain_text("closed")
    await failed.get_by_role("button", name="Discard").click()
    await expect(bob.log.locator(".pending")).to_have_count(0)


async def test_a_draft_outlives_a_reload(meet: Meet, served: Served) -> None:
    anna = await meet()
    await anna.start(served.url, "Anna")
    await anna.box.fill("half a thou")
    await anna.page.reload()
    await expect(anna.box).to_have_value("half a thou")
