"""Importing again: a column that is missing says nothing, and what a file opens again is named."""

from datetime import timedelta
from itertools import count

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stationmap.clock import today
from stationmap.register import import_register
from stationmap.register.editing import close_station, edit_station
from stationmap.register.status import SINCE_UNKNOWN, UNDATED
from stationmap.store import open_store
from tests.oracles.registers import options

NUMBERS = count()
PLACE = {"编号": "a", "经度": "113.6512", "纬度": "34.7512"}
COLUMNS = {
    "名称": ["甲", ""],
    "开放时间": ["8:00-18:00", ""],
    "电话": ["0371", ""],
    "类型": ["固定", ""],
    "面积": ["12", ""],
    "容纳人数": ["3", ""],
    "星级": ["5", ""],
    "许可": ["CC0", ""],
    "登记区县": ["二七区", ""],
    "热水": ["有", "无", ""],
    "设施": ["厕所、热水", "厕所", ""],
    "缺少设施": ["冰箱", ""],
    "故障": ["厕所", ""],
    "停用日期": ["2020-01-01", ""],
    "停用原因": ["拆迁", ""],
    "状态": ["正常", "停用", ""],
    "临时关闭": ["2026-12-01/2026-12-15 装修", "2027年2月10日起停业", ""],
}
# What somebody may say by hand, and the columns that speak of the same.
EDITS = {
    ("开放时间", "24小时"): ["开放时间"],
    ("电话", "110"): ["电话"],
    ("临时关闭", "2026-01-01/2026-01-02 停电; 2099-01-01/"): ["临时关闭"],
    ("类型", "流动"): ["类型"],
    ("面积", "99.5"): ["面积"],
    ("容纳人数", "77"): ["容纳人数"],
    ("星级", "1"): ["星级"],
    ("许可", "ODbL"): ["许可"],
    ("登记区县", "二七"): ["登记区县"],
    ("photo", "https://example.org/?a=b"): [],
    ("热水", "有"): ["热水", "设施", "缺少设施"],
    ("无线网络", "有"): ["设施"],
    ("无线网络", "无"): ["缺少设施"],
    ("停用日期", "2021-01-01"): ["停用日期", "状态"],
    ("停用日期", "2099-01-01"): ["停用日期", "状态"],
    ("停用原因", "搬走"): ["停用原因", "状态", "停用日期"],
}


@pytest.fixture
def again(tmp_path):
    """Import one row, given as header to cell, into a database."""

    def takes(cells, db="register.db", **others):
        path = tmp_path / "stations.csv"
        path.write_text(",".join(cells) + "\n" + ",".join(cells.values()), "utf-8")
        chosen = options(**{name: others.pop(name) for name in ("licence", "source") if name in others})
        return import_register(path, chosen, db=str(tmp_path / db), **others)

    takes.store = lambda db="register.db": open_store(str(tmp_path / db))
    return takes


