"""Finding out whether an ambiguous call arrived."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bridge.adapters.discord.calls import Calls, Json
from bridge.adapters.discord.changing import stem, stem_of
from bridge.adapters.discord.channels import Channels
from bridge.adapters.discord.compose import compose, sendable
from bridge.adapters.discord.constants import FILES_LIMIT
from bridge.adapters.discord.failures import calling
from bridge.adapters.discord.loading import upload_name
from bridge.adapters.discord.names import webhook_name
from bridge.adapters.discord.rooms import channel_of, snowflake_at
from bridge.adapters.discord.sending import Sender, addressed, named
from bridge.chat.attachment import Attachment
from bridge.chat.delivery import Copy, Shipment

_PAGE = 100
_PAGES = 10
_KEPT = 20_000
#: Seconds by which the host's clock may be ahead of Discord's.
_CLOCKS = 60.0


class Looking:
    """Looks for what a shipment may have left. What was found or answered once stands for nothing else."""

    def __init__(self, calls: Calls, channels: Channels, sender: Sender, application: int, bot: int) -> None:
        self._calls = calls
        self._channels = channels
        self._sender = sender
        self._application = str(application)
        self._bot = str(bot)
        self._claimed: OrderedDict[str, None] = OrderedDict()

    def claim(self, native: str) -> None:
        """A message is known to show something."""
        self._claimed[native] = None
        if len(self._claimed) > _KEPT:
            self._claimed.popitem(last=False)

    async def look(self, shipment: Shipment) -> Sequence[Copy] | None:
        """The copies, where all of the shipment is there; else None, and a repetition goes on after what is."""
        with calling():
            facts = await self._channels.facts(channel_of(shipment.room))
            messages = await self._since(facts.channel, shipment)
        first = shipment.blocks[0]
        wanted = [file for file in first.content.attachments if sendable(file)] if first.first else []
        calls = max(1, -(-len(wanted) // FILES_LIMIT))
        progress = self._sender.progress(shipment)
        for message in messages:
            if len(progress.shown) == calls:
                break
            if self._may_be_ours(message, shipment) and _shows(message, shipment, wanted, len(progress.shown)):
                progress.shown[len(progress.shown)] = str(message["id"])
                self.claim(str(message["id"]))
        if len(progress.shown) < calls:
            return None
        self._sender.done(shipment)
        return progress.copies(shipment.blocks)

    async def _since(self, channel: int, shipment: Shipment) -> list[Json]:
        """What was written since, oldest first."""
        after = shipment.after if shipment.after.isdecimal() else str(snowflake_at(shipment.sent_at - _CLOCKS))
        found: list[Json] = []
        for _ in range(_PAGES):
            page = await self._calls(
                "GET", f"/channels/{channel}/messages", query={"after": after, "limit": str(_PAGE)}
            )
            found += sorted(page, key=lambda message: int(message["id"]))
            if len(page) < _PAGE:
                break
            after = str(found[-1]["id"])
        return found

    def _may_be_ours(self, message: Json, shipment: Shipment) -> bool:
        if str(message["id"]) in self._claimed:
            return False
        author = shipment.blocks[0].content.author
        if not message.get("webhook_id"):
            return bool(message["author"]["id"] == self._bot)
        ours = message.get("application_id") == self._application and "interaction_metadata" not in message
        return ours and author is not None and message["author"]["username"] == webhook_name(author.name)


def _shows(message: Json, shipment: Shipment, wanted: Sequence[Attachment], number: int) -> bool:
    """Whether a message is what the call of this number of a shipment leaves."""
    shown = _stems(message)
    if number:
        return bool(shown) and shown <= {stem(upload_name(file)) for file in wanted}
    here = [file for file in wanted if stem(upload_name(file)) in shown]
    if shown and not here:
        return False
    # In a full message those behind the last may be in the next.
    full = len(message.get("attachments") or ()) == FILES_LIMIT
    reach = wanted[: wanted.index(here[-1]) + 1] if full and here else wanted
    missing = [file for file in reach if file not in here]
    return message["content"] in set(_contents(shipment, missing))


def _contents(shipment: Shipment, missing: Sequence[Attachment]) -> Iterator[str]:
    """How it may read there: which of its blocks counted as late may have changed since, and who could speak as whom.

    The older is late before the younger, so that there is one way more than there are blocks of different age.
    """
    blocks = shipment.blocks
    for since in (0.0, *sorted({block.content.written_at for block in blocks})):
        dated = [
            replace(block, content=replace(block.content, late=block.content.written_at <= since)) for block in blocks
        ]
        content = compose(dated, missing=missing)
        yield content.strip()
        yield named(blocks[0].content.author, content).strip()
        yield addressed(content, shipment.private_to)[0].strip()


def _stems(message: Json) -> set[str]:
    """The titles of files, which keep what Discord takes away from their names."""
    return {stem_of(each) for each in message.get("attachments") or ()}
