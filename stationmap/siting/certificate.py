"""A certificate of a siting: all that is needed to check it from weights and pairs, without our code."""

from __future__ import annotations

import hashlib
import math
from typing import Any

import numpy as np
import numpy.typing as npt

from stationmap.pairs import Pairs
from stationmap.siting.siting import Siting

__all__ = ["FORMAT", "certificate", "digest"]

FORMAT = "stationmap siting certificate 1"


def digest(*arrays: npt.ArrayLike) -> str:
    """Return the SHA-256 of numbers, each as eight little-endian bytes: whole ones signed, others IEEE 754 doubles.

    Parameters
    ----------
    *arrays : array_like
        Read row by row, one after the other; truth values are whole numbers.

    Examples
    --------
    >>> digest([1, 2])[:8], digest([1.0, 2.0])[:8]
    ('0c730b69', 'dc91ce9a')
    """
    hashed = hashlib.sha256()
    for array in arrays:
        values = np.asarray(array)
        kind = "<f8" if values.dtype.kind == "f" else "<i8"
        hashed.update(np.ascontiguousarray(values.astype(kind)).tobytes())
    return hashed.hexdigest()


def certificate(siting: Siting) -> dict[str, Any]:
    """Write a certificate.

    Parameters
    ----------
    siting : Siting

    Returns
    -------
    dict
        Ready for JSON. ``inputs`` are digests of what the checker is given; ``proof`` has a multiplier of each place
        (none where it is 0), the prices of a site and of a unit of cost, and the cliques of candidates too near to
        each other. With s_j the sum of multipliers of the places that candidate j reaches, no choice within the
        limits is worth more than base + sum over places of max(first - multiplier, 0) + max(second - multiplier, 0) +
        most · price of a site + budget · price of cost + sum over cliques of the greatest positive s_j - price of a
        site - cost_j · price of cost; `most` is the count, or how many the budget pays if those are fewer. For the
        p-median, s_j is the sum of what candidate j saves each place beyond its multiplier, and base less the sum of
        multipliers, prices and cliques is the least that is possible.

    Examples
    --------
    >>> from stationmap.siting.limits import Limits
    >>> from stationmap.siting.siting import site
    >>> pairs = Pairs.of([0, 1, 1, 2], [0, 0, 1, 1], [5.0] * 4, places=3, stations=2, limit_m=9)
    >>> paper = certificate(site(pairs, np.array([3.0, 4.0, 5.0]), Limits(np.ones(2, dtype=bool), 1)))
    >>> paper["chosen"], paper["objective"], paper["best_possible"], paper["proof"]["by"]
    ([1], 9.0, 9.0, 'lagrange')
    """
    stand, limits, wanted = siting.stand, siting.limits, siting.wanted
    return {
        "format": FORMAT,
        "model": wanted.model,
        "second": wanted.second,
        "share": wanted.share,
        "radius_m": _number(stand.radius_m),
        "distance": stand.candidates.how,
        "count": limits.count,
        "budget": _number(limits.budget),
        "inputs": {
            "weights": digest(stand.weight),
            "pairs": _of_pairs(stand.candidates),
            "existing": None if stand.existing is None else _of_pairs(stand.existing),
            "usable": digest(limits.usable),
            "costs": digest(limits.costs),
            "too_near": digest(limits.too_near),
        },
        "chosen": siting.chosen.tolist(),
        "objective": _number(siting.objective),
        "before": _number(siting.before),
        "best_possible": _number(siting.best_possible),
        "attained": siting.attained,
        "proof": _proof(siting),
    }


def _proof(siting: Siting) -> dict[str, Any]:
    proof = siting.proof
    rows = np.flatnonzero(proof.multipliers)
    return {
        "by": proof.by,
        "multipliers": {str(row): float(proof.multipliers[row]) for row in rows},
        "price_of_site": proof.price_of_site,
        "price_of_cost": proof.price_of_cost,
        "cliques": _cliques(proof.clique),
        "proved": _number(proof.proved),
        "unit": proof.unit,
        "base": proof.base,
        "asked": _number(proof.asked),
    }


def _cliques(clique: npt.NDArray[np.int64]) -> list[list[int]]:
    order = np.argsort(clique, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(clique[order])) + 1)
    return [group.tolist() for group in groups if len(group) > 1]


def _of_pairs(pairs: Pairs) -> str:
    return digest(pairs.place, pairs.station, pairs.distance_m, pairs.nearest_m)


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
