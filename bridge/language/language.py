"""The answers that detection gives."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """The language of a text, as far as Magpie cares: it joins Chinese and English."""

    ZH = "zh"
    EN = "en"
    MIXED = "mixed"  # Chinese and English, to be translated segment by segment
    OTHER = "other"  # any third language: relayed as it is
    NONE = "none"  # no language: emoji, digits, links


class ChineseScript(StrEnum):
    """Which characters Chinese is written in."""

    SIMPLIFIED = "simplified"
    TRADITIONAL = "traditional"
    EITHER = "either"  # every character is the same in both: 你好


@dataclass(frozen=True, slots=True)
class Detection:
    """What a text is written in.

    `script` is set where there is Chinese. `chinese_share` is Chinese among Chinese and Latin words, 0 to 1.
    `confidence` is 0 to 1: 1 where the letters alone decide, lower where words or history had to.
    `reason` names the rule that decided, in lower case with hyphens, for `/why`; it never holds text of the message.
    """

    language: Language
    script: ChineseScript | None = None
    chinese_share: float = 0.0
    confidence: float = 1.0
    reason: str = ""
