"""Reads what a server lists, as JSON."""

from __future__ import annotations

import json

import aiohttp

from bridge.proxy import proxy_for

_LARGEST = 32 << 20
_BLOCK = 1 << 16


async def listing(session: aiohttp.ClientSession, url: str) -> object:
    """What the JSON at an address says.

    Raises `aiohttp.ClientError` and `TimeoutError` where it cannot be fetched, `ValueError` where it is no JSON or
    larger than 32 MB.
    """
    async with session.get(url, proxy=proxy_for(url)) as response:
        response.raise_for_status()
        content = bytearray()
        # One read with a limit would give no more than what has arrived by then.
        async for block in response.content.iter_chunked(_BLOCK):
            content += block
            if len(content) > _LARGEST:
                raise ValueError(f"it is larger than {_LARGEST >> 20} MB")
    return json.loads(content)
