"""Whether the service is alive, and ready."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from stationmap.errors import StoreUnavailableError
from stationmap_api.parameters import NoParameters
from stationmap_api.responses import PROBLEMS
from stationmap_api.state import ServedNow

router = APIRouter(tags=["service"], responses=PROBLEMS)


@router.get("/healthz")
async def get_healthz(_parameters: Annotated[NoParameters, Query()]) -> dict[str, str]:
    """Say that the process answers."""
    return {"status": "ok"}


@router.get("/readyz")
async def get_readyz(_parameters: Annotated[NoParameters, Query()], served: ServedNow) -> dict[str, str | int]:
    """Say which register is loaded and how many stations it holds; 503 before that, and where none is followed."""
    if not served.follows:
        raise StoreUnavailableError("不再跟随登记册 the register is followed no more: start the service again")
    return {"status": "ready", "register_version": served.live.version, "stations": len(served.live)}
