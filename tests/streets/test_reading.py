"""An extract comes in as it is: only what is walked, cut where it must be, and what is left out counted."""

import bz2
import gzip
from datetime import UTC, datetime

import pytest

from stationmap.errors import FileFormatError, InputError, MissingFileError
from stationmap.streets import read_streets

# A street of four nodes a block apart, a side street, an island, a motorway, a gate on the side street's end.
NODES = {1: (34.75, 113.650), 2: (34.75, 113.651), 3: (34.75, 113.652), 4: (34.75, 113.653), 5: (34.751, 113.651),
         6: (34.752, 113.651), 7: (34.77, 113.65), 8: (34.77, 113.651), 9: (34.7515, 113.651)}  # fmt: skip
WAYS = {
    10: ([1, 2, 3, 4], {"highway": "residential", "name": "东风路"}),
    11: ([2, 5, 9, 6], {"highway": "footway"}),
    12: ([7, 8], {"highway": "footway"}),
    13: ([1, 7], {"highway": "motorway"}),
    14: ([1, 3], {"highway": "service", "access": "private"}),
    15: ([1, 4], {"building": "yes"}),
    16: ([4, 99], {"highway": "path"}),
}


def _tags(tags):
    return "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())


def _osm(nodes=NODES, ways=WAYS, tagged=(), relations="", turned=False):
    tagged = dict(tagged)
    first = "".join(
        f'<node id="{key}" version="1" lat="{lat}" lon="{lon}">{_tags(tagged.get(key, {}))}</node>'
        for key, (lat, lon) in nodes.items()
    )
    then = "".join(
        f'<way id="{key}" version="1" timestamp="2024-05-0{1 + key % 7}T00:00:00Z">'
        + "".join(f'<nd ref="{ref}"/>' for ref in refs)
        + _tags(tags)
        + "</way>"
        for key, (refs, tags) in ways.items()
    )
    both = then + first if turned else first + then
    return f'<?xml version="1.0" encoding="UTF-8"?><osm version="0.6">{both}{relations}</osm>'


