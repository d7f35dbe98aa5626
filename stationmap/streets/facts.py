"""What was in an extract and what of it is used."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

__all__ = ["StreetFacts"]


@dataclass(frozen=True)
class StreetFacts:
    """Counts and lengths that every report on these streets must show.

    Parameters
    ----------
    source : str
        Name of the file.
    sha256 : str
        Of the file; "" if there was none.
    as_of : datetime or None
        Last edit of a street in it, UTC.
    ways : int
        Walkable ways.
    left_out : dict of str to int
        Ways of the key ``highway`` that are not walked, by reason.
    missing_nodes, closed_nodes : int
        References to nodes that the file lacks, and gates that are locked; ways are cut there.
    components : int
        Parts without a connection between them; the longest is used.
    length_m, used_m : float
        Metres of all walkable streets, and of the part that is used.
    nodes, used_nodes : int
        Crossings and ends, of all and of the part that is used.

    Examples
    --------
    >>> StreetFacts("a.osm", "", None, 2, {}, 0, 0, 2, 400.0, 300.0, 4, 2).share_outside
    0.25
    """

    source: str
    sha256: str
    as_of: datetime | None
    ways: int
    left_out: dict[str, int] = field(hash=False)
    missing_nodes: int
    closed_nodes: int
    components: int
    length_m: float
    used_m: float
    nodes: int
    used_nodes: int

    @property
    def share_outside(self) -> float:
        """Share of the length that is not connected with the part used."""
        return 1 - self.used_m / self.length_m

    @property
    def share_nodes_outside(self) -> float:
        """Share of the crossings and ends that are not connected with the part used."""
        return 1 - self.used_nodes / self.nodes
