import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.datum import Datum
from stationmap.errors import BasemapError, DatumError
from stationmap.maps import Basemap, parse_basemap

GOOD = [
    ("https://tiles.example/{z}/{x}/{y}.png", "https://tiles.example"),
    ("http://10.0.0.7:8080/t?x={x}&y={y}&z={z}&tk=a1", "http://10.0.0.7:8080"),
    ("http://[::1]:81/{z}/{x}/{y}", "http://[::1]:81"),
    ("HTTPS://Tiles.Example/{z}/{x}/{y}", "https://Tiles.Example"),
    ("tiles/{z}/{x}/{y}.png", ""),
    ("../tiles/{z}/{x}/{y}.png", ""),
    ("/tiles/{z}/{x}/{y}.png", ""),
]
BAD = [
    "",
    "https://tiles.example/{z}/{x}.png",
    "https://{s}.tiles.example/{z}/{x}/{y}.png",
    "https://tiles.example/{z}/{x}/{y}{r}.png",
    "https://tiles.example/{z}/{x}/{-y}{y}.png",
    "https://tiles.{z}.example/{z}/{x}/{y}.png",
    "javascript:alert({z}{x}{y})",
    "data:image/png,{z}{x}{y}",
    "file:///tiles/{z}/{x}/{y}.png",
    "ftp://tiles.example/{z}/{x}/{y}.png",
    "//tiles.example/{z}/{x}/{y}.png",
    "https:///{z}/{x}/{y}.png",
    "https:{z}/{x}/{y}.png",
    "https://user@tiles.example/{z}/{x}/{y}.png",
    "https://tiles.example;script-src/{z}/{x}/{y}.png",
    "https://tiles.example,other/{z}/{x}/{y}.png",
    "https://*.example/{z}/{x}/{y}.png",
    "https://tiles.example:99999/{z}/{x}/{y}.png",
    "https://tiles.example:x/{z}/{x}/{y}.png",
    "https://[::1/{z}/{x}/{y}.png",
    "https://瓦片.example/{z}/{x}/{y}.png",
    'https://tiles.example/{z}/{x}/{y}".png',
    "https://tiles.example/{z}/{x}/{y}'.png",
    "https://tiles.example/{z}/{x}/{y}`.png",
    "https://tiles.example/{z}/{x}/{y} .png",
    "https://tiles.example/{z}/{x}/{y}\n",
    "https://tiles.example\\{z}/{x}/{y}",
    "https://tiles.example/{z}/{x}/{y}<b>",
    "https://tiles.example/{z}/{x}/{y}\ud800",
    "1x:{z}/{x}/{y}",
]


@pytest.mark.parametrize(("url", "origin"), GOOD)
def test_good_addresses_are_kept_as_they_are(url, origin):
    basemap = parse_basemap(url, "wgs84", "谁的瓦片")
    assert (basemap.url, basemap.datum, basemap.attribution) == (url, Datum.WGS84, "谁的瓦片")
    assert basemap.origin == origin


@pytest.mark.parametrize("url", BAD)
def test_bad_addresses_are_refused_with_a_reason(url):
    with pytest.raises(BasemapError) as caught:
        parse_basemap(url, "wgs84")
    (fault,) = caught.value.faults
    assert (fault.parameter, fault.value) == ("tiles", url)
    assert fault.reason in caught.value.detail


def test_unknown_datum_is_refused():
    with pytest.raises(DatumError):
        parse_basemap("tiles/{z}/{x}/{y}.png", "wgs72")


@pytest.mark.parametrize("datum", list(Datum))
def test_every_datum_is_taken(datum):
    assert parse_basemap("tiles/{z}/{x}/{y}.png", datum.value) == Basemap("tiles/{z}/{x}/{y}.png", datum, "")


POLICY_SAFE = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:/[]")


@given(st.text(max_size=30), st.sampled_from(["https://", "http://", ""]))
def test_whatever_is_accepted_names_a_source_that_cannot_leave_its_directive(text, scheme):
    try:
        basemap = parse_basemap(f"{scheme}{text}/{{z}}/{{x}}/{{y}}", "wgs84")
    except BasemapError:
        return
    assert set(basemap.origin) <= POLICY_SAFE
    assert not set(basemap.url) & set("\"'`<>\\ \n\t")
