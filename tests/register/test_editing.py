"""Editing by hand: the import's own check, and nothing changes that was not named."""

from itertools import count

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stationmap.clock import today
from stationmap.datum import Datum
from stationmap.districts import national
from stationmap.errors import InputError, StationNotFoundError, StoreError
from stationmap.files import RawTable
from stationmap.register import ImportOptions, by_hand, changing, check_register, scope_of
from stationmap.register.comparing import compare_with_register
from stationmap.register.editing import add_station, close_station, edit_station, find_station
from stationmap.register.status import SINCE_UNKNOWN
from stationmap.station import STATION_COLUMNS
from stationmap.store import ImportRecord, open_store
from tests.oracles.tables import station, table_of

one_store = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
RECORD = ImportRecord("a.csv", "", "gcj02", 1, 1, 0)
NUMBERS = count()
CODES = ["hot_water", "toilet", "wifi"]
GOOD = {
    "address": st.sampled_from(["建设路1号", "", "东门内"]),
    "开放时间": st.sampled_from(["24小时", "8:00-18:00", ""]),
    "容纳人数": st.sampled_from(["12人", "", "3"]),
    "area_m2": st.sampled_from(["12.5", "", "30㎡"]),
    "类型": st.sampled_from(["固定", "流动", ""]),
    "access": st.sampled_from(["扫码或刷脸", ""]),
    "设施": st.sampled_from(["热水、厕所", "", "厕所"]),
    "无线网络": st.sampled_from(["有", "无", ""]),
    "启用日期": st.sampled_from(["2020年5月1日", ""]),
    "星级": st.sampled_from(["★★★", "5", ""]),
}
FIELD = {"开放时间": "hours", "容纳人数": "capacity", "类型": "kind", "启用日期": "opened_on", "星级": "star_rating"}
AMENITIES = ["amenities", "amenities_no", "out_of_order"]
BAD = {
    "capacity": "很多",
    "area_m2": "约12",
    "星级": "九星",
    "启用日期": "去年",
    "closed_on": "明天",
    "kind": "酒吧",
    "access": "翻墙",
    "amenities": "水晶球",
    "热水": "也许",
    "name": " ",
    "closures": "装修中",
    "address": "a\x07b",
    "hours": "长" * 3000,
    "hourz": "24小时",
    "status": "关闭",
    "id": "b",
    "lat": "34.75",
}


def options(datum=Datum.GCJ02, area=None):
    return ImportOptions(datum, national(), area=area)


def place(lat="34.751234", lon="113.651234"):
    return {"name": "驿站", "lat": lat, "lon": lon}


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "register.db", create=True) as opened:
        yield opened


@pytest.fixture
def kept(store):
    """A store that holds a station in Zhengzhou, with its districts."""
    table = table_of(
        [
            station(
                "a",
                34.75,
                113.65,
                amenities="hot_water,toilet",
                amenities_no="wifi",
                out_of_order="toilet@2026-01-01",
                district="410103",
                warnings="low_precision,missing_name,twins",
                opened_on="2020-01-01",
            )
        ]
    )
    store.save(table, scope_of(table, national()).frame, RECORD)
    return store


def cells(table, names=STATION_COLUMNS):
    return {name: None if pd.isna(table[name].iat[0]) else table[name].iat[0] for name in names}


@one_store
@given(
    more=st.fixed_dictionaries({}, optional=GOOD),
    datum=st.sampled_from(list(Datum)),
    code=st.sampled_from(["", "豫A1"]),
)
def test_a_station_added_by_hand_is_the_one_that_an_import_makes(store, more, datum, code):
    number = next(NUMBERS)  # each example adds a station of its own
    values = place() | more | {"name": f"驿站{number}"} | ({"编号": f"{code}{number}"} if code else {})
    raw = RawTable.of(list(values), [list(values.values())], [2])
    expected = compare_with_register(check_register(raw, options(datum)), store.stations(), 15.0).table
    done = add_station(store, values, options(datum))
    pd.testing.assert_frame_equal(store.stations(expected["id"].iat[0]), expected, check_exact=True)
    assert (done.before.empty, cells(done.after), done.sequence) == (True, cells(expected), store.sequence())
    assert set(expected["district"]) <= set(store.districts()["adcode"])


