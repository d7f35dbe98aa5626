"""Whatever is typed, it is a basemap or an error that says what would be right; a key is in no message."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.basemaps import (
    PRESETS,
    SERVED_URL,
    basemap_document,
    beside_page,
    choose_basemap,
    parse_basemap,
    served_basemap,
    warnings_of,
)
from stationmap.datum import Datum
from stationmap.errors import BasemapError, DatumError, FileFormatError, InputError, MissingFileError
from tests.oracles.tilesets import archive, folder, png

URL = "https://tiles.example/{z}/{x}/{y}.png?k={key}"
TEXT = st.text(max_size=40) | st.text("{zxykey}/:.@&=%?#\\;,'\" ht\n", max_size=60)


@given(TEXT, TEXT, TEXT, st.sampled_from(["", "https://", "http://", "//"]))
def test_any_text_is_a_basemap_or_an_error_of_ours(what, datum, key, scheme):
    try:
        basemap = choose_basemap(scheme + what, datum=datum, key=key)
    except (InputError, MissingFileError):
        return
    assert basemap is None or isinstance(basemap.datum, Datum)


@given(TEXT, st.sampled_from(["https://a.example/", "t/", ""]))
def test_a_policy_and_an_address_stay_whole_whatever_the_key(key, start):
    try:
        basemap = parse_basemap(f"{start}{{z}}/{{x}}/{{y}}?tk={{key}}", "wgs84", key=key)
    except BasemapError:
        return
    (url,) = basemap.layers
    assert re.fullmatch(r"[A-Za-z0-9._~{}/:?=-]+", url)
    assert urlsplit(url).netloc == urlsplit(start).netloc


def test_a_key_is_in_no_message_and_in_no_representation():
    secret = "s3cr3t-0123"
    basemap = parse_basemap(URL, "wgs84", key=secret)
    assert secret in basemap.layers[0]
    assert secret not in repr(basemap)
    for wrong in (f"{secret}/../x", f"{secret}&b=1"):
        with pytest.raises(BasemapError) as caught:
            choose_basemap("tianditu", key=wrong)
        assert secret not in repr(caught.value) + str(caught.value.faults)


@pytest.mark.parametrize("options", [{"key": ""}, {"key": "a b"}, {"key": "k", "datum": "gcj02"}])
def test_tianditu_wants_a_key_and_knows_its_datum(options):
    with pytest.raises(BasemapError):
        choose_basemap("tianditu", **options)


def test_tianditu_has_names_over_its_map_from_one_host_in_one_datum():
    basemap = choose_basemap("tianditu", key="abc123", approval="GS(2000)1号", datum="CGCS2000")
    assert basemap.datum is Datum.WGS84
    assert basemap.credits == ["天地图 Tianditu", "审图号：GS(2000)1号"]
    assert [re.search("LAYER=([a-z]+)", url)[1] for url in basemap.layers] == ["vec", "cva"]
    assert all(url.startswith(f"{basemap.origin}/") and url.endswith("tk=abc123") for url in basemap.layers)


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_presets_are_good_addresses_on_one_host_over_https(name):
    basemap = PRESETS[name].basemap
    for url in filter(None, (basemap.url, basemap.labels)):
        assert parse_basemap(url, basemap.datum, key="k" if "{key}" in url else "").origin == basemap.origin
    assert basemap.origin.startswith("https://")
    assert basemap.attribution
    assert not basemap.approval  # none is written down: whoever publishes names the one in force
    assert warnings_of(name, basemap)


def test_openstreetmap_is_told_which_site_asks_and_others_nothing():
    assert choose_basemap("osm").referrer_policy == "strict-origin-when-cross-origin"
    assert choose_basemap("osm").max_zoom == 19
    assert choose_basemap("amap").referrer_policy == "no-referrer"
    assert parse_basemap("https://a.example/{z}/{x}/{y}", "wgs84").referrer_policy == "no-referrer"


def test_a_map_of_china_without_its_number_is_told_of():
    assert any("--basemap-approval" in told for told in warnings_of("amap", choose_basemap("amap")))
    named = choose_basemap("amap", approval="GS(2000)1号")
    assert not any("--basemap-approval" in told for told in warnings_of("amap", named))


@pytest.mark.parametrize("what", ["https://a.example/{z}/{x}/{y}.png", "t/{z}/{x}/{y}.png"])
def test_an_address_must_name_its_datum(what):
    with pytest.raises(BasemapError, match="datum"):
        choose_basemap(what)
    assert choose_basemap(what, datum="bd09").datum is Datum.BD09
    with pytest.raises(DatumError):
        choose_basemap(what, datum="mars2")


def test_what_is_not_there_is_named(tmp_path):
    (tmp_path / "a.png").write_bytes(png())
    (tmp_path / "empty").mkdir()
    with pytest.raises(MissingFileError, match=r"tianditu"):
        choose_basemap("opnstreetmap")
    with pytest.raises(MissingFileError):
        choose_basemap(str(tmp_path / "none.pmtiles"))
    for wrong in ("a\0b", "x" * 5000):
        with pytest.raises(MissingFileError):
            choose_basemap(wrong)
    with pytest.raises(BasemapError):
        choose_basemap(str(tmp_path / "a.png"))
    with pytest.raises(FileFormatError):
        choose_basemap(str(tmp_path / "empty"), datum="wgs84")


def test_tiles_of_this_machine_say_what_they_are(tmp_path):
    path = folder(tmp_path / "t", {(4, 13, 6): png()}, metadata={"attribution": "<b>某市测绘院</b>"})
    with pytest.raises(BasemapError, match="datum"):
        choose_basemap(str(path))
    basemap = choose_basemap(str(path), datum="gcj02", approval="GS(2000)1号")
    assert basemap.credits == ["某市测绘院", "审图号：GS(2000)1号"]
    served = basemap_document(served_basemap(basemap))
    assert (served["url"], served["datum"], served["kind"]) == (SERVED_URL, "gcj02", "raster")
    assert (served["min_zoom"], served["max_zoom"], served["tile_size"]) == (4, 4, 256)
    packed = archive(tmp_path / "a.pmtiles", {(0, 0, 0): png()})
    assert choose_basemap(str(packed)).datum is Datum.WGS84
    with pytest.raises(BasemapError, match="key"):
        choose_basemap(str(packed), key="k")


def test_a_folder_lies_beside_its_page_wherever_both_go(tmp_path):
    path = folder(tmp_path / "a b#{z}%" / "瓦片", {(0, 0, 0): png()}, ".webp", {"scheme": "tms"})
    basemap = choose_basemap(str(path), datum="wgs84")
    beside = beside_page(basemap, tmp_path / "pages" / "map.html")
    assert beside.url == "../a%20b%23%7Bz%7D%25/%E7%93%A6%E7%89%87/{z}/{x}/{y}.webp"
    assert beside.from_south
    assert parse_basemap(beside.url, "wgs84").url == beside.url
    with pytest.raises(BasemapError):
        beside_page(choose_basemap(str(archive(tmp_path / "a.pmtiles", {(0, 0, 0): png()}))), Path("map.html"))


def test_served_pages_get_foreign_tiles_as_they_are():
    basemap = choose_basemap("osm")
    assert served_basemap(basemap) is basemap
    document = basemap_document(basemap)
    assert document["url"] == document["layers"][0] == basemap.url
    assert document["carried"] is None
