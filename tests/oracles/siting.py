"""Siting in plain Python: the best of all subsets, and a checker of certificates that knows none of our code."""

import hashlib
import itertools
import math
import struct
from dataclasses import dataclass, field


@dataclass
class Case:
    """What a siting was made of: pairs are (place, candidate, metres), `existing` the same of stations."""

    weights: list
    candidates: int
    pairs: list
    nearest: list
    usable: list
    costs: list
    too_near: list = field(default_factory=list)
    existing: list | None = None
    existing_nearest: list | None = None

    def already(self, place, radius):
        return sum(1 for p, _, d in self.existing or [] if p == place and d <= radius)

    def metres_already(self, place):
        return math.inf if self.existing is None else self.existing_nearest[place]

    def reach(self, place, chosen, radius):
        return sum(1 for p, j, d in self.pairs if p == place and j in chosen and d <= radius)

    def metres(self, place, chosen):
        found = [d for p, j, d in self.pairs if p == place and j in chosen]
        return min([self.metres_already(place), *found])


def feasible(case, chosen, count, budget):
    return (
        len(set(chosen)) == len(chosen)
        and (count is None or len(chosen) <= count)
        and all(case.usable[j] for j in chosen)
        and sum(case.costs[j] for j in chosen) <= budget + 1e-9
        and not any(a in chosen and b in chosen for a, b in case.too_near)
    )


def far_m(case, place, radius):
    """How far a place of the p-median is without any site; None where nothing reaches it."""
    reached = [d for p, j, d in case.pairs if p == place and case.usable[j]]
    if not reached and not case.metres_already(place) <= radius:
        return None
    most = min(case.metres_already(place), radius)
    return max(reached) if math.isinf(most) else most


def objective(case, paper, chosen):
    """Reckon a model's objective for any choice."""
    model, radius = paper["model"], paper["radius_m"]
    radius = math.inf if radius is None else radius
    places = range(len(case.weights))
    chosen = set(chosen)
    if model == "lscp":
        return len(chosen)
    if model == "p-median":
        far = [far_m(case, i, radius) for i in places]
        return sum(case.weights[i] * min(far[i], case.metres(i, chosen)) for i in places if far[i] is not None)
    if model == "p-center":
        return max([case.metres(i, chosen) for i in places if counted(case, i, radius)], default=0.0)
    second = paper["second"] if model == "backup" else 0.0
    times = [case.already(i, radius) + case.reach(i, chosen, radius) for i in places]
    once = sum(w for w, t in zip(case.weights, times, strict=True) if t >= 1)
    twice = sum(w for w, t in zip(case.weights, times, strict=True) if t >= 2)
    return (1 - second) * once + second * twice


def counted(case, place, radius):
    """Whether the p-center asks about a place."""
    reached = any(p == place and case.usable[j] for p, j, _ in case.pairs)
    return case.weights[place] > 0 and (reached or case.already(place, radius) > 0)


def affordable(case, paper):
    """The most sites that the budget could pay."""
    costs = sorted(cost for cost, good in zip(case.costs, case.usable, strict=True) if good)
    budget = math.inf if paper["budget"] is None else paper["budget"]
    return sum(1 for total in itertools.accumulate(costs) if total <= budget)


def coverable(case, radius):
    """The weight that an existing station or any candidate reaches."""
    within = {p for p, j, _ in case.pairs if case.usable[j]}
    return sum(w for i, w in enumerate(case.weights) if i in within or case.already(i, radius))


def subsets(case, count, budget):
    rows = range(case.candidates)
    sizes = range(min(case.candidates, case.candidates if count is None else count) + 1)
    for size in sizes:
        for chosen in itertools.combinations(rows, size):
            if feasible(case, chosen, count, budget):
                yield chosen


def optimum(case, paper, budget):
    """Best objective of all choices, by trying each; None where none does what it should."""
    model, every = paper["model"], subsets(case, paper["count"], budget)
    if model == "lscp":
        radius = paper["radius_m"]
        target = paper["share"] * coverable(case, radius)
        sizes = [
            len(chosen)
            for chosen in every
            if objective(case, {**paper, "model": "mclp"}, chosen) >= target - 1e-9 * max(1, target)
        ]
        return min(sizes, default=None)
    values = [objective(case, paper, chosen) for chosen in every]
    best = min(values) if model in ("p-median", "p-center") else max(values)
    return best if math.isfinite(best) else None


def check(case, paper):
    """Check a certificate; the bound that its multipliers prove is returned, or None if it claims no proof."""
    assert paper["inputs"] == digests(case), "other inputs"
    budget = math.inf if paper["budget"] is None else paper["budget"]
    count = case.candidates if paper["model"] == "lscp" else paper["count"]
    assert feasible(case, paper["chosen"], count, budget), "the choice breaks a limit"
    if paper["attained"]:
        assert near(paper["objective"], objective(case, paper, paper["chosen"])), "another objective"
    if paper["model"] != "lscp":
        assert near(paper["before"], objective(case, paper, [])), "another objective before"
    proof = paper["proof"]
    if proof["by"] == "none":
        return None
    proved = proved_bound(case, paper, budget)
    assert near(proof["proved"], proved), f"the multipliers prove {proved}, not {proof['proved']}"
    return concluded(case, paper, proved)


