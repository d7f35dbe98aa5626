from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.catalogue import Catalogue
from stationmap.clock import today
from stationmap.coverage.station_days import in_operation
from stationmap.register.status import SINCE_UNKNOWN, read_status
from tests.oracles.registers import DISTRICTS, check, told

PLACE = ("34.7512", "113.6254")
WORDS = {
    True: "正常 启用 在用 运营中 开放 正常开放 已启用 正在使用 试运营 是 open Active in-use IN_OPERATION ok",
    False: "已关闭 停用 暂停 撤销 关闭 暂停服务 临时关闭 暂时停用 永久关闭 停止运营 已拆除 未开放 不再使用 暂不开放 "
    "未启用 装修中 建设中 待启用 否 closed Inactive temporarily_closed permanently-closed disused",
}
OPEN, CLOSED = WORDS[True].split(), [*WORDS[False].split(), "out of service", "not open", "已关闭（拆迁）", "关闭。"]
UNREADABLE = ["拟关闭", "即将关闭", "正常关闭", "也许", "1", "√", "open/closed", "开放至2027年", "计划停用"]
days = st.just("") | st.dates(date(1950, 1, 1), date(2100, 1, 1)).map(date.isoformat)


def one(status, header="状态", **cells):
    return check(" ".join(["名称 lat lon", header, *cells]), ("站", *PLACE, status, *cells.values()))


@pytest.mark.parametrize("text", OPEN)
def test_open(text):
    assert read_status(text) == (True, True)


@pytest.mark.parametrize("text", CLOSED)
def test_closed(text):
    assert read_status(text) == (False, True)


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_neither_is_a_warning_by_row_field_and_value(text):
    checked = one(text, "运营状态")
    assert told(checked) == [(2, "unreadable_status", "运营状态", text)]
    assert checked.table.loc[0, ["closed_on", "warnings"]].tolist() == ["", "unreadable_status"]


@given(st.text(max_size=20))
def test_any_text_is_read(text):
    is_open, clean = read_status(text)
    assert clean or is_open is None


@pytest.mark.parametrize("header", ["状态", "运营状态", "使用状态", "status"])
def test_a_closed_station_is_not_in_operation_and_has_no_invented_date(header):
    checked = one("暂停服务", header, 启用日期="2022-05-01")
    row = checked.table.loc[0]
    assert row["closed_on"] == SINCE_UNKNOWN
    assert row["closed_reason"] == "暂停服务（停用日期不详 closed since unknown）"
    assert told(checked) == [(2, "closed_since_unknown", header, "暂停服务")]
    catalogue = Catalogue.from_table(checked.table, DISTRICTS, "1")
    for day in (date(1900, 1, 1), today()):
        assert not catalogue.in_operation(day).any()
        assert not in_operation(checked.table, day).any()


def test_a_reason_and_a_day_of_the_file_stay():
    row = one("已关闭", 停用日期="2023-05-01", 停用原因="拆迁").table.loc[0]
    assert row[["closed_on", "closed_reason"]].tolist() == ["2023-05-01", "拆迁；已关闭"]
    row = one("已关闭", 停用日期="2023-05-01", 停用原因="房屋已关闭").table.loc[0]
    assert row["closed_reason"] == "房屋已关闭"


@given(st.sampled_from([*OPEN, *CLOSED, *UNREADABLE, ""]), days)
def test_the_law_of_status_and_day(status, day):
    checked = one(status, 停用日期=day)
    closed = checked.table.loc[0, "closed_on"]
    said, has_come = read_status(status)[0], "" < day <= today().isoformat()
    assert Catalogue.from_table(checked.table, DISTRICTS, "1").in_operation(today()).tolist() == [
        not has_come and said is not False
    ]
    assert closed == (day if said is not False or has_come else SINCE_UNKNOWN)
    warned = any(item.severity == "warning" for item in checked.findings)
    contradicts = (said is True and has_come) or (said is False and day != "" and not has_come)
    assert warned == (contradicts or status in UNREADABLE)


def test_without_the_column_nothing_changes():
    checked = check("名称 lat lon", ("站", *PLACE))
    assert checked.table.loc[0, ["closed_on", "closed_reason"]].tolist() == ["", ""]
    assert np.array_equal(checked.findings.to_frame().to_numpy(), np.empty((0, 9)))
