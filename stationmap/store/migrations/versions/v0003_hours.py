"""Hours that are evaluated: beside the text, what it was read as; and temporary closures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from stationmap.hours import read_hours

revision = "0003"
down_revision = "0002"

_ADDED = ("opening_hours", "closures")


def upgrade() -> None:
    """Add the columns, and read the hours that are there as an import would."""
    for column in _ADDED:
        op.add_column("stations", sa.Column(column, sa.Text(), nullable=False, server_default=""))
    connection = op.get_bind()
    stations = sa.table("stations", sa.column("hours"), sa.column("opening_hours"))
    for text in connection.scalars(sa.select(stations.c.hours).distinct()).all():
        expression = read_hours(text).expression
        if expression:
            connection.execute(sa.update(stations).where(stations.c.hours == text).values(opening_hours=expression))
    with op.batch_alter_table("stations") as table:
        for column in _ADDED:  # the schema in the code has no default
            table.alter_column(column, existing_type=sa.Text(), nullable=False, server_default=None)


def downgrade() -> None:
    """Drop what was added."""
    with op.batch_alter_table("stations") as table:
        for column in _ADDED:
            table.drop_column(column)