def concluded(case, paper, proved):
    """Turn what the multipliers prove into a bound of the objective, and compare it with what is claimed."""
    proof, claimed = paper["proof"], paper["best_possible"]
    if paper["model"] == "lscp":
        target = paper["share"] * coverable(case, paper["radius_m"])
        if proof["by"] == "lagrange":
            assert proof["base"] + proved < target
            assert claimed == proof["asked"] + 1 or (claimed is None and proof["asked"] >= affordable(case, paper))
        return proof["asked"] + 1
    if paper["model"] == "p-center":
        left = sum(1 for i in range(len(case.weights)) if open_at(case, paper, i))
        if proof["by"] == "lagrange":
            assert proved < left
            radius = math.inf if paper["radius_m"] is None else paper["radius_m"]
            rows = [i for i in range(len(case.weights)) if counted(case, i, radius)]
            already = {case.metres_already(i) for i in rows} - {math.inf}
            radii = {d for _, _, d in case.pairs} | already
            further = min((d for d in radii if d > proof["asked"]), default=math.inf)
            assert (math.inf if claimed is None else claimed) <= further
        return proof["asked"]
    bound = proof["base"] - proved if paper["model"] == "p-median" else proof["base"] + proved
    if proof["by"] == "lagrange":
        assert near(claimed, bound) or near(claimed, paper["objective"])
    return bound


def open_at(case, paper, place):
    radius = math.inf if paper["radius_m"] is None else paper["radius_m"]
    return counted(case, place, radius) and not case.metres_already(place) <= paper["proof"]["asked"]


def worths(case, paper, place):
    """What the first and the second site that reach a place are worth, and up to how many metres one reaches it."""
    model, radius, weight = paper["model"], paper["radius_m"], case.weights[place]
    if model == "p-center":
        return (1.0 if open_at(case, paper, place) else 0.0), 0.0, paper["proof"]["asked"]
    second = paper["second"] if model == "backup" else 0.0
    already = case.already(place, radius)
    first, again = (1 - second) * weight, second * weight
    return [(first, again), (again, 0.0), (0.0, 0.0)][min(already, 2)] + (radius,)


def proved_bound(case, paper, budget):
    """The Lagrangian bound of multipliers and prices, less what is there without any site."""
    proof = paper["proof"]
    prices = [proof["multipliers"].get(str(i), 0.0) for i in range(len(case.weights))]
    assert all(price >= 0 for price in prices)
    assert proof["price_of_site"] >= 0
    assert proof["price_of_cost"] >= 0
    if paper["model"] == "p-median":
        total, scores = median_scores(case, paper, prices)
    else:
        total, scores = cover_scores(case, paper, prices)
    count = proof["asked"] if paper["model"] == "lscp" else paper["count"]
    count = affordable(case, paper) if count is None else min(count, affordable(case, paper))
    if proof["price_of_site"]:
        total += count * proof["price_of_site"]
    if proof["price_of_cost"]:
        total += budget * proof["price_of_cost"]
    left = [s - proof["price_of_site"] - proof["price_of_cost"] * c for s, c in zip(scores, case.costs, strict=True)]
    together = proof["cliques"]
    pairs = {frozenset(pair) for pair in case.too_near}
    for group in together:
        assert all(frozenset(two) in pairs for two in itertools.combinations(group, 2)), "no clique"
    alone = [[j] for j in range(case.candidates) if not any(j in group for group in together)]
    total += sum(max(0.0, *(left[j] for j in group if case.usable[j]), 0.0) for group in [*together, *alone])
    unit = proof["unit"]
    if not unit:
        return total
    for place in range(len(case.weights)):
        first, again, reach = worths(case, paper, place)
        if any(p == place and case.usable[j] and d <= reach for p, j, d in case.pairs):
            assert first % unit == 0
            assert again % unit == 0
    return math.floor((total + 1e-9 * max(1, total)) / unit) * unit


def cover_scores(case, paper, prices):
    total, scores = 0.0, [0.0] * case.candidates
    reaches = [worths(case, paper, i)[2] for i in range(len(case.weights))]
    for place, price in enumerate(prices):
        first, again, _ = worths(case, paper, place)
        if any(p == place and case.usable[j] and d <= reaches[place] for p, j, d in case.pairs):
            total += max(first - price, 0) + max(again - price, 0)
    for place, site, metres in case.pairs:
        if metres <= reaches[place]:
            scores[site] += prices[place]
    return total, scores


def median_scores(case, paper, prices):
    radius = math.inf if paper["radius_m"] is None else paper["radius_m"]
    far = [far_m(case, i, radius) for i in range(len(case.weights))]
    scores = [0.0] * case.candidates
    for place, site, metres in case.pairs:
        saved = case.weights[place] * max((far[place] or 0.0) - metres, 0)
        scores[site] += max(saved - prices[place], 0)
    return sum(prices), scores


def near(one, other):
    one, other = (None if value is None or math.isinf(value) else value for value in (one, other))
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 1e-9 * max(1.0, abs(one), abs(other))


def digests(case):
    return {
        "weights": _digest("d", case.weights),
        "pairs": _of_pairs(case.pairs, case.nearest),
        "existing": None if case.existing is None else _of_pairs(case.existing, case.existing_nearest),
        "usable": _digest("q", [int(one) for one in case.usable]),
        "costs": _digest("d", case.costs),
        "too_near": _digest("q", [row for pair in case.too_near for row in pair]),
    }


def _of_pairs(pairs, nearest):
    places, sites, metres = zip(*pairs, strict=True) if pairs else ((), (), ())
    return hashlib.sha256(
        _bytes("q", places) + _bytes("q", sites) + _bytes("d", metres) + _bytes("d", nearest)
    ).hexdigest()


def _digest(kind, values):
    return hashlib.sha256(_bytes(kind, values)).hexdigest()


def _bytes(kind, values):
    return struct.pack(f"<{len(values)}{kind}", *values)
