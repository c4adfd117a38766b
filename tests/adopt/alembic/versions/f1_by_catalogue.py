"""what is not there yet

Revision ID: f1
Revises: e1
"""
import sqlalchemy as sa
from alembic import op

revision = "f1"
down_revision = "e1"
branch_labels = None
depends_on = None


def upgrade():
    if "email" not in [column["name"] for column in sa.inspect(op.get_bind()).get_columns("users")]:
        op.add_column("users", sa.Column("email", sa.Text))
    op.create_index("users_email", "users", ["email"], unique=True)


def downgrade():
    op.drop_index("users_email", table_name="users")
    if sa.inspect(op.get_bind()).has_table("users"):
        op.drop_column("users", "email")
