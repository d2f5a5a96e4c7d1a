"""What the server answers when it refuses."""

from __future__ import annotations


class ApiError(Exception):
    """A refusal: the HTTP status and ``error_code``, the description and, rarely, ``parameters``."""

    def __init__(self, code: int, description: str, *, parameters: dict[str, int] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, object]:
        """The JSON that the client reads."""
        body: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str) -> ApiError:
    """400. The real server writes a sentence's first letter small and leaves CONSTANTS alone."""
    if len(reason) > 1 and reason[1] != "_" and not "A" <= reason[1] <= "Z":
        reason = reason[0].lower() + reason[1:]
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """403, for a bot that was kicked, blocked or never let in."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """409, where two would fetch the same bot's updates."""
    return ApiError(409, f"Conflict: {reason}")


def too_many_requests(retry_after: int) -> ApiError:
    """429. ``retry_after`` in seconds."""
    description = f"Too Many Requests: retry after {retry_after}"
    return ApiError(429, description, parameters={"retry_after": retry_after})
