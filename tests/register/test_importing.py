import pytest

from stationmap.register import import_register
from stationmap.store import open_store
from tests.oracles.registers import options

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


def known(done):
    return [(item.row, item.field, item.value) for item in done.checked.findings if item.code == KNOWN]


KNOWN = "known_under_another_id"


def test_a_corrected_position_warns_of_the_old_record_until_it_is_retired(take_in, tmp_path):
    header = "名称,经度,纬度,停用日期"
    old = take_in("驿站,113.6512,34.7512,", header=header).checked.table["id"][0]
    for _ in range(2):
        done = take_in("驿站,113.6525,34.7512,", header=header)
        assert known(done) == [(2, "名称", "驿站")]
        advice = next(item.advice for item in done.checked.findings if item.code == KNOWN)
        assert f"stationmap station close {old} --db" in advice
        assert done.checked.table["warnings"].tolist() == [KNOWN]
    assert (done.saved.unchanged, done.saved.updated) == (1, 0)
    take_in("驿站,113.6512,34.7512,2020-01-01", header=header)
    assert known(take_in("驿站,113.6525,34.7512,", header=header)) == []


def test_a_station_that_the_file_has_with_an_error_is_not_absent(take_in):
    take_in("a,甲,113.6512,34.7512")
    assert known(take_in("b,乙,113.6512,34.7512", "a,甲,,")) == []
    assert known(take_in("b,乙,113.6512,34.7512")) == [(2, "名称", "乙")]


def test_a_dry_run_compares_and_writes_nothing(take_in, tmp_path):
    first = take_in("a,甲,113.6512,34.7512", dry_run=True)
    assert [item.code for item in first.checked.findings] == ["no_register_yet"]
    assert not (tmp_path / "register.db").exists()
    take_in("a,甲,113.6512,34.7512")
    done = take_in("b,乙,113.6512,34.7512", dry_run=True)
    assert (known(done), done.saved) == ([(2, "名称", "乙")], None)
    with open_store(str(tmp_path / "register.db")) as store:
        assert store.stations()["id"].tolist() == ["a"]
