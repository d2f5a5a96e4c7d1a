"""`/link` and `/unlink`: rooms become one conversation, and part again."""

from __future__ import annotations

from dataclasses import replace

from bridge.chat.content import Button
from bridge.chat.reader import ReaderLanguage
from bridge.commands.command import DOMAIN, Answer, CommandError, Request
from bridge.commands.ports import Links, Offer
from bridge.i18n import Phrases, locale_for
from bridge.relay.directory import Directory
from bridge.relay.notices import drafts_for
from bridge.relay.ports import Bridges
from bridge.relay.records import Draft, Place

YES = frozenset({"yes", "ok", "confirm", "好", "是", "同意", "可以"})
NO = frozenset({"no", "cancel", "不", "否", "拒绝", "拒絕"})


class Link:
    """A code in one room, the code in the other, a yes in the first."""

    name = "link"
    summary = "Join this room with another: /link here, /link CODE there"
    admins_only = True

    def __init__(self, links: Links, bridges: Bridges, directory: Directory) -> None:
        self._links = links
        self._bridges = bridges
        self._directory = directory

    async def answer(self, request: Request) -> Answer:
        """Give a code, take one, or answer who waits."""
        word = request.asked.arguments.strip()
        if not word:
            return await self._issue(request)
        if word.lower() in YES | NO:
            return await self._decide(request, yes=word.lower() in YES)
        return await self._claim(request, word)

    async def _issue(self, request: Request) -> Answer:
        code = await self._links.issue(request.place.room.id, request.member.id)
        phrase = "In the other room an administrator now writes: /link {code} (works once, for ten minutes)"
        return Answer(request.phrases(phrase, code=code))

    async def _claim(self, request: Request, code: str) -> Answer:
        offer = await self._links.claim(code, request.place.room.id, request.member.id)
        if offer is None:
            phrase = "This code does not work (any more). Write /link in the other room for a new one."
            raise CommandError(request.phrases(phrase))
        if offer.first.room.id == offer.second.room.id:
            await self._links.settle(offer.first.room.id)
            raise CommandError(request.phrases("This code belongs to this very room; use it in the other one."))
        if offer.first.room.bridge is not None and offer.first.room.bridge == offer.second.room.bridge:
            await self._links.settle(offer.first.room.id)
            raise CommandError(request.phrases("These two rooms are one conversation already."))
        phrase = "{name} asks to join “{title}” with this room. An administrator here answers /link yes or /link no."
        asked = [
            _with_buttons(draft, offer.first)
            for draft in drafts_for([offer.first], phrase, DOMAIN, name=offer.asked_by, title=title_of(offer.second))
        ]
        answer = request.phrases(
            "Almost there: in “{title}” an administrator now writes /link yes.", title=title_of(offer.first)
        )
        return Answer(answer, drafts=asked)

    async def _decide(self, request: Request, *, yes: bool) -> Answer:
        offer = await self._links.waiting(request.place.room.id)
        if offer is None:
            raise CommandError(request.phrases("No room waits for an answer. Write /link for a code."))
        await self._links.settle(request.place.room.id)
        if not yes:
            refused = drafts_for([offer.second], "“{title}” said no.", DOMAIN, title=title_of(offer.first))
            return Answer(request.phrases("It was not joined."), public=True, drafts=refused)
        await self._bridges.join([offer.first.room.id, offer.second.room.id])
        self._directory.forget()
        # Here the announcement is what answers the one who said yes.
        announced = await self._announced(offer)
        here = request.place.room.id
        return Answer(
            drafts=[replace(one, handle=request.asked.handle) if one.room == here else one for one in announced]
        )

    async def _announced(self, offer: Offer) -> list[Draft]:
        place = await self._directory.room(offer.first.room.ref)
        everyone = [place, *await self._directory.companions(place)]
        titles = ", ".join(f"“{title_of(room)}”" for room in everyone)
        phrase = "These rooms are now one conversation: {titles}. Everybody reads it in their own language."
        return drafts_for(everyone, phrase, DOMAIN, titles=titles)


class Unlink:
    """A room leaves its conversation."""

    name = "unlink"
    summary = "Take this room out of the conversation"
    admins_only = True

    def __init__(self, bridges: Bridges, directory: Directory) -> None:
        self._bridges = bridges
        self._directory = directory

    async def answer(self, request: Request) -> Answer:
        """Part, and say so in the rooms that stay."""
        place = request.place
        if place.room.bridge is None:
            raise CommandError(request.phrases("This room is not joined with any other. Write /link to join it."))
        companions = await self._directory.companions(place)
        await self._bridges.leave(place.room.id)
        self._directory.forget()
        told = drafts_for(companions, "“{title}” left the conversation.", DOMAIN, title=title_of(place))
        return Answer(request.phrases("This room is on its own again."), public=True, drafts=told)


def _with_buttons(draft: Draft, place: Place) -> Draft:
    assert draft.content is not None  # noqa: S101 - a notice has one
    language = next(iter(place.languages), ReaderLanguage.ENGLISH)
    phrases = Phrases(DOMAIN, locale_for(language.value))
    buttons = (Button(phrases("Join them"), "link yes"), Button(phrases("Say no"), "link no"))
    return replace(draft, content=replace(draft.content, buttons=buttons))


def title_of(place: Place) -> str:
    """How a room is called in a sentence."""
    return place.room.title or place.room.ref.platform.capitalize()


def language_name(language: ReaderLanguage) -> str:
    """A language as its readers call it."""
    return {"zh-Hans": "简体中文", "zh-Hant": "繁體中文", "en": "English"}[language.value]
