"""A body that is too long is refused before it is read whole."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["LONGEST_BODY", "BodyLimit"]

LONGEST_BODY = 2_000_000  # bytes: 10,000 positions of every digit that a float has take 0.5 million


class BodyLimit:
    """Stops reading a request's body at `LONGEST_BODY`; the answer is 413.

    Parameters
    ----------
    app : ASGI application
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, and count."""
        read = 0

        async def count() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > LONGEST_BODY:
                raise HTTPException(413, f"正文过长 the body is longer than {LONGEST_BODY:,} bytes")
            return message

        await self._app(scope, count if scope["type"] == "http" else receive, send)