@one_store
@given(
    values=st.dictionaries(st.sampled_from(list(GOOD)), st.none(), min_size=1).flatmap(
        lambda names: st.fixed_dictionaries({name: GOOD[name] for name in names})
    )
)
def test_an_edit_changes_what_it_names_and_nothing_else(kept, values):
    before = kept.stations("a")
    done = edit_station(kept, "a", values)
    after = kept.stations("a")
    named = {FIELD.get(name, name) for name in values} | {"warnings"}
    named |= {"opening_hours"} if "开放时间" in values else set()  # it follows
    named |= set(AMENITIES) if {"设施", "无线网络"} & values.keys() else set()
    rest = [name for name in STATION_COLUMNS if name not in named]
    pd.testing.assert_frame_equal(after[rest], before[rest], check_exact=True)
    raw = RawTable.of([*place(), *values], [[*place().values(), *values.values()]], [2])
    expected = check_register(raw, options()).table
    simple = [name for name in named if name in STATION_COLUMNS and name not in {*AMENITIES, "warnings"}]
    assert cells(after, simple) == cells(expected, simple)
    assert done.sequence == kept.sequence()


def states(row):
    """What is known of each amenity: there, not there, or nothing; and which are out of order."""
    there, absent, broken = (row[name].split(",") if row[name] else [] for name in AMENITIES)
    assert not set(there) & set(absent)
    known = {code: True if code in there else False if code in absent else None for code in CODES}
    return known, {item.partition("@")[0] for item in broken}


@one_store
@given(
    there=st.none() | st.sets(st.sampled_from(CODES)),
    absent=st.none() | st.sets(st.sampled_from(CODES)),
    flags=st.dictionaries(st.sampled_from(CODES), st.none() | st.booleans()),
)
def test_what_is_said_of_amenities_holds_against_what_was_known(kept, there, absent, flags):
    said = {code: flag for code, flag in flags.items() if flag is not None}
    for codes, value in ((there, True), (absent, False)):
        for code in codes or ():
            if said.get(code, value) is not value:
                return  # a contradiction, refused: see below
            said[code] = value
    lists = {"amenities": there, "amenities_no": absent}
    values = {name: ",".join(codes) for name, codes in lists.items() if codes is not None}
    values |= {f"有无{code}": {True: "有", False: "无", None: ""}[flag] for code, flag in flags.items()}
    before, out = states(cells(kept.stations("a")))
    if not values:
        return
    known, broken = states(cells(edit_station(kept, "a", values).after))
    for code in CODES:
        replaced = {True: there, False: absent}.get(before[code])
        assert known[code] is said.get(code, before[code] if replaced is None and code not in flags else None)
    assert broken == {code for code in out if known[code]}


def test_a_station_that_the_register_seems_to_have_is_told_and_added(store):
    first = add_station(store, place() | {"id": "a"}, options())
    assert first.doubts == []
    done = add_station(store, place(lat="34.751270") | {"name": "别名", "id": "b"}, options())
    assert [(item.code, item.severity) for item in done.doubts] == [("known_under_another_id", "warning")]
    assert "the register has a (驿站) 4 m from here" in done.doubts[0].message
    assert done.after["warnings"].iat[0] == "known_under_another_id"
    assert add_station(store, place(lat="34.761234") | {"name": "远站"}, options()).doubts == []
    moved = edit_station(store, "b", place(lat="34.771234") | {"name": "别名"}, options())
    assert moved.after["warnings"].iat[0] == ""
    close_station(store, "a", "2024-05-01")
    assert add_station(store, place() | {"id": "d"}, options()).doubts == []


