"""What the desk reads out of a text, and its clock, are held to slower ways of saying the same."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.documents import meta_document
from stationmap.loading import demonstration
from stationmap_api.web_page import WebPage

SCRIPTS = ["common/dom.js", "common/words.js", "common/amenities.js"]
SCRIPTS += [f"desk/{name}.js" for name in ("telling", "moments", "coordinates", "sentences", "opening")]


@pytest.fixture(scope="module")
def page(browser):
    """A page with what reads and writes, and no desk."""
    page = browser.new_page()
    desk = WebPage("desk", SCRIPTS, [])
    response = desk.answer({"meta": meta_document(demonstration()), "zone": ""})
    config = response.body.decode().partition('id="config">')[2].partition("</script>")[0]
    page.set_content(f'<script type="application/json" id="config">{config}</script>')
    page.add_script_tag(content=desk.script)
    yield page
    page.close()


def read(page, texts):
    return page.evaluate("(texts) => texts.map(app.coordinates.read)", texts)


def numbers(low, high):
    return st.integers(low * 10**6 + 1, high * 10**6 - 1).map(lambda n: f"{n / 10**6:.6f}")


IN_CHINA = [
    "{y},{x}",
    "{x},{y}",
    "{y}，{x}",
    "  {x} {y}\n",
    "{y}、{x}",
    "纬度：{y} 经度：{x}",
    "经度{x}，纬度{y}",
    "北纬{y}°，东经{x}°",
    "N{y} E{x}",
    "{y}°N, {x}°E",
    "lat={y}&lng={x}",
    "我在这里（{y},{x}）北门等",
    "{y},{x}北京路",
    "https://uri.amap.com/marker?position={x}%2C{y}&name=%E6%9F%90",
    "https://uri.amap.com/navigation?from=116.1,39.9,a&to={x},{y},b&mode=walk",
    "https://apis.map.qq.com/uri/v1/marker?marker=coord:{y},{x};title:某;addr:某",
    "https://api.map.baidu.com/marker?location={y},{x}&title=某&coord_type=gcj02",
    "geo:{y},{x}?q={y},{x}(某)",
    "[位置] 东太康路 https://maps.apple.com/?ll={y},{x}",
]


@settings(max_examples=40, deadline=None)
@given(y=numbers(18, 53), x=numbers(74, 135))
def test_a_pair_in_china_is_read_in_either_order_and_in_any_of_these_texts(page, y, x):
    answers = read(page, [text.format(y=y, x=x) for text in IN_CHINA])
    for text, found in zip(IN_CHINA, answers, strict=True):
        assert [(one["lat"], one["lon"], one["sure"]) for one in found] == [(float(y), float(x), True)], text


@settings(max_examples=40, deadline=None)
@given(y=numbers(0, 90), x=numbers(0, 180), ns=st.sampled_from("NS"), ew=st.sampled_from("EW"))
def test_letters_say_which_is_which_anywhere(page, y, x, ns, ew):
    wanted = (float(y) * (1 if ns == "N" else -1), float(x) * (1 if ew == "E" else -1))
    for [found] in read(page, [f"{ns}{y} {ew}{x}", f"{x}°{ew} {y}°{ns}", f"{y} {ns}, {x} {ew}"]):
        assert (found["lat"], found["lon"], found["sure"]) == (*wanted, True)


@given(y=st.tuples(st.integers(0, 89), st.integers(0, 59), st.integers(0, 59)))
@settings(max_examples=30, deadline=None)
def test_minutes_and_seconds_are_sixtieths(page, y):
    degrees, minutes, seconds = y
    [[found]] = read(page, [f"{degrees}°{minutes}′{seconds}″N 113°30'E"])
    assert found["lat"] == pytest.approx(degrees + minutes / 60 + seconds / 3600, abs=1e-9)
    assert found["lon"] == 113.5


def test_an_order_that_nothing_decides_is_as_written_and_said_to_be_so(page):
    [[found], [chinese]] = read(page, ["10.5,20.5", "40.5,80.5"])
    assert (found["lat"], found["lon"], found["sure"]) == (10.5, 20.5, False)
    assert (chinese["lat"], chinese["lon"], chinese["sure"]) == (40.5, 80.5, True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "花园路12,13号",
        "0371-12345678",
        "2026.11.30",
        "34.76113.77",
        "34.76",
        "91.5,181.5",
        "8.30-17.30",
        "百度",
        "%",
    ],
)
def test_what_is_no_position_is_searched_for_as_words(page, text):
    assert read(page, [text]) == [[]]


@given(st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_whatever_is_typed_gives_positions_on_the_earth_or_none(page, text):
    for found in read(page, [text])[0]:
        assert -90 <= found["lat"] <= 90
        assert -180 <= found["lon"] <= 180


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        ("34.76,113.77", ""),
        ("https://uri.amap.com/marker?position=113.77,34.76&coordinate=wgs84", "wgs84"),
        ("https://uri.amap.com/marker?position=113.77,34.76", "gcj02"),
        ("https://api.map.baidu.com/marker?location=34.76,113.77", "bd09"),
        ("https://api.map.baidu.com/marker?location=34.76,113.77&coord_type=gcj02", "gcj02"),
        ("https://apis.map.qq.com/uri/v1/geocoder?coord=34.76,113.77", "gcj02"),
        ("微信位置 34.76,113.77", "gcj02"),
        ("geo:34.76,113.77", "wgs84"),
    ],
)
def test_a_text_that_names_its_datum_is_believed(page, text, datum):
    assert [one["datum"] for one in read(page, [text])[0]] == [datum]


@settings(max_examples=40, deadline=None)
@given(
    st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2027-12-31")),
    st.sampled_from(["Asia/Shanghai", "Europe/London", "Australia/Lord_Howe", "America/St_Johns"]),
)
def test_a_clock_s_time_is_an_instant_at_which_it_shows_that_time(page, wall, zone):
    wall = wall.replace(second=0, microsecond=0)
    there = wall.replace(tzinfo=ZoneInfo(zone))
    skipped = there.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall
    told = page.evaluate("([zone, wall]) => app.moments.instant(zone, wall)", [zone, wall.isoformat()[:16]])
    shown = datetime.fromisoformat(told).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert abs(shown - wall) <= timedelta(hours=1) if skipped else shown == wall
    assert (
        page.evaluate("([zone, at]) => app.moments.shown(zone, new Date(at))", [zone, told]) == shown.isoformat()[:16]
    )


@pytest.mark.parametrize(
    ("iso", "closes", "zh", "en"),
    [
        ("2026-11-30T20:00:00+08:00", True, "今天 20:00", "20:00 today"),
        ("2026-12-01T00:00:00+08:00", True, "今天 24:00", "24:00 today"),
        ("2026-12-01T00:00:00+08:00", False, "明天 00:00", "00:00 tomorrow"),
        ("2026-12-02T08:30:00+08:00", False, "后天 08:30", "08:30 the day after tomorrow"),
        ("2026-12-03T08:30:00+08:00", False, "12 月 3 日（周四）08:30", "08:30 on 2026-12-03"),
        ("2027-01-01T08:30:00+08:00", False, "2027 年 1 月 1 日（周五）08:30", "08:30 on 2027-01-01"),
    ],
)
def test_days_are_said_as_people_say_them(page, iso, closes, zh, en):
    assert page.evaluate("(given) => app.moments.said(...given)", [iso, "2026-11-30T23:10", closes]) == [zh, en]


@given(st.floats(0, 360, exclude_max=True))
@settings(max_examples=60, deadline=None)
def test_a_direction_is_at_most_an_eighth_of_a_turn_off(page, bearing):
    names = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"]
    said = names.index(page.evaluate("(degrees) => app.sentences.direction(degrees)[1]", bearing)) * 45
    assert abs((bearing - said + 180) % 360 - 180) <= 22.5


@given(st.floats(0, 200_000))
@settings(max_examples=60, deadline=None)
def test_a_distance_is_said_within_five_metres_or_a_twentieth_and_never_as_nought(page, metres):
    zh, en = page.evaluate("(metres) => app.sentences.distance(metres)", metres)
    size, unit = en.split(" ")
    said = float(size) * {"m": 1, "km": 1000}[unit]
    assert said > 0
    assert abs(said - max(metres, 10)) <= max(5.0001, metres / 19)
    assert zh.replace(" 公里", " km").replace(" 米", " m") == en
