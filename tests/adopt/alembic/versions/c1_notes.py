"""notes

Revision ID: c1
Revises: a1
"""
import sqlalchemy as sa
from alembic import op

revision = "c1"
down_revision = "a1"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("notes", sa.Column("id", sa.Integer, primary_key=True), sa.Column("body", sa.Text))


def downgrade():
    op.drop_table("notes")
