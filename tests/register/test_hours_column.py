"""Hours in the register: what they are read as follows them, whatever happens to a station."""

from contextlib import suppress
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stationmap.datum import Datum
from stationmap.errors import ColumnError, InputError
from stationmap.hours import read_hours
from stationmap.register import import_register
from stationmap.register.editing import add_station, close_station, edit_station
from stationmap.store import open_store
from tests.oracles.registers import check, options, told

NUMBERS = count()
TEXTS = [
    "24小时",
    "8:00-18:00",
    "营业时间",
    "",
    "暂无",
    "Mo-Fr 09:00-17:00; PH off",
    "工作日 ９：００～１７：００",
    "夏季",
    "长" * 300,
]
HEADERS = ["开放时间", "opening_hours", "营业时间", "hours"]
texts = st.sampled_from(TEXTS) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters='\0",'), max_size=8
)
acts = st.lists(
    st.one_of(
        st.tuples(st.just("import"), st.sampled_from([*HEADERS, "电话"]), texts),
        st.tuples(st.just("edit"), st.sampled_from(HEADERS), texts),
        st.tuples(st.just("phone"), st.just("电话"), st.just("110")),
        st.tuples(st.just("add"), st.sampled_from(HEADERS), texts),
        st.tuples(st.just("close"), st.just(""), st.just("")),
    ),
    min_size=1,
    max_size=5,
)


def act(folder, db, kind, header, text):
    path, place = folder / "stations.csv", {"lat": "34.7512", "lon": "113.6512"}
    with open_store(db) as store:
        if kind == "import":
            path.write_text(f'编号,lat,lon,{header}\na,34.7512,113.6512,"{text}"\n', "utf-8")
            import_register(path, options(), db=db)
        elif kind == "add":
            add_station(store, {"name": f"站{next(NUMBERS)}", **place, header: text}, options(Datum.WGS84))
        elif kind == "close":
            close_station(store, "a", "2026-01-01")
        else:
            edit_station(store, "a", {header: text})


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts)
def test_what_hours_are_read_as_follows_them_always(tmp_path, several):
    db = str(tmp_path / f"{next(NUMBERS)}.db")
    with open_store(db, create=True):
        pass
    act(tmp_path, db, "import", "开放时间", "9:00-17:00")
    for one in several:
        with suppress(InputError):  # a control character, a station that is closed already
            act(tmp_path, db, *one)
    with open_store(db) as store:
        table = store.stations()
    assert table["opening_hours"].tolist() == [read_hours(text).expression for text in table["hours"]]
    marked = table["warnings"].str.split(",").map(lambda codes: "unread_hours" in codes).tolist()
    unread = ((table["opening_hours"] == "") & ~table["hours"].isin(["", "暂无"])).tolist()
    assert all(is_unread for mark, is_unread in zip(marked, unread, strict=True) if mark)


def test_texts_that_are_alike_are_one_finding_and_mark_every_row():
    rows = [("站", "34.75121", f"113.6{n:02}21", "营业时间" if n % 2 else "8:00-18:00") for n in range(40)]
    checked = check("名称 lat lon 开放时间", *rows, ("站", "34.75121", "113.66121", "过年不开"))
    assert told(checked) == [(3, "unread_hours", "开放时间", "营业时间"), (42, "unread_hours", "开放时间", "过年不开")]
    first = next(iter(checked.findings))
    assert "20 行：3, 5, 7, 9, 11…" in first.message_zh
    assert read_hours("营业时间").reason.zh in first.message_zh
    assert read_hours("营业时间").reason.en in first.message
    assert (checked.table["warnings"] == "unread_hours").tolist() == [n % 2 == 1 for n in range(40)] + [True]


def test_the_reader_is_asked_once_for_each_text(monkeypatch):
    from stationmap.register import hours_column

    asked = []
    monkeypatch.setattr(hours_column, "read_hours", lambda text: asked.append(text) or read_hours(text))
    check("lat lon 开放时间", *(("34.7512", "113.6512", text) for text in TEXTS * 5))
    assert sorted(asked) == sorted(TEXTS)


def test_hours_that_are_not_in_the_file_stay_with_what_they_were_read_as(tmp_path):
    db = str(tmp_path / "a.db")
    with open_store(db, create=True):
        pass
    act(tmp_path, db, "import", "开放时间", "9:00-17:00")
    act(tmp_path, db, "edit", "开放时间", "24小时")
    act(tmp_path, db, "import", "电话", "110")
    with open_store(db) as store:
        assert store.stations()[["hours", "opening_hours", "phone"]].to_numpy().tolist() == [["24小时", "24/7", "110"]]


def test_hours_that_nobody_knows_may_be_said_by_hand_and_are_doubted(tmp_path):
    db = str(tmp_path / "a.db")
    with open_store(db, create=True) as store:
        act(tmp_path, db, "import", "开放时间", "9:00-17:00")
        done = edit_station(store, "a", {"opening_hours": "营业时间"})
        assert [(item.code, item.field, item.value) for item in done.doubts] == [
            ("unread_hours", "opening_hours", "营业时间")
        ]
        assert done.after[["hours", "opening_hours"]].to_numpy().tolist() == [["营业时间", ""]]
        assert done.after["warnings"].tolist() == ["missing_name,unread_hours"]
        done = edit_station(store, "a", {"hours": "8:00-18:00"})
        assert (done.doubts, done.after["warnings"].tolist()) == ([], ["missing_name"])
        with pytest.raises(InputError, match="opening_hours"):
            edit_station(store, "a", {"hours": "24小时", "opening_hours": "24/7"})


def test_a_mapped_column_of_osm_syntax_is_read_as_hours():
    row = ("34.7512", "113.6512", "Mo-Su 10:00-26:00")
    for field in ("hours", "opening_hours"):
        checked = check("lat lon oh", row, columns={field: "oh"})
        assert checked.table[["hours", "opening_hours"]].iloc[0].tolist() == [row[2], read_hours(row[2]).expression]
    with pytest.raises(ColumnError):
        check("lat lon oh", row, columns={"warnings": "oh"})
