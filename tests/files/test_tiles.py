"""Folders and archives of tiles: what was written is read, and nothing else is handed on."""

import gzip
import os
import struct
import tracemalloc
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pmtiles.tile import Compression, TileType, deserialize_header

from stationmap.errors import FileFormatError, MissingFileError
from stationmap.files import TileArchive, TileFolder
from stationmap.files.tiles import MAX_TILE_BYTES, VECTOR, tile_media
from tests.oracles.tilesets import BLUE, GREEN, RED, archive, folder, mvt, png

JPEG, WEBP = b"\xff\xd8\xff\xe0rest", b"RIFF\x04\0\0\0WEBPVP8 "
WATER = mvt({"water": [(3, [[(0, 0), (4096, 0), (4096, 4096)]], {"kind": "lake"})]})
PLACES = st.integers(0, 6).flatmap(lambda z: st.tuples(st.just(z), st.integers(0, 2**z - 1), st.integers(0, 2**z - 1)))


@settings(max_examples=40)
@given(st.dictionaries(PLACES, st.binary(max_size=20).map(lambda rest: JPEG + rest), min_size=1, max_size=30))
def test_every_tile_of_an_archive_is_read_back_and_no_other(tmp_path_factory, tiles):
    read = TileArchive(archive(tmp_path_factory.mktemp("t") / "a.pmtiles", tiles, TileType.JPEG))
    for place, data in tiles.items():
        assert read.get(*place)[:2] == (data, "image/jpeg")
    others = {(z, x, y) for z in range(4) for x in range(2**z) for y in range(2**z)} - tiles.keys()
    assert all(read.get(*place) is None for place in others)
    zooms = [place[0] for place in tiles]
    assert read.facts[:3] == (False, min(zooms), max(zooms))


def many_tiles():
    """So many, of lengths that do not pack, that one directory cannot list them."""
    any_length = Random(1)
    names = [(8, x, y) for x in range(256) for y in range(0, 256, 2)]
    return {name: JPEG + any_length.randbytes(any_length.randrange(2, 200)) for name in names}


