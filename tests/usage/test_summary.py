"""The summary adds up, agrees with the coverage table, and says what it does not know."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings

from stationmap.coverage import by_district
from stationmap.districts import national
from stationmap.errors import InputError
from stationmap.station import STATION_COLUMNS
from stationmap.usage import (
    USAGE_COLUMNS,
    VERDICTS,
    station_totals,
    summarise,
    summarise_totals,
    usage_document,
    usage_for_people,
    usage_notes,
)
from stationmap.usage.columns import LEVELS
from stationmap.usage.example import example_districts, example_stations, example_visits
from stationmap.usage.summary import SUMS
from stationmap.visits import VisitCounts
from tests.oracles.polygons import district_tables
from tests.oracles.visit_rows import FIRST, LAST, counts_of, diaries, register_of, registers

PERIOD = (FIRST, LAST)
SHARED = {
    "visits": "visits",
    "expected_days": "expected_station_days",
    "reported_days": "reported_station_days",
    "part_days": "part_station_days",
    "missing_days": "missing_station_days",
    "completeness": "completeness",
    "visits_per_station_day": "visits_per_station_day",
    "stations": "stations",
    "residents": "residents",
    "rate_note": "rate_note",
}


@settings(max_examples=5, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(registers(), district_tables(max_size=4), diaries())
def test_rows_are_those_of_the_coverage_table(stations, districts, rows):
    register, visits = register_of(stations), counts_of(rows)
    usage = summarise(register, districts, visits, period=PERIOD)
    coverage = by_district(register, districts, visits, on=LAST, period=PERIOD)
    ours = usage.of(*(level for level in LEVELS if level != "station"))
    assert ours["level"].tolist() == coverage.rows["level"].tolist()
    for mine, theirs in SHARED.items():
        left, right = (one.astype(object).where(one.notna(), None) for one in (ours[mine], coverage.rows[theirs]))
        if mine == "residents":
            right = right.where(coverage.rows["level"] != "outside", None)
        assert left.tolist() == right.tolist(), mine


@settings(max_examples=5, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(registers(), district_tables(max_size=4), diaries())
def test_every_sum_is_that_of_its_parts(stations, districts, rows):
    usage = summarise(register_of(stations), districts, counts_of(rows), period=PERIOD)
    parent = usage.hierarchy.parent
    for name in [*SUMS, "stations_reporting"]:
        if name not in usage.rows:
            continue
        numbers = usage.rows[name].fillna(0).to_numpy(dtype=np.int64)
        for row in np.unique(parent[parent >= 0]):
            assert numbers[row] == numbers[parent == row].sum(), (name, row)
    assert list(usage.rows.columns) == [*USAGE_COLUMNS, "reported_visits"]


def example(**changed):
    return summarise(example_stations(), example_districts(), example_visits(), **changed)


def test_sums_of_stations_give_the_same_as_single_days():
    visits = example_visits()
    ours = summarise_totals(example_stations(), example_districts(), station_totals(visits), period=visits.period)
    pd.testing.assert_frame_equal(ours.rows, example().rows)


def test_sums_of_more_days_than_the_period_are_refused():
    visits = example_visits()
    with pytest.raises(InputError, match="more days"):
        summarise_totals(
            example_stations(), example_districts(), station_totals(visits), period=(visits.period[0],) * 2
        )


def test_the_figures_of_a_district_by_hand():
    row = example().of("district").iloc[1]
    # d: 7 visits on 21 days; e: 195 on 20, of them 14 on a part day, and a day without a number
    assert row[["visits", "reported_days", "part_days", "missing_days"]].tolist() == [202, 40, 1, 1]
    assert row["visits_per_station_day"] == (202 - 14) / 40
    assert row["completeness"] == 40 / 42
    assert row["visits_per_10k_residents"] == 202 / 3
    assert row["rate_low"] < row["visits_per_station_day"] < row["rate_high"]


def test_what_is_badly_reported_has_no_rank_and_no_verdict():
    frame = example_visits().frame
    kept = frame[(frame["station_id"] != "b") | (frame["date"] < "2025-03-10")]
    usage = summarise(example_stations(), example_districts(), VisitCounts(kept))
    stations = usage.of("station").set_index("id")
    assert pd.isna(stations.loc["b", "rank"])
    assert "不排名" in stations.loc["b", "rate_note"]
    assert stations.loc[["c", "a", "e", "d"], "rank"].tolist() == [1, 2, 3, 4]
    assert stations["verdict"].eq("too_few").all()


def test_one_station_has_a_rate_and_no_interval():
    station = example().of("station")
    assert station["rate_low"].isna().all()
    assert station["visits_per_station_day"].notna().all()


def test_visits_outside_every_district_stand_against_no_residents():
    stations = example_stations()
    usage = summarise(
        stations.assign(lon=stations["lon"].where(stations["id"] != "c", 120.0)), example_districts(), example_visits()
    )
    total, outside = usage.of("total").iloc[0], usage.of("outside").iloc[0]
    assert outside["visits"] > 0
    assert total["visits_per_10k_residents"] == (total["visits"] - outside["visits"]) / 5
    assert pd.isna(outside["visits_per_10k_residents"])


def test_what_people_read_has_titles_words_and_a_method():
    usage = example()
    table = usage_for_people(usage)
    assert table.columns.tolist() == [f"{zh} {en}" for zh, en in USAGE_COLUMNS.values()]
    title = "与全体相比（站点：与同城） beside the rate of all, a station: of its city"
    assert table[title].tolist()[0] == " ".join(VERDICTS["too_few"])
    notes = usage_notes(usage, notice="虚构 made up")
    assert notes[0] == "虚构 made up"
    assert "2025-03-03 – 2025-03-23" in notes[1]
    assert "虚构 made up" in notes[1]
    assert "--published" in notes[2]


def test_a_document_has_null_for_unknown_and_exact_numbers():
    document = usage_document(example())
    station = document["rows"][0]
    assert station["rate_low"] is None
    assert station["visits_per_station_day"] == 201 / 21
    assert document["trend"] is None


def test_a_station_is_put_beside_those_of_its_city():
    """Two cities of very different use: within each all stations are alike, so none stands out."""
    districts = national().of_cities(["4101", "4102"])
    inside = districts.frame.set_index("adcode").geometry.loc[["410102", "410202"]].representative_point()
    rows = [
        dict.fromkeys(STATION_COLUMNS, "") | {"id": f"{code}-{at}", "lat": place.y, "lon": place.x}
        for code, place in inside.items()
        for at in range(12)
    ]
    rates = {"410102": 90, "410202": 9}
    days = pd.date_range("2025-09-01", periods=10).strftime("%Y-%m-%d")
    counts = [(row["id"], day, rates[row["id"][:6]] + at % 3) for row in rows for at, day in enumerate(days)]
    counts += [("410202-x", day, 30) for day in days]
    rows.append(rows[-1] | {"id": "410202-x"})
    visits = VisitCounts(
        pd.DataFrame(counts, columns=["station_id", "date", "visits"]).assign(state="counted"), method="计数器"
    )
    stations = summarise(pd.DataFrame(rows), districts, visits).of("station").set_index("id")
    assert stations["verdict"].drop("410202-x").eq("within").all()
    assert stations.loc["410202-x", "verdict"] == "very_high"
