"""An HTTP proxy on loopback that keeps what it was asked for: tunnels, requests and WebSockets."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

#: Hop by hop: https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1.
_OWN = frozenset({b"proxy-connection", b"proxy-authorization"})


class Proxy:
    """Passes everything on, TLS unread. `asked` has the request lines, `credentials` what came with them.

    One connection takes one request, which is how the client learns to come back here for the next.
    """

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.credentials: list[str] = []
        self.address = ""
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    def passed(self, part: str) -> int:
        """How many of the request lines hold `part`."""
        return sum(part in line for line in self.asked)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            line, *fields = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
            method, target, version = line.split(b" ")
            self.asked.append(f"{method.decode()} {target.decode()}")
            self.credentials += [each.decode() for each in fields if each.lower().startswith(b"proxy-authorization:")]
            parts = urlsplit(f"//{target.decode()}" if method == b"CONNECT" else target.decode())
            onward, back = await asyncio.open_connection(parts.hostname, parts.port or 80)
            try:
                if method == b"CONNECT":
                    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
                else:
                    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
                    back.write(b"\r\n".join([b" ".join((method, path.encode(), version)), *_onward(fields), b"", b""]))
                async with asyncio.TaskGroup() as group:
                    group.create_task(_pass(reader, back))
                    group.create_task(_pass(onward, writer))
            finally:
                back.close()
        except* (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


def _onward(fields: list[bytes]) -> list[bytes]:
    names = {name: field for field in fields if (name := field.partition(b":")[0].lower()) not in _OWN}
    if b"upgrade" not in names:
        names[b"connection"] = b"Connection: close"
    return list(names.values())


async def _pass(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    while chunk := await source.read(65_536):
        sink.write(chunk)
        await sink.drain()
    sink.close()
