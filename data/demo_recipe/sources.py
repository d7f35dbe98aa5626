"""The committed inputs: census figures, centres of settlement, names of streets and communities."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Census", "Centre", "Street", "read_census", "read_centres", "read_streets", "short_community"]

FOLDER = Path(__file__).resolve().parent.parent / "sources"
ENOUGH = 3
COMMITTEE = re.compile(
    "(居民管理委员会|社区管理委员会|居民委员会|居民居委会|居委会|村民委员会|村委会|社区委员会|委员会)$"
)


@dataclass(frozen=True, slots=True)
class Census:
    """Residents of one district or development zone on 1 November 2020."""

    adcode: str
    name: str
    city: str
    residents: int


@dataclass(frozen=True, slots=True)
class Centre:
    """A centre of settlement, degrees WGS 84, and the district whose polygon holds it."""

    adcode: str
    lon: float
    lat: float
    within: str


@dataclass(frozen=True, slots=True)
class Street:
    """A street office (街道), town (镇) or township (乡) with its communities."""

    code: str
    name: str
    adcode: str
    communities: tuple[str, ...]

    @property
    def urban(self) -> bool:
        """Whether it is a street office."""
        return self.name.endswith("街道")


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_census() -> list[Census]:
    """Read the districts, sorted by adcode."""
    rows = [Census(r["adcode"], r["name"], r["city"], int(r["residents"])) for r in _rows("census_2020.csv")]
    return sorted(rows, key=lambda row: row.adcode)


def read_centres() -> dict[str, list[Centre]]:
    """Read the centres by adcode, in the order of the file."""
    centres: dict[str, list[Centre]] = defaultdict(list)
    for row in _rows("centres.csv"):
        centres[row["adcode"]].append(Centre(row["adcode"], float(row["lon"]), float(row["lat"]), row["within"]))
    return dict(centres)


def short_community(name: str) -> str:
    """Name the place instead of its committee.

    Examples
    --------
    >>> [short_community(name) for name in ("同乐社区居民委员会", "西坡村民委员会", "告成居委会", "大营村")]
    ['同乐社区', '西坡村', '告成社区', '大营村']
    """
    found = COMMITTEE.search(name)
    if found is None:
        return name if name.endswith(("社区", "村")) else f"{name}村"
    place = name[: found.start()]
    if place.endswith(("社区", "村")):
        return place
    return f"{place}村" if found[0].startswith("村") else f"{place}社区"


def read_streets() -> dict[str, list[Street]]:
    """Read the streets by adcode, sorted by code; those with fewer than three communities are left out."""
    communities: dict[str, list[str]] = defaultdict(list)
    for row in _rows("communities.csv"):
        communities[row["street_code"]].append(short_community(row["name"]))
    streets: dict[str, list[Street]] = defaultdict(list)
    for row in _rows("streets.csv"):
        names = tuple(dict.fromkeys(communities[row["code"]]))
        if row["name"].endswith(("街道", "镇", "乡")) and len(names) >= ENOUGH:
            # The zone stands before its streets in the source: 郑州经济技术开发区潮河街道.
            name = row["name"].rpartition("开发区")[2]
            streets[row["adcode"]].append(Street(row["code"], name, row["adcode"], names))
    return dict(streets)
