"""Ways of an OpenStreetMap extract as flat arrays: .osm, .osm.gz, .osm.bz2, .osm.pbf."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from stationmap.errors import FileFormatError, MissingFileError
from stationmap.extras import planning

__all__ = ["EXTRACT_SUFFIXES", "OsmWays", "read_ways"]

EXTRACT_SUFFIXES = (".osm", ".osm.gz", ".osm.bz2", ".pbf")  # and so osmium calls their formats
Tags = Mapping[str, str]
Chooser = Callable[[Tags], tuple[int, str]]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class OsmWays:
    """Ways that were chosen, with the places of their nodes.

    Parameters
    ----------
    refs : int64 array of shape (m,)
        Ids of the nodes of all ways, one way after the other.
    starts : int64 array of shape (ways + 1,)
        Where each way begins in `refs`.
    kind : int8 array of shape (ways,)
        What the chooser said of each way.
    node_id : int64 array of shape (n,)
        Ids of the nodes that the extract holds, ascending.
    lat, lon : float64 arrays of shape (n,)
        Degrees, WGS 84.
    closed : bool array of shape (n,)
        Nodes of which the second chooser said that they cannot be passed.
    left_out : dict of str to int
        Ways that were not chosen, by the chooser's reason.
    as_of : datetime or None
        The last edit of any way that was chosen, UTC; None where the extract does not say.

    Examples
    --------
    >>> none = np.empty(0)
    >>> ways = OsmWays(none.astype(int), np.array([0]), none, none, none, none, none.astype(bool), {}, None)
    >>> len(ways)
    0
    """

    refs: Ints
    starts: Ints
    kind: npt.NDArray[np.int8]
    node_id: Ints
    lat: npt.NDArray[np.float64]
    lon: npt.NDArray[np.float64]
    closed: npt.NDArray[np.bool_]
    left_out: dict[str, int]
    as_of: datetime | None

    def __len__(self) -> int:
        return len(self.starts) - 1


def read_ways(path: Path, key: str, kind_of: Chooser, is_closed: Callable[[Tags], bool]) -> OsmWays:
    """Read the ways that have a key and that a chooser takes, and the nodes that they are made of.

    The file is read twice, ways first, so that its order does not matter and only the nodes of chosen ways are kept.
    The outlines of multipolygons (relations) that the chooser takes are ways, too.

    Parameters
    ----------
    path : Path
        Its suffix, one of `EXTRACT_SUFFIXES`, says what it is.
    key : str
        Ways without this key are passed over uncounted, such as ``highway``.
    kind_of : callable
        Given the tags of a way, a number from 1 to 127 and "", or 0 and the reason why it is left out.
    is_closed : callable
        Given the tags of a node, whether it cannot be passed.

    Raises
    ------
    MissingFileError
        If there is no such file.
    FileFormatError
        If it cannot be read as what its suffix says; the reason is named.
    ExtraMissingError
        If osmium is not installed.

    Examples
    --------
    >>> read_ways(Path("no.osm"), "highway", lambda tags: (1, ""), lambda tags: False)
    Traceback (most recent call last):
        ...
    stationmap.errors.MissingFileError: 没有这个文件 no such file: no.osm
    """
    osmium = planning("osmium")
    if not path.is_file():
        raise MissingFileError(f"没有这个文件 no such file: {path}")
    suffix = next((one for one in EXTRACT_SUFFIXES if path.name.casefold().endswith(one)), None)
    if suffix is None:
        wanted = "、".join(EXTRACT_SUFFIXES)
        raise FileFormatError(f"{path.name}: 街道文件应为 an extract of OpenStreetMap is {wanted}")
    with _named(path, osmium.InvalidLocationError):
        file = osmium.io.File(str(path), suffix[1:])
        chosen = _Chosen(kind_of)
        _take_ways(osmium, file, key, chosen)
        _take_outlines(osmium, file, chosen)
        return _with_nodes(osmium, file, chosen, is_closed)


class _Chosen:
    """Ways as they come."""

    def __init__(self, kind_of: Chooser) -> None:
        self._kind_of = kind_of
        self.refs = array("q")  # a list would take five times the memory
        self.starts = [0]
        self.kinds: list[int] = []
        self.ids: set[int] = set()
        self.outlines: dict[int, int] = {}
        self.left_out: Counter[str] = Counter()
        self.latest: datetime | None = None

    def judge(self, thing: Any) -> int:  # noqa: ANN401 - osmium's objects have no types
        kind, reason = self._kind_of({tag.k: tag.v for tag in thing.tags})
        if kind == 0:
            self.left_out[reason] += 1
        return kind

    def take(self, way: Any, kind: int) -> None:  # noqa: ANN401
        self.refs.extend(node.ref for node in way.nodes)
        self.starts.append(len(self.refs))
        self.kinds.append(kind)
        self.ids.add(way.id)
        edited = way.timestamp
        if edited.timestamp() > 0 and (self.latest is None or edited > self.latest):
            self.latest = edited


def _take_ways(osmium: Any, file: Any, key: str, chosen: _Chosen) -> None:  # noqa: ANN401
    kinds = osmium.osm.WAY | osmium.osm.RELATION
    for thing in osmium.FileProcessor(file, kinds).with_filter(osmium.filter.KeyFilter(key)):
        if thing.deleted or (thing.is_relation() and thing.tags.get("type") != "multipolygon"):
            continue
        kind = chosen.judge(thing)
        if kind and thing.is_way():
            chosen.take(thing, kind)
        elif kind:
            chosen.outlines |= {member.ref: kind for member in thing.members if member.type == "w"}


def _take_outlines(osmium: Any, file: Any, chosen: _Chosen) -> None:  # noqa: ANN401
    wanted = chosen.outlines.keys() - chosen.ids
    if not wanted:
        return
    # osmium's own filter of ids takes a bit for each id up to the highest, which is hundreds of megabytes
    for way in osmium.FileProcessor(file, osmium.osm.WAY):
        if way.id in wanted and not way.deleted:
            chosen.take(way, chosen.outlines[way.id])


def _with_nodes(osmium: Any, file: Any, chosen: _Chosen, is_closed: Callable[[Tags], bool]) -> OsmWays:  # noqa: ANN401
    refs = np.array(chosen.refs, dtype=np.int64)
    wanted = np.unique(refs)
    nodes = osmium.FileProcessor(file, osmium.osm.NODE).with_locations()
    tagged = nodes.with_filter(osmium.filter.EmptyTagFilter())
    closed = [node.id for node in tagged if is_closed({tag.k: tag.v for tag in node.tags})]
    places = [*_drafts(osmium, file, wanted), *_stored(nodes.node_location_storage, wanted[wanted >= 0])]
    table = np.array(places, dtype=[("id", np.int64), ("lat", np.float64), ("lon", np.float64)])
    return OsmWays(
        refs,
        np.array(chosen.starts, dtype=np.int64),
        np.array(chosen.kinds, dtype=np.int8),
        np.ascontiguousarray(table["id"]),
        np.ascontiguousarray(table["lat"]),
        np.ascontiguousarray(table["lon"]),
        np.isin(table["id"], closed),
        dict(chosen.left_out),
        chosen.latest,
    )


def _stored(store: Any, wanted: Ints) -> Iterator[tuple[int, float, float]]:  # noqa: ANN401
    for key in wanted.tolist():
        with suppress(KeyError):  # a way at the border of an extract names nodes beyond it
            place = store.get(key)
            if place.valid():
                yield key, place.lat, place.lon


def _drafts(osmium: Any, file: Any, wanted: Ints) -> list[tuple[int, float, float]]:  # noqa: ANN401
    """Nodes with ids below zero, as editors give to what is not uploaded yet; osmium's store knows none."""
    drafts = set(wanted[wanted < 0].tolist())
    if not drafts:
        return []
    nodes = (node for node in osmium.FileProcessor(file, osmium.osm.NODE) if node.id in drafts)
    return sorted((node.id, node.lat, node.lon) for node in nodes if node.location.valid())


@contextmanager
def _named(path: Path, no_position: type[Exception]) -> Iterator[None]:
    try:
        yield
    except (RuntimeError, ValueError, OSError, no_position) as error:  # what osmium raises on damage
        raise FileFormatError(f"{path.name}: 街道文件无法读取 the extract cannot be read: {error}") from error
