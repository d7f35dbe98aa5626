"""Keeping what is served abreast of the register while requests are answered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from stationmap.errors import StationmapError
from stationmap.snapshot import Follower
from stationmap_api.state import Served

__all__ = ["following"]

_PAUSE, _LONGEST = 0.5, 1.5  # seconds between two looks, and while the database does not answer
_SHORT = 0.05  # seconds, while somebody waits for the index of places
_LARGE = 5_000  # stations whose names take longer to order than one should wait at the first search
_REST = 9.0  # times as long as making the pages took: a tenth of one core at most

_log = logging.getLogger("uvicorn.error")  # the server's own: it is shown without further settings


@asynccontextmanager
async def following(served: Served) -> AsyncIterator[None]:
    """Follow the register as long as the block lasts."""
    follower = served.follower
    tasks = [asyncio.create_task(_renew_pages(served)), asyncio.create_task(_follow_places(served))]
    tasks += [] if follower is None else [asyncio.create_task(_follow(follower))]
    for task in tasks:
        task.add_done_callback(partial(_tell, served))
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        served.close()


def _tell(served: Served, task: asyncio.Task[None]) -> None:
    """Tell of a task that ended by a fault nobody foresaw: from then on the service is not ready."""
    if not task.cancelled():
        served.follows = False
        _log.error("不再跟随登记册 the register is followed no more", exc_info=task.exception())


async def _follow(follower: Follower) -> None:
    """Look every half second; where the database fails, go on answering, tell once, and try more rarely."""
    pause = _PAUSE
    while True:
        await asyncio.sleep(pause)
        try:
            step = await asyncio.to_thread(follower.look)
            if step is not None:
                step()  # on the event loop, between two answers
        except (StationmapError, OSError) as error:
            if pause == _PAUSE:
                _log.warning("登记册暂时跟不上 cannot follow the register, and go on with what is loaded: %s", error)
            pause = min(2 * pause, _LONGEST)
            continue
        if pause != _PAUSE:
            _log.warning("登记册又跟上了 following the register again")
        pause = _PAUSE


async def _follow_places(served: Served) -> None:
    """Keep what is searched for places abreast of the register, from the first search on; at once where it is large."""
    if len(served.live) > _LARGE:
        served.places_wanted.set()
    await served.places_wanted.wait()
    while True:
        live = served.live
        try:
            await asyncio.to_thread(served.places.look, live.version, live.districts)
        except (StationmapError, OSError) as error:
            _log.warning("地名索引还是旧的 the index of places stays as it was: %s", error)
        if served.places.now is not None:
            served.places_ready.set()
        await asyncio.sleep(_PAUSE if served.places_ready.is_set() else _SHORT)


async def _renew_pages(served: Served) -> None:
    """Make pages anew for every version that there is time for, seldom if it takes long."""
    loop = asyncio.get_running_loop()
    while True:
        while not served.behind:
            await asyncio.sleep(_PAUSE)
        start = loop.time()
        try:
            await served.make_anew()
        except (StationmapError, OSError) as error:
            _log.warning("页面还是旧的 pages stay as they were: %s", error)
        await asyncio.sleep(_REST * (loop.time() - start))
