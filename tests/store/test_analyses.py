"""Results that are kept: they come back as they were, and the register does not notice."""

from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from threading import Barrier

import pytest
from alembic import command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stationmap.errors import InputError, NotFoundError
from stationmap.store import migrating
from tests.oracles.records import NO_DISTRICTS, RECORD
from tests.oracles.tables import station, table_of

numbers = st.floats(allow_nan=False, allow_infinity=False)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | numbers | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
some_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(document=st.dictionaries(st.text(), json_values, max_size=4), scope=some_text)
def test_a_document_comes_back_as_it_was(store, document, scope):
    kept = store.keep_analysis("reach", document, register_version="0", scope=scope, inputs={"人次.csv": "ab" * 32})
    found = store.analysis("reach", scope)
    assert found.document == document
    assert [type(value) for value in found.document.values()] == [type(value) for value in document.values()]
    assert (found.name, found.scope, found.made_at, found.register_version) == ("reach", scope, kept.made_at, "0")
    assert (found.inputs, found.library_version) == ({"人次.csv": "ab" * 32}, version("stationmap"))


def test_keeping_leaves_the_register_s_version_and_changes_as_they_are(database, store):
    store.save(table_of([station("a")]), NO_DISTRICTS, RECORD)
    before = (store.version(), store.mark(1))
    store.keep_analysis("reach", {"rows": []}, register_version="1")
    store.drop_analysis("reach")
    assert (store.version(), store.mark(1)) == before
    assert len(store.changes(1).table) == 0
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM changes").scalar_one() == 1


def test_the_last_of_a_name_and_scope_is_kept_and_the_mark_tells(store):
    marks = [store.analyses_mark()]
    for scope, number in (("", 1), ("4101", 2), ("", 3)):
        store.keep_analysis("reach", {"n": number}, register_version="0", scope=scope)
        marks.append(store.analyses_mark())
    store.keep_analysis("access", {"n": 4}, register_version="0")
    found, mark = store.analyses()
    told = [(one.name, one.scope, one.document["n"]) for one in found]
    assert told == [("access", "", 4), ("reach", "", 3), ("reach", "4101", 2)]
    assert mark == store.analyses_mark()
    assert len({*marks, mark}) == 5
    assert (store.drop_analysis("reach", "4101"), store.drop_analysis("reach", "4101")) == (True, False)
    assert store.analyses_mark() != mark


def test_what_is_not_kept_is_not_found(store):
    store.keep_analysis("reach", {}, register_version="0")
    for name, scope in (("reach", "4101"), ("access", "")):
        with pytest.raises(NotFoundError, match=name):
            store.analysis(name, scope)


@pytest.mark.parametrize("document", [{"x": float("nan")}, {"x": float("inf")}, {"x": {1, 2}}, {"x": object()}])
def test_a_document_that_is_no_json_is_refused_and_the_old_one_stays(store, document):
    store.keep_analysis("reach", {"n": 1}, register_version="0")
    with pytest.raises(InputError, match="no JSON"):
        store.keep_analysis("reach", document, register_version="0")
    assert store.analysis("reach").document == {"n": 1}


@pytest.mark.parametrize("made_of", ["2", "demo-0a1b2c3d", "file", "", "-1", "１"])
def test_a_result_of_another_register_is_refused(store, made_of):
    store.save(table_of([station("a")]), NO_DISTRICTS, RECORD)
    with pytest.raises(InputError, match="another register"):
        store.keep_analysis("reach", {}, register_version=made_of)
    assert store.analyses()[0] == []


@pytest.mark.parametrize("name", ["", "x" * 41])
def test_a_name_that_no_column_holds_is_refused(store, name):
    with pytest.raises(InputError, match="name"):
        store.keep_analysis(name, {}, register_version="0")


def test_two_who_keep_the_same_at_once_both_succeed(database, store):
    both = Barrier(2)

    def keep(number):
        with database.open() as own:
            both.wait(timeout=20)
            return [own.keep_analysis("reach", {"n": number}, register_version="0").made_at for _ in range(5)]

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(keep, (1, 2)))
    assert [one.document["n"] in {1, 2} for one in store.analyses()[0]] == [True]


def test_a_register_of_the_version_before_gets_the_table_and_keeps_its_own(database):
    with database.open(create=True) as store:
        store.save(table_of([station("a")]), NO_DISTRICTS, RECORD)
    with database.engine.begin() as connection:
        command.downgrade(migrating._config(connection), "0003")
    with database.open(create=True) as store:
        assert (store.version(), store.stations()["id"].tolist(), store.analyses()) == ("1", ["a"], ([], "[]"))


@pytest.mark.parametrize("text", ['{"a": [1', "", "null", "[]", '{"a": NaN}', "5"])
def test_a_damaged_document_says_so_and_stops_nobody(database, store, text):
    """It kept the whole service from starting, the nearest endpoint with it."""
    store.keep_analysis("reach", {"n": 1}, register_version="0")
    store.keep_analysis("access", {"n": 2}, register_version="0")
    with database.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE analyses SET document = '{text}' WHERE name = 'reach'")
    access, reach = store.analyses()[0]
    assert (access.document, list(reach.document)) == ({"n": 2}, ["damaged"])
    assert store.analysis("reach").document == reach.document
