"""How a run's time is shared out among the targets: those that read what strangers write get the most."""

from __future__ import annotations

SHARES = {
    "discord-reading": 7,
    "discord-writing": 8,
    "telegram-reading": 4,
    "telegram-writing": 4,
    "split": 5,
    "csv": 4,
    "tsv": 3,
    "tbx": 5,
    "package": 4,
    "protect": 6,
    "placeholders": 1,
    "detect": 4,
    "frames": 3,
    "notation": 4,
}
