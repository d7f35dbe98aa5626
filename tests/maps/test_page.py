import re

import folium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.maps.assets import content_hash
from stationmap.maps.page import StationMap, render_page
from tests.oracles.map_page import HOSTILE, Outline, around, data_of

TEXT = st.text(st.characters(), max_size=40) | st.sampled_from(HOSTILE)


@settings(max_examples=60)
@given(st.dictionaries(TEXT, TEXT | st.lists(TEXT, max_size=3), max_size=4))
def test_whatever_the_data_the_page_around_it_is_the_same(data):
    page = render_page(data)
    assert around(page) == around(render_page({}))
    assert data_of(page) == data
    page.encode("utf-8")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_in_the_block_alone(text):
    page = render_page({"title": text})
    outline = Outline(page)
    assert data_of(page) == {"title": text}
    assert len(outline.named("script")) == 2
    assert outline.named("img") == []


@pytest.fixture(scope="module")
def outline():
    return Outline(render_page({"title": "示例"}))


def test_nothing_is_fetched(outline):
    for _, attributes in outline.tags:
        assert attributes.get("href", "#").startswith("#")  # a place of this page
        assert not {"src", "srcset", "action", "poster"} & attributes.keys()
        assert not any(name.startswith("on") for name in attributes)


def test_policy_allows_this_script_and_this_style_alone(outline):
    (policy,) = (meta["content"] for meta in outline.named("meta") if meta.get("http-equiv"))
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    (_, program), (style,) = ([text for kind, text in outline.raw if kind == name] for name in ("script", "style"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == content_hash(program)
    assert rules["style-src"] == content_hash(style)
    assert rules["img-src"].strip() == "data:"


def test_tile_source_is_the_only_addition():
    page = render_page({}, "https://tiles.example")
    assert page.replace(" https://tiles.example;", " ;") == render_page({})


def test_the_document_speaks_chinese_and_can_be_zoomed(outline):
    assert outline.tags[0] == ("html", {"lang": "zh-CN"})
    (viewport,) = (meta["content"] for meta in outline.named("meta") if meta.get("name") == "viewport")
    assert viewport == "width=device-width, initial-scale=1"
    assert outline.named("title") == [{}]
    assert outline.named("noscript") == [{}]
    assert len(outline.named("h1")) == len(outline.named("main")) == 1


def test_ids_are_unique_and_what_refers_to_them_finds_them(outline):
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    referring = [a[name] for _, a in outline.tags for name in ("for", "aria-controls", "aria-labelledby") if name in a]
    assert {"search", "results"} <= set(referring) <= set(ids)


def test_every_input_has_a_label(outline):
    labelled = {label["for"] for label in outline.named("label")}
    assert {field["id"] for field in outline.named("input")} <= labelled


def test_folium_makes_the_map():
    page = render_page({})
    assert issubclass(StationMap, folium.Map)
    assert re.search(r'var map_stations = L\.map\("map_stations", \{[^}]*"preferCanvas": true', page)


def test_other_folium_maps_keep_their_scripts():
    before = list(folium.Map.default_js), list(folium.Map.default_css)
    render_page({})
    assert (StationMap.default_js, StationMap.default_css) == ([], [])
    assert (folium.Map.default_js, folium.Map.default_css) == before != ([], [])


def test_the_same_data_gives_the_same_bytes():
    assert render_page({"a": 1}) == render_page({"a": 1})
