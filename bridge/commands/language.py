"""`/language`: what a room reads, where the administrators know better than what was learnt."""

from __future__ import annotations

from bridge.chat.reader import ReaderLanguage
from bridge.commands.command import Answer, CommandError, Request
from bridge.commands.link import language_name
from bridge.commands.ports import RoomSettings
from bridge.relay.directory import Directory
from bridge.relay.records import Place

_WORDS = {
    "en": ReaderLanguage.ENGLISH,
    "english": ReaderLanguage.ENGLISH,
    "英文": ReaderLanguage.ENGLISH,
    "zh": ReaderLanguage.SIMPLIFIED,
    "cn": ReaderLanguage.SIMPLIFIED,
    "chinese": ReaderLanguage.SIMPLIFIED,
    "中文": ReaderLanguage.SIMPLIFIED,
    "简体": ReaderLanguage.SIMPLIFIED,
    "tw": ReaderLanguage.TRADITIONAL,
    "hk": ReaderLanguage.TRADITIONAL,
    "繁體": ReaderLanguage.TRADITIONAL,
    "繁体": ReaderLanguage.TRADITIONAL,
}
_LEARN = frozenset({"auto", "learn", "自动", "自動"})


class SetLanguage:
    """Shows the languages that a room reads, or sets them."""

    name = "language"
    summary = "What this room reads: /language en, /language zh en, /language auto"
    admins_only = False

    def __init__(self, settings: RoomSettings, directory: Directory) -> None:
        self._settings = settings
        self._directory = directory

    async def answer(self, request: Request) -> Answer:
        """Without arguments, say what is read; with some, set it (administrators only)."""
        words = request.asked.arguments.replace(",", " ").lower().split()
        if not words:
            return Answer(self._told(request, request.place))
        if not request.asked.author.admin:
            raise CommandError(request.phrases("Only administrators of this room can change its languages."))
        languages = [] if set(words) <= _LEARN else [self._language(request, word) for word in words]
        await self._settings.override(request.place.room.id, list(dict.fromkeys(languages)))
        self._directory.forget(request.place.room.ref)
        return Answer(self._told(request, await self._directory.room(request.place.room.ref)), public=True)

    @staticmethod
    def _language(request: Request, word: str) -> ReaderLanguage:
        language = _WORDS.get(word) or ReaderLanguage.from_tag(word)
        if language is None:
            phrase = "Magpie reads en, zh and tw; “{word}” is none of them. /language auto goes back to learning."
            raise CommandError(request.phrases(phrase, word=word[:20]))
        return language

    @staticmethod
    def _told(request: Request, place: Place) -> str:
        names = ", ".join(language_name(language) for language in place.languages)
        if place.override:
            return request.phrases("This room reads {names}, as its administrators set it.", names=names)
        if names:
            return request.phrases("This room reads {names}, as its people write it.", names=names)
        return request.phrases("Nothing is known of this room yet; it is learnt from what its people write.")
