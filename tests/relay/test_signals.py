"""Who is typing: shown to the others, and nothing of it stored."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bridge.chat.event import Command
from bridge.chat.room import RoomRef
from bridge.chat.signal import Typing
from tests.relay.conversation import MEI, TOM, A, B, Conversation, conversation
from tests.relay.loopback import Loopback


async def stored(chat: Conversation) -> list[tuple[str, ...]]:
    """Every room and every member, as the database has them."""
    query = (
        "SELECT platform, native, title, state FROM rooms UNION ALL SELECT platform, native, name, avatar FROM members"
    )
    return await chat.database.read(lambda c: [tuple(row) for row in c.execute(query)])


async def test_who_types_is_shown_elsewhere_and_stays_unknown(tmp_path: Path) -> None:
    beta = Loopback("beta")
    async with conversation(tmp_path / "magpie.db", Loopback("alpha"), beta) as chat:
        before = await stored(chat)
        typing = Typing(A, MEI)
        chat.core.intake.signal(Typing(RoomRef("alpha", "unknown"), MEI))
        chat.core.intake.signal(typing)
        await beta.until(lambda: bool(beta.typing))
        assert beta.typing == [(typing, B)]
        assert await stored(chat) == before


async def test_a_signal_that_says_less_takes_nothing_from_a_member(tmp_path: Path) -> None:
    beta = Loopback("beta")
    async with conversation(tmp_path / "magpie.db", Loopback("alpha"), beta) as chat:
        await chat.say("hello", replace(MEI, avatar="https://example.com/mei.png"))
        await chat.settled()
        before = await stored(chat)
        chat.core.intake.signal(Typing(A, MEI))
        await beta.until(lambda: bool(beta.typing))
        assert await stored(chat) == before


async def test_who_left_types_unseen_after_a_restart_too(tmp_path: Path) -> None:
    path = tmp_path / "magpie.db"
    async with conversation(path, Loopback("alpha"), Loopback("beta")) as chat:
        await chat.accept(Command("leave", A, MEI, "privacy", "leave"))
        await chat.settled()
    alpha, beta = Loopback("alpha"), Loopback("beta")
    async with conversation(path, alpha, beta, linked=()) as chat:
        chat.core.intake.signal(Typing(A, MEI))
        chat.core.intake.signal(Typing(B, TOM))
        # Signals go one after the other: Tom's was shown, so Mei's was decided on.
        await alpha.until(lambda: bool(alpha.typing))
        assert beta.typing == []
