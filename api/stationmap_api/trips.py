"""Parameters of a trip: when somebody sets out, how they walk, how long they stay, how fresh the facts must be."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from stationmap.nearest import TRIP_LIMITS, Trip
from stationmap_api.notation import DECIMAL, WHOLE

__all__ = ["Open", "TripBody", "TripParameters", "moment_asked"]

_INSTANT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+\- ][0-9]{2}:[0-9]{2})"
_OPEN = (
    "`any`; or `now` or an instant (RFC 3339, within a year): then only stations that are known to be open on arrival "
    "and for the stay, and `unknown_hours` lists those nearer of which that is not known"
)
_STAY = "minutes that it must stay open after arrival"
_PACE = "walking, km/h"
_DETOUR = "how many times the straight line the walk is taken to be; an estimate, no way along streets"
_FRESH = "days within which a station must have been verified, such as P90D"


def _instant(text: str) -> str:
    if text not in {"any", "now"}:
        try:
            datetime.fromisoformat(_offset(text))
        except ValueError:
            raise ValueError("没有这个时刻 there is no such instant") from None
    return text


def _offset(text: str) -> str:
    return text.replace(" ", "+")  # what a plus sign becomes in a query string


def moment_asked(text: str) -> str | datetime:
    """Read what `open` says.

    Examples
    --------
    >>> moment_asked("now"), moment_asked("2026-12-24T22:30:00Z").hour
    ('now', 22)
    """
    return text if text in {"any", "now"} else datetime.fromisoformat(_offset(text))


Open = Annotated[str, Field(pattern=f"^(any|now|{_INSTANT})$"), AfterValidator(_instant)]
Fresh = Annotated[str, Field(pattern=r"^P[1-9][0-9]{0,3}D$")]


def _between(name: str) -> dict[str, float]:
    low, high = TRIP_LIMITS[name]
    return {"ge": low, "le": high}


class _Trip(BaseModel):
    open: Annotated[Open, Field(description=_OPEN)] = "any"
    fresh_within: Annotated[Fresh | None, Field(description=_FRESH, examples=["P90D"])] = None

    def to_trip(self) -> Trip:
        """Hand over to the library when and how."""
        asked = {name: getattr(self, name) for name in TRIP_LIMITS}
        return Trip(moment_asked(self.open), **asked)

    def to_days(self) -> int | None:
        """Hand over how fresh the facts must be."""
        return None if self.fresh_within is None else int(self.fresh_within.strip("PD"))


class TripParameters(_Trip):
    """As a query string has them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    stay: Annotated[int, Field(**_between("stay"), description=_STAY), WHOLE] = 10
    pace: Annotated[float, Field(**_between("pace"), description=_PACE), DECIMAL] = 4.5
    detour: Annotated[float, Field(**_between("detour"), description=_DETOUR), DECIMAL] = 1.3


class TripBody(_Trip):
    """As JSON has them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    stay: Annotated[int, Field(**_between("stay"), strict=True, description=_STAY)] = 10
    pace: Annotated[float, Field(**_between("pace"), strict=True, description=_PACE)] = 4.5
    detour: Annotated[float, Field(**_between("detour"), strict=True, description=_DETOUR)] = 1.3