files = st.sets(st.sampled_from(list(COLUMNS))).flatmap(
    lambda names: st.fixed_dictionaries({name: st.sampled_from(COLUMNS[name]) for name in sorted(names)})
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(file=files, edit=st.sampled_from(list(EDITS)))
def test_what_is_edited_without_a_column_in_the_file_outlasts_the_file(again, file, edit):
    file = {head: cell for head, cell in file.items() if head not in EDITS[edit]}
    db, row = f"{next(NUMBERS)}.db", PLACE | {head: cell.replace(",", "、") for head, cell in file.items()}
    again(row, db)
    with again.store(db) as store:
        edited = edit_station(store, "a", dict([edit])).after
        done = again(row, db)
        pd.testing.assert_frame_equal(store.stations().assign(warnings=""), edited.assign(warnings=""))
        assert done.checked.findings.rows("error") == set()
        assert again(row, db).saved.updated == 0
        assert done.checked.table.equals(store.stations())


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=files, new=files)
def test_what_has_a_column_is_as_a_new_register_would_have_it(again, old, new):
    db, other = f"{next(NUMBERS)}.db", f"{next(NUMBERS)}.db"
    again(PLACE | old, db)
    again(PLACE | new, db)
    again(PLACE | new, other)
    with again.store(db) as store, again.store(other) as fresh:
        kept, wanted = store.stations().iloc[0], fresh.stations().iloc[0]
    said = {
        "名称": "name",
        "开放时间": "hours",
        "电话": "phone",
        "临时关闭": "closures",
        "类型": "kind",
        "许可": "licence",
        "设施": "amenities",
    }
    said |= {"缺少设施": "amenities_no", "故障": "out_of_order", "停用日期": "closed_on"}
    for field in (said[head] for head in new if head in said):
        if not (field == "amenities_no" and "设施" not in new) and not (field == "amenities" and "故障" in new):
            assert set(wanted[field].split(",")) <= set(kept[field].split(","))
        if field not in {"amenities", "amenities_no", "out_of_order"}:
            assert kept[field] == wanted[field]
    assert kept["lat"] == wanted["lat"]


def opened(done):
    found = [item for item in done.checked.findings if item.code == "opened_again"]
    return [(item.severity, item.row, item.field, item.value) for item in found]


def closing(again):
    with again.store() as store:
        return store.stations().loc[0, ["closed_on", "closed_reason"]].tolist()


@pytest.fixture
def closed(again):
    again(PLACE | {"名称": "甲"})
    with again.store() as store:
        close_station(store, "a", "2024-05-01", "拆迁")
    return again


def test_a_station_closed_by_hand_stays_closed_where_the_file_does_not_speak_of_it(closed):
    assert opened(closed(PLACE | {"名称": "乙"})) == []
    assert closing(closed) == ["2024-05-01", "拆迁"]


@pytest.mark.parametrize(
    ("header", "cell"), [("状态", "正常"), ("状态", ""), ("停用日期", ""), ("停用日期", "2099-01-01")]
)
def test_a_station_that_the_file_opens_again_is_named(closed, header, cell):
    row = PLACE | {header: cell}
    told = [("warning", 2, header, cell)]
    assert opened(closed(row, dry_run=True)) == told
    assert closing(closed) == ["2024-05-01", "拆迁"]
    assert opened(closed(row)) == told
    assert closing(closed)[0] in {"", "2099-01-01"}
    done = closed(row)
    assert (opened(done), done.saved.unchanged) == ([], 1)


def test_a_status_of_closed_keeps_the_day_and_the_reason_that_are_known(closed):
    closed(PLACE | {"状态": "停用"})
    assert closing(closed) == ["2024-05-01", "拆迁"]
    closed(PLACE | {"状态": "停用", "停用原因": "搬走"})
    assert closing(closed) == ["2024-05-01", "搬走；停用"]


def test_a_status_tells_of_the_closing_while_nobody_knows_more(again):
    for words in ("停用", "拆除"):
        again(PLACE | {"状态": words})
        assert closing(again) == [SINCE_UNKNOWN, f"{words}{UNDATED}"]
    with again.store() as store:
        edit_station(store, "a", {"停用原因": "修路"})
    again(PLACE | {"状态": "停用"})
    assert closing(again) == [SINCE_UNKNOWN, "修路"]


def test_a_licence_for_all_rows_is_said(again):
    again(PLACE, licence="CC0", source="甲")
    again(PLACE, licence="ODbL")
    with again.store() as store:
        assert store.stations().loc[0, ["licence", "source"]].tolist() == ["ODbL", "甲"]


