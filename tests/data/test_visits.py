import math
from collections import Counter, defaultdict
from statistics import fmean, pvariance

import pytest

from tests.oracles.demo_data import PERIOD, REPORTED, expected_days, recount, rows_of, states_by_day

HOLIDAYS = {f"2025-10-{day:02d}" for day in range(1, 9)}


@pytest.fixture(scope="module")
def visits():
    return rows_of("visits.csv")


@pytest.fixture(scope="module")
def stations():
    return {row["编号"]: row for row in rows_of("stations.csv")}


@pytest.fixture(scope="module")
def states(visits):
    return states_by_day(visits)


def numbers(visits, prefix):
    return [int(r["visits"]) for r in visits if r["station_id"].startswith(prefix) and r["state"] in REPORTED]


def test_zhengzhou_meets_the_rate_of_the_seed(visits):
    total, days = recount(visits, "豫A")
    assert total / days == pytest.approx(8.6, rel=0.02)
    assert 0.94 * 3000 < total / 91 < 1.02 * 3000
    assert total / days * 347 == pytest.approx(3000, rel=0.02)


def test_zhengzhou_meets_it_without_part_days_too(visits):
    whole = [int(r["visits"]) for r in visits if r["station_id"].startswith("豫A") and r["state"] == "counted"]
    assert fmean(whole) == pytest.approx(8.6, rel=0.02)


def test_kaifeng_in_november_is_a_little_over_ten_thousand(visits):
    assert 10_000 < recount(visits, "豫B", "2025-11")[0] <= 10_500


def test_visits_are_empty_exactly_where_nothing_was_counted(visits):
    assert {row["state"] for row in visits} == {"counted", "part_day", "closed", "not_reporting"}
    for row in visits:
        assert row["visits"].isdigit() == (row["state"] in REPORTED)
        assert row["visits"] == "" or row["visits"] == str(int(row["visits"]))


def test_true_zeros_occur_in_both_cities(visits):
    assert numbers(visits, "豫A").count(0) > 500
    assert numbers(visits, "豫B").count(0) > 5000


def test_rows_are_unique_sorted_and_of_known_stations_and_days(visits, stations):
    keys = [(row["station_id"], row["date"]) for row in visits]
    assert keys == sorted(set(keys))
    assert {code for code, _ in keys} <= set(stations)
    assert {day for _, day in keys} == set(PERIOD)


def test_no_row_before_a_station_opened_or_after_it_closed(states, stations):
    for code, days in states.items():
        assert set(days) <= set(expected_days(stations[code]))


def test_gaps_are_about_five_in_a_hundred(visits, stations):
    expected = sum(len(expected_days(row)) for row in stations.values())
    assert 0.035 < 1 - len(visits) / expected < 0.06


def test_gaps_are_single_days_and_runs(states, stations):
    lengths = Counter()
    for code, days in states.items():
        run = 0
        for day in [*expected_days(stations[code]), ""]:
            if day and day not in days:
                run += 1
            else:
                lengths[run] += 1
                run = 0
    assert lengths[1] > 200
    assert sum(count for length, count in lengths.items() if length >= 4) > 100


def test_two_stations_never_reported(states, stations):
    assert sorted(set(stations) - set(states)) == ["豫A-ZZ-0158", "豫B-KF-0077"]


def test_offices_close_at_weekends_and_in_the_holiday_but_not_on_make_up_days(states, stations):
    offices = [
        code for code, row in stations.items() if row["开放时间"].startswith(("工作日", "周一至周五", "星期一至"))
    ]
    assert len(offices) > 20
    for code in offices:
        days = states.get(code, {})
        assert {days.get(day, "closed") for day in [*HOLIDAYS, "2025-09-06", "2025-11-30"]} == {"closed"}
    worked = [states[code].get("2025-09-28") for code in offices if code in states]
    assert worked.count("counted") > len(worked) * 0.8


def test_weekends_and_the_holiday_are_quieter(visits):
    by_day = defaultdict(list)
    for row in visits:
        if row["station_id"].startswith("豫A") and row["state"] == "counted":
            by_day[row["date"]].append(int(row["visits"]))
    mean = {day: fmean(counts) for day, counts in by_day.items()}
    ordinary = [mean[day] for day in mean if day not in HOLIDAYS]
    sundays = [mean[day] for day in PERIOD[6::7] if day not in {"2025-09-28", "2025-10-05"}]
    assert max(mean[day] for day in HOLIDAYS) < min(ordinary)
    assert fmean(sundays) < 0.9 * fmean(ordinary)
    assert mean["2025-09-28"] > max(sundays)


def test_counts_spread_more_than_poisson_between_and_within_stations(visits):
    by_station = defaultdict(list)
    for row in visits:
        if row["station_id"].startswith("豫A") and row["state"] == "counted":
            by_station[row["station_id"]].append(int(row["visits"]))
    means = [fmean(counts) for counts in by_station.values()]
    assert math.sqrt(pvariance(means)) / fmean(means) > 0.5
    busy = [counts for counts in by_station.values() if fmean(counts) > 5]
    assert fmean(pvariance(counts) / fmean(counts) for counts in busy) > 2
    assert all(max(counts) < 400 for counts in by_station.values())


def test_part_days_hold_about_half(visits):
    part = [int(r["visits"]) for r in visits if r["station_id"].startswith("豫A") and r["state"] == "part_day"]
    assert len(part) > 100
    assert 0.35 < fmean(part) / 8.6 < 0.8
