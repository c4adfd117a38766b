"""begin the cellar

Revision ID: x1
Revises:
"""
import sqlalchemy as sa
from alembic import op

revision = "x1"
down_revision = None
branch_labels = ("cellar",)
depends_on = "shop"


def upgrade():
    op.create_table("barrels", sa.Column("id", sa.Integer, primary_key=True), sa.Column("order_id", sa.Integer))


def downgrade():
    op.drop_table("barrels")