def test_what_is_out_of_order_is_there(kept):
    after = cells(edit_station(kept, "a", {"out_of_order": "wifi@2026-02-01"}).after)
    assert [after[name] for name in AMENITIES] == ["hot_water,toilet,wifi", "", "wifi@2026-02-01"]
    after = cells(edit_station(kept, "a", {"out_of_order": ""}).after)
    assert [after[name] for name in AMENITIES] == ["hot_water,toilet,wifi", "", ""]
    after = cells(edit_station(kept, "a", {"设施": "热水（停用）、厕所"}).after)
    assert [after[name] for name in AMENITIES] == ["hot_water,toilet", "", "hot_water"]


def test_a_contradiction_is_refused(kept):
    with pytest.raises(InputError) as caught:
        edit_station(kept, "a", {"amenities": "热水", "amenities_no": "热水"})
    assert "check, and say one of the two" in caught.value.faults[0].reason


@pytest.mark.parametrize(("field", "value"), BAD.items())
def test_a_value_that_cannot_be_used_is_named_and_nothing_is_written(kept, field, value):
    before = kept.stations()
    with pytest.raises(InputError) as caught:
        edit_station(kept, "a", {"phone": "1", field: value})
    assert [fault.parameter for fault in caught.value.faults] == [field]
    assert all(fault.reason for fault in caught.value.faults)
    pd.testing.assert_frame_equal(kept.stations(), before)
    assert kept.sequence() == 1


def test_all_faults_are_told_at_once(kept):
    values = {name: value for name, value in BAD.items() if name not in {"hourz", "status", "id", "lat"}}
    with pytest.raises(InputError) as caught:
        edit_station(kept, "a", values)
    assert {fault.parameter for fault in caught.value.faults} >= values.keys() - {"amenities", "热水"}
    with pytest.raises(InputError) as caught:
        edit_station(kept, "a", {"hourz": "1", "status": "2", "id": "3", "lat": "4", "hours": "5", "开放时间": "6"})
    assert [fault.value for fault in caught.value.faults] == ["1", "2", "3", "5", "6", "4"]


def test_a_new_position_is_converted_located_and_brings_its_districts(kept):
    done = edit_station(kept, "a", {"纬度": "34.803352", "经度": "114.305132"}, options(Datum.BD09))
    expected = check_register(
        RawTable.of(["lat", "lon"], [["34.803352", "114.305132"]], [2]), options(Datum.BD09)
    ).table
    moved = ["lat", "lon", "lat_received", "lon_received", "datum_received", "district"]
    assert cells(done.after, moved) == cells(expected, moved)
    assert done.after["district"].iat[0].startswith("4102")
    heads = set(kept.districts()["adcode"].str[:4])
    assert heads == {"4101", "4102"}
    assert done.after["warnings"].iat[0] == "missing_name"


def test_districts_of_the_register_are_asked_first_and_stay_as_they_are(kept):
    own = kept.districts()
    own["source"], own["name"] = "自测 own survey", "甲"
    kept.save(table_of([]), own, RECORD)
    add_station(kept, place(), options())
    add_station(kept, place(lon="114.305132"), options())
    found = kept.districts().set_index("adcode")
    assert set(found["name"][found.index.str.startswith("4101")]) == {"甲"}
    assert set(found["source"][found.index.str.startswith("4102")]) == {""}


@pytest.mark.parametrize(
    ("values", "given"), [({"lat": "34.75", "lon": "113.65"}, None), ({"hours": "24小时"}, options()), ({}, None)]
)
def test_a_position_and_its_datum_go_together(kept, values, given):
    with pytest.raises(InputError):
        edit_station(kept, "a", values, given)
    assert kept.sequence() == 1


def test_the_area_holds_for_a_new_position_only(kept):
    edit_station(kept, "a", {"lat": "51.501234", "lon": "-0.121234"}, options(Datum.WGS84))
    assert edit_station(kept, "a", {"hours": "24小时"}).after["lat"].iat[0] == 51.501234
    with pytest.raises(InputError, match="1"):
        edit_station(kept, "a", {"lat": "51.5", "lon": "-0.12"}, options(Datum.WGS84, national().bounds))


