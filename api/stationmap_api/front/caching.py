"""ETag, 304 and HEAD for everything that follows the register's version."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from stationmap.nearest import this_minute

__all__ = ["Caching", "matches_etag", "version_headers"]

RawHeaders = list[tuple[bytes, bytes]]

_FOLLOWING = ("/v1/", "/tiles/")  # addresses whose answers follow the register


def version_headers(version: str, mark: str, at: int | None = None) -> RawHeaders:
    """Name the version that an answer is of: the register's and its mark, and the minute that decides what is open.

    Where something else than this minute decides, it is `at`, UTC epoch seconds.

    The address holds where somebody stands: no shared cache may keep it, and one's own asks again.
    """
    return list(_headers(version, mark, this_minute() if at is None else at))


@lru_cache(maxsize=8)
def _headers(version: str, mark: str, minute: int) -> RawHeaders:
    etag = f'W/"{version}-{sha256(mark.encode()).hexdigest()[:8]}-{minute // 60:x}"'.encode("latin-1", "replace")
    return [(b"etag", etag), (b"cache-control", b"private, no-cache"), (b"vary", b"accept-encoding, origin")]


def matches_etag(asked: bytes | None, headers: RawHeaders) -> bool:
    """Say whether a request's If-None-Match names the version in force."""
    if asked is None or not headers:
        return False
    named = {tag.strip().removeprefix(b"W/") for tag in asked.split(b",")}
    return b"*" in named or headers[0][1].removeprefix(b"W/") in named


class Caching:
    """Gives answers of the API their ETag, answers 304 where the version is known, and HEAD.

    An answer that names its version itself, since it may be older than the register, is left as it is.

    Parameters
    ----------
    app : ASGI application
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, and look at what comes back."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self._app(scope, receive, send)
            return
        served = getattr(scope["app"].state, "served", None)
        # before the answer is made: of two versions the older one is asked for again
        in_force = [] if served is None else version_headers(served.live.version, served.mark)
        in_force = in_force if scope["path"].startswith(_FOLLOWING) else []
        bare = scope["method"] == "HEAD"

        async def look(message: Message) -> None:
            nonlocal bare
            if message["type"] == "http.response.start" and message["status"] == 200 and in_force:
                own = dict(message["headers"]).get(b"etag")
                headers = in_force if own is None else [(b"etag", own), *in_force[1:]]
                if matches_etag(_header(scope, "if-none-match"), headers):
                    bare = True
                    message = {**message, "status": 304, "headers": headers}
                elif own is None:
                    message = {**message, "headers": [*message["headers"], *headers]}
            elif message["type"] == "http.response.body" and bare:
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, look)


def _header(scope: Scope, name: str) -> bytes | None:
    text = Headers(scope=scope).get(name)
    return None if text is None else text.encode("latin-1")
