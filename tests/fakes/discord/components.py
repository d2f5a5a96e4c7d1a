"""The rules for buttons, menus and modals, and where they are found again.

https://discord.com/developers/docs/components/reference
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from .refusals import FormErrors
from .wire import Json

ROW, BUTTON, SELECT, TEXT_INPUT, TEXT_DISPLAY, LABEL = 1, 2, 3, 4, 10, 18
SELECTS = {3, 5, 6, 7, 8}
IN_LABEL = SELECTS | {TEXT_INPUT, 19, 21, 22, 23}
STYLES = range(1, 7)
LINK_STYLE, PREMIUM_STYLE = 5, 6
ROWS = 5
IN_ROW = 5
CUSTOM_ID = 100
BUTTON_LABEL = 80
MODAL_TITLE = 45
LABEL_TEXT = 45
ABOUT = 100
OPTIONS = 25
OPTION_TEXT = 100
INPUT = 4000


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
        if path.count(".") == 1 and not v2:
            _one_of(kind, {ROW, LABEL, TEXT_DISPLAY} if modal else {ROW}, path, errors)
        if kind == ROW:
            _check_row(component, path, errors, modal=modal)
        if kind == LABEL:
            _check_label(component, path, errors)
        if kind == BUTTON:
            _check_button(component, path, seen, errors)
        if kind in SELECTS:
            _check_select(component, path, seen, errors, modal=modal)
        if kind == TEXT_INPUT:
            _check_input(component, path, seen, errors, modal=modal)
        if kind == TEXT_DISPLAY:
            errors.length(f"{path}.content", component.get("content"), 1, INPUT)
    _number(raw, errors)
    return raw


def _number(components: list[Json], errors: FormErrors) -> None:
    """Give each an id where it has none: one after the other, without those that are taken."""
    every = [one for _, one in walk(components)]
    taken = [one["id"] for one in every if one.get("id")]
    if len(set(taken)) < len(taken):
        errors.add("components", "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
    free = (number for number in count(1) if number not in taken)
    for one in every:
        if not one.get("id"):
            one["id"] = next(free)


def _one_of(kind: object, kinds: set[int], path: str, errors: FormErrors) -> None:
    if kind not in kinds:
        listed = ", ".join(map(str, sorted(kinds)))
        errors.add(f"{path}.type", "UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({listed},).')


def _check_row(row: Json, path: str, errors: FormErrors, *, modal: bool) -> None:
    """A row has up to five buttons, or one menu, or in a modal one field."""
    inner = row.get("components") or []
    kinds = [one.get("type") for one in inner]
    most = 1 if modal or any(kind in SELECTS for kind in kinds) else IN_ROW
    if not 1 <= len(inner) <= most:
        text = "The specified component exceeds the maximum width" if inner else "This field is required"
        errors.add(f"{path}.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED" if inner else "BASE_TYPE_REQUIRED", text)
    for number, kind in enumerate(kinds):
        _one_of(kind, {TEXT_INPUT} if modal else {BUTTON, *SELECTS}, f"{path}.components.{number}", errors)


def _check_label(label: Json, path: str, errors: FormErrors) -> None:
    errors.length(f"{path}.label", label.get("label"), 1, LABEL_TEXT)
    if len(label.get("description") or "") > ABOUT:
        errors.too_long(f"{path}.description", ABOUT)
    inner = label.get("component")
    if not isinstance(inner, dict):
        errors.required(f"{path}.component")
        return
    _one_of(inner.get("type"), IN_LABEL, f"{path}.component", errors)
    if inner.get("label"):
        errors.add(f"{path}.component.label", "COMPONENT_LABEL_NOT_ALLOWED", "A label's component has none of its own")


def _check_button(button: Json, path: str, seen: set[str], errors: FormErrors) -> None:
    style = button.get("style")
    if style not in STYLES:
        errors.add(f"{path}.style", "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3, 4, 5, 6).")
    if style in {LINK_STYLE, PREMIUM_STYLE}:
        if "custom_id" in button:
            text = "A custom id and url cannot both be specified"
            errors.add(path, "COMPONENT_CUSTOM_ID_NOT_ALLOWED", text)
        if style == LINK_STYLE and not button.get("url"):
            errors.required(f"{path}.url")
    else:
        _check_custom_id(button, path, seen, errors)
        if "url" in button:
            errors.add(f"{path}.url", "COMPONENT_URL_NOT_ALLOWED", "Only link buttons have a url")
    if style != PREMIUM_STYLE and not button.get("label") and not button.get("emoji"):
        errors.required(f"{path}.label")
    if len(button.get("label") or "") > BUTTON_LABEL:
        errors.too_long(f"{path}.label", BUTTON_LABEL)


def _check_select(menu: Json, path: str, seen: set[str], errors: FormErrors, *, modal: bool) -> None:
    _check_custom_id(menu, path, seen, errors)
    if modal and menu.get("disabled"):
        errors.add(f"{path}.disabled", "COMPONENT_DISABLED_IN_MODAL", "Components in a modal cannot be disabled")
    if menu.get("type") != SELECT:
        return
    options = menu.get("options") or []
    if not 1 <= len(options) <= OPTIONS:
        errors.add(f"{path}.options", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {OPTIONS} in length.")
    for number, option in enumerate(options):
        errors.length(f"{path}.options.{number}.label", option.get("label"), 1, OPTION_TEXT)
        errors.length(f"{path}.options.{number}.value", option.get("value"), 1, OPTION_TEXT)
        if len(option.get("description") or "") > OPTION_TEXT:
            errors.too_long(f"{path}.options.{number}.description", OPTION_TEXT)
    if len({option.get("value") for option in options}) < len(options):
        text = "The specified option value is already used"
        errors.add(f"{path}.options", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", text)
    if sum(bool(option.get("default")) for option in options) > int(menu.get("max_values") or 1):
        text = "Too many options are chosen by default"
        errors.add(f"{path}.options", "SELECT_COMPONENT_TOO_MANY_DEFAULTS", text)


def _check_input(one: Json, path: str, seen: set[str], errors: FormErrors, *, modal: bool) -> None:
    _check_custom_id(one, path, seen, errors)
    if not modal:
        errors.add(path, "COMPONENT_TYPE_INVALID", "Text inputs are only for modals")
    if one.get("style") not in {1, 2}:
        errors.add(f"{path}.style", "BASE_TYPE_CHOICES", "Value must be one of (1, 2).")
    if not path.endswith(".component"):
        errors.length(f"{path}.label", one.get("label"), 1, LABEL_TEXT)
    low, high = int(one.get("min_length") or 0), int(one.get("max_length", INPUT))
    if not 0 <= low <= INPUT or not max(1, low) <= high <= INPUT:
        errors.add(f"{path}.max_length", "NUMBER_TYPE_MAX", f"int value should be between 1 and {INPUT}.")
    if len(one.get("value") or "") > min(high, INPUT):
        errors.too_long(f"{path}.value", high)
    if len(one.get("placeholder") or "") > ABOUT:
        errors.too_long(f"{path}.placeholder", ABOUT)


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
