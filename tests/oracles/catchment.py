"""Floating catchment areas and Gini in plain Python, from the definitions."""

from __future__ import annotations

from fractions import Fraction


def access_by_loops(distances, demand, supply, weight, *, limit, choice=None):
    """Give the access of each place; `distances[place][station]` in metres, None where there is no way."""

    def pull(place, station):
        metres = distances[place][station]
        if metres is None or metres > limit:
            return 0
        if choice is None:
            return weight(metres)
        all_of_it = sum(choice(other) for other in distances[place] if other is not None and other <= limit)
        return weight(metres) * choice(metres) / all_of_it if all_of_it else 0

    ratios = []
    for station, amount in enumerate(supply):
        sharing = sum(people * pull(place, station) for place, people in enumerate(demand))
        ratios.append(amount / sharing if sharing else None)
    return [
        sum(ratio * pull(place, station) for station, ratio in enumerate(ratios) if ratio is not None)
        for place in range(len(demand))
    ]


def gini_by_pairs(values, weights):
    """Give Σ w_i·w_j·|x_i − x_j| / (2·W·Σ w·x), exactly."""
    exact = [(Fraction(value), Fraction(weight)) for value, weight in zip(values, weights, strict=True)]
    apart = sum(w * v * abs(x - y) for x, w in exact for y, v in exact)
    had = sum(x * w for x, w in exact)
    return apart / (2 * sum(w for _, w in exact) * had) if had else None
