"""What Magpie itself did, so that it does not hear it as the deed of others; and what is known to be pinned."""

from __future__ import annotations

from collections import OrderedDict

_KEPT = 20_000


class Traces:
    """Remembers numbers of messages, the latest of them."""

    def __init__(self) -> None:
        self._deleted: OrderedDict[int, None] = OrderedDict()
        self._pinned: OrderedDict[int, None] = OrderedDict()

    def deleting(self, message: int) -> None:
        """Magpie is about to take a message away."""
        _keep(self._deleted, message)

    def took_away(self, message: int) -> bool:
        """Whether Magpie took it away."""
        return message in self._deleted

    def pinned(self, message: int) -> None:
        """A message is pinned."""
        _keep(self._pinned, message)

    def unpinning(self, message: int) -> None:
        """Magpie is about to unpin a message."""
        self._pinned.pop(message, None)

    def unpinned(self, message: int, *, pinned: bool) -> bool:
        """Take note of whether a message is pinned; True where it was, is no more, and others did that."""
        if pinned:
            _keep(self._pinned, message)
            return False
        return self._pinned.pop(message, 0) is None


def _keep(numbers: OrderedDict[int, None], number: int) -> None:
    numbers[number] = None
    if len(numbers) > _KEPT:
        numbers.popitem(last=False)
