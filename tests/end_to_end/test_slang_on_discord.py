"""A member of a Discord server proposes a term in a form, an administrator presses a button, and everyone reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.town import town

pytestmark = pytest.mark.process
PATIENCE = 20


async def test_a_term_is_proposed_in_a_form_decided_by_a_press_and_read_from_then_on(tmp_path: Path) -> None:
    async with town(tmp_path) as here:
        pair = await here.linked()
        await here.telegram.say(pair.ann, pair.group, "鹊佬来了")
        before = await pair.channel.wait_for(lambda message: "鹊佬来了" in message.content, timeout=PATIENCE)
        assert "Magpie boss" not in before.content
        offered = await here.discord.context_menu(pair.dora, before, "Add slang from this")
        fields = {"form": "鹊佬", "translation": "Magpie boss", "note": "the one who built the bridge"}
        await here.discord.submit_modal(pair.dora, offered, fields)
        proposal = await pair.channel.wait_for(lambda message: "/slang approve 1" in message.content, timeout=PATIENCE)
        waiting = await here.discord.autocomplete(
            pair.carl, pair.channel, "slang approve", {"number": "boss"}, "number"
        )
        assert [choice["value"] for choice in waiting] == ["1"]
        await here.discord.press(pair.carl, proposal, label=proposal.components[0]["components"][0]["label"])
        await pair.channel.wait_until(lambda _: not proposal.components, timeout=PATIENCE)
        assert await here.discord.autocomplete(pair.dora, pair.channel, "slang show", {"form": "鹊"}, "form") == [
            {"name": "鹊佬 = Magpie boss", "value": "鹊佬"}
        ]
        await here.telegram.say(pair.ann, pair.group, "鹊佬又来了")
        shown = await pair.channel.wait_for(lambda message: "鹊佬又来了" in message.content, timeout=PATIENCE)
        assert "Magpie boss" in shown.content
