"""What closing a station loses is what counting anew without it shows."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.errors import InputError
from stationmap.reach import close_pairs, reach_by_station
from tests.oracles.reach import SQUARE, in_square, metres, places, stations, table_of_stations


def covered(rows, others, radius, times=1):
    return sum(w for at, w in rows if sum(metres(at, other) <= radius for other in others) >= times)


@settings(max_examples=15)
@given(places, stations, st.sampled_from([1200.0, 3000.0]))
def test_what_is_lost_is_what_counting_anew_shows(rows, others, radius):
    table = reach_by_station(*in_square(rows, others), radius)
    for number, row in enumerate(table.to_dict("records")):
        left = [*others[:number], *others[number + 1 :]]
        assert row["covered"] == covered(rows, [others[number]], radius)
        assert row["lost"] == covered(rows, others, radius) - covered(rows, left, radius)
        lost_twice = covered(rows, others, radius, 2) - covered(rows, left, radius, 2)
        assert row["lost_twice"] == lost_twice
        assert row["spare"] == (row["lost"] == 0 or row["lost"] < 0.001 * row["covered"])
        nearest = min((metres(others[number], other) for other in left), default=np.nan)
        assert row["nearest_m"] == pytest.approx(nearest, abs=1e-6, nan_ok=True)
        assert row["nearest_id"] != row["id"]


@settings(max_examples=15)
@given(places, stations, st.sampled_from([1200.0, 3000.0]), st.sampled_from([300.0, 2500.0]))
def test_close_pairs_are_all_of_them_and_lose_what_counting_anew_shows(rows, others, radius, spacing):
    table = close_pairs(*in_square(rows, others), radius, spacing)
    wanted = {
        (f"s{i}", f"s{j}") for j in range(len(others)) for i in range(j) if metres(others[i], others[j]) < spacing
    }
    assert set(zip(table["id"], table["other_id"], strict=True)) == wanted
    assert table["distance_m"].is_monotonic_increasing
    for row in table.to_dict("records"):
        i, j = int(row["id"][1:]), int(row["other_id"][1:])
        left = [other for number, other in enumerate(others) if number not in (i, j)]
        assert row["both_lost"] == covered(rows, others, radius) - covered(rows, left, radius)


def test_twins_name_each_other():
    table = reach_by_station(*in_square([], [(34.05, 113.05)] * 3), 500)
    assert table["nearest_id"].tolist() == ["s1", "s0", "s0"]
    assert table["nearest_m"].tolist() == [0, 0, 0]
    assert table["spare"].all()


def test_a_station_by_the_border_is_marked():
    given_ = *in_square([], [(34.05, 113.001), (34.05, 113.05), (34.05, 112.9999)]), 500
    assert reach_by_station(*given_, SQUARE)["border_uncertain"].tolist() == [True, False, True]
    assert reach_by_station(*given_)["border_uncertain"].isna().all()


def test_tables_that_do_not_fit_are_refused():
    demand, pairs, _ = in_square([], [(34.05, 113.05)])
    for ask in (reach_by_station, lambda *given: close_pairs(*given, 300)):
        with pytest.raises(InputError, match="stations"):
            ask(demand, pairs, table_of_stations([]), 500)
