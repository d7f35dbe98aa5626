"""Moran's I is the published one, the definition's, and says nothing of noise."""

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.districts import national
from stationmap.errors import InputError
from stationmap.station import STATION_COLUMNS
from stationmap.usage import LEAST_UNITS, moran, pattern_note, summarise
from stationmap.visits import VisitCounts

with (Path(__file__).parent / "data" / "st_louis.csv").open(encoding="utf-8") as _file:
    ROWS = list(csv.DictReader(_file))
RATES = [float(row["homicide_rate"]) for row in ROWS]
TOUCHING = [(int(row["county"]) - 1, int(one) - 1) for row in ROWS for one in row["neighbours"].split()]


def test_the_published_value_of_st_louis():
    found = moran(RATES, TOUCHING)
    assert found.value == pytest.approx(0.24365582621771659, rel=1e-14)
    assert found.expected == pytest.approx(-1 / 77)
    assert found.p < 0.01
    assert found.units == 78


def _plainly(values, neighbours):
    mean = sum(values) / len(values)
    over = weight = 0.0
    for i, near in neighbours.items():
        for j in near:
            over += (values[i] - mean) * (values[j] - mean) / len(near)
            weight += 1 / len(near)
    return len(values) / weight * over / sum((value - mean) ** 2 for value in values)


@given(st.integers(3, 8).flatmap(lambda n: st.lists(st.integers(0, 20), min_size=n, max_size=n)), st.data())
@settings(max_examples=60)
def test_the_definition_in_plain_python(values, data):
    ring = {i: {(i + 1) % len(values), (i - 1) % len(values)} for i in range(len(values))}
    for i, j in data.draw(st.lists(st.tuples(*[st.integers(0, len(values) - 1)] * 2), max_size=4)):
        if i != j:
            ring[i].add(j)
            ring[j].add(i)
    pairs = [(i, j) for i, near in ring.items() for j in near]
    if len(set(values)) == 1:
        with pytest.raises(InputError):
            moran(values, pairs)
        return
    assert moran(values, pairs, shuffles=1).value == pytest.approx(_plainly(values, ring))


def test_noise_is_no_pattern_and_a_gradient_is():
    side = 12
    cells = [(i, j) for i in range(side) for j in range(side)]
    pairs = [
        (a, b) for a, (i, j) in enumerate(cells) for b, (k, m) in enumerate(cells) if max(abs(i - k), abs(j - m)) == 1
    ]
    noise = np.random.default_rng(5).normal(size=len(cells))
    assert moran(noise, pairs).p > 0.05
    assert moran([i + j for i, j in cells], pairs).p == 1 / 1000


def test_a_unit_without_a_figure_is_left_out_with_its_pairs():
    rates = [np.nan, *RATES[1:]]
    without = [(i - 1, j - 1) for i, j in TOUCHING if i and j]
    assert moran(rates, TOUCHING).value == pytest.approx(moran(RATES[1:], without).value)


def test_a_country_is_given_its_pattern_and_a_city_is_not():
    districts = national().of_cities(f"41{city:02}" for city in range(1, 13))
    codes = districts.frame["adcode"][districts.has_polygon.to_numpy()].tolist()
    frame = districts.frame.set_index("adcode").loc[codes]
    points = frame.geometry.representative_point()
    rows = [
        dict.fromkeys(STATION_COLUMNS, "") | {"id": f"{code}-{at}", "lat": point.y, "lon": point.x}
        for code, point in points.items()
        for at in (0, 1)
    ]
    visits = pd.DataFrame(
        {"station_id": row["id"], "date": "2025-09-01", "visits": round(100 * row["lon"]), "state": "counted"}
        for row in rows
    )
    usage = summarise(pd.DataFrame(rows), districts, VisitCounts(visits))
    assert len(codes) >= LEAST_UNITS
    assert "p = 0.001" in pattern_note(usage, districts)
    city = summarise(pd.DataFrame(rows), districts.of_cities(["4101"]), VisitCounts(visits))
    assert "no word" in pattern_note(city, districts.of_cities(["4101"]))
