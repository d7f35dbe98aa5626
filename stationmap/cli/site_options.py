"""What cannot be asked of ``stationmap site``, said before anything is worked out."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from pathlib import Path

from stationmap.errors import Fault, InputError

__all__ = ["check_count", "check_files", "check_numbers"]

_LEAST = {"--spacing": (0.0, True), "--grid": (0.0, False), "--seconds": (0.0, False), "--budget": (0.0, True)}


def check_files(*paths: Path | None) -> None:
    """Refuse one name for two files: the second would take the place of the first.

    Raises
    ------
    InputError
        If two are the same.
    """
    given = [path.resolve() for path in paths if path is not None]
    twice = [path for path in given if given.count(path) > 1]
    if twice:
        fault = Fault("--out", str(twice[0]), "须各用一个文件名 each file needs a name of its own")
        raise InputError("两个文件同名，后写的会盖掉先写的 two files have one name", (fault,))


def check_numbers(numbers: Mapping[str, float | None]) -> None:
    """Refuse what is no number, infinite or too small.

    Parameters
    ----------
    numbers : mapping of str to float or None
        By option; None is not given.

    Raises
    ------
    InputError
        With each such option.

    Examples
    --------
    >>> check_numbers({"--spacing": -5.0})
    Traceback (most recent call last):
        ...
    stationmap.errors.InputError: 选项的数字有误 an option has a wrong number
    """
    faults = []
    for name, value in numbers.items():
        least, reached = _LEAST[name]
        if value is None or (isfinite(value) and (value > least or (reached and value == least))):
            continue
        said = "不能为负 must not be below 0" if reached else "须大于 0 must be above 0"
        faults.append(Fault(name, str(value), f"{said}；须为有限的数 and finite"))
    if faults:
        raise InputError("选项的数字有误 an option has a wrong number", tuple(faults))


def check_count(add: int | None, possible: int) -> None:
    """Refuse to add more sites than there are candidates.

    Raises
    ------
    InputError
        If there are fewer.

    Examples
    --------
    >>> check_count(3, 3)
    """
    if add is not None and add > possible:
        fault = Fault("--add", str(add), f"可用的候选点只有 only {possible:,} candidates may be chosen")
        raise InputError("新增的站点比候选点多 more sites to add than candidates", (fault,))
