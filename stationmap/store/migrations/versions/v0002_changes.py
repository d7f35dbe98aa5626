"""The change sequence: a number for every transaction that changed the register, and on each row its last."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# A version was the number of the last import; the sequence goes on from there, so no version falls.
IMPORTS_ARE_CHANGES = """
    INSERT INTO changes (sequence, made_at, kind, what) SELECT id, imported_at, 'import', file_name FROM imports
"""
GO_ON = """
    SELECT setval(pg_get_serial_sequence('changes', 'sequence'), max(sequence)) FROM changes HAVING max(sequence) > 0
"""


def upgrade() -> None:
    """Make the table of changes, and let every row name the import that brought it."""
    op.create_table(
        "changes",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_changes"),
    )
    op.execute(IMPORTS_ARE_CHANGES)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(GO_ON)
    _fill("stations", sequence="import_id")
    _fill("districts", sequence="(SELECT max(id) FROM imports)", source="''")
    with op.batch_alter_table("stations") as table:
        table.alter_column("import_id", existing_type=sa.Integer(), nullable=True)


def _fill(name: str, **values: str) -> None:
    """Add columns, give each row its values, and then refuse rows without."""
    columns: dict[str, sa.Integer | sa.Text] = {"sequence": sa.Integer(), "source": sa.Text()}
    for column, value in values.items():
        op.add_column(name, sa.Column(column, columns[column], nullable=True))
        op.execute(f"UPDATE {name} SET {column} = {value}")  # noqa: S608  (words of our own)
    with op.batch_alter_table(name) as table:
        for column in values:
            table.alter_column(column, existing_type=columns[column], nullable=False)
        table.create_foreign_key(f"fk_{name}_sequence", "changes", ["sequence"], ["sequence"])
        table.create_index(f"ix_{name}_sequence", ["sequence"])


def downgrade() -> None:
    """Drop what was added; stations that no import brought keep their blank import."""
    for name in ("districts", "stations"):
        with op.batch_alter_table(name) as table:
            table.drop_constraint(f"fk_{name}_sequence", type_="foreignkey")
            table.drop_index(f"ix_{name}_sequence")
            table.drop_column("sequence")
    op.drop_column("districts", "source")
    op.drop_table("changes")
