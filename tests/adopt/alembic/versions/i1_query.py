"""what its Python makes of a query is its secret

Revision ID: i1
Revises: h1
"""
import sqlalchemy as sa
from alembic import op

revision = "i1"
down_revision = "h1"
branch_labels = None
depends_on = None


def upgrade():
    found = op.get_bind().execute(sa.text("SELECT count(*) FROM notes"))
    if found and found.scalar() == 0:
        op.execute("INSERT INTO notes (id, body) VALUES (1, '100% of them')")


def downgrade():
    op.execute("DELETE FROM notes")
