"""names are longer, and of adults

Revision ID: h1
Revises: g1
"""
import sqlalchemy as sa
from alembic import op

revision = "h1"
down_revision = "g1"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("users") as batch:
        batch.alter_column("name", new_column_name="full_name", existing_type=sa.String(50), type_=sa.Text())
        batch.add_column(sa.Column("age", sa.Integer))
        batch.create_check_constraint("age_ok", "age > 17")


def downgrade():
    with op.batch_alter_table("users") as batch:
        batch.drop_constraint("age_ok", type_="check")
        batch.drop_column("age")
        batch.alter_column("full_name", new_column_name="name", existing_type=sa.Text(), type_=sa.String(50))
