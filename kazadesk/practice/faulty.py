"""Answers that go wrong on purpose. Loaded in the server's thread only: it imports Starlette."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import TYPE_CHECKING

from starlette.responses import Response, StreamingResponse

if TYPE_CHECKING:
    from starlette.requests import Request

    from kazadesk.practice.faults import Faults
    from kazadesk.practice.state import StandInState


async def answer_with(fault: Faults, answer: Response, request: Request, body: object, state: StandInState) -> Response:
    """What `fault` makes of the true `answer`."""
    if fault.delay:
        await asyncio.sleep(fault.delay)
    client_port = request.client.port if request.client else 0
    if fault.drop:
        hang_up(state, client_port, reset=fault.drop == "reset")
        return answer
    status, content, headers = answer.status_code, bytes(answer.body), dict(fault.headers)
    media_type = "application/json"
    if fault.body is not None:
        said = body if isinstance(body, dict) else {}
        status, media_type = fault.status, fault.content_type
        content = fault.body if isinstance(fault.body, bytes) else fault.body(said)
    if fault.cut:
        headers["content-length"] = str(len(content) + 1)
    if not (fault.cut or fault.drip or fault.endless):
        return Response(content, status, headers, media_type)
    pieces = _pieces(fault, content, partial(hang_up, state, client_port, reset=False))
    return StreamingResponse(pieces, status, headers, media_type)


async def _pieces(fault: Faults, content: bytes, end: Callable[[], None]) -> AsyncIterator[bytes]:
    if fault.drip:
        for position in range(len(content)):
            yield content[position : position + 1]
            await asyncio.sleep(fault.drip)
        return
    yield content
    while fault.endless:
        yield content
        await asyncio.sleep(0)  # here the caller's hanging up is noticed
    end()
    await asyncio.sleep(0.01)  # until uvicorn knows, it would complain about the missing byte


def hang_up(state: StandInState, client_port: int, *, reset: bool) -> None:
    """Break the connection that comes from `client_port`."""
    for connection in state.connections():
        if connection.get_extra_info("peername")[1:2] == (client_port,):
            _abort(connection, reset=reset)


def _abort(transport: asyncio.Transport, *, reset: bool) -> None:
    """Break a connection: by a reset, or as a program does that dies in the middle."""
    if reset:
        with contextlib.suppress(OSError):
            linger = struct.pack("ii", 1, 0)
            transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    transport.abort()
