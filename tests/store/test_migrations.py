"""An older database comes up to date, and nothing in it is lost."""

from alembic import command
from sqlalchemy import text

from stationmap.station import STATION_COLUMNS
from stationmap.store import migrating
from tests.oracles.records import NO_DISTRICTS, RECORD
from tests.oracles.tables import station, table_of

IMPORT = """INSERT INTO imports (file_name, file_sha256, datum, imported_at, rows_read, rows_kept, rows_left_out)
    VALUES ('{}.csv', '', 'wgs84', '2026-01-01T00:00:00+00:00', 1, 1, 0)"""
HOURS = {"a": "工作日 9:00-17:00", "b": "营业时间"}
DISTRICT = "INSERT INTO districts VALUES ('410102', '中原区', '郑州市', 7, NULL)"


def first_version(database, *statements):
    """Make a database as the first version left it."""
    with database.engine.begin() as connection:
        command.upgrade(migrating._config(connection), "0001")
    database.run(*statements)


def station_of(station_id, import_id):
    later = {"id", "opening_hours", "closures"}  # the first, and what the first version did not have
    texts = [c.name for c in STATION_COLUMNS.values() if c.type not in {"number", "integer"} and c.name not in later]
    cells = dict.fromkeys(texts, "''") | {"hours": f"'{HOURS.get(station_id, '')}'"}
    names, values = ", ".join(cells), f"'{station_id}', 1, 2, {import_id}, {', '.join(cells.values())}"
    return f"INSERT INTO stations (id, lat, lon, import_id, {names}) VALUES ({values})"


def rows(database, query):
    with database.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def test_rows_get_the_number_of_their_import_and_the_sequence_goes_on(database):
    imports = [IMPORT.format(name) for name in "甲乙丙"]
    first_version(database, *imports, station_of("a", 1), station_of("b", 2), DISTRICT)
    with database.open(create=True) as store:
        assert store.version() == "3"
        assert store.changes(1).table["id"].tolist() == ["b"]
        assert (store.changes(2).districts_changed, store.changes(3).districts_changed) == (True, False)
        assert store.districts()[["adcode", "residents", "source"]].to_numpy().tolist() == [["410102", 7, ""]]
        store.save(table_of([station("c")]), NO_DISTRICTS, RECORD)
        assert store.sequence() == 4
        store.put("add", table_of([]), table_of([station("d")]), NO_DISTRICTS)
    assert rows(database, "SELECT sequence, kind, what FROM changes ORDER BY sequence") == [
        (1, "import", "甲.csv"),
        (2, "import", "乙.csv"),
        (3, "import", "丙.csv"),
        (4, "import", "站点.csv"),
        (5, "add", "d"),
    ]
    found = rows(database, "SELECT id, import_id, sequence FROM stations ORDER BY id")
    assert [row[:1] + row[2:] for row in found] == [("a", 1), ("b", 2), ("c", 4), ("d", 5)]
    assert [row[1] is None for row in found] == [False, False, False, True]
    read = rows(database, "SELECT hours, opening_hours, closures FROM stations WHERE id IN ('a', 'b') ORDER BY id")
    assert read == [("工作日 9:00-17:00", "Mo-Fr 09:00-17:00; PH off", ""), ("营业时间", "", "")]


def test_an_empty_register_begins_at_nought(database):
    first_version(database)
    with database.open(create=True) as store:
        assert store.sequence() == 0
        store.save(table_of([station("a")]), NO_DISTRICTS, RECORD)
        assert store.sequence() == 1


def test_the_way_back_keeps_the_stations(database):
    with database.open(create=True) as store:
        store.save(table_of([station("a")]), NO_DISTRICTS, RECORD)
    with database.engine.begin() as connection:
        command.downgrade(migrating._config(connection), "0001")
    assert rows(database, "SELECT id, import_id FROM stations") == [("a", 1)]
    with database.open(create=True) as store:
        assert store.stations()["id"].tolist() == ["a"]
