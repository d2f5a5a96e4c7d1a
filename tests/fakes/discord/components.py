"""The rules for buttons, menus and modals, and where they are found again.

https://discord.com/developers/docs/components/reference
"""

from __future__ import annotations

from collections.abc import Iterator

from .refusals import FormErrors
from .wire import Json

ROW, BUTTON, SELECT, TEXT_INPUT, LABEL = 1, 2, 3, 4, 18
SELECTS = {3, 5, 6, 7, 8}
LINK_STYLE, PREMIUM_STYLE = 5, 6
ROWS = 5
CUSTOM_ID = 100
BUTTON_LABEL = 80
MODAL_TITLE = 45


def walk(components: list[Json], path: str = "components") -> Iterator[tuple[str, Json]]:
    """All components, nested ones too, each with its path."""
    for number, component in enumerate(components):
        here = f"{path}.{number}"
        yield here, component
        yield from walk(component.get("components") or [], f"{here}.components")
        for key in ("component", "accessory"):
            if isinstance(inner := component.get(key), dict):
                yield f"{here}.{key}", inner


def check_components(raw: object, errors: FormErrors, *, v2: bool = False, modal: bool = False) -> list[Json]:
    """Return the components of a request and note in `errors` what is wrong with them."""
    if raw is None:
        return []
    if not isinstance(raw, list) or not all(isinstance(one, dict) for one in raw):
        errors.add("components", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        return []
    if not v2 and len(raw) > ROWS:
        errors.add("components", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {ROWS} in length.")
    seen: set[str] = set()
    for path, component in walk(raw):
        kind = component.get("type")
        if path.count(".") == 1 and not v2 and kind not in ({ROW, LABEL, 10} if modal else {ROW}):
            errors.add(f"{path}.type", "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (1,).')
        if kind == ROW and not 1 <= len(component.get("components") or []) <= ROWS:
            errors.add(f"{path}.components", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {ROWS} in length.")
        if kind == BUTTON and component.get("style") not in {LINK_STYLE, PREMIUM_STYLE}:
            _check_custom_id(component, path, seen, errors)
        if kind == BUTTON and len(component.get("label") or "") > BUTTON_LABEL:
            errors.too_long(f"{path}.label", BUTTON_LABEL)
        if kind in SELECTS | {TEXT_INPUT}:
            _check_custom_id(component, path, seen, errors)
        if kind == SELECT and not 1 <= len(component.get("options") or []) <= 25:
            errors.add(f"{path}.options", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25 in length.")
    return raw


def _check_custom_id(component: Json, path: str, seen: set[str], errors: FormErrors) -> None:
    custom_id = component.get("custom_id")
    errors.length(f"{path}.custom_id", custom_id, 1, CUSTOM_ID)
    if isinstance(custom_id, str):
        if custom_id in seen:
            text = "Component custom id cannot be duplicated"
            errors.add(f"{path}.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", text)
        seen.add(custom_id)


def check_modal(raw: Json, errors: FormErrors) -> Json:
    """Note in `errors` what is wrong with a modal and return it."""
    errors.length("data.title", raw.get("title"), 1, MODAL_TITLE)
    errors.length("data.custom_id", raw.get("custom_id"), 1, CUSTOM_ID)
    components = check_components(raw.get("components"), errors, modal=True)
    if not components:
        errors.required("data.components")
    return raw


def find(components: list[Json], *, custom_id: str | None = None, label: str | None = None) -> Json | None:
    """The component with this `custom_id` or this `label`."""
    for _, component in walk(components):
        if custom_id is not None and component.get("custom_id") == custom_id:
            return component
        if label is not None and component.get("label") == label:
            return component
    return None
