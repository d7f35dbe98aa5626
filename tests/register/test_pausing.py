"""Closing for some days: what was there stays, and the station stays in operation."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stationmap.clock import today
from stationmap.closures import read_closures
from stationmap.datum import Datum
from stationmap.districts import national
from stationmap.errors import InputError, StationNotFoundError
from stationmap.register import ImportOptions
from stationmap.register.editing import add_station, close_station, edit_station
from stationmap.register.pausing import pause_station
from stationmap.store import open_store
from stationmap.timetable import Closure

PLACE = {"id": "a", "name": "驿站", "lat": "34.751234", "lon": "113.651234", "开放时间": "8:00-18:00"}
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
spans = st.tuples(days, st.none() | days).filter(lambda pair: pair[1] is None or pair[0] <= pair[1])


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "register.db", create=True) as opened:
        add_station(opened, PLACE, ImportOptions(Datum.GCJ02, national()))
        yield opened


def text(day):
    return "" if day is None else f"{day.year}年{day.month}月{day.day}日"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(spans, st.sampled_from(["", "装修", "3号楼检修"])), max_size=4))
def test_a_closure_is_added_to_those_that_are_there(store, several):
    edit_station(store, "a", {"closures": ""})
    before = store.stations("a")
    for (first, last), reason in several:
        pause_station(store, "a", text(first), text(last), reason)
    after = store.stations("a")
    kept = read_closures(after["closures"].iat[0])
    assert kept == tuple(dict.fromkeys(Closure(first, last, reason) for (first, last), reason in several))
    assert after.drop(columns="closures").equals(before.drop(columns="closures"))


def test_the_same_closure_again_is_no_change(store):
    first = pause_station(store, "a", "2026-12-01", "2026-12-15", "装修")
    assert pause_station(store, "a", "2026/12/1", "2026/12/15", " 装修 ").sequence == first.sequence


@pytest.mark.parametrize(
    ("first", "last", "reason", "parameter"),
    [
        ("昨天", "", "", "--from"),
        ("", "", "", "--from"),
        ("2026-12-01", "过年", "", "--to"),
        ("2026-12-15", "2026-12-01", "", "--to"),
        ("2026-12-01", "", "装修;停电", "closures"),
        ("2026-12-01", "", "至2026-12-15", "closures"),
    ],
)
def test_what_cannot_be_kept_is_named_and_nothing_is_written(store, first, last, reason, parameter):
    with pytest.raises(InputError) as caught:
        pause_station(store, "a", first, last, reason)
    assert [fault.parameter for fault in caught.value.faults] == [parameter]
    assert caught.value.faults[0].reason
    assert store.sequence() == 1


def test_a_station_that_is_not_there_or_is_closed_for_good_is_refused(store):
    with pytest.raises(StationNotFoundError, match="none"):
        pause_station(store, "none", "2026-12-01")
    close_station(store, "a", today().isoformat())
    with pytest.raises(InputError, match="closed already"):
        pause_station(store, "a", "2026-12-01")
