"""Which places reach which stations, and how far it is: what coverage, access and siting are made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stationmap.errors import InputError

__all__ = ["STRAIGHT", "STREETS", "Pairs"]

STRAIGHT, STREETS = "straight_line", "streets"
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Pairs:
    """Every pair of a place and a station no farther apart than a limit.

    Parameters
    ----------
    place, station : int64 arrays of shape (m,)
        Row of the demand and row of the station, ordered by place, then distance, then station.
    distance_m : float64 array of shape (m,)
        Metres: a geodesic, or along streets, as `how` says.
    places, stations : int
        How many there are of each, also of those in no pair.
    limit_m : float
        Metres; pairs farther apart are not here.
    nearest_m : float64 array of shape (places,)
        Metres to the nearest station, without the limit; inf where none can be reached.
    how : str
        `STRAIGHT` or `STREETS`.

    Raises
    ------
    InputError
        If the arrays do not fit each other or are out of order.

    Examples
    --------
    >>> pairs = Pairs.of([0, 0, 2], [1, 0, 1], [300.0, 200.0, 50.0], places=3, stations=2, limit_m=500)
    >>> pairs.station.tolist(), pairs.counts().tolist(), pairs.within(250).counts().tolist()
    ([0, 1, 1], [2, 0, 1], [1, 0, 1])
    """

    place: Ints
    station: Ints
    distance_m: Floats
    places: int
    stations: int
    limit_m: float
    nearest_m: Floats
    how: str = STRAIGHT

    def __post_init__(self) -> None:
        if not len(self.place) == len(self.station) == len(self.distance_m) or len(self.nearest_m) != self.places:
            raise InputError("the arrays of pairs differ in length")
        for name, rows, size in (("place", self.place, self.places), ("station", self.station, self.stations)):
            if len(rows) and not (rows.min() >= 0 and rows.max() < size):
                raise InputError(f"a row of {name} is not among the {size}")
        if (np.diff(self.place) < 0).any():
            raise InputError("the pairs are not in order of place; use Pairs.of")
        if not (self.distance_m <= self.limit_m).all():
            raise InputError("a pair is farther apart than the limit")

    @classmethod
    def of(  # noqa: PLR0913 - as many as there are facts about pairs
        cls,
        place: npt.ArrayLike,
        station: npt.ArrayLike,
        distance_m: npt.ArrayLike,
        *,
        places: int,
        stations: int,
        limit_m: float,
        nearest_m: npt.ArrayLike | None = None,
        how: str = STRAIGHT,
    ) -> Pairs:
        """Put pairs in order, leaving out those beyond the limit.

        Without `nearest_m` the nearest of the pairs given is taken, and inf where there is none.
        """
        rows, columns = np.asarray(place, dtype=np.int64), np.asarray(station, dtype=np.int64)
        metres = np.asarray(distance_m, dtype=np.float64)
        nearest = np.full(places, np.inf)
        if nearest_m is None:
            np.minimum.at(nearest, rows, metres)
        else:
            nearest = np.asarray(nearest_m, dtype=np.float64)
        near = metres <= limit_m
        rows, columns, metres = rows[near], columns[near], metres[near]
        order = np.lexsort((columns, metres, rows))
        return cls(rows[order], columns[order], metres[order], places, stations, float(limit_m), nearest, how)

    def __len__(self) -> int:
        return len(self.place)

    def _only(self, kept: npt.NDArray[np.bool_], limit_m: float) -> Pairs:
        return Pairs(
            self.place[kept],
            self.station[kept],
            self.distance_m[kept],
            self.places,
            self.stations,
            limit_m,
            self.nearest_m,
            self.how,
        )

    def within(self, radius_m: float) -> Pairs:
        """Keep the pairs no farther apart than a radius.

        Raises
        ------
        InputError
            If the radius is beyond the limit.
        """
        if not radius_m <= self.limit_m:
            raise InputError(f"pairs are known up to {self.limit_m:g} m, not to {radius_m:g} m")
        return self._only(self.distance_m <= radius_m, float(radius_m))

    def counts(self, stations: npt.NDArray[np.bool_] | None = None) -> Ints:
        """Count the stations that each place reaches, all or those of a mask of shape (stations,)."""
        place = self.place if stations is None else self.place[stations[self.station]]
        return np.bincount(place, minlength=self.places)

    @property
    def starts(self) -> Ints:
        """Where the pairs of each place begin, shape (places + 1,): the row pointer of a compressed sparse matrix."""
        return np.searchsorted(self.place, np.arange(self.places + 1))
