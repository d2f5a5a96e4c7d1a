"""The rules for application commands.

https://discord.com/developers/docs/interactions/application-commands
"""

from __future__ import annotations

from .refusals import FormErrors
from .wire import Json

SLASH, ON_USER, ON_MESSAGE = 1, 2, 3
LIMITS = {SLASH: 100, ON_USER: 15, ON_MESSAGE: 15}
NAME, DESCRIPTION, OPTIONS, CHOICES = 32, 100, 25, 25
CHOICE = 100
SIZE = 4000
"""Characters of a command's names, descriptions and values together; of localised ones the longest counts."""
SUBCOMMAND, GROUP = 1, 2
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(3, 12)
COMPLETED = {STRING, INTEGER, NUMBER}
LOCALES = frozenset(
    [
        "id",
        "da",
        "de",
        "en-GB",
        "en-US",
        "es-ES",
        "es-419",
        "fr",
        "hr",
        "it",
        "lt",
        "hu",
        "nl",
        "no",
        "pl",
        "pt-BR",
        "ro",
        "fi",
        "sv-SE",
        "vi",
        "tr",
        "cs",
        "el",
        "bg",
        "ru",
        "uk",
        "hi",
        "th",
        "zh-CN",
        "ja",
        "zh-TW",
        "ko",
    ]
)


