"""orders, with an index of their own

Revision ID: b1
Revises: a1
Create Date: 2026-01-02 09:00:00

"""
import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"
branch_labels = ("shop",)
depends_on = None


def upgrade():
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("user_id", sa.Integer, sa.ForeignKey("users.id")),
        sa.Column("total", sa.Numeric(10, 2), server_default="0"),
    )
    with op.get_context().autocommit_block():
        op.create_index("orders_user", "orders", ["user_id"], postgresql_concurrently=True)
    op.execute("INSERT INTO orders (id, user_id, total) VALUES (1, 1, 12.5)")
    op.execute("UPDATE users SET name = name || '\t; -- retort: upgrade 100%, 5%%' WHERE id = 2")


def downgrade():
    op.drop_index("orders_user", table_name="orders")
    op.drop_table("orders")
