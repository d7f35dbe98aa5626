"""The nearest stations."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter
from fastapi import Query as QueryString
from fastapi.responses import StreamingResponse

from stationmap.documents import EncodedAnswers, answer_document
from stationmap.nearest import find_nearest, this_minute
from stationmap_api.parameters import NearestBatch, NearestParameters, NoParameters
from stationmap_api.responses import PROBLEMS, AnswerDocument, GeoJSON
from stationmap_api.state import ServedNow

router = APIRouter(tags=["stations"])


_AT_ONCE = 0.003  # seconds after which others are let in
_SEQUENCE = "application/geo+json-seq"


# A coroutine on purpose: the index is searched on the event loop, not by many threads at once.
@router.get("/v1/stations/nearest", response_class=GeoJSON, responses={200: {"model": AnswerDocument}, **PROBLEMS})
async def get_nearest(parameters: Annotated[NearestParameters, QueryString()], served: ServedNow) -> GeoJSON:
    """Find the nearest stations in operation that have what is needed, by distance and then by id."""
    answer = find_nearest(served.live, parameters.to_query())
    return GeoJSON(answer_document(served.live, answer))


@router.post(
    "/v1/stations/nearest",
    response_class=StreamingResponse,
    responses={200: {"content": {_SEQUENCE: {"schema": {"type": "string"}}}}, **PROBLEMS},
)
async def post_nearest(
    _parameters: Annotated[NoParameters, QueryString()], batch: NearestBatch, served: ServedNow
) -> StreamingResponse:
    """Find the nearest stations to each of up to 10,000 positions.

    The answers come in the order of the positions, each as the GET operation gives it, as a GeoJSON
    text sequence (RFC 8142): a record separator (0x1E), the document, a line feed.
    """
    query, answers, now = batch.to_query(), EncodedAnswers(served.live), this_minute()
    query.trip.leaves(now)  # what cannot be asked for is refused before the stream begins

    async def stream() -> AsyncIterator[bytes]:
        written, since = [], time.monotonic()
        for place in batch.positions:
            written.append(b"\x1e%b\n" % answers.answer(query, place.lat, place.lon, now))
            if time.monotonic() > since + _AT_ONCE:
                yield b"".join(written)
                await asyncio.sleep(0)
                written, since = [], time.monotonic()
        yield b"".join(written)

    return StreamingResponse(stream(), media_type=_SEQUENCE)
