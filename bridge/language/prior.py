"""What somebody wrote before, to break ties."""

from dataclasses import dataclass
from typing import Final, Self

from bridge.language.language import Detection, Language

# After some 22 messages half of a count is left: people change the language they write in, rooms do too.
_DECAY: Final = 0.97
_SURE: Final = 0.7
_ROOM_WEIGHT: Final = 0.25


@dataclass(frozen=True, slots=True)
class Prior:
    """Decaying counts of the languages that a member, or a room, has written.

    Each count stays below 1 / (1 - decay), about 33, for ever. Keep one for a member and one for a room, and give
    detection both `together`.
    """

    zh: float = 0.0
    en: float = 0.0
    other: float = 0.0

    def updated(self, found: Detection) -> Self:
        """Return the prior after one more message. A mixed one counts half for each; none changes nothing.

        Doubtful answers, above all those that a prior decided, teach nothing: it would come to believe itself.
        """
        if found.confidence < _SURE:
            return self
        added = _WEIGHTS.get(found.language)
        if added is None:
            return self
        return type(self)(
            zh=self.zh * _DECAY + added[0],
            en=self.en * _DECAY + added[1],
            other=self.other * _DECAY + added[2],
        )

    def together(self, room: "Prior") -> "Prior":
        """Return this member's prior with the room's behind it, which speaks up where the member has said little."""
        return Prior(
            zh=self.zh + room.zh * _ROOM_WEIGHT,
            en=self.en + room.en * _ROOM_WEIGHT,
            other=self.other + room.other * _ROOM_WEIGHT,
        )

    def share(self, language: Language) -> float:
        """Return the share of a language, 0 to 1, smoothed: 1/3 each where nothing is known."""
        counts = {Language.ZH: self.zh, Language.EN: self.en, Language.OTHER: self.other}
        return (counts.get(language, 0.0) + 1.0) / (self.zh + self.en + self.other + 3.0)


_WEIGHTS: Final = {
    Language.ZH: (1.0, 0.0, 0.0),
    Language.EN: (0.0, 1.0, 0.0),
    Language.MIXED: (0.5, 0.5, 0.0),
    Language.OTHER: (0.0, 0.0, 1.0),
}
