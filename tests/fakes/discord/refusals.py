"""What Discord answers when it refuses.

https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

from .wire import Json


class Refusal(Enum):
    """Status, code and message of each refusal that takes no detail."""

    UNAUTHORIZED = (401, 0, "401: Unauthorized")
    NOT_FOUND = (404, 0, "404: Not Found")
    UNKNOWN_CHANNEL = (404, 10003, "Unknown Channel")
    UNKNOWN_GUILD = (404, 10004, "Unknown Guild")
    UNKNOWN_MEMBER = (404, 10007, "Unknown Member")
    UNKNOWN_MESSAGE = (404, 10008, "Unknown Message")
    UNKNOWN_OVERWRITE = (404, 10009, "Unknown Overwrite")
    UNKNOWN_ROLE = (404, 10011, "Unknown Role")
    UNKNOWN_USER = (404, 10013, "Unknown User")
    UNKNOWN_EMOJI = (400, 10014, "Unknown Emoji")
    UNKNOWN_WEBHOOK = (404, 10015, "Unknown Webhook")
    UNKNOWN_BAN = (404, 10026, "Unknown Ban")
    UNKNOWN_STICKER = (404, 10060, "Unknown sticker")
    UNKNOWN_INTERACTION = (404, 10062, "Unknown interaction")
    UNKNOWN_COMMAND = (404, 10063, "Unknown application command")
    TOO_MANY_WEBHOOKS = (400, 30007, "Maximum number of webhooks reached (15)")
    TOO_MANY_PINS = (400, 30003, "Maximum number of pinned messages reached (250)")
    TOO_MANY_REACTIONS = (400, 30010, "Maximum number of reactions reached (20)")
    TOO_LARGE = (413, 40005, "Request entity too large")
    ALREADY_ACKNOWLEDGED = (400, 40060, "Interaction has already been acknowledged.")
    MISSING_ACCESS = (403, 50001, "Missing Access")
    EDITS_OTHERS = (403, 50005, "Cannot edit a message authored by another user")
    EMPTY = (400, 50006, "Cannot send an empty message")
    NO_DIRECT_MESSAGES = (403, 50007, "Cannot send messages to this user")
    NO_MESSAGES_THERE = (400, 50008, "Cannot send messages in a non-text channel")
    MISSING_PERMISSIONS = (403, 50013, "Missing Permissions")
    SYSTEM_MESSAGE = (403, 50021, "Cannot execute action on a system message")
    WRONG_CHANNEL_TYPE = (400, 50024, "Cannot execute action on this channel type")
    BAD_WEBHOOK_TOKEN = (401, 50027, "Invalid Webhook Token")
    THREAD_ARCHIVED = (400, 50083, "Thread is archived")
    NOT_JSON = (400, 50109, "The request body contains invalid JSON.")
    THREAD_EXISTS = (400, 160004, "A thread has already been created for this message")
    THREAD_LOCKED = (403, 160005, "This thread is locked")
    NO_HISTORY_NO_REPLY = (400, 160002, "Cannot reply without permission to read message history")
    FORUM_NEEDS_THREAD = (400, 220001, "Webhooks posted to forum channels must have a thread_name or thread_id")
    NO_POLL = (400, 520001, "Poll expired")


class ApiError(Exception):
    """A request that Discord refuses; `body()` is the answer's JSON."""

    def __init__(
        self, status: int, code: int, message: str, *, errors: Json | None = None, extra: Json | None = None
    ) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors
        self.extra = extra or {}
        self.headers: dict[str, str] = {}

    def body(self) -> Json:
        """The JSON that a client reads."""
        body: Json = {"message": self.message, "code": self.code} | self.extra
        if self.errors is not None:
            body["errors"] = self.errors
        return body


def refuse(refusal: Refusal) -> ApiError:
    """Make the error for `refusal`."""
    status, code, message = refusal.value
    return ApiError(status, code, message)


class FormErrors:
    """Gathers what is wrong with a form, field by field, and raises one 50035 for all of it.

    https://discord.com/developers/docs/reference#error-messages
    """

    def __init__(self) -> None:
        self._tree: Json = {}

    def add(self, path: str, code: str, message: str) -> None:
        """Note that the field at `path` (dots between levels) is wrong."""
        node = self._tree
        for step in path.split("."):
            node = node.setdefault(step, {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def too_long(self, path: str, limit: int) -> None:
        """Note that the text at `path` has more than `limit` code points."""
        self.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {limit} or fewer in length.")

    def length(self, path: str, value: object, low: int, high: int) -> None:
        """Note a text at `path` that does not have between `low` and `high` code points."""
        if not isinstance(value, str):
            self.required(path)
        elif not low <= len(value) <= high:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")

    def required(self, path: str) -> None:
        """Note that the field at `path` is missing."""
        self.add(path, "BASE_TYPE_REQUIRED", "This field is required")

    def error(self) -> ApiError:
        """The error that tells all that was noted."""
        return ApiError(400, 50035, "Invalid Form Body", errors=self._tree)

    def check(self) -> None:
        """Raise when anything was noted."""
        if self._tree:
            raise self.error()


@contextmanager
def form() -> Iterator[FormErrors]:
    """Gather errors in the block and raise them together at its end."""
    errors = FormErrors()
    yield errors
    errors.check()


def invalid(path: str, code: str, message: str) -> ApiError:
    """Make a 50035 about one field."""
    errors = FormErrors()
    errors.add(path, code, message)
    return errors.error()
