"""The register: imports, stations, districts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# fmt: off
TEXTS = [
    "id_source", "name", "brand", "address", "entrance_note", "street", "district", "district_named",
    "datum_received", "position_source", "kind", "host", "sponsor", "hours", "stops", "access",
    "who_may_enter", "amenities", "amenities_no", "out_of_order", "phone", "opened_on", "closed_on",
    "closed_reason", "photo", "qr", "verified_on", "verified_by", "verified_how", "licence", "source",
    "warnings",
]
# fmt: on
DOUBLES = ["lat", "lon", "lat_received", "lon_received", "area_m2"]
INTEGERS = ["capacity", "star_rating"]


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.String(64), nullable=False),
        sa.Column("datum", sa.String(8), nullable=False),
        sa.Column("imported_at", sa.Text(), nullable=False),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("rows_kept", sa.Integer(), nullable=False),
        sa.Column("rows_left_out", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_imports"),
    )
    op.create_table(
        "stations",
        sa.Column("id", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in TEXTS),
        *(sa.Column(name, sa.Double(), nullable=True) for name in DOUBLES),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in INTEGERS),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stations"),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_stations_import_id"),
    )
    op.create_index("ix_stations_import_id", "stations", ["import_id"])
    op.create_table(
        "districts",
        sa.Column("adcode", sa.String(12), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("residents", sa.Integer(), nullable=True),
        sa.Column("geometry", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("adcode", name="pk_districts"),
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("districts", "stations", "imports"):
        op.drop_table(table)
