"""Links into map applications lead to the station, in the datum that each takes, whatever the station is called."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.datum import Datum, from_wgs84
from stationmap.documents import station_feature
from stationmap_api.web_page import WebPage
from tests.oracles.catalogues import by_hand, station
from tests.oracles.tables import HOSTILE

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15"
ANDROID = "Mozilla/5.0 (Linux; Android 13; Mobile) AppleWebKit/537.36 Chrome/120.0"
LAT, LON = 34.7466123, 113.6253456
SEOUL = (37.5665, 126.978)
any_name = st.text(max_size=20) | st.text("\ud800\udfff,|:;()&=#?%+ '\"", max_size=8)


@pytest.fixture(scope="module")
def page(browser):
    """A page with the script and nothing else."""
    page = browser.new_page()
    page.set_content('<script type="application/json" id="config">{}</script>')
    page.add_script_tag(content=WebPage("any", ["common/dom.js", "common/navigate.js"], []).script)
    yield page
    page.close()


def feature(name="驿站", datum=Datum.WGS84, at=(LAT, LON), **facts):
    """The feature that the service would answer."""
    return station_feature(by_hand(station("s1", *at, name=name, **facts)), 0, datum)


def links(page, features, device=ANDROID):
    """The links of each feature, by application."""
    answers = page.evaluate("([all, device]) => all.map((one) => app.navigate.links(one, device))", [features, device])
    return [{link["id"]: link["href"] for link in answer} for answer in answers]


def query(address):
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query, keep_blank_values=True).items()}


def degrees(text):
    return tuple(float(part) for part in text.split(","))


def well_formed(name):
    """As text that is written as UTF-8 must be; two surrogates that fit are one character to a browser."""
    joined = name.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in joined)


@pytest.mark.parametrize("at", [(LAT, LON), SEOUL])
@pytest.mark.parametrize("datum", list(Datum))
def test_positions_are_those_of_gcj02_whatever_the_datum_of_the_feature(page, datum, at):
    [android] = links(page, [feature(datum=datum, at=at)])
    [apple] = links(page, [feature(datum=datum, at=at)], IPHONE)
    lat, lon = (pytest.approx(value, abs=6e-7) for value in from_wgs84(*at, Datum.GCJ02))
    assert degrees(query(android["amap"])["to"].rpartition(",")[0]) == (lon, lat)
    assert query(android["amap"])["coordinate"] == "gaode"
    assert degrees(query(android["baidu"])["location"]) == (lat, lon)
    assert query(android["baidu"])["coord_type"] == "gcj02"
    assert degrees(query(android["tencent"])["tocoord"]) == (lat, lon)
    assert query(android["tencent"])["coord_type"] == "2"
    assert degrees(query(apple["system"])["daddr"]) == (lat, lon)


def test_geo_is_in_wgs84_or_not_there(page):
    here = feature(), feature(datum=Datum.GCJ02), feature(datum=Datum.BD09)
    in_wgs84, *others = (one.get("system") for one in links(page, here))
    assert in_wgs84 == "geo:34.746612,113.625346?q=34.746612,113.625346(%E9%A9%BF%E7%AB%99)"
    assert others == [None, None]


@settings(max_examples=30, deadline=None)
@given(st.lists(any_name, min_size=1, max_size=20))
def test_a_name_stays_one_value_of_its_link(page, drawn):
    names = [*HOSTILE, *drawn]
    base = feature()
    features = [{**base, "properties": {**base["properties"], "name": name, "address": name}} for name in names]
    for name, answer in zip(names, links(page, features), strict=True):
        shown = well_formed(name or "s1")
        for href in answer.values():
            assert href.isascii()
            assert not any(sign in href for sign in " '\"<>\\`\r\n")
        assert {urlsplit(href).scheme for href in answer.values()} == {"https", "geo"}
        assert query(answer["amap"])["to"].split(",", 2)[2] == shown.replace(",", "，")
        assert query(answer["amap"])["to"].count(",") == 2
        baidu = query(answer["baidu"])
        assert (baidu["title"], baidu["content"]) == (shown, shown)
        assert query(answer["tencent"])["to"] == shown
        label = answer["system"].partition("(")[2]
        assert label.endswith(")")
        assert label.count("(") + label.count(")") == 1
        assert unquote(label[:-1]) == shown
        assert set(query(answer["amap"])) == {"to", "mode", "coordinate", "src", "callnative"}
        assert set(baidu) == {"location", "title", "content", "coord_type", "output", "src"}
        assert set(query(answer["tencent"])) == {"type", "to", "tocoord", "coord_type", "referer"}


def test_only_the_destination_is_told(page):
    """Distance and direction would give away where the caller stands."""
    near = feature()
    near["properties"] |= {"distance_m": 1234.567, "bearing_deg": 271.3, "walk_minutes": 23}
    assert links(page, [near]) == links(page, [feature()])
    hosts = [urlsplit(href).hostname for href in links(page, [feature()], IPHONE)[0].values()]
    assert hosts == ["uri.amap.com", "api.map.baidu.com", "apis.map.qq.com", "maps.apple.com"]
