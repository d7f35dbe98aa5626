"""What is published of visits: nothing that was hidden comes back by a rate, a rank, an interval or a check."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from stationmap.coverage import by_district
from stationmap.errors import InputError
from stationmap.usage import (
    HIDDEN,
    by_month,
    daily_totals,
    publish,
    publish_coverage,
    publish_months,
    state_visits,
    summarise,
    usage_notes,
)
from stationmap.usage.example import example_districts, example_stations, example_visits
from stationmap.visits import VisitCounts
from tests.oracles.attacker import widths

DERIVED = ["visits", "visits_per_10k_residents"]
OF_RATES = ["reported_visits", "visits_per_station_day", "rate_low", "rate_high", "rank"]
PERIOD = (date(2025, 3, 3), date(2025, 3, 5))
NUMBER = st.one_of(st.integers(0, 12), st.integers(0, 60))


@st.composite
def diaries(draw):
    """Three days of the five stations, some counted in part."""
    rows = [
        (key, day, draw(NUMBER), draw(st.sampled_from(["counted", "counted", "part_day"])))
        for key in "abcde"
        for day in ("2025-03-03", "2025-03-04", "2025-03-05")
    ]
    return VisitCounts(pd.DataFrame(rows, columns=["station_id", "date", "visits", "state"]), chosen=PERIOD)


def all_told(usage, published):
    """Everything published as cells: visits, visits of whole days, visits of part days, and all sums."""
    rows, size = usage.rows, len(usage.rows)
    visits, whole = (rows[name].fillna(0).to_numpy(dtype=np.int64) for name in ("visits", "reported_visits"))
    parent = usage.hierarchy.parent
    tree = [(row, np.flatnonzero(parent == row).tolist()) for row in np.unique(parent[parent >= 0]).tolist()]
    equations = [(row + k * size, [part + k * size for part in parts]) for k in range(3) for row, parts in tree]
    equations += [(row, [row + size, row + 2 * size]) for row in range(size)]
    no_visits = (published.rows["visits"].isna() & rows["visits"].notna()).to_numpy()
    no_rate = (published.rows["reported_visits"].isna() & rows["reported_visits"].notna()).to_numpy()
    values = np.concatenate([visits, whole, visits - whole])
    return values, equations, np.concatenate([no_visits, no_rate, no_visits | no_rate])


@settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(diaries(), st.sampled_from([3, 10]))
def test_no_small_number_of_visits_comes_back_by_a_rate(visits, threshold):
    usage = summarise(example_stations(), example_districts(), visits)
    published = publish(usage, threshold)
    values, equations, hidden = all_told(usage, published)
    small = (values > 0) & (values < threshold)
    size = len(usage.rows)
    small[2 * size :] = False  # what part days leave over is no count of the table
    assert hidden[small].all()
    found = widths(values, equations, hidden)
    assert all(width >= threshold - 1e-6 for cell, width in found.items() if cell < size or small[cell])


@settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(diaries())
def test_what_follows_from_hidden_figures_is_hidden(visits):
    usage = summarise(example_stations(), example_districts(), visits)
    rows = publish(usage, 10).rows
    without = rows["visits"].isna()
    assert rows.loc[without, [*DERIVED, *OF_RATES]].isna().all(axis=None)
    no_rate = rows["visits_per_station_day"].isna() & usage.rows["visits_per_station_day"].notna()
    assert rows.loc[no_rate, OF_RATES].isna().all(axis=None)
    assert rows.loc[no_rate, "verdict"].eq("").all()
    assert rows.loc[no_rate, "note"].str.startswith(HIDDEN).all()
    assert rows[["limit_low_95", "limit_high_95", "limit_low_998", "limit_high_998"]].isna().all(axis=None)
    for level in ("station", "district"):
        ranks = rows.loc[rows["level"] == level, "rank"].dropna()
        assert ranks.empty or ranks.max() <= len(ranks)
    for district in ("410102", "410103"):
        part_of = (rows["level"] == "station") & (rows["adcode"] == district)
        if no_rate[part_of].any():
            assert rows.loc[(rows["level"] == "district") & (rows["id"] == district), "rate_low"].isna().all()


def test_the_example_hides_a_small_station_and_one_for_its_sake():
    usage = summarise(example_stations(), example_districts(), example_visits())
    published = publish(usage)
    assert published.of("station").set_index("id")["visits"].isna().to_dict() == {
        "a": False, "b": False, "c": False, "d": True, "e": True,
    }  # fmt: skip
    assert published.hidden == {"small": 1, "secondary": 1}
    assert "共2行" in usage_notes(published)[1]
    alone = publish(usage, stations=False)
    assert alone.of("station").empty
    assert alone.hidden == {"small": 0, "secondary": 0}
    assert alone.of("district")["rate_low"].notna().tolist() == [True, False]  # the second is d and e alone


def test_nothing_of_the_summary_itself_is_changed():
    usage = summarise(example_stations(), example_districts(), example_visits())
    before = usage.rows.copy()
    publish(usage)
    pd.testing.assert_frame_equal(usage.rows, before)


def test_what_lies_outside_does_not_follow_from_the_rate_of_the_total():
    stations = example_stations()
    stations = stations.assign(lon=stations["lon"].where(stations["id"] != "d", 120.0))
    rows = publish(summarise(stations, example_districts(), example_visits())).rows.set_index("level")
    assert pd.isna(rows.loc["outside", "visits"])
    assert pd.isna(rows.loc["total", "visits_per_10k_residents"])


def two_months(small):
    """Visits of which one month has few."""
    rows = [
        ("a", "2025-03-30", 90, "counted"),
        ("a", "2025-04-02", small, "counted"),
        ("b", "2025-03-30", 70, "counted"),
    ]
    return VisitCounts(pd.DataFrame(rows, columns=["station_id", "date", "visits", "state"]))


@pytest.mark.parametrize(("small", "gone"), [(5, True), (50, False)])
def test_a_small_month_does_not_follow_from_the_total(small, gone):
    visits = two_months(small)
    usage, daily = summarise(example_stations(), example_districts(), visits), daily_totals(visits)
    whole = daily.groupby(daily["date"].dt.strftime("%Y-%m"))["reported_visits"].sum()
    months, published = publish_months(by_month(daily), whole, usage)
    assert months["visits"].isna().tolist() == [gone, gone]
    assert pd.isna(published.of("total")["visits"].item()) is False
    few = two_months(5).frame.query("station_id == 'a' and visits == 5")
    alone = VisitCounts(few, chosen=visits.period)
    usage, daily = summarise(example_stations(), example_districts(), alone), daily_totals(alone)
    whole = daily.groupby(daily["date"].dt.strftime("%Y-%m"))["reported_visits"].sum()
    months, published = publish_months(by_month(daily), whole, usage)
    assert published.of("total")["visits"].isna().all()
    assert months.loc[1, ["visits", "visits_per_station_day"]].isna().all()


def test_a_published_statement_has_no_rates_of_outages():
    frame = example_visits().frame.copy()
    said = state_visits(example_stations(), example_districts(), VisitCounts(frame), published=(10, True))
    assert {"probability", "rate_as_reported", "rate_without"}.isdisjoint(said.outages.columns)
    assert said.usage.hidden["small"] == 1


@pytest.mark.parametrize(("threshold", "hidden"), [(10, 0), (300, 2), (3_000, 4)])
def test_the_coverage_table_is_published_by_the_same_rule(threshold, hidden):
    coverage = by_district(example_stations(), example_districts(), example_visits(), on=PERIOD[1])
    published = publish_coverage(coverage, threshold)
    gone = published.rows["visits"].isna()
    assert int(gone.sum()) == hidden
    assert published.rows.loc[gone, "visits_per_station_day"].isna().all()
    assert published.rows.loc[gone, "note"].str.contains("已隐藏").all()
    told = any(check.quantity.startswith("人次") for check in published.checks)
    assert told is (threshold < 3_000)
    kept = [name for name in coverage.rows if name not in {"visits", "visits_per_station_day", "note"}]
    pd.testing.assert_frame_equal(published.rows[kept], coverage.rows[kept])


def test_a_threshold_below_two_is_refused():
    with pytest.raises(InputError):
        publish(summarise(example_stations(), example_districts(), example_visits()), 1)


def _no_stations(numbers):
    """Give what is published of stations a to e without their rows, by their visits of two days."""
    days = pd.to_datetime(["2025-03-03", "2025-03-04"])
    table = [(key, day, half, "counted") for key, pair in zip("abcde", numbers, strict=True)
             for day, half in zip(days, pair, strict=True)]  # fmt: skip
    visits = VisitCounts(pd.DataFrame(table, columns=["station_id", "date", "visits", "state"]))
    usage = summarise(example_stations(), example_districts(), visits)
    return usage, publish(usage, 10, stations=False)


@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.lists(st.tuples(NUMBER, NUMBER), min_size=5, max_size=5))
def test_without_rows_of_stations_no_interval_tells_a_hidden_part_or_two_stations(numbers):
    """The interval and the rate are the sum of squares of the visits: two stations followed from it to the unit."""
    _, published = _no_stations(numbers)
    rows, parent = published.rows, published.hierarchy.parent
    told = rows["rate_low"].notna().to_numpy()
    hidden = rows["visits"].isna() & rows["note"].str.contains(HIDDEN)
    held = np.flatnonzero(hidden)
    while held.size:
        assert not told[held].any()
        held = np.unique(parent[held][parent[held] >= 0])
    assert (rows.loc[told, "stations_reporting"] >= 3).all()
    ends = rows.loc[told, ["rate_low", "rate_high"]].to_numpy(dtype=float).ravel()
    assert all(float(f"{end:.3g}") == end for end in ends)


def test_the_interval_of_two_stations_is_theirs_and_is_not_published():
    """497 and 3 visits followed from 500 and the interval."""
    usage, published = _no_stations([(250, 247), (2, 1), (40, 50), (60, 70), (80, 90)])
    before = usage.rows[usage.rows["stations_reporting"].eq(2) & usage.rows["level"].eq("district")]
    assert before["rate_low"].notna().any()
    after = published.rows.set_index("id").loc[before["id"]]
    assert after["visits"].notna().any()
    assert after["rate_low"].isna().all()