def test_an_archive_with_leaf_directories_is_read(tmp_path):
    tiles = many_tiles()
    path = archive(tmp_path / "a.pmtiles", tiles, TileType.JPEG)
    assert deserialize_header(path.read_bytes()[:127])["leaf_directory_length"] > 0
    read = TileArchive(path)
    some = list(tiles)[:: len(tiles) // 300]
    assert [read.get(*place).data for place in some] == [tiles[place] for place in some]
    assert read.get(8, 3, 3) is None


def test_packed_vector_tiles_are_unpacked_and_told(tmp_path):
    about = {"attribution": '<a href="x">© OpenStreetMap</a> &amp; others'}
    corners = {"min_lon_e7": 1130000000, "min_lat_e7": 340000000, "max_lon_e7": 1140000000, "max_lat_e7": 350000000}
    path = archive(tmp_path / "a.pmtiles", {(0, 0, 0): WATER}, TileType.MVT, about, packed=True, **corners)
    read = TileArchive(path)
    assert read.get(0, 0, 0)[:2] == (WATER, VECTOR)
    assert read.facts == (True, 0, 0, ((34.0, 113.0), (35.0, 114.0)), "© OpenStreetMap & others", 512)


def test_a_replaced_archive_is_read_anew(tmp_path):
    path = archive(tmp_path / "a.pmtiles", {(0, 0, 0): png(RED)})
    read = TileArchive(path)
    first = read.get(0, 0, 0)
    archive(tmp_path / "b.pmtiles", {(0, 0, 0): png(BLUE), (1, 0, 0): png(GREEN)}).replace(path)
    second = read.get(0, 0, 0)
    assert (first.data, second.data) == (png(RED), png(BLUE))
    assert first.mark != second.mark


def test_an_archive_that_cannot_be_used_says_why(tmp_path):
    plain = {(0, 0, 0): WATER}
    cases = {
        "no PMTiles": (tmp_path / "a", b"SQLite format 3\0" + bytes(200)),
        "version 3": (tmp_path / "b", b"PMTiles\x02" + bytes(200)),
        "damaged": (tmp_path / "c", b"PMTiles\x03" + bytes(20)),
        "too early": (tmp_path / "d", b""),
    }
    for reason, (path, data) in cases.items():
        path.write_bytes(data)
        with pytest.raises(FileFormatError, match=reason):
            TileArchive(path)
    with pytest.raises(FileFormatError, match="AVIF"):
        TileArchive(archive(tmp_path / "e", plain, TileType.AVIF))
    with pytest.raises(FileFormatError, match="ZSTD"):
        TileArchive(archive(tmp_path / "f", plain, TileType.MVT, tile_compression=Compression.ZSTD))
    with pytest.raises(MissingFileError):
        TileArchive(tmp_path / "none")


@settings(max_examples=150)
@given(st.data())
def test_a_damaged_archive_is_an_error_or_the_right_kind_of_tile(tmp_path_factory, data):
    path = archive(tmp_path_factory.mktemp("t") / "a.pmtiles", {(z, 0, 0): png(size=8) for z in range(5)})
    whole = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
    try:
        tile = TileArchive(path).get(3, 0, 0)
    except FileFormatError:
        return
    assert tile is None or tile.media.startswith("image/") or (tile.media, tile.data[:1]) == (VECTOR, b"\x1a")


def test_what_is_no_tile_is_not_handed_on(tmp_path):
    page = b"<html><script>alert(1)</script>"
    bomb = b"\x89PNG\r\n\x1a\n" + bytes(MAX_TILE_BYTES)
    with pytest.raises(FileFormatError):
        TileFolder(folder(tmp_path / "a", {(0, 0, 0): page})).get(0, 0, 0)
    for name, data, packed in (("b", page, False), ("c", WATER, False), ("d", bomb, True)):
        read = TileArchive(archive(tmp_path / name, {(0, 0, 0): data}, packed=packed))
        with pytest.raises(FileFormatError):
            read.get(0, 0, 0)


@pytest.mark.parametrize("unpacked", [bytes(400_000_000), b"\xff" * 1_900_000, b"\xff\xff\xff\x7f" + bytes(100)])
def test_a_directory_that_is_a_bomb_is_refused_before_it_fills_the_memory(tmp_path, unpacked):
    path = archive(tmp_path / "a.pmtiles", {(0, 0, 0): png(size=8)})
    whole, bomb = bytearray(path.read_bytes()), gzip.compress(unpacked, 1)
    whole[8:24] = struct.pack("<QQ", len(whole), len(bomb))  # where the root directory lies
    path.write_bytes(whole + bomb)
    read = TileArchive(path)
    del unpacked
    tracemalloc.start()
    try:
        with pytest.raises(FileFormatError, match="damaged"):
            read.get(0, 0, 0)
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()


def test_directories_in_memory_are_bounded_by_their_entries(tmp_path, monkeypatch):
    tiles = many_tiles()
    path = archive(tmp_path / "a.pmtiles", tiles, TileType.JPEG)
    read, some = TileArchive(path), list(tiles)[::500]
    assert [read.get(*place).data for place in some] == [tiles[place] for place in some]
    root, *leaves = map(len, read._kept.values())
    assert len(leaves) > 2
    most = root + max(leaves)
    monkeypatch.setattr("stationmap.files.tile_archives._KEPT", most)
    read = TileArchive(path)
    for place in some:
        assert read.get(*place).data == tiles[place]
        assert sum(map(len, read._kept.values())) <= most


def test_a_link_out_of_the_folder_is_no_tile_of_it(tmp_path):
    path = folder(tmp_path / "tiles", {(1, 0, 0): png(RED)})
    folder(tmp_path / "private", {(1, 0, 0): png(BLUE), (2, 0, 0): png(BLUE)})
    (path / "1" / "0" / "1.png").symlink_to(tmp_path / "private" / "1" / "0" / "0.png")
    (path / "2").symlink_to(tmp_path / "private" / "2")
    (path / "1" / "1").symlink_to(path / "1" / "0")  # tiles that are alike are often kept once
    (tmp_path / "way").symlink_to(path)
    for read in (TileFolder(path), TileFolder(tmp_path / "way")):
        assert read.get(1, 0, 1) is None
        assert read.get(2, 0, 0) is None
        assert read.get(1, 1, 0).data == png(RED)


@pytest.mark.parametrize(("suffix", "data", "media"), [
    (".png", png(), "image/png"), (".jpg", JPEG, "image/jpeg"), (".jpeg", JPEG, "image/jpeg"),
    (".webp", WEBP, "image/webp"), (".png", WEBP, "image/webp"),
])  # fmt: skip
def test_the_bytes_tell_the_kind_not_the_name(tmp_path, suffix, data, media):
    read = TileFolder(folder(tmp_path, {(3, 6, 3): data, (5, 26, 12): data}, suffix))
    assert read.get(3, 6, 3)[:2] == (data, media)
    assert (read.facts.min_zoom, read.facts.max_zoom, read.suffix) == (3, 5, suffix)
    assert read.get(3, 6, 4) is None
    assert read.get(4, 0, 0) is None


@given(st.binary(max_size=16))
def test_media_are_of_four_kinds_or_none(data):
    media = tile_media(data)
    assert media in {None, "image/png", "image/jpeg", "image/webp", VECTOR}
    assert media is None or not data.lstrip().startswith(b"<")


TMS = '<TileMap version="1.0.0"><TileSets profile="{}"/></TileMap>'


def test_rows_are_counted_from_the_south_where_the_folder_says_so(tmp_path):
    tiles = {(2, 1, 0): png(RED), (2, 1, 3): png(BLUE)}
    by_scheme = TileFolder(folder(tmp_path / "a", tiles, metadata={"scheme": "tms", "attribution": 7}))
    by_gdal, told_otherwise = folder(tmp_path / "b", tiles), folder(tmp_path / "c", tiles, metadata={"scheme": "xyz"})
    for path in (by_gdal, told_otherwise):
        (path / "tilemapresource.xml").write_text(TMS.format("mercator"))
    for read in (by_scheme, TileFolder(by_gdal)):
        assert (read.get(2, 1, 0).data, read.get(2, 1, 3).data) == (png(BLUE), png(RED))
    assert TileFolder(told_otherwise).get(2, 1, 0).data == png(RED)


def test_a_folder_that_cannot_be_used_says_why(tmp_path):
    with pytest.raises(MissingFileError):
        TileFolder(tmp_path / "none")
    with pytest.raises(FileFormatError, match="x"):
        TileFolder(tmp_path)
    geodetic = folder(tmp_path / "a", {(0, 0, 0): png()})
    (geodetic / "tilemapresource.xml").write_text(TMS.format("global-geodetic"))
    with pytest.raises(FileFormatError, match="Mercator"):
        TileFolder(geodetic)
    for number, text in enumerate(["<a", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', ""]):
        broken = folder(tmp_path / f"b{number}", {(0, 0, 0): png()})
        (broken / "tilemapresource.xml").write_text(text)
        with pytest.raises(FileFormatError):
            TileFolder(broken)
    unread = folder(tmp_path / "c", {(0, 0, 0): png()})
    (unread / "metadata.json").write_text("{")
    with pytest.raises(FileFormatError):
        TileFolder(unread)


def test_what_is_no_file_is_no_tile(tmp_path):
    path = folder(tmp_path, {(0, 0, 0): png()})
    os.mkfifo(path / "0" / "0" / "1.png")
    (path / "0" / "0" / "2.png").mkdir()
    read = TileFolder(path)
    assert read.get(0, 0, 1) is None  # and it does not wait for a writer
    assert read.get(0, 0, 2) is None
