"""The least that an ASGI application needs."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

import numpy as np

from benchmarks.cases import Case
from benchmarks.refine import Answer

__all__ = ["App", "Receive", "Scope", "Send", "asked", "bytes_app", "features", "lifespan"]

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Respond = Callable[[Scope], Awaitable[bytes]]


def bytes_app(respond: Respond, start: Callable[[], Awaitable[None]]) -> App:
    """Make an application that answers every request with the bytes of `respond`."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await lifespan(receive, send, start)
            return
        body = await respond(scope)
        headers = [(b"content-type", b"application/geo+json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return app


async def lifespan(receive: Receive, send: Send, start: Callable[[], Awaitable[None]]) -> None:
    """Start when the server says so."""
    await receive()
    await start()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await send({"type": "lifespan.shutdown.complete"})


def asked(scope: Scope) -> tuple[float, float, Case]:
    """Read the query, unchecked."""
    values = dict(parse_qsl(scope["query_string"].decode()))
    needs = tuple(filter(None, values.get("needs", "").split(",")))
    return float(values["lat"]), float(values["lon"]), Case("http", needs)


def features(answer: Answer) -> bytes:
    """Write rows and metres as GeoJSON, far less than stationmap's answer holds."""
    pairs = zip(*(np.asarray(values).tolist() for values in answer), strict=True)
    found = [{"type": "Feature", "geometry": None, "properties": {"id": row, "distance_m": m}} for row, m in pairs]
    return json.dumps({"type": "FeatureCollection", "features": found}).encode()