def test_what_is_out_of_order_stays_so_and_is_told_until_the_file_has_a_column_of_it(again):
    again(PLACE | {"设施": "厕所、热水"})
    with again.store() as store:
        edit_station(store, "a", {"out_of_order": "厕所@2026-01-01"})
        done = again(PLACE | {"设施": "厕所、热水"})
        told = [(item.row, item.field, item.value) for item in done.checked.findings if item.severity == "note"]
        assert told == [(2, "设施", "toilet@2026-01-01")]
        assert store.stations().at[0, "out_of_order"] == "toilet@2026-01-01"
        again(PLACE | {"设施": "厕所、热水", "故障": ""})
        assert store.stations().loc[0, ["amenities", "out_of_order"]].tolist() == ["hot_water,toilet", ""]


def test_a_day_that_is_known_of_a_fault_outlasts_a_file_that_says_it_without(again):
    row = PLACE | {"名称": "甲", "设施": "厕所(故障)、冰箱(停用)"}
    again(row)
    with again.store() as store:
        edit_station(store, "a", {"out_of_order": "厕所@2026-01-01"})
        done = again(row)
        assert store.stations().at[0, "out_of_order"] == "toilet@2026-01-01,fridge"
        assert {item.code for item in done.checked.findings} == {"read_as_out_of_order"}
        assert again(row).saved.unchanged == 1


def test_what_another_changes_before_the_lock_is_not_lost(again, monkeypatch):
    again(PLACE)
    from stationmap.register import importing

    scope = importing.scope_of

    def meanwhile(*given):
        with again.store() as store:
            close_station(store, "a", "2024-05-01")
        return scope(*given)

    monkeypatch.setattr(importing, "scope_of", meanwhile)
    again(PLACE | {"电话": "110"})
    assert closing(again)[0] == "2024-05-01"


def test_a_remark_is_out_of_order_and_the_column_of_it_holds(again):
    row = PLACE | {"名称": "甲", "设施": "厕所（故障）、热水(暂停)、冰箱(小)"}
    told = [(item.code, item.severity, item.value) for item in again(row).checked.findings]
    assert told == [
        ("read_as_out_of_order", "note", "厕所（故障）"),
        ("read_as_out_of_order", "note", "热水(暂停)"),
        ("unused_remark", "note", "冰箱(小)"),
    ]
    done = again(row | {"故障": "厕所@2026-01-01、冰箱(二楼)"})
    assert [item.field for item in done.checked.findings if item.value == "冰箱(二楼)"] == ["故障"]
    again(row | {"故障": "厕所@2026-01-01"})
    with again.store() as store:
        kept = store.stations().loc[0, ["amenities", "out_of_order"]].tolist()
    assert kept == ["hot_water,toilet,fridge", "toilet@2026-01-01,hot_water"]


def taken_away(done):
    return [(item.row, item.value, item.message) for item in done.checked.findings if item.code == "closure_taken_away"]


def test_a_closure_whose_last_day_is_today_is_not_over(again):
    again(PLACE | {"临时关闭": f"2026-01-01/{today()}"})
    assert len(taken_away(again(PLACE | {"临时关闭": ""}))) == 1


def test_a_closure_that_the_file_takes_away_is_named_unless_it_is_over(again):
    again(PLACE)
    text = f"2020-01-01/{today() - timedelta(days=1)} 停电; 2099-01-01/2099-02-01 装修; 2026-01-01/ 停水"
    with again.store() as store:
        edit_station(store, "a", {"closures": text})
        assert taken_away(again(PLACE | {"电话": "110"})) == []
        assert store.stations().at[0, "closures"] == text
        told = taken_away(again(PLACE | {"临时关闭": "2026年1月1日起停水；过年"}))
        assert [item[:2] for item in told] == [(2, "2026年1月1日起停水；过年")]
        assert "closure of a (2099-01-01/2099-02-01 装修), which" in told[0][2]
        assert store.stations().at[0, "closures"] == "2026-01-01/ 停水"
        assert taken_away(again(PLACE | {"临时关闭": "2026年1月1日起停水"})) == []
        assert len(taken_away(again(PLACE | {"临时关闭": ""}))) == 1
        assert taken_away(again(PLACE | {"临时关闭": ""})) == []
