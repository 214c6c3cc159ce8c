"""The body of an answer, unpacked and never longer than it may be."""

from __future__ import annotations

import zlib

from kazadesk.api.wire import Response


class UnreadableError(Exception):
    """`code`: bad_encoding, answer_too_large, cut_answer."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


async def read_body(response: Response, most: int) -> bytes:
    """At most `most` bytes after decoding. `identity` was asked for; gzip and deflate are read all the same.

    Raises UnreadableError, HttpError.
    """
    encoding = (response.header("content-encoding") or "identity").strip().lower() or "identity"
    if encoding not in ("identity", "gzip", "x-gzip", "deflate"):
        raise UnreadableError("bad_encoding")
    inflate = None if encoding == "identity" else zlib.decompressobj(wbits=47 if "gzip" in encoding else 15)
    body = bytearray()
    async for piece in response.pieces():
        try:
            body += piece if inflate is None else inflate.decompress(piece, most + 1 - len(body))
        except zlib.error:
            raise UnreadableError("bad_encoding") from None
        if len(body) > most:
            raise UnreadableError("answer_too_large")
    if inflate is not None and not inflate.eof:
        raise UnreadableError("cut_answer")
    return bytes(body)
