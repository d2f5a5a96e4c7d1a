"""Which languages a room reads, learnt from what its people write and from their platforms' hints."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from bridge.chat.reader import ReaderLanguage
from bridge.language.language import ChineseScript, Detection, Language
from bridge.language.prior import Prior

#: After some 70 messages half of a count is left: rooms change slowly.
DECAY = 0.99
#: A second language is read when this share of what is written is in it ...
SHARE = 0.2
#: ... and so much of it: one greeting in another language makes no bilingual room.
ENOUGH = 2.0
#: What a platform says of a member's language weighs half a message, and of all members together two.
HINT = 0.5
HINTS_AT_MOST = 2.0


@dataclass(frozen=True, slots=True)
class Reading:
    """Decaying counts of what a room wrote, and of its members' hints.

    `simplified` and `traditional` count the Chinese messages whose characters exist in that script alone; `chinese`
    counts all of them.
    """

    chinese: float = 0.0
    english: float = 0.0
    simplified: float = 0.0
    traditional: float = 0.0
    hinted_simplified: float = 0.0
    hinted_traditional: float = 0.0
    hinted_english: float = 0.0

    def wrote(self, detection: Detection) -> Reading:
        """This reading after one more message."""
        zh, en = _WEIGHTS.get(detection.language, (0.0, 0.0))
        if not zh and not en:
            return self
        return replace(
            self,
            chinese=self.chinese * DECAY + zh,
            english=self.english * DECAY + en,
            simplified=self.simplified * DECAY + (detection.script is ChineseScript.SIMPLIFIED),
            traditional=self.traditional * DECAY + (detection.script is ChineseScript.TRADITIONAL),
        )

    def hinted(self, tag: str) -> Reading:
        """This reading after the hint of one more member, a BCP 47 tag; unknown tags change nothing."""
        match ReaderLanguage.from_tag(tag):
            case ReaderLanguage.SIMPLIFIED:
                return replace(self, hinted_simplified=self.hinted_simplified + HINT)
            case ReaderLanguage.TRADITIONAL:
                return replace(self, hinted_traditional=self.hinted_traditional + HINT)
            case ReaderLanguage.ENGLISH:
                return replace(self, hinted_english=self.hinted_english + HINT)
            case _:
                return self

    @property
    def chinese_script(self) -> ReaderLanguage:
        """The script in which the room reads Chinese: Simplified unless it writes or hints more Traditional."""
        simplified = self.simplified + self.hinted_simplified
        traditional = self.traditional + self.hinted_traditional
        return ReaderLanguage.TRADITIONAL if traditional > simplified else ReaderLanguage.SIMPLIFIED

    @property
    def prior(self) -> Prior:
        """What the room wrote, as detection wants to know it."""
        return Prior(self.chinese, self.english)

    def languages(self) -> tuple[ReaderLanguage, ...]:
        """What the room reads, the most written first; empty while nothing is known."""
        zh = self.chinese + min(HINTS_AT_MOST, self.hinted_simplified + self.hinted_traditional)
        en = self.english + min(HINTS_AT_MOST, self.hinted_english)
        total = zh + en
        if not total:
            return ()
        ranked = sorted(((zh, self.chinese_script), (en, ReaderLanguage.ENGLISH)), key=lambda pair: -pair[0])
        first, second = ranked
        if second[0] >= ENOUGH and second[0] >= SHARE * total:
            return first[1], second[1]
        return (first[1],)


_WEIGHTS = {Language.ZH: (1.0, 0.0), Language.EN: (0.0, 1.0), Language.MIXED: (0.5, 0.5)}
_SHAPE: TypeAdapter[Reading] = TypeAdapter(Reading)


def dump_reading(reading: Reading) -> str:
    """Write a reading as JSON."""
    return _SHAPE.dump_json(reading).decode()


def load_reading(payload: str) -> Reading:
    """Read a reading from JSON; "" is that of a room of which nothing is known."""
    return _SHAPE.validate_json(payload) if payload else Reading()
