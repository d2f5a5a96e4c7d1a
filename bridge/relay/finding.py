"""What a look at one part of Magpie found, for whoever sets it up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One part, whether it is well, and a sentence that says what to do where it is not."""

    part: str
    ok: bool
    sentence: str
