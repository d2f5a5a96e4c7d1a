"""Buttons under Magpie's own words: https://discord.com/developers/docs/components/reference#button."""

from __future__ import annotations

from collections.abc import Sequence

from bridge.adapters.discord.calls import Json
from bridge.chat.content import Button
from bridge.chat.delivery import Block

_ROW, _BUTTON = 1, 2
_PRIMARY, _SECONDARY = 1, 2
_IN_A_ROW, _ROWS = 5, 5
_LABEL = 80
_PREFIX = "do:"


def rows(blocks: Sequence[Block]) -> list[Json]:
    """The rows of buttons under a message of these blocks; they stand under the last part of what they answer."""
    last = blocks[-1]
    if not last.last or last.content.author is not None:
        return []
    buttons = [_button(each, number) for number, each in enumerate(last.content.buttons[: _IN_A_ROW * _ROWS])]
    return [
        {"type": _ROW, "components": buttons[start : start + _IN_A_ROW]} for start in range(0, len(buttons), _IN_A_ROW)
    ]


def pressed(data: Json) -> tuple[str, str] | None:
    """The command and its arguments that a press stands for, None for a button that is none of ours."""
    custom_id = str(data.get("custom_id", ""))
    if not custom_id.startswith(_PREFIX):
        return None
    name, _, arguments = custom_id.removeprefix(_PREFIX).partition(" ")
    return name, arguments


def _button(button: Button, number: int) -> Json:
    return {
        "type": _BUTTON,
        "style": _SECONDARY if number else _PRIMARY,
        "label": button.label[:_LABEL],
        "custom_id": f"{_PREFIX}{button.command}",
    }
