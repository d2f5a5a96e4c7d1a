"""The languages that Magpie's readers read."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

#: The two ends of every translation model: Chinese models work in Simplified, writing it is OpenCC's part.
ModelLanguage = Literal["zh", "en"]


class ReaderLanguage(StrEnum):
    """A language as somebody reads it, as a BCP 47 tag."""

    SIMPLIFIED = "zh-Hans"
    TRADITIONAL = "zh-Hant"
    ENGLISH = "en"

    @property
    def model(self) -> ModelLanguage:
        """The language of the translation models that this one is made from."""
        return "en" if self is ReaderLanguage.ENGLISH else "zh"

    @classmethod
    def from_tag(cls, tag: str) -> ReaderLanguage | None:
        """The reader's language for a BCP 47 tag as clients send it ("zh-TW", "en_GB", "zh-Hans-CN"), or None."""
        parts = tag.replace("_", "-").lower().split("-")
        if parts[0] == "en":
            return cls.ENGLISH
        if parts[0] not in {"zh", "yue", "cmn"}:
            return None
        traditional = "hant" in parts or ("hans" not in parts and bool({"tw", "hk", "mo"} & set(parts)))
        return cls.TRADITIONAL if traditional or parts[0] == "yue" else cls.SIMPLIFIED