@pytest.fixture
def write(tmp_path):
    def put(text, name="a.osm"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return put


def _length(streets):
    return round(streets.facts.used_m, 1)


def test_what_is_walked_and_what_is_not(write):
    facts = read_streets(write(_osm())).facts
    assert facts.ways == 4
    assert sorted(facts.left_out.values()) == [1, 1]
    assert any("高速" in reason for reason in facts.left_out)
    assert facts.missing_nodes == 1
    assert facts.components == 2
    assert (facts.nodes, facts.used_nodes) == (6, 4)  # ends of the streets and the crossing; an island of two
    assert facts.length_m == pytest.approx(274.6 + 221.9 + 91.5, abs=0.5)
    assert facts.used_m == pytest.approx(274.6 + 221.9, abs=0.5)
    assert facts.share_outside == pytest.approx(91.5 / 588, abs=0.001)
    assert facts.share_nodes_outside == pytest.approx(1 / 3)
    assert facts.as_of == datetime(2024, 5, 6, tzinfo=UTC)  # of the ways that are walked
    assert len(facts.sha256) == 64


def test_the_island_is_not_walked_to(write):
    streets = read_streets(write(_osm()))
    assert streets.snap([34.77], [113.65]).on.tolist() == [False]


@pytest.mark.parametrize("name", ["a.osm.gz", "a.osm.bz2", "A.OSM", "turned.osm"])
def test_every_kind_of_file_and_any_order_gives_the_same(write, name):
    text = _osm(turned=name.startswith("turned"))
    pack = {"gz": gzip.compress, "bz2": bz2.compress}.get(name.rpartition(".")[2], lambda data: data)
    streets, plain = read_streets(write(pack(text.encode()), name)), read_streets(write(_osm()))
    assert streets.edges.length_m.tolist() == plain.edges.length_m.tolist()
    assert streets.facts.left_out == plain.facts.left_out


def test_a_pbf_gives_the_same(write, tmp_path):
    osmium = pytest.importorskip("osmium")
    path = tmp_path / "a.osm.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        for thing in osmium.FileProcessor(str(write(_osm()))):
            writer.add(thing)
    assert _length(read_streets(path)) == _length(read_streets(write(_osm())))


def test_ids_below_zero_are_read_as_editors_write_them(write):
    nodes = {-key: place for key, place in NODES.items()}
    ways = {-key: ([-ref for ref in refs], tags) for key, (refs, tags) in WAYS.items()}
    assert _length(read_streets(write(_osm(nodes, ways)))) == _length(read_streets(write(_osm())))


@pytest.mark.parametrize(
    ("tags", "cut"),
    [({"barrier": "gate", "access": "private"}, True), ({"barrier": "gate"}, False),
     ({"barrier": "gate", "access": "private", "foot": "yes"}, False)],
)  # fmt: skip
def test_a_locked_gate_is_not_walked_through(write, tags, cut):
    streets = read_streets(write(_osm(tagged={5: tags})))
    pairs, *_ = streets.pairs([34.7501], [113.651], [34.7519], [113.651], 1_000, snap_m=30)
    assert (pairs.counts().tolist() == [0]) == cut
    assert streets.facts.closed_nodes == int(cut)
    assert streets.facts.length_m == pytest.approx(read_streets(write(_osm())).facts.length_m)


def test_the_outline_of_a_square_that_is_a_relation_is_walked(write):
    nodes = NODES | {20: (34.753, 113.651), 21: (34.753, 113.652)}
    ways = WAYS | {17: ([6, 20, 21, 6], {})}
    square = ('<relation id="1" version="1"><member type="way" ref="17" role="outer"/>'
              '<tag k="type" v="multipolygon"/><tag k="highway" v="pedestrian"/></relation>')  # fmt: skip
    without = read_streets(write(_osm(nodes, ways))).facts
    assert read_streets(write(_osm(nodes, ways, relations=square))).facts.used_m > without.used_m + 250
    route = square.replace("multipolygon", "route")
    assert read_streets(write(_osm(nodes, ways, relations=route))).facts.used_m == without.used_m


BROKEN = {
    "cut.osm": _osm()[:-40],
    "empty.osm": "",
    "page.osm": "<html></html>",
    "words.osm.gz": "not packed",
    "short.osm.gz": gzip.compress(_osm().encode())[:-60],
    "words.osm.bz2": "not packed",
    "words.osm.pbf": "no blob",
    "id.osm": _osm().replace('id="1"', 'id="one"', 1),
    "bomb.osm": '<?xml version="1.0"?><!DOCTYPE osm [<!ENTITY a "aaaa">]>'
    + _osm().split("?>", 1)[1].replace("东", "&a;"),
    "a.shp": "x",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_named_with_the_reason(write, name):
    with pytest.raises(FileFormatError, match=name) as caught:
        read_streets(write(BROKEN[name], name))
    assert len(str(caught.value)) > len(name) + 20


@pytest.mark.parametrize("text", [_osm({}, {}), _osm({}), _osm(ways={13: WAYS[13], 12: ([7], WAYS[12][1])})])
def test_a_file_without_streets_is_refused(write, text):
    with pytest.raises(InputError, match=r"a\.osm.*no street"):
        read_streets(write(text))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(MissingFileError, match="no such file"):
        read_streets(tmp_path / "a.osm")
    with pytest.raises(MissingFileError):
        read_streets(tmp_path)


def test_a_way_is_not_drawn_across_a_node_that_is_missing(write):
    cut = read_streets(write(_osm(ways=WAYS | {18: ([1, 99, 4], {"highway": "path"})})))
    assert cut.facts.missing_nodes == 2
    assert _length(cut) == _length(read_streets(write(_osm())))


@pytest.mark.parametrize("lat", ["nan", "", "1e400", "north"])
def test_a_node_without_a_position_is_named_with_its_file(write, lat):
    with pytest.raises(InputError, match=r"a\.osm"):
        read_streets(
            write(_osm(nodes={1: (lat, 113.65), 2: (34.76, 113.65)}, ways={1: ([1, 2], {"highway": "footway"})}))
        )


def test_a_street_across_the_world_is_an_error_of_its_nodes(write):
    """To look for the streets near a place, the whole of its length was laid in a grid: it never ended."""
    nodes = {1: (34.75, 113.65), 2: (-34.75, -66.35)}
    with pytest.raises(InputError, match="点位"):
        read_streets(write(_osm(nodes=nodes, ways={1: ([1, 2], {"highway": "footway"})})))
