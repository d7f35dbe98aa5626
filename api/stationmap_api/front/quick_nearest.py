"""The nearest endpoint's common case, answered without a framework."""

from __future__ import annotations

import gzip

from starlette.datastructures import State
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from stationmap.catalogue import LiveCatalogue
from stationmap.documents import EncodedAnswers
from stationmap_api.front.caching import matches_etag, version_headers
from stationmap_api.front.plain_query import read_plain

__all__ = ["QuickNearest"]

_READS = {"GET", "HEAD"}
_HEARD = {b"if-none-match", b"accept-encoding", b"origin"}
_NOTHING: Message = {"type": "http.response.body", "body": b""}
_PATH = "/v1/stations/nearest"
_WORTH = 1_000  # bytes from which gzip pays
_ANY_PAGE = (b"access-control-allow-origin", b"*")
_KIND = (b"content-type", b"application/geo+json")


class QuickNearest:
    """Answers plain GET and HEAD requests for the nearest stations; hands on all others.

    Parameters
    ----------
    app : ASGI application
        Answers what is handed on, with the same bytes for the same question.
    state : State
        The application's; its `served` is what answers are made from.
    """

    def __init__(self, app: ASGIApp, state: State) -> None:
        self._app, self._state = app, state
        self._answers: EncodedAnswers | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or hand on."""
        answer = None
        if scope["type"] == "http" and scope["path"] == _PATH and scope["method"] in _READS:
            answer = self._answer(scope)
        if answer is None:
            await self._app(scope, receive, send)
            return
        start, body = answer
        await send(start)
        await send(body)

    def _answer(self, scope: Scope) -> tuple[Message, Message] | None:
        plain = read_plain(scope["query_string"])
        served = getattr(self._state, "served", None)
        heard = [header for header in scope["headers"] if header[0] in _HEARD]
        asked = dict(heard)
        # what is said twice is FastAPI's to judge too
        if plain is None or served is None or len(asked) < len(heard):
            return None
        live = served.live
        headers = version_headers(live.version, served.mark)
        if b"origin" in asked:
            headers.append(_ANY_PAGE)
        if matches_etag(asked.get(b"if-none-match"), headers):
            return {"type": "http.response.start", "status": 304, "headers": headers}, _NOTHING
        body = self._of(live).answer(*plain)
        headers.append(_KIND)
        if len(body) >= _WORTH and b"gzip" in asked.get(b"accept-encoding", b""):
            body = gzip.compress(body, 1, mtime=0)
            headers.append((b"content-encoding", b"gzip"))
        headers.append((b"content-length", b"%d" % len(body)))
        start = {"type": "http.response.start", "status": 200, "headers": headers}
        return start, _NOTHING if scope["method"] == "HEAD" else {"type": "http.response.body", "body": body}

    def _of(self, live: LiveCatalogue) -> EncodedAnswers:
        if self._answers is None or self._answers.catalogue is not live:
            self._answers = EncodedAnswers(live)
        return self._answers
