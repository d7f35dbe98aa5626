"""The table of districts, and the questions it answers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from stationmap.districts.checks import check_districts, stack_positions
from stationmap.districts.measure import Borders, geodesic_area_km2
from stationmap.districts.names import plain_name, words_of_districts
from stationmap.districts.polygons import Polygons
from stationmap.errors import ColumnError, DistrictNotFoundError, Fault, InputError

__all__ = ["Districts"]


class Districts:
    """Districts, sorted by adcode; never changed after they are made.

    Parameters
    ----------
    frame : GeoDataFrame
        Columns adcode (six digits), name, geometry (None where a district has no polygon), and if known city (name of
        the prefecture) and residents (people). A CRS other than EPSG:4326 is converted; none is taken for EPSG:4326.

    Raises
    ------
    ColumnError
        If adcode, name or geometry is missing.
    InputError
        If an adcode is malformed or doubled, a geometry is no polygon, or residents are no count.

    Examples
    --------
    >>> frame = gpd.GeoDataFrame(
    ...     {"adcode": ["410106", "410172"], "name": ["上街区", "郑州高新技术产业开发区"], "city": ["郑州市"] * 2},
    ...     geometry=[shapely.box(113.2, 34.7, 113.4, 34.9), None], crs="EPSG:4326")
    >>> districts = Districts(frame)
    >>> districts.locate([34.8, 34.8], [113.3, 113.5]).tolist()
    ['410106', '']
    >>> districts.match_name("郑州高新区")
    '410172'
    """

    def __init__(self, frame: gpd.GeoDataFrame) -> None:
        self._frame = check_districts(frame)
        self._adcodes: npt.NDArray[np.object_] = self._frame["adcode"].to_numpy(dtype=object)
        self._rows = {adcode: row for row, adcode in enumerate(self._adcodes)}

    @classmethod
    def joined(cls, polygons: gpd.GeoDataFrame, residents: pd.DataFrame) -> Districts:
        """Put polygons and residents together; neither side loses a district.

        Parameters
        ----------
        polygons : GeoDataFrame
            Columns adcode, name, geometry.
        residents : DataFrame
            Columns adcode, name, city, residents. A row of a whole prefecture (adcode ending in 00) that has no
            polygon of its own is a sum, not a district, and is left out.

        Returns
        -------
        Districts
            Names and cities as in `residents` where it has the district.

        Raises
        ------
        ColumnError
            If `residents` lacks one of its columns.

        Examples
        --------
        >>> square = shapely.box(113, 34, 114, 35)
        >>> polygons = gpd.GeoDataFrame({"adcode": ["410106"], "name": ["上街"]}, geometry=[square])
        >>> census = pd.DataFrame({"adcode": ["410100", "410106", "410172"], "name": ["郑州市", "上街区", "高新区"],
        ...                        "city": "郑州市", "residents": [12_600_574, 197_399, 546_226]})
        >>> Districts.joined(polygons, census).frame["name"].tolist()
        ['上街区', '高新区']
        """
        missing = [column for column in ("adcode", "name", "city", "residents") if column not in residents.columns]
        if missing:
            raise ColumnError(f"the residents lack the column {', '.join(missing)}")
        census = residents[["adcode", "name", "city", "residents"]]
        shapes = polygons[["adcode", "name", "geometry"]].rename(columns={"name": "drawn_name"})
        both = shapes.merge(census, on="adcode", how="outer")
        both["name"] = both["name"].where(both["name"].notna(), both["drawn_name"])
        is_sum = both["adcode"].str.endswith("00") & both.geometry.isna()
        return cls(both[~is_sum])

    @property
    def frame(self) -> gpd.GeoDataFrame:
        """A copy of the table: adcode, name, city, residents (Int64), geometry (EPSG:4326); RangeIndex."""
        return self._frame.copy()

    def __len__(self) -> int:
        return len(self._frame)

    def __contains__(self, adcode: object) -> bool:
        return adcode in self._rows

    def __repr__(self) -> str:
        return f"<Districts: {len(self)}, {int(self.has_polygon.sum())} with a polygon>"

    @property
    def has_polygon(self) -> pd.Series[bool]:
        """Whether each district has a polygon, in the order of `frame`."""
        return pd.Series(self._frame.geometry.notna().to_numpy(), name="has_polygon")

    @cached_property
    def _polygons(self) -> Polygons:
        return Polygons(self._frame.geometry.to_numpy())

    @cached_property
    def _borders(self) -> Borders:
        return Borders(self._frame.geometry.to_numpy())

    @cached_property
    def _words(self) -> dict[str, str]:
        return dict(words_of_districts(zip(self._adcodes, self._frame["name"], self._frame["city"], strict=True)))

    def locate(self, lat: npt.ArrayLike, lon: npt.ArrayLike) -> npt.NDArray[np.object_]:
        """Find the district that holds each position.

        Parameters
        ----------
        lat, lon : array_like of shape (n,)
            Degrees, WGS 84. NaN lies in no district.

        Returns
        -------
        object array of shape (n,)
            Adcode, or "" where no polygon covers the position. A border belongs to its polygons; on a shared border
            the lowest adcode wins.

        Raises
        ------
        InputError
            If the two differ in length.

        Examples
        --------
        >>> squares = [shapely.box(113, 34, 114, 35), shapely.box(114, 34, 115, 35)]
        >>> frame = gpd.GeoDataFrame({"adcode": ["410102", "410103"], "name": ["甲区", "乙区"]}, geometry=squares)
        >>> Districts(frame).locate([34.5, 34.5], [114.0, 114.1]).tolist()
        ['410102', '410103']
        """
        names: npt.NDArray[np.object_] = np.append(self._adcodes, "")  # the last is that of row -1
        return names[self._polygons.first_row(stack_positions(lat, lon))]

    def border_distance_m(
        self, lat: npt.ArrayLike, lon: npt.ArrayLike, adcode: str | npt.ArrayLike
    ) -> npt.NDArray[np.float64]:
        """Measure from each position to the border of a district.

        Parameters
        ----------
        lat, lon : array_like of shape (n,)
            Degrees, WGS 84.
        adcode : str or array_like of str of shape (n,)
            District whose border counts; "" for the nearest border of any.

        Returns
        -------
        float64 array of shape (n,)
            Metres, inside or outside alike. Within 0.25 % of the shortest geodesic up to 10 km from the border, farther
            off never below it. NaN where the district has no polygon or the position is NaN.

        Raises
        ------
        DistrictNotFoundError
            If an adcode is not among these districts.
        InputError
            If the arrays differ in length.

        Examples
        --------
        >>> frame = gpd.GeoDataFrame({"adcode": ["410102"], "name": ["甲区"]}, geometry=[shapely.box(113, 34, 114, 35)])
        >>> Districts(frame).border_distance_m([34.5, 34.5], [113.001, 112.999], "410102").round(1)
        array([91.8, 91.8])
        """
        flat = stack_positions(lat, lon)
        codes = np.asarray(adcode, dtype=object)
        if codes.ndim and codes.shape != (len(flat),):
            raise InputError(f"{len(codes)} adcodes for {len(flat)} positions")
        row = self._rows_of(np.broadcast_to(codes, len(flat)))
        return self._borders.distance_m(flat[:, 1], flat[:, 0], row)

    def _rows_of(self, adcodes: Iterable[str]) -> npt.NDArray[np.int64]:
        known = self._rows | {"": -1}
        given = list(adcodes)
        self._require(code for code in given if code)
        return np.array([known[code] for code in given], dtype=np.int64)

    def _require(self, adcodes: Iterable[str]) -> None:
        unknown = sorted({str(code) for code in adcodes if code not in self._rows})
        if unknown:
            faults = tuple(Fault("adcode", code, "is not among these districts") for code in unknown)
            raise DistrictNotFoundError(f"no district {', '.join(unknown)}", faults)

    @cached_property
    def _areas(self) -> list[float]:
        return [geodesic_area_km2(shape) for shape in self._frame.geometry]

    @property
    def area_km2(self) -> pd.Series[float]:
        """Geodesic area in km² on WGS 84, in the order of `frame`; NaN without a polygon."""
        return pd.Series(self._areas, name="area_km2", dtype=float)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees, WGS 84; NaN if there is no polygon at all."""
        if not self.has_polygon.any():
            return (float("nan"),) * 4
        west, south, east, north = shapely.total_bounds(self._frame.geometry.to_numpy())
        return float(west), float(south), float(east), float(north)

    def only(self, adcodes: Iterable[str]) -> Districts:
        """Keep some districts.

        Raises
        ------
        DistrictNotFoundError
            If one of them is not here.
        """
        wanted = list(adcodes)
        self._require(wanted)
        return Districts(self._frame[self._frame["adcode"].isin(wanted)])

    def of_cities(self, prefixes: Iterable[str]) -> Districts:
        """Keep the districts of some prefectures, given by the first four digits of the adcode.

        Raises
        ------
        DistrictNotFoundError
            If a prefix has no district here.
        """
        wanted = list(prefixes)
        heads = self._frame["adcode"].str[:4]
        empty = sorted(set(wanted) - set(heads))
        if empty:
            faults = tuple(Fault("city", prefix, "no district's adcode begins so") for prefix in empty)
            raise DistrictNotFoundError(f"no district of {', '.join(empty)}", faults)
        return Districts(self._frame[heads.isin(wanted)])

    def name_of(self, adcode: str) -> str:
        """Name of a district.

        Raises
        ------
        DistrictNotFoundError
            If there is none of that code.
        """
        self._require([adcode])
        return str(self._frame["name"].iat[self._rows[adcode]])

    def match_name(self, text: str) -> str:
        """Find the district that a text names, if it can mean only one of these.

        Parameters
        ----------
        text : str
            Such as "上街区", "郑州市上街区", "上街", "高新区" or "410106".

        Returns
        -------
        str
            Adcode, "" if the text names none or could name several.
        """
        return self._words.get(plain_name(text), "")
