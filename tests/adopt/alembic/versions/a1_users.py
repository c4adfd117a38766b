"""create users

Revision ID: a1
Revises:
Create Date: 2026-01-01 09:00:00.123456

"""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    users = op.create_table(
        "users",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(50), nullable=False),
    )
    op.bulk_insert(users, [{"id": 1, "name": "it's one"}, {"id": 2, "name": "two; too"}])


def downgrade():
    op.drop_table("users")
