"""A snapshot that is mapped is the catalogue that was written, and nobody sees half of one."""

import pandas as pd
import pytest
from hypothesis import given, settings

from stationmap.errors import InputError, MissingFileError
from stationmap.files import temporary_folder, whole_folder
from stationmap.nearest import Query, find_nearest
from stationmap.snapshot import map_snapshot, newest_snapshot, write_snapshot
from tests.oracles.catalogues import TODAY, by_hand, catalogues, station


@settings(max_examples=12, deadline=None)
@given(catalogues())
def test_what_is_mapped_is_what_was_written(catalogue):
    with temporary_folder() as root:
        mapped = map_snapshot(write_snapshot(root, catalogue))
        pd.testing.assert_frame_equal(mapped.table, catalogue.table)
        pd.testing.assert_frame_equal(mapped.districts.frame, catalogue.districts.frame)
        assert (mapped.version, mapped.made_up) == (catalogue.version, catalogue.made_up)
        assert [repr(mapped.station(row)) for row in range(len(mapped))] == [
            repr(catalogue.station(row)) for row in range(len(catalogue))
        ]
        query = Query(34.75, 113.63, needs=("toilet",), limit=9)
        found, expected = (find_nearest(one, query, on=TODAY) for one in (mapped, catalogue))
        assert [(m.row, m.distance_m) for m in found.matches] == [(m.row, m.distance_m) for m in expected.matches]


def test_positions_and_texts_stay_in_mapped_memory(tmp_path):
    mapped = map_snapshot(write_snapshot(tmp_path, by_hand(*(station(f"{n:03}") for n in range(100)))))
    assert not mapped.table["lat"].to_numpy().flags.owndata
    assert not any(array.flags.owndata for name, array in mapped.index.arrays().items() if name != "leaf")


def test_the_newest_counts_and_the_one_before_stays(tmp_path):
    folders = [write_snapshot(tmp_path, by_hand(station("a"), version=str(n))) for n in range(12)]
    assert newest_snapshot(tmp_path) == folders[-1]
    assert sorted(tmp_path.iterdir()) == folders[-2:]
    assert map_snapshot(folders[-2]).version == "10"


def test_one_that_is_removed_lives_on_where_it_is_mapped(tmp_path):
    mapped = map_snapshot(write_snapshot(tmp_path, by_hand(station("a"))))
    gone = newest_snapshot(tmp_path)
    for _ in range(2):
        write_snapshot(tmp_path, by_hand(station("b")))
    assert mapped.station(0).id == "a"
    with pytest.raises(MissingFileError):
        map_snapshot(gone)


def test_half_a_snapshot_is_none(tmp_path):
    def write_half():
        with whole_folder(tmp_path / "000001") as folder:
            (folder / "facts.json").write_text("{}")
            assert newest_snapshot(tmp_path) is None
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_half()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_holds_none_and_takes_none(tmp_path):
    assert newest_snapshot(tmp_path / "no") is None
    with pytest.raises(InputError):
        write_snapshot(tmp_path / "no", by_hand())


def test_what_an_ended_builder_left_is_removed(tmp_path):
    (tmp_path / ".unfinished").mkdir()
    write_snapshot(tmp_path, by_hand())
    assert [folder.name for folder in tmp_path.iterdir()] == ["000001"]
