"""The migrations make exactly the tables that the code names."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from stationmap.station import STATION_COLUMNS
from stationmap.store.schema import metadata


def test_the_migrated_schema_is_the_one_in_the_code(database, store):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_the_stations_hold_every_column_once(database, store):
    columns = [column["name"] for column in inspect(database.engine).get_columns("stations")]
    assert sorted(columns) == sorted([*STATION_COLUMNS, "import_id", "sequence"])


def test_keys_and_constraints_carry_the_names_of_the_convention(database, store):
    found = inspect(database.engine)
    for table in metadata.tables.values():
        assert found.get_pk_constraint(table.name)["name"] == f"pk_{table.name}"
    keys = {table: {key["name"] for key in found.get_foreign_keys(table)} for table in metadata.tables}
    assert keys["stations"] == {"fk_stations_import_id", "fk_stations_sequence"}
    assert keys["districts"] == {"fk_districts_sequence"}
