"""What results that are kept say of one district or city."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from stationmap.catalogue import Searchable
from stationmap.documents.notices import notice
from stationmap.errors import DistrictNotFoundError, Fault
from stationmap.store import Analysis

__all__ = ["kept_document", "moved_on"]


def kept_document(catalogue: Searchable, analyses: Iterable[Analysis], adcode: str) -> dict[str, Any]:
    """Write what each kept result says of a district, or of a city and its districts.

    A list of objects that have an ``adcode`` is cut to those of the place, however deep it lies; all else stays as it
    was kept, since it is said of the whole scope.

    Parameters
    ----------
    catalogue : Catalogue or LiveCatalogue
        The register as it is.
    analyses : iterable of Analysis
        What is kept.
    adcode : str
        Of a district (six digits), or of a city (four digits, or six that end in 00); a province likewise.

    Returns
    -------
    dict
        adcode, districts, register_version, notice, analyses and ``without`` (names of results that say nothing of
        the place). A result is ``stale`` if the register has changed since the version that it was made of.

    Raises
    ------
    DistrictNotFoundError
        If no district of the register is or lies there.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> kept = Analysis("reach", "", {"rows": [{"adcode": "410102"}, {"adcode": "410103"}]}, "", "0", {}, "0.1.0")
    >>> kept_document(demonstration(), [kept], "410102")["analyses"][0]["document"]
    {'rows': [{'adcode': '410102'}]}
    """
    prefix = _prefix(adcode)
    frame = catalogue.districts.frame
    inside = frame[frame["adcode"].str.startswith(prefix)]
    if inside.empty:
        fault = Fault("adcode", adcode, "见 /v1/districts lists them")
        raise DistrictNotFoundError(f"登记册没有这个区县 no district of the register is or lies in {adcode}", (fault,))
    told, without = [], []
    for one in analyses:
        cut, named, there = _cut(one.document, lambda code: code.startswith(prefix))
        if (named and not there) or not _within(one.scope, prefix):
            without.append({"name": one.name, "scope": one.scope})
        else:
            told.append(_described(one, cut, catalogue.version))
    return {
        "adcode": adcode,
        "districts": [
            {"adcode": code, "name": name, "city": city}
            for code, name, city in zip(inside["adcode"], inside["name"], inside["city"], strict=True)
        ],
        "register_version": catalogue.version,
        "notice": notice(catalogue),
        "analyses": told,
        "without": without,
    }


def moved_on(one: Analysis, version: str) -> bool:
    """Tell whether a register has changed since a result was made of it.

    Parameters
    ----------
    one : Analysis
    version : str
        Of the register as it is now.

    Examples
    --------
    >>> moved_on(Analysis("reach", "", {}, "", "3", {}, "0.1.0"), "4")
    True
    """
    return not version.isdecimal() or int(version) > int(one.register_version)


def _prefix(adcode: str) -> str:
    while len(adcode) > 2 and adcode.endswith("00"):
        adcode = adcode[:-2]
    return adcode


def _within(scope: str, prefix: str) -> bool:
    """Tell whether a scope and a place have something in common; a scope that is no code is of the whole register."""
    if not (scope.isdecimal() and len(scope) in {2, 4, 6}):
        return True
    code = _prefix(scope)
    return code.startswith(prefix) or prefix.startswith(code)


def _described(one: Analysis, document: Any, version: str) -> dict[str, Any]:  # noqa: ANN401  (JSON)
    return {
        "name": one.name,
        "scope": one.scope,
        "made_at": one.made_at,
        "register_version": one.register_version,
        "stale": moved_on(one, version),
        "library_version": one.library_version,
        "inputs": one.inputs,
        "document": document,
    }


def _cut(value: Any, belongs: Callable[[str], bool]) -> tuple[Any, bool, bool]:  # noqa: ANN401  (JSON)
    """Keep of each list of objects with an adcode those that belong; tell whether there was one, and any left."""
    if isinstance(value, list) and value and all(isinstance(item, dict) and "adcode" in item for item in value):
        kept = [item for item in value if belongs(str(item["adcode"]))]
        return kept, True, bool(kept)
    if not isinstance(value, dict | list):
        return value, False, False
    parts = [_cut(item, belongs) for item in (value.values() if isinstance(value, dict) else value)]
    cut = [part[0] for part in parts]
    whole = dict(zip(value, cut, strict=True)) if isinstance(value, dict) else cut
    return whole, any(part[1] for part in parts), any(part[2] for part in parts)
