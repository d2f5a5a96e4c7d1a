"""How a call to a platform can fail, in the relay's terms; adapters raise these and nothing else."""

from __future__ import annotations

from bridge.chat.room import RoomRef


class DeliveryError(Exception):
    """A call to a platform did not do what was asked."""


class Throttled(DeliveryError):
    """The platform asks for patience; nothing was done. `retry_after` is in seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"asked to wait {retry_after:g} s")
        self.retry_after = retry_after


class Unreachable(DeliveryError):
    """The platform was not reached: certainly nothing was done; try again."""


class Ambiguous(DeliveryError):
    """The call may have been carried out or not (time-out, connection lost after the request left, 5xx)."""


class Refused(DeliveryError):
    """The platform will never do this; `reason` is one sentence for the people of the bridge."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RoomLost(Refused):
    """The room cannot be reached any more: kicked, forbidden, deleted."""


class RoomMoved(DeliveryError):
    """The room has a new identity; nothing was done."""

    def __init__(self, to: RoomRef) -> None:
        super().__init__(f"now {to}")
        self.to = to