def check_commands(raw: object, errors: FormErrors) -> list[Json]:
    """Note in `errors` what is wrong with a whole list of commands."""
    if not isinstance(raw, list):
        errors.add("_misc", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        return []
    seen: set[tuple[int, str]] = set()
    for number, command in enumerate(raw):
        check_command(command, errors, f"{number}")
        key = (int(command.get("type", SLASH)), str(command.get("name")))
        if key in seen:
            text = "Application command names must be unique"
            errors.add(f"{number}", "APPLICATION_COMMANDS_DUPLICATE_NAME", text)
        seen.add(key)
    for kind, limit in LIMITS.items():
        if sum(one_kind == kind for one_kind, _ in seen) > limit:
            errors.add("_misc", "APPLICATION_COMMAND_LIMIT", f"Maximum number of commands reached ({limit}).")
    return raw


def check_command(command: Json, errors: FormErrors, path: str) -> None:
    """Note in `errors` what is wrong with one command; `path` is where it stands, empty for a request of its own."""
    start = f"{path}." if path else ""
    kind = int(command.get("type", SLASH))
    slash = kind == SLASH
    _check_names(command, errors, start, slash=slash)
    if slash:
        _check_descriptions(command, errors, start)
        _check_options(command.get("options") or [], errors, f"{start}options", within={SUBCOMMAND, GROUP})
        if _size(command) > SIZE:
            errors.add(path or "_misc", "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({SIZE})")
    elif command.get("description"):
        text = "Context menu commands cannot have description"
        errors.add(f"{start}description", "APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED", text)


def _check_locales(table: Json, errors: FormErrors, path: str) -> None:
    for locale in table:
        if locale not in LOCALES:
            errors.add(f"{path}.{locale}", "ENUM_TYPE_COERCE", f'Value "{locale}" is not a valid locale.')


def _check_names(thing: Json, errors: FormErrors, start: str, *, slash: bool) -> None:
    localized = thing.get("name_localizations") or {}
    _check_locales(localized, errors, f"{start}name_localizations")
    names = {f"{start}name": thing.get("name")}
    names |= {f"{start}name_localizations.{locale}": name for locale, name in localized.items()}
    for path, name in names.items():
        errors.length(path, name, 1, NAME)
        if slash and isinstance(name, str) and not is_slash_name(name):
            errors.add(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def is_slash_name(name: str) -> bool:
    """Whether `name` has only letters, digits, dashes and underscores, and no upper case where there is lower case."""
    fits = all(character.isalnum() or character in "-_'" for character in name)
    return fits and name == name.lower()


def _check_descriptions(thing: Json, errors: FormErrors, start: str) -> None:
    errors.length(f"{start}description", thing.get("description"), 1, DESCRIPTION)
    localized = thing.get("description_localizations") or {}
    _check_locales(localized, errors, f"{start}description_localizations")
    for locale, text in localized.items():
        errors.length(f"{start}description_localizations.{locale}", text, 1, DESCRIPTION)


def _size(thing: Json) -> int:
    """Names, descriptions and values, of those in several languages the longest."""
    size = len(str(thing.get("value", "")))
    for key in ("name", "description"):
        size += max(map(len, [thing.get(key) or "", *(thing.get(f"{key}_localizations") or {}).values()]))
    return size + sum(_size(inner) for key in ("options", "choices") for inner in thing.get(key) or ())


def _check_options(options: list[Json], errors: FormErrors, path: str, *, within: set[int]) -> None:
    """`within` are the kinds of subcommands that may stand here; they stand beside none that are no subcommands."""
    grouped = [option.get("type") in {SUBCOMMAND, GROUP} for option in options]
    if any(grouped) and not all(grouped):
        text = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        errors.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", text)
    if len(options) > OPTIONS:
        errors.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {OPTIONS} or fewer in length.")
    optional_seen = False
    names: set[str] = set()
    for number, option in enumerate(options):
        here = f"{path}.{number}"
        _check_names(option, errors, f"{here}.", slash=True)
        _check_descriptions(option, errors, f"{here}.")
        if option.get("name") in names:
            text = "Option names must be unique"
            errors.add(f"{here}.name", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", text)
        names.add(str(option.get("name")))
        kind = option.get("type")
        if kind in {SUBCOMMAND, GROUP}:
            if kind not in within:
                text = "Subcommands stand in a command or in a group, groups in a command"
                errors.add(f"{here}.type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", text)
            inner = {SUBCOMMAND} if kind == GROUP else set[int]()
            _check_options(option.get("options") or [], errors, f"{here}.options", within=inner)
            continue
        _check_bounds(option, errors, here)
        if option.get("required") and optional_seen:
            text = "Required options must be placed before non-required options"
            errors.add(here, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", text)
        optional_seen |= not option.get("required")
        choices = option.get("choices") or []
        _check_offered(choices, errors, f"{here}.choices")
        if choices and option.get("autocomplete"):
            text = "Autocomplete options cannot have choices"
            errors.add(here, "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES", text)


def _check_bounds(option: Json, errors: FormErrors, path: str) -> None:
    kind = option.get("type")
    if kind not in range(STRING, ATTACHMENT + 1):
        errors.add(f"{path}.type", "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).")
    if option.get("autocomplete") and kind not in COMPLETED:
        text = "Only texts and numbers can be completed"
        errors.add(path, "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", text)
    for key, low in (("min_length", 0), ("max_length", 1)):
        if key in option and not (kind == STRING and low <= option[key] <= 6000):
            errors.add(f"{path}.{key}", "NUMBER_TYPE_MAX", f"int value should be between {low} and 6000.")
    for key in ("min_value", "max_value"):
        if key in option and kind not in {INTEGER, NUMBER}:
            errors.add(f"{path}.{key}", "APPLICATION_COMMAND_OPTIONS_VALUE_INVALID", "Only numbers have bounds")


def _check_offered(choices: list[Json], errors: FormErrors, path: str) -> None:
    if len(choices) > CHOICES:
        errors.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {CHOICES} or fewer in length.")
    for number, choice in enumerate(choices):
        names = {"name": choice.get("name")} | {
            f"name_localizations.{locale}": name for locale, name in (choice.get("name_localizations") or {}).items()
        }
        _check_locales(choice.get("name_localizations") or {}, errors, f"{path}.{number}.name_localizations")
        for key, name in names.items():
            errors.length(f"{path}.{number}.{key}", name, 1, CHOICE)
        if isinstance(choice.get("value"), str):
            errors.length(f"{path}.{number}.value", choice["value"], 1, CHOICE)
    if len({choice.get("name") for choice in choices}) < len(choices):
        text = "Option choice names must be unique"
        errors.add(path, "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS", text)


def check_choices(choices: list[Json], errors: FormErrors) -> list[Json]:
    """Note in `errors` what is wrong with the choices of an autocompletion."""
    _check_offered(choices, errors, "data.choices")
    return choices
