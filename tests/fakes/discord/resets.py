"""Cutting a connection so that the other side gets ECONNRESET."""

from __future__ import annotations

import socket
import struct

from aiohttp import web


def reset_connection(request: web.BaseRequest) -> None:
    """Reset the connection of `request`: the client sees errno 104 and does not know whether it was heard."""
    transport = request.transport
    if transport is None:
        return
    peer = transport.get_extra_info("socket")
    if peer is not None:
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
