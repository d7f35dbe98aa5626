"""The chosen day and time: what the page counts, draws and tells is what the library's timetable says."""

from datetime import date, datetime, time

import numpy as np
import pytest

from stationmap.catalogue.opening import CHINA, RowTimes
from stationmap.loading import demonstration
from stationmap.maps import station_map
from tests.oracles.map_page import data_of, station_rows

pytestmark = pytest.mark.browser

ON = date(2026, 11, 30)
ROWS = [
    {"id": "A", "name": "白天站", "opening_hours": "Mo-Fr 08:30-17:30; PH off", "hours": "工作日8:30-17:30"},
    {"id": "B", "name": "夜间站", "opening_hours": "18:00-02:00", "hours": "18点到次日2点"},
    {"id": "C", "name": "不明站", "hours": "营业时间"},
    {"id": "D", "name": "装修站", "opening_hours": "24/7", "closures": "2026-12-01/2026-12-02 装修"},
    {"id": "E", "name": "将停用站", "opening_hours": "24/7", "closed_on": "2026-12-03"},
    {"id": "F", "name": "将启用站", "opening_hours": "24/7", "opened_on": "2026-12-03"},
]
PLACES = [{**row, "kind": "fixed", "lat": 34.6 + n / 50, "lon": 113.6} for n, row in enumerate(ROWS)]


@pytest.fixture
def small():
    return station_map(station_rows(PLACES), None, None, title="试图", notes=[], on=ON)


def counts(page):
    return {
        name: int(page.inner_text(f"label[for=state-{n}] .count"))
        for n, name in ((1, "open"), (2, "unknown"), (0, "closed"))
    }


def test_states_of_every_station_are_the_librarys_at_many_times(opened):
    catalogue = demonstration()
    html = station_map(catalogue.table, None, None, title="", notes=[], on=ON)
    days = [date.fromisoformat(day["date"]) for day in data_of(html)["opening"]["days"]]
    asked = [(day, minute) for day in range(len(days)) for minute in (0, 29, 119, 480, 509, 510, 719, 1050, 1200, 1439)]
    times = RowTimes(catalogue.table, CHINA, ON)
    script = "asked => asked.map(([day, minute]) => [...stationmap.opening.states({ day, minute })])"
    with opened(html) as page:
        told = np.array(page.evaluate(script, asked))
    for states, (day, minute) in zip(told, asked, strict=True):
        at = int(datetime.combine(days[day], time(minute // 60, minute % 60), CHINA.zone).timestamp())
        known = times.timetable.states(times.entries.astype(np.int64), at)
        expected = np.where(catalogue.in_operation(days[day]), known, 3)
        assert states.tolist() == expected.tolist(), (days[day], minute)


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        ("0", "10:00", {"open": 3, "unknown": 1, "closed": 1}),
        ("0", "17:29", {"open": 3, "unknown": 1, "closed": 1}),
        ("0", "17:30", {"open": 2, "unknown": 1, "closed": 2}),
        ("1", "01:30", {"open": 2, "unknown": 1, "closed": 2}),
        ("3", "10:00", {"open": 3, "unknown": 1, "closed": 1}),
        ("7", "10:00", {"open": 2, "unknown": 1, "closed": 2}),
    ],
)
def test_the_count_is_of_the_chosen_time(opened, small, day, clock, expected):
    with opened(small) as page:
        page.select_option("#clock-day", day)
        page.fill("#clock-time", clock)
        page.dispatch_event("#clock-time", "change")
        assert counts(page) == expected
        assert f"开放 {expected['open']}，未知 {expected['unknown']}" in page.inner_text("#clock-said")
        assert clock in page.inner_text("#clock-said")


def test_the_slider_moves_by_keyboard_and_says_its_time(opened, small):
    with opened(small) as page:
        page.focus("#clock-slider")
        page.keyboard.press("ArrowRight")
        assert page.get_attribute("#clock-slider", "aria-valuetext") == "10:15"
        page.keyboard.press("End")
        assert page.input_value("#clock-time") == page.get_attribute("#clock-slider", "aria-valuetext") == "23:45"
        assert "23:45" in page.inner_text("#clock-said")


def test_parts_are_told_of_the_chosen_time_until_they_end_it(opened, small):
    script = """() => {
        const { hour } = stationmap;
        const heard = [];
        const end = hour.subscribe((value) => heard.push({ ...value }));
        hour.set({ minute: 75 });
        hour.set({ minute: 75 });
        hour.set({ day: 7 });
        end();
        hour.set({ minute: 90 });
        return [heard, hour.value.minute];
    }"""
    with opened(small) as page:
        heard, last = page.evaluate(script)
    assert last == 90
    assert [(each["day"], each["minute"], each["hour"], each["kind"], each["date"]) for each in heard] == [
        (0, 75, 1, "workday", "2026-11-30"),
        (7, 75, 1, "holiday", "2027-01-01"),
    ]


def test_a_card_tells_each_day_and_follows_the_chosen_time(opened, small):
    with opened(small) as page:
        page.evaluate("stationmap.open.station(0)")
        card = page.locator(".leaflet-popup-content")
        assert "开放" in card.locator(".state").inner_text()
        days = card.locator(".day").all_inner_texts()
        assert [" ".join(day.split()) for day in days[:2]] == [
            "周一 Mon – 周五 Fri 08:30–17:30",
            "周六 Sat – 周日 Sun 休息 closed",
        ]
        assert "元旦" in days[2]
        page.fill("#clock-time", "20:00")
        page.dispatch_event("#clock-time", "change")
        assert "关闭" in card.locator(".state").inner_text()
        page.evaluate("stationmap.open.station(4)")
        days = [" ".join(day.split()) for day in card.locator(".day").all_inner_texts()]
        assert days[:2] == ["周一 Mon – 周三 Wed 全天 all day", "周四 Thu – 周日 Sun 停用或未启用 not in operation"]
        assert "现在开放" not in card.inner_text()


def test_now_is_the_stations_clock(opened, small):
    with opened(small) as page:
        page.clock.set_fixed_time("2026-12-02T23:40:00Z")  # 07:40 of the next day in China
        page.reload()
        page.click("#clock-now")
        assert page.evaluate("stationmap.hour.value.date") == "2026-12-03"
        assert page.input_value("#clock-time") == "07:40"
        page.clock.set_fixed_time("2026-12-20T00:00:00Z")
        page.reload()
        assert page.is_disabled("#clock-now")


def test_each_state_looks_different_in_grey(opened, small):
    """Marks of two states differ in many pixels, whatever their colour."""
    script = """() => [0, 1, 2, 3].map((state) => {
        const tile = stationmap.marks.swatch(state, "#767676");
        const { data } = tile.getContext("2d").getImageData(0, 0, tile.width, tile.height);
        return Array.from({ length: data.length / 4 }, (_, i) => (data[4 * i + 3] > 127 ? data[4 * i] : 255));
    })"""
    with opened(small) as page:
        tiles = np.array(page.evaluate(script), dtype=float)
    for one in range(4):
        for other in range(one):
            assert (np.abs(tiles[one] - tiles[other]) > 60).mean() > 0.05
