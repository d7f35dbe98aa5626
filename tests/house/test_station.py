"""A column of stations is a field of a station, and the other way about."""

from dataclasses import fields

from stationmap.station import STATION_COLUMNS, Position, Station


def test_the_fields_of_a_station_are_the_columns_with_those_of_its_position_in_one():
    of_position = {{"source": "position_source"}.get(field.name, field.name) for field in fields(Position)}
    assert of_position <= set(STATION_COLUMNS)
    apart = [field.name for field in fields(Station) if field.name != "position"]
    assert apart == [name for name in STATION_COLUMNS if name not in of_position]
    assert {field.name for field in fields(Station)} - set(apart) == {"position"}
