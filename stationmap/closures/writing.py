"""Writing closures in the form in which the register keeps them."""

from __future__ import annotations

from collections.abc import Sequence

from stationmap.closures.reading import closures_in
from stationmap.errors import Fault, InputError
from stationmap.timetable import Closure

__all__ = ["write_closures"]


def write_closures(closures: Sequence[Closure]) -> str:
    """Write closures as `read_closures` reads them back.

    Parameters
    ----------
    closures : sequence of Closure
        Of whole days.

    Returns
    -------
    str
        Blank if there are none.

    Raises
    ------
    InputError
        If one would be read back as something else: it begins or ends within a day, or its reason holds ``;``, another
        date or more than 200 characters.

    Examples
    --------
    >>> from datetime import date
    >>> write_closures([Closure(date(2026, 12, 1), date(2026, 12, 15), "装修"), Closure(date(2027, 2, 10), None, "")])
    '2026-12-01/2026-12-15 装修; 2027-02-10/'
    """
    parts = [_written(closure) for closure in closures]
    faults = tuple(
        Fault("closures", part, _why(part))
        for part, closure in zip(parts, closures, strict=True)
        if closures_in(part).closures != (closure,)
    )
    if faults:
        raise InputError("临时关闭无法登记 closures that cannot be kept", faults)
    return "; ".join(parts)


def _written(closure: Closure) -> str:
    last = "" if closure.end is None else closure.end.isoformat()
    return f"{closure.start.isoformat()}/{last} {closure.reason}".rstrip()


def _why(part: str) -> str:
    refused = closures_in(part).refused
    if not refused:
        return (
            "原因里不能有分号、换行，首尾不能有空格 the reason may hold no semicolon or line break, nor end in blanks"
        )
    return f"{refused[0].zh} {refused[0].en}"
