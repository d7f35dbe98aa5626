import pytest

from stationmap.districts import national
from stationmap.files import demo_path, national_districts, read_table

PLACES = {
    "410105": (34.80, 113.67),  # 郑州 金水
    "410204": (34.79, 114.345),  # 开封 鼓楼
    "110101": (39.9163, 116.3972),  # 北京 东城, the Forbidden City
    "310101": (31.2304, 121.4737),  # 上海 黄浦, People's Square
    "650102": (43.79, 87.63),  # 乌鲁木齐 天山
    "460106": (20.0, 110.29),  # 海口 龙华
}
CITIES = {
    "410105": "郑州市",
    "410172": "郑州市",
    "410204": "开封市",
    "110105": "北京市",
    "120101": "天津市",
    "310115": "上海市",
    "500103": "重庆市",
    "500233": "重庆市",
    "220104": "长春市",
    "532901": "大理白族自治州",
    "419001": "",  # 济源, under the province itself
    "469001": "",
}


def test_all_districts_of_the_polygons_and_of_the_census_are_there():
    frame = national().frame
    assert 2_850 <= len(frame) <= 2_950
    assert set(national_districts()["adcode"]) <= set(frame["adcode"])
    assert national().has_polygon.sum() == len(national_districts())
    assert len(set(frame["adcode"].str[:2])) == 34


@pytest.mark.parametrize(("adcode", "place"), PLACES.items())
def test_known_places_lie_in_their_districts(adcode, place):
    assert national().locate(*place).tolist() == [adcode]


@pytest.mark.parametrize("place", [(51.5074, -0.1278), (0.0, 0.0), (35.68, 139.69)])
def test_places_abroad_lie_in_none(place):
    assert national().locate(*place).tolist() == [""]


@pytest.mark.parametrize(("adcode", "city"), CITIES.items())
def test_the_city_of_a_district(adcode, city):
    frame = national().only([adcode]).frame
    assert frame["city"].tolist() == [city]


def test_a_city_is_unknown_only_where_a_province_governs_directly():
    frame = national().frame
    assert set(frame.loc[frame["city"] == "", "adcode"].str[:4]) == {"4190", "4290", "4690", "6590", "8101"}


def test_residents_are_those_of_the_census_and_unknown_elsewhere():
    census = read_table(demo_path("residents.csv")).frame
    census = census[~census["adcode"].str.endswith("00")]
    frame = national().frame
    known = frame[frame["residents"].notna()]
    assert dict(zip(known["adcode"], known["residents"], strict=True)) == {
        adcode: int(residents) for adcode, residents in zip(census["adcode"], census["residents"], strict=True)
    }


def test_districts_without_a_polygon_are_the_development_zones():
    frame = national().frame[~national().has_polygon.to_numpy()]
    assert set(frame["adcode"].str[:4]) <= {"4101", "4102"}
    assert {"410171", "410172", "410173"} <= set(frame["adcode"])


def test_areas_are_those_of_the_year_books():
    assert national().of_cities(["4101"]).area_km2.sum() == pytest.approx(7_567, rel=0.01)  # 郑州
    assert national().area_km2.sum() == pytest.approx(9.6e6, rel=0.02)


def test_it_is_made_once():
    assert national() is national()
