"""Showing shipments in Discord: under their author's name through a webhook, Magpie's own words as the bot."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import structlog

from bridge.adapters.discord.buttons import rows
from bridge.adapters.discord.calls import Calls, Json, Upload
from bridge.adapters.discord.changing import Files, kept
from bridge.adapters.discord.channels import Channels, Facts, awake
from bridge.adapters.discord.compose import compose, people_of, sendable
from bridge.adapters.discord.constants import FILES_LIMIT, REPLY, TEXT_LIMIT
from bridge.adapters.discord.failures import (
    BAD_FORM,
    BAD_WEBHOOK_TOKEN,
    OTHERS_MESSAGE,
    TOO_LARGE,
    UNKNOWN_MESSAGE,
    UNKNOWN_WEBHOOK,
    Rejected,
    calling,
    translated,
)
from bridge.adapters.discord.interactions import Interactions
from bridge.adapters.discord.loading import Loading
from bridge.adapters.discord.names import clean, webhook_name
from bridge.adapters.discord.reply import quote_embed
from bridge.adapters.discord.rooms import channel_of
from bridge.adapters.discord.webhooks import Webhook, Webhooks
from bridge.adapters.discord.writing_text import write_text
from bridge.adapters.faces import Faces
from bridge.adapters.loading import close_all
from bridge.chat.attachment import Attachment
from bridge.chat.author import Author
from bridge.chat.delivery import Block, Copy, Shipment
from bridge.chat.text import EntityKind, Text
from bridge.relay.failure import Refused

log = structlog.get_logger(__name__)

#: Shipments of which a part may be shown already, remembered for their next try.
_KEPT = 1000
_RINGING_LIMIT = 100
#: Discord's pictures for those who have none, https://discord.com/developers/docs/reference#image-formatting.
_PLAIN_FACES = 6
_ORPHANED = "the webhook that wrote it was deleted, so that Discord lets nobody edit it"


@dataclass
class Progress:
    """What of a shipment is shown: the messages' ids by the number of the call."""

    shown: dict[int, str] = field(default_factory=dict)

    def copies(self, blocks: Sequence[Block]) -> list[Copy]:
        """Which messages show what; the first carries the text."""
        natives = [self.shown[number] for number in sorted(self.shown)]
        return [Copy(native, block.message, block.part) for native in natives for block in blocks]


