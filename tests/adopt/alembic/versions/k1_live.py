"""another way, where there is a database

Revision ID: k1
Revises: j1
"""
import sqlalchemy as sa
from alembic import context, op

revision = "k1"
down_revision = "j1"
branch_labels = None
depends_on = None


def upgrade():
    if not context.is_offline_mode():
        first = op.get_bind().execute(sa.text("INSERT INTO notes (id, body) VALUES (3, 'first') RETURNING id")).scalar()
        op.execute(f"INSERT INTO notes (id, body) VALUES (4, 'after {first}')")


def downgrade():
    op.execute("DELETE FROM notes WHERE id > 2")
