"""Refuses what cannot be a position, a distance or a count."""

from __future__ import annotations

import math
from operator import index as as_integer

import numpy as np
from numpy.typing import ArrayLike, NDArray

from stationmap.errors import CoordinateError, Fault, ParameterError

__all__ = ["check_box", "check_count", "check_degrees", "check_lengths", "check_position", "check_radius"]

_LIMITS = {"lat": 90.0, "south": 90.0, "north": 90.0, "lon": 180.0, "west": 180.0, "east": 180.0}


def check_degrees(name: str, values: ArrayLike) -> NDArray[np.float64]:
    """Copy an array of degrees, read-only, or say which entry is wrong first.

    Parameters
    ----------
    name : {"lat", "lon"}
        What the degrees are.
    values : array_like of float, shape (n,)
        Degrees.

    Returns
    -------
    ndarray of float64, shape (n,)

    Raises
    ------
    CoordinateError
        If the array is not one-dimensional, or an entry is not finite or out of range.

    Examples
    --------
    >>> check_degrees("lat", [34.7, 91.0])
    Traceback (most recent call last):
        ...
    stationmap.errors.CoordinateError: lat of row 1 is 91.0: it must be finite and within ±90
    """
    degrees = np.array(values, dtype=np.float64)
    if degrees.ndim != 1:
        fault = Fault(name, f"shape {degrees.shape}", "must be one-dimensional")
        raise CoordinateError(f"{name} is not a one-dimensional array", (fault,))
    wrong = np.flatnonzero(~(np.abs(degrees) <= _LIMITS[name]))  # NaN compares false, so it is wrong too
    if wrong.size:
        _refuse(f"{name} of row {wrong[0]}", name, float(degrees[wrong[0]]))
    degrees.flags.writeable = False
    return degrees


def check_position(lat: float, lon: float) -> tuple[float, float]:
    """Give a query's position as floats.

    Raises
    ------
    CoordinateError
        If one is not finite or out of range (±90, ±180 degrees).

    Examples
    --------
    >>> check_position(34, 113.7)
    (34.0, 113.7)
    """
    return _degrees("lat", lat), _degrees("lon", lon)


def check_box(west: float, south: float, east: float, north: float) -> tuple[float, float, float, float]:
    """Give a box's edges as floats; west may be greater than east, south not greater than north.

    Raises
    ------
    CoordinateError
        If an edge is not finite or out of range, or south lies north of north.

    Examples
    --------
    >>> check_box(170, -10, -170, 10)
    (170.0, -10.0, -170.0, 10.0)
    """
    box = _degrees("west", west), _degrees("south", south), _degrees("east", east), _degrees("north", north)
    if south > north:
        fault = Fault("south", repr(south), f"must not be greater than north, {north!r}")
        raise CoordinateError("the box's southern edge lies north of its northern edge", (fault,))
    return box


def check_lengths(**arrays: NDArray[np.generic]) -> None:
    """Make sure that one-dimensional arrays have one length.

    Raises
    ------
    CoordinateError
        If they differ in length.

    Examples
    --------
    >>> check_lengths(lat=np.zeros(3), lon=np.zeros(3))
    """
    if len({array.shape for array in arrays.values()}) > 1:
        shapes = ", ".join(f"{name} {array.shape}" for name, array in arrays.items())
        faults = tuple(Fault(name, f"shape {array.shape}", "must have one length") for name, array in arrays.items())
        raise CoordinateError(f"arrays of different shapes: {shapes}", faults)


def check_count(k: int) -> int:
    """Give the number of answers wanted.

    Raises
    ------
    ParameterError
        If it is not an integer, or negative.

    Examples
    --------
    >>> check_count(5)
    5
    """
    try:
        count = as_integer(k)
    except TypeError:
        count = -1
    if count < 0:
        fault = Fault("k", repr(k), "must be an integer, 0 or more")
        raise ParameterError(f"not a number of answers: {k!r}", (fault,))
    return count


def check_radius(radius_m: float) -> float:
    """Give a radius in metres; infinity is one.

    Raises
    ------
    ParameterError
        If it is NaN or negative.

    Examples
    --------
    >>> check_radius(5000)
    5000.0
    """
    radius = float(radius_m)
    if math.isnan(radius) or radius < 0:
        fault = Fault("radius_m", repr(radius_m), "must be metres, 0 or more")
        raise ParameterError(f"not a radius in metres: {radius_m!r}", (fault,))
    return radius


def _degrees(name: str, value: float) -> float:
    degrees = float(value)
    if not abs(degrees) <= _LIMITS[name]:
        _refuse(name, name, degrees)
    return degrees


def _refuse(place: str, name: str, value: float) -> None:
    reason = f"must be finite and within ±{_LIMITS[name]:g}"
    raise CoordinateError(f"{place} is {value!r}: it {reason}", (Fault(name, repr(value), reason),))