class Sender:
    """Sends and edits. Raises `bridge.relay.failure.DeliveryError` and its kin."""

    def __init__(
        self,
        calls: Calls,
        channels: Channels,
        webhooks: Webhooks,
        loading: Loading,
        interactions: Interactions,
        faces: Faces,
        cdn: str,
    ) -> None:
        self._calls = calls
        self._channels = channels
        self._webhooks = webhooks
        self._loading = loading
        self._interactions = interactions
        self._faces = faces
        self._cdn = cdn.rstrip("/")
        self._progress: OrderedDict[int, Progress] = OrderedDict()

    def progress(self, shipment: Shipment) -> Progress:
        """What is known to be shown of a shipment that is not done."""
        progress = self._progress.setdefault(shipment.id, Progress())
        while len(self._progress) > _KEPT:
            self._progress.popitem(last=False)
        return progress

    def done(self, shipment: Shipment) -> None:
        """Forget what is finished."""
        self._progress.pop(shipment.id, None)

    async def ship(self, shipment: Shipment) -> Sequence[Copy]:
        """Show the blocks. Where files need several calls, a repetition goes on after what was answered."""
        first = shipment.blocks[0]
        wanted = [file for file in first.content.attachments if sendable(file)] if first.first else []
        uploads, missing = await self._loading.load(wanted)
        try:
            return await self._answer(shipment, uploads, missing) or await self._show(shipment, uploads, missing)
        except Rejected as error:
            if error.code != TOO_LARGE or not uploads or self.progress(shipment).shown:
                raise translated(error) from error
            # Each is small enough, and all together are not: the words arrive with the names of the files.
            with calling():
                return await self._show(shipment, (), wanted)
        finally:
            close_all(uploads)

    async def _answer(
        self, shipment: Shipment, uploads: Sequence[Upload], missing: Sequence[Attachment]
    ) -> Sequence[Copy]:
        """Say it as the answer to a command; empty where that cannot be."""
        if not shipment.handle or shipment.blocks[0].content.author is not None:
            return ()
        content, mentions = compose(shipment.blocks, missing=missing), allowed(people_of(shipment.blocks))
        answered = await self._interactions.answer(
            shipment, content, mentions, uploads[:FILES_LIMIT], rows(shipment.blocks)
        )
        return () if answered is None else [Copy(answered, block.message, block.part) for block in shipment.blocks]

    async def _show(
        self, shipment: Shipment, uploads: Sequence[Upload], missing: Sequence[Attachment]
    ) -> Sequence[Copy]:
        progress = self.progress(shipment)
        facts = await self._channels.facts(channel_of(shipment.room))
        for number, group in enumerate(grouped(uploads)):
            if number not in progress.shown:
                content = compose(shipment.blocks, missing=missing) if number == 0 else ""
                progress.shown[number] = await self._post(shipment, facts, content, group, number)
        self.done(shipment)
        return progress.copies(shipment.blocks)

    async def edit_files(self, natives: Sequence[str], shipment: Shipment) -> Sequence[str] | None:
        """Change the files of a message, of which those that stay are not sent again; None where it is several."""
        content = shipment.blocks[0].content
        wanted = [file for file in content.attachments if sendable(file)]
        if len(natives) != 1 or len(wanted) > FILES_LIMIT:
            return None
        with calling():
            facts = await self._channels.facts(channel_of(shipment.room))
            try:
                shown = await self._calls("GET", f"/channels/{facts.channel}/messages/{natives[0]}")
            except Rejected as error:
                if error.code == UNKNOWN_MESSAGE:
                    return natives
                raise
        staying = kept(shown, wanted, content.replaces or ())
        uploads, missing = await self._loading.load([file for file in wanted if file not in staying])
        try:
            await self.edit(natives[0], shipment, Files(list(staying.values()), uploads, missing))
        finally:
            close_all(uploads)
        return natives

    async def edit(self, native: str, shipment: Shipment, files: Files | None = None) -> None:
        """Rewrite a message; one that is gone is no error. Without `files` those that it has stay."""
        author = shipment.blocks[0].content.author
        content = compose(shipment.blocks, missing=files.missing if files else ())
        payload: dict[str, Any] = {"content": content, "allowed_mentions": allowed(people_of(shipment.blocks))}
        uploads = files.uploads if files else ()
        if files:
            payload["attachments"] = files.described()
        with calling():
            facts = await self._channels.facts(channel_of(shipment.room))
            webhook = await self._webhooks.of(facts.holder) if author is not None else None
            if webhook is not None:
                path = f"{webhook.path}/messages/{native}"
                write = partial(
                    self._calls, "PATCH", path, payload, uploads=uploads, query=_thread(facts), anonymous=True
                )
                try:
                    await awake(self._calls, facts, write)
                except Rejected as error:
                    if error.code not in {UNKNOWN_MESSAGE, UNKNOWN_WEBHOOK, BAD_WEBHOOK_TOKEN}:
                        raise
                    if error.code != UNKNOWN_MESSAGE:
                        self._webhooks.forget(facts.holder)
                else:
                    return
            await self._edit_as_bot(native, facts, payload | {"content": named(author, content)}, uploads)

    async def _edit_as_bot(self, native: str, facts: Facts, payload: Json, uploads: Sequence[Upload]) -> None:
        path = f"/channels/{facts.channel}/messages/{native}"
        try:
            await awake(self._calls, facts, partial(self._calls, "PATCH", path, payload, uploads=uploads))
        except Rejected as error:
            if error.code == OTHERS_MESSAGE:
                raise Refused(_ORPHANED) from error
            if error.code != UNKNOWN_MESSAGE:
                raise

    async def _post(
        self, shipment: Shipment, facts: Facts, content: str, uploads: Sequence[Upload], number: int
    ) -> str:
        author = shipment.blocks[0].content.author
        payload: dict[str, Any] = {"content": content, "allowed_mentions": allowed(people_of(shipment.blocks))}
        webhook = await self._webhooks.of(facts.holder) if author is not None else None
        if author is None or webhook is None:
            return await self._post_as_bot(shipment, facts, payload, uploads, number)
        quote = shipment.blocks[0].content.quote
        if quote is not None and shipment.blocks[0].first and number == 0:
            payload["embeds"] = [quote_embed(quote, facts, shipment.reply_to)]
        payload["username"] = webhook_name(author.name)
        payload["avatar_url"] = self._faces.address(author) or self._plain_face(author)
        try:
            return await self._execute(webhook, facts, payload, uploads)
        except Rejected as error:
            if error.code == BAD_FORM:
                # A name or a picture that Discord does not take is no reason for silence.
                log.warning("webhook's message refused; the bot says it", channel=facts.channel)
                return await self._post_as_bot(shipment, facts, payload, uploads, number)
            if error.code not in {UNKNOWN_WEBHOOK, BAD_WEBHOOK_TOKEN}:
                raise
        log.info("webhook gone; made anew", channel=facts.holder)
        self._webhooks.forget(facts.holder)
        webhook = await self._webhooks.of(facts.holder)
        if webhook is None:
            return await self._post_as_bot(shipment, facts, payload, uploads, number)
        return await self._execute(webhook, facts, payload, uploads)

    def _plain_face(self, author: Author) -> str:
        """One of Discord's own pictures, always the same for the same person, so that people are told apart."""
        number = hashlib.blake2b(author.key.encode("utf-8", "replace"), digest_size=8).digest()[0] % _PLAIN_FACES
        return f"{self._cdn}/embed/avatars/{number}.png"

    async def _execute(self, webhook: Webhook, facts: Facts, payload: dict[str, Any], uploads: Sequence[Upload]) -> str:
        query = {"wait": "true", **_thread(facts)}
        answer = await self._calls("POST", webhook.path, payload, uploads=uploads, query=query, anonymous=True)
        return str(answer["id"])

    async def _post_as_bot(
        self, shipment: Shipment, facts: Facts, payload: dict[str, Any], uploads: Sequence[Upload], number: int
    ) -> str:
        """As the bot itself: Magpie's own words, and others' where no webhook may be had, under their name in bold."""
        payload = {key: value for key, value in payload.items() if key not in {"username", "avatar_url", "embeds"}}
        payload |= {"nonce": nonce(shipment, number), "enforce_nonce": True}
        author = shipment.blocks[0].content.author
        if number == 0:
            content = named(author, payload["content"])
            if shipment.private_to and author is None:
                content, payload["allowed_mentions"] = addressed(content, shipment.private_to)
            payload["content"] = content
            if buttons := rows(shipment.blocks):
                payload["components"] = buttons
        asked = shipment.handle.removeprefix(REPLY) if shipment.handle.startswith(REPLY) else ""
        if number == 0 and (answered := shipment.reply_to or asked):
            payload["message_reference"] = {"message_id": answered, "fail_if_not_exists": False}
        path = f"/channels/{facts.channel}/messages"
        try:
            answer = await self._calls("POST", path, payload, uploads=uploads)
        except Rejected as error:
            # What Discord itself wrote, such as that somebody came, cannot be answered.
            if error.code != BAD_FORM or "message_reference" not in payload:
                raise
            del payload["message_reference"]
            answer = await self._calls("POST", path, payload, uploads=uploads)
        return str(answer["id"])


