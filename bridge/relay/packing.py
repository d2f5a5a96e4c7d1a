"""Packing deliveries into shipments: one each, split where one is too long, several in one where they must hurry."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bridge.chat.capabilities import Capabilities, Coalescing
from bridge.chat.content import Content
from bridge.chat.delivery import Block, DeliveryKind
from bridge.chat.split import split
from bridge.chat.text import Text
from bridge.relay.records import Loading, Pending, Stretch

Size = Callable[[Sequence[Block]], int]


@dataclass(frozen=True, slots=True)
class Packed:
    """Shipments to be stored, and the deliveries that they carry."""

    loadings: tuple[Loading, ...]
    carried: tuple[Pending, ...]


class Packer:
    """Knows the limits of one platform; `size` measures a message of blocks in the platform's unit."""

    def __init__(self, capabilities: Capabilities, size: Size) -> None:
        self._capabilities = capabilities
        self._size = size

    def pack(self, room: int, waiting: Sequence[Pending], *, coalesce: bool, reply_to: str, after: str) -> Packed:
        """Pack the first delivery, with those behind it that may share its message where `coalesce` is set."""
        head = waiting[0]
        stretches = self.stretches(head)
        if len(stretches) > 1:
            loadings = [
                Loading(room, new_nonce(), (stretch,), reply_to if not stretch.part else "", after)
                for stretch in stretches
            ]
            return Packed(tuple(loadings), (head,))
        carried, whole = [head], list(stretches)
        if coalesce and _may_share(head):
            for pending in waiting[1:]:
                if not self._joins(carried, whole, pending):
                    break
                carried.append(pending)
                whole.append(Stretch(pending.id, 0, 1, 0, len(_lead(pending)), folded=self._folds(pending)))
        return Packed((Loading(room, new_nonce(), tuple(whole), reply_to, after),), tuple(carried))

    def stretches(self, pending: Pending) -> tuple[Stretch, ...]:
        """One delivery alone: whole with its original, else whole without, else in parts without."""
        lead = _lead(pending)
        for folded in (True, False):
            if self.fits([self._block(pending, lead, folded=folded)]):
                return (Stretch(pending.id, 0, 1, 0, len(lead), folded=folded),)

        def fits(part: Text, first: bool) -> bool:
            # Which part will be the last is not known yet: the note's room is kept free in each.
            number, of = (0, 1) if first else (1, 2)
            return self.fits([Block(pending.id, pending.message, _content(pending), part, number, of, folded=False)])

        cuts = split(lead, fits)
        return tuple(
            Stretch(pending.id, part, len(cuts), start, end, folded=False) for part, (start, end) in enumerate(cuts)
        )

    def fits(self, blocks: Sequence[Block]) -> bool:
        """Whether these blocks can be one message, or one caption where the first opens with files."""
        limits = self._capabilities
        captioned = blocks[0].first and blocks[0].content.attachments
        limit = limits.caption_limit or limits.text_limit if captioned else limits.text_limit
        return not limit or self._size(blocks) <= limit

    def _folds(self, pending: Pending) -> bool:
        return self.fits([self._block(pending, _lead(pending), folded=True)])

    def _joins(self, carried: Sequence[Pending], stretches: Sequence[Stretch], pending: Pending) -> bool:
        if not _may_share(pending) or pending.reply_to is not None:
            return False
        if self._capabilities.coalescing is Coalescing.SAME_AUTHOR and not _same_author(carried[0], pending):
            return False
        blocks = [
            self._block(member, _lead(member), folded=stretch.folded)
            for member, stretch in zip(carried, stretches, strict=True)
        ]
        return self.fits([*blocks, self._block(pending, _lead(pending), folded=self._folds(pending))])

    @staticmethod
    def _block(pending: Pending, text: Text, *, folded: bool) -> Block:
        return Block(pending.id, pending.message, _content(pending), text, folded=folded)


def new_nonce() -> str:
    """A name for a shipment that no other has, short enough for Discord's 25 characters."""
    return secrets.token_hex(12)


def _may_share(pending: Pending) -> bool:
    content = pending.content
    return pending.kind is DeliveryKind.MESSAGE and content is not None and not content.attachments


def _same_author(one: Pending, other: Pending) -> bool:
    return _content(one).author == _content(other).author


def _lead(pending: Pending) -> Text:
    return _content(pending).body.lead


def _content(pending: Pending) -> Content:
    assert pending.content is not None  # noqa: S101 - messages and notices have one
    return pending.content
