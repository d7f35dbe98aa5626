import pytest

from oracles.registers import options
from stationmap.register import import_register
from stationmap.store import open_store

HEADER = "编号,名称,经度,纬度"


@pytest.fixture
def take_in(tmp_path):
    """Import lines into the test's database."""

    def takes(*lines, header=HEADER, **others):
        path = tmp_path / "stations.csv"
        path.write_text("\n".join([header, *lines]), "utf-8")
        return import_register(path, options(), db=str(tmp_path / "register.db"), **others)

    return takes


def test_what_the_file_has_with_errors_is_kept_and_counted_apart(take_in, tmp_path):
    take_in("a,甲,113.6512,34.7512", "b,乙,113.6612,34.7612", "c,丙,113.6712,34.7712")
    done = take_in("a,甲,113.6512,34.7512", "b,乙,113.6612,", "x,新,,", "b/,坏,113.6812,34.7812", ",无,,")
    assert (done.kept_old, done.absent, done.saved.absent) == (("b",), 1, 2)
    assert done.checked.refused_ids == ("b", "b/", "x")
    with open_store(str(tmp_path / "register.db")) as store:
        assert store.stations()["name"].tolist() == ["甲", "乙", "丙"]


def test_an_id_that_another_row_gives_is_not_refused(take_in):
    done = take_in("a,甲,113.6512,34.7512", "a,甲,,")
    assert (done.checked.kept, done.checked.refused_ids) == (1, ())
