"""Who reads a published table and wants to know what is hidden in it: linear programs, and the rule itself.

The attacker knows which cells are hidden, every other cell, every sum, that counts are whole and not negative, and that
something is hidden only because a hidden cell that is tied to it lies between 1 and the threshold less one.
"""

import numpy as np
from scipy.optimize import linprog


def _system(values, equations, hidden):
    """Equations in the hidden cells alone."""
    cells = np.flatnonzero(hidden)
    at = {int(cell): k for k, cell in enumerate(cells)}
    rows, right = [], []
    for total, parts in equations:
        row, known = np.zeros(len(cells)), 0.0
        for cell, sign in [(total, -1), *((part, 1) for part in parts)]:
            if cell in at:
                row[at[cell]] += sign
            else:
                known += sign * values[cell]
        if row.any():
            rows.append(row)
            right.append(-known)
    return cells, np.reshape(rows, (len(rows), len(cells))), np.array(right)


def _tied(matrix, count):
    """Number the groups of hidden cells that some equation ties together."""
    group = list(range(count))
    for row in matrix:
        members = np.flatnonzero(row)
        new = min(group[m] for m in members)
        old = {group[m] for m in members}
        group = [new if g in old else g for g in group]
    return np.array(group)


def widths(values, equations, hidden, threshold=None):
    """By hidden cell, how far apart the least and the greatest value are that the attacker must reckon with.

    With a threshold, over all ways to have one cell of the group that is small.
    """
    cells, matrix, right = _system(values, equations, hidden)
    group = _tied(matrix, len(cells))
    found = {}
    for k, cell in enumerate(cells):
        options = np.flatnonzero(group == group[k]) if threshold else [None]
        ends = []
        for small in options:
            bounds = [(0, None)] * len(cells)
            if small is not None:
                bounds[small] = (1, threshold - 1)
            ends += [_end(sign, k, matrix, right, bounds) for sign in (1, -1)]
        ends = [end for end in ends if end is not None]
        found[int(cell)] = max(ends) - min(ends)
    return found


def _end(sign, k, matrix, right, bounds):
    cost = np.zeros(len(bounds))
    cost[k] = sign
    equal = {"A_eq": matrix, "b_eq": right} if len(matrix) else {}
    done = linprog(cost, bounds=bounds, **equal)
    if done.status == 3:
        return np.inf
    return None if done.status == 2 else done.x[k]