def allowed(people: Sequence[str]) -> Json:
    """Whom a message may ring: these people, nobody else, no role and never everyone."""
    return {"parse": [], "users": list(people)[:_RINGING_LIMIT], "replied_user": False}


def named(author: Author | None, content: str) -> str:
    """The text under its author's name, where it cannot be shown otherwise and there is room for it."""
    if author is None:
        return content
    name = clean(author.name) or "?"
    header = write_text(Text(f"{name}:").wrapped(EntityKind.BOLD))
    whole = f"{header} {content}" if content and "\n" not in content else f"{header}\n{content}".strip()
    return whole if len(whole) <= TEXT_LIMIT else content


def addressed(content: str, member: str) -> tuple[str, Json]:
    """A notice for one member where all see it: it says for whom it is."""
    if not member.isdecimal() or len(content) + len(member) + 4 > TEXT_LIMIT:
        return content, allowed(())
    return f"<@{member}> {content}", allowed((member,))


def nonce(shipment: Shipment, number: int) -> str:
    """The name under which Discord knows a message of the bot again, for some minutes; at most 25 characters."""
    return shipment.nonce if number == 0 else f"{shipment.nonce[:22]}-{number}"


def grouped(uploads: Sequence[Upload]) -> list[Sequence[Upload]]:
    """In which calls files are sent; one call without files where there are none."""
    return [uploads[start : start + FILES_LIMIT] for start in range(0, len(uploads), FILES_LIMIT)] or [()]


def _thread(facts: Facts) -> dict[str, str]:
    return {"thread_id": str(facts.channel)} if facts.thread else {}
