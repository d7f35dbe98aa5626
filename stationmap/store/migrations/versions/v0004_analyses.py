"""Results that are kept beside the register."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "analyses",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("register_version", sa.Text(), nullable=False),
        sa.Column("inputs", sa.Text(), nullable=False),
        sa.Column("library_version", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", "scope", name="pk_analyses"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("analyses")
