"""How many stations a district has."""

from __future__ import annotations

from demo_recipe.sources import Census

__all__ = ["TOTALS", "WITHOUT", "ZONES", "allocate", "shares"]

TOTALS = {"郑州市": 348, "开封市": 319}
ZONES = {"410171": "经开区", "410172": "高新区", "410173": "航空港区"}
ZONE_STATIONS = 35
WITHOUT = "410222"
CORE = {"410102", "410103", "410104", "410105", "410108", "410202", "410203", "410204", "410205"}
CORE_BIAS = 2.5


def shares(total: int, weights: dict[str, float]) -> dict[str, int]:
    """Divide `total` by the largest remainder, at least one each; ties go to the lower key.

    Examples
    --------
    >>> shares(10, {"a": 6.0, "b": 3.5, "c": 0.01})
    {'a': 5, 'b': 4, 'c': 1}
    """
    rest = total - len(weights)
    whole = sum(weights.values())
    exact = {key: rest * weight / whole for key, weight in sorted(weights.items())}
    counts = {key: 1 + int(share) for key, share in exact.items()}
    by_remainder = sorted(exact, key=lambda key: (int(exact[key]) - exact[key], key))
    for key in by_remainder[: total - sum(counts.values())]:
        counts[key] += 1
    return counts


def allocate(city: str, census: list[Census]) -> dict[str, int]:
    """Give the number of stations by adcode: by residents, leaning to the urban core.

    Parameters
    ----------
    city : str
        郑州市 or 开封市.
    census : list of Census
        All districts.

    Returns
    -------
    dict of str to int
        Sorted by adcode; the district `WITHOUT` has no station and does not occur.
    """
    own = {row.adcode: row.residents for row in census if row.city == city and row.adcode != WITHOUT}
    zones = {adcode: float(residents) for adcode, residents in own.items() if adcode in ZONES}
    in_zones = shares(ZONE_STATIONS, zones) if zones else {}
    weights = {
        adcode: residents * (CORE_BIAS if adcode in CORE else 1.0)
        for adcode, residents in own.items()
        if adcode not in ZONES
    }
    counts = in_zones | shares(TOTALS[city] - sum(in_zones.values()), weights)
    return dict(sorted(counts.items()))
