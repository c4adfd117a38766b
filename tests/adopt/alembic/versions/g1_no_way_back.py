"""one way only

Revision ID: g1
Revises: f1
"""
from alembic import op

revision = "g1"
down_revision = "f1"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("UPDATE orders SET total = 0")


def downgrade():
    raise RuntimeError("the totals are gone")
