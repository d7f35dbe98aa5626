"""Districts go in and come out, with and without a polygon."""

import geopandas as gpd
import shapely
from geopandas.testing import assert_geodataframe_equal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stationmap.districts import Districts
from tests.oracles.records import NO_DISTRICTS, RECORD, THREE_DISTRICTS, districts_of
from tests.oracles.tables import table_of, texts

EMPTY = table_of([])
holed = shapely.Polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [[(3, 3), (4, 3), (4, 4)]])
shapes = st.sampled_from(
    [None, shapely.box(113, 34, 114, 35), holed, shapely.MultiPolygon([holed, shapely.box(20, 0, 21, 1)])]
)
rows = st.tuples(
    st.from_regex(r"[0-9]{6}", fullmatch=True), texts, texts, st.none() | st.integers(0, 2**31 - 1), shapes
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.lists(rows, unique_by=lambda row: row[0], max_size=4))
def test_what_goes_in_comes_out(database, store, drawn):
    database.clear()
    store.save(EMPTY, districts_of(*drawn), RECORD)
    expected = districts_of(*sorted(drawn, key=lambda row: row[0])).assign(source="").astype({"source": "str"})
    assert_geodataframe_equal(store.districts(), expected, check_like=True, normalize=False)


def test_known_districts_are_replaced_and_others_kept(store):
    store.save(EMPTY, THREE_DISTRICTS, RECORD)
    store.save(
        EMPTY, districts_of(("410102", "新名", "郑州市", 1, None), ("410103", "二七区", "郑州市", None, None)), RECORD
    )
    frame = store.districts()
    assert frame["adcode"].tolist() == ["410102", "410103", "410105", "410172"]
    assert frame["name"].tolist()[:2] == ["新名", "二七区"]
    assert frame.geometry.isna().tolist() == [True, True, False, True]
    store.save(EMPTY, NO_DISTRICTS, RECORD)
    assert_geodataframe_equal(store.districts(), frame)


def test_no_districts_is_a_frame_with_a_reference_system(store):
    frame = store.districts()
    assert isinstance(frame, gpd.GeoDataFrame)
    assert frame.crs == "EPSG:4326"
    assert list(frame.columns) == ["adcode", "name", "city", "residents", "source", "geometry"]
    assert len(Districts(frame)) == 0


def test_an_empty_polygon_is_kept_as_none(store):
    store.save(EMPTY, districts_of(("410102", "中原区", "", None, shapely.Polygon())), RECORD)
    assert store.districts().geometry.tolist() == [None]


def test_the_library_takes_what_the_store_gives(store):
    store.save(EMPTY, THREE_DISTRICTS, RECORD)
    districts = Districts(store.districts())
    assert districts.locate([34.75, 34.75, 0.0], [113.6, 113.7, 0.0]).tolist() == ["410102", "410105", ""]
    assert districts.frame["residents"].isna().tolist() == [True, False, False]


def test_who_is_credited_for_a_polygon_is_kept(store):
    store.save(EMPTY, THREE_DISTRICTS.assign(source=["甲 © 2026", "", "乙"]), RECORD)
    before = store.sequence()
    assert store.districts()["source"].tolist() == ["", "乙", "甲 © 2026"]
    store.save(EMPTY, districts_of(("410105", "金水区", "郑州市", 1_628_000, None)), RECORD)
    assert store.districts()["source"].tolist() == ["", "", "甲 © 2026"]
    assert store.sequence() == before + 1
