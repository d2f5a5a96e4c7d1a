"""What the host decides is what members read next."""

from __future__ import annotations

from bridge.glossary.entry import HOST, THE_HOST, Editor, Owner, Reach, State
from bridge.glossary.notation import read_term
from tests.operations.admin.host import Host
from tests.relay.conversation import TOM, B
from tests.relay.loopback import Loopback

BRIDGE = Owner(Reach.BRIDGE, 1)


async def propose(host: Host, line: str, owner: Owner = BRIDGE, *, at_once: bool = False) -> int:
    glossary = host.core.glossary
    term = read_term(line, glossary.books.known)
    return (await glossary.add(owner, term, Editor("Mei"), at_once=at_once)).id


async def read_in(host: Host, beta: Loopback, text: str) -> str:
    """What the room on the other side is shown of a message."""
    await host.conversation.say(text)
    await host.conversation.settled()
    return beta.texts("b")[-1]


async def test_approving_changes_what_members_read(host: Host, beta: Loopback) -> None:
    await host.log_in()
    await host.conversation.say("hello there, how are you", TOM, B)
    number = await propose(host, "绝绝子 = awesome")
    assert "awesome" not in await read_in(host, beta, "这个绝绝子")
    assert await host.post(f"proposals/{number}/approve") == (200, {})
    assert "awesome" in await read_in(host, beta, "这个绝绝子")
    assert (await host.state())["review"]["total"] == 0
    entry = await host.core.glossary.terms.entry(number)
    assert entry is not None
    assert entry.state is State.ACTIVE
    (last, *_) = await host.core.glossary.terms.history([1, 2], 1)
    assert (last.by, last.deed.value) == (THE_HOST.name, "approved")


async def test_rejecting_changes_nothing(host: Host, beta: Loopback) -> None:
    await host.log_in()
    number = await propose(host, "绝绝子 = awesome")
    assert await host.post(f"proposals/{number}/reject") == (200, {})
    assert "awesome" not in await read_in(host, beta, "这个绝绝子")
    assert (await host.state())["review"]["total"] == 0


async def test_what_was_decided_already_is_not_decided_again(host: Host) -> None:
    await host.log_in()
    number = await propose(host, "绝绝子 = awesome")
    await host.core.glossary.decide(number, Editor("keeper"), approved=False)
    for decision in ("approve", "reject"):
        status, answer = await host.post(f"proposals/{number}/{decision}")
        assert (status, answer["sentence"]) == (409, "Somebody decided on it already.")
    assert (await host.post("proposals/999/approve"))[0] == 409
    assert (await host.post("proposals/-1/approve"))[0] == 404
    assert (await host.post(f"proposals/{number}/undo"))[0] == 404


async def test_a_proposal_takes_the_place_of_what_it_changes_in_its_own_conversation(host: Host) -> None:
    await host.log_in()
    old = await propose(host, "绝绝子 = superb", at_once=True)
    of_host = await propose(host, "绝绝子 = great", HOST, at_once=True)
    new = await propose(host, "绝绝子 = awesome")
    assert (await host.post(f"proposals/{new}/approve"))[0] == 200
    states = {}
    for number in (old, of_host, new):
        entry = await host.core.glossary.terms.entry(number)
        assert entry is not None
        states[number] = entry.state
    assert states == {old: State.REMOVED, of_host: State.ACTIVE, new: State.ACTIVE}


async def test_the_hosts_own_proposals_count_everywhere(host: Host, beta: Loopback) -> None:
    await host.log_in()
    number = await propose(host, "绝绝子 = awesome", HOST)
    assert (await host.post(f"proposals/{number}/approve"))[0] == 200
    assert "awesome" in await read_in(host, beta, "这个绝绝子")


async def test_a_term_that_would_hit_everything_is_refused_with_the_reason(host: Host) -> None:
    await host.log_in()
    number = await propose(host, "的 = of")
    status, answer = await host.post(f"proposals/{number}/approve")
    assert status == 409
    assert "too common" in answer["sentence"]
    status, answer = await host.post(f"proposals/{number}/approve?lang=zh-CN")
    assert status == 409
    assert "的" in answer["sentence"]
    assert "too common" not in answer["sentence"]
    assert (await host.state())["review"]["total"] == 1


async def test_a_refusal_quotes_nobody(host: Host) -> None:
    await host.log_in()
    for number in range(60):
        await host.conversation.say(f"我的秘密是绝绝子{number}")
    await host.conversation.settled()
    number = await propose(host, "绝绝子 = awesome")
    status, answer = await host.post(f"proposals/{number}/approve")
    assert status == 409
    assert "100 %" in answer["sentence"]
    assert "秘密" not in answer["sentence"]
