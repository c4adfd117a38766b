"""a slug for each user, made of the name

Revision ID: e1
Revises: d1
"""
import sqlalchemy as sa
from alembic import op

revision = "e1"
down_revision = "d1"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("users", sa.Column("slug", sa.Text))
    connection = op.get_bind()
    for row in connection.execute(sa.text("SELECT id, name FROM users")).fetchall():
        connection.execute(sa.text("UPDATE users SET slug = :slug WHERE id = :id"), {"slug": row[1].lower(), "id": row[0]})


def downgrade():
    op.drop_column("users", "slug")