def test_warnings_about_what_is_set_are_settled_and_others_stay(kept):
    assert edit_station(kept, "a", {"name": "新"}).after["warnings"].iat[0] == "low_precision,twins"
    done = edit_station(kept, "a", {"启用日期": "2099-01-01", "hours": "24小时"})
    assert [item.code for item in done.doubts] == ["future_date"]
    assert done.after["warnings"].iat[0] == "future_date,low_precision,twins"
    assert edit_station(kept, "a", {"opened_on": ""}).after["warnings"].iat[0] == "low_precision,twins"


def test_an_edit_that_changes_nothing_is_no_change(kept):
    assert edit_station(kept, "a", {"opened_on": "2020年1月1日"}).sequence == 1


def test_ids_are_unique_and_stations_that_are_not_there_are_named(kept):
    with pytest.raises(InputError, match="exists: a"):
        add_station(kept, place() | {"id": "a"}, options())
    for act in (find_station, lambda store, name: edit_station(store, name, {"hours": ""})):
        with pytest.raises(StationNotFoundError, match="none"):
            act(kept, "none")
    with pytest.raises(StationNotFoundError, match="none"):
        close_station(kept, "none", "2026-01-01")
    assert kept.sequence() == 1


def test_a_closed_station_stays_with_its_day_and_reason(kept):
    done = close_station(kept, "a", "2026年5月1日", "拆迁")
    assert cells(done.after, ["closed_on", "closed_reason"]) == {"closed_on": "2026-05-01", "closed_reason": "拆迁"}
    with pytest.raises(InputError, match="closed already"):
        close_station(kept, "a", today().isoformat())
    reopened = edit_station(kept, "a", {"closed_on": "", "closed_reason": ""}).after
    assert cells(reopened, ["closed_on", "closed_reason"]) == {"closed_on": "", "closed_reason": ""}


@pytest.mark.parametrize(("more", "reason"), [({}, ""), ({"停用原因": "曾经装修"}, "曾经装修")])
def test_the_reason_goes_with_the_closing(kept, more, reason):
    close_station(kept, "a", "2026-05-01", "拆迁")
    assert edit_station(kept, "a", {"closed_on": "2026-06-01"}).after["closed_reason"].iat[0] == "拆迁"
    assert edit_station(kept, "a", {"closed_on": ""} | more).after["closed_reason"].iat[0] == reason
    edit_station(kept, "a", {"closed_reason": "说明"})
    assert edit_station(kept, "a", {"closed_on": ""}).after["closed_reason"].iat[0] == "说明"


@pytest.mark.parametrize("on", ["", "-", "昨天", "2026-02-30"])
def test_a_day_of_closing_that_cannot_be_read_is_refused(kept, on):
    with pytest.raises(InputError) as caught:
        close_station(kept, "a", on)
    assert [fault.value for fault in caught.value.faults] == [on]


def test_a_closing_of_unknown_day_is_left_alone(kept):
    kept.put("edit", kept.stations("a"), kept.stations("a").assign(closed_on=SINCE_UNKNOWN), national().frame.iloc[:0])
    assert edit_station(kept, "a", {"hours": "24小时"}).after["closed_on"].iat[0] == SINCE_UNKNOWN


def test_what_another_changes_between_reading_and_writing_is_not_lost(kept, monkeypatch):
    def meanwhile(*given):
        monkeypatch.undo()
        edit_station(kept, "a", {"phone": "0371"})
        return by_hand.check_by_hand(*given)

    monkeypatch.setattr(changing, "check_by_hand", meanwhile)
    with pytest.raises(StoreError, match="meanwhile"):
        edit_station(kept, "a", {"hours": "24小时"})
    assert cells(kept.stations("a"), ["phone", "hours"]) == {"phone": "0371", "hours": ""}
