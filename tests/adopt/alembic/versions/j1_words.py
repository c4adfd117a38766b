"""words that look like something else

Revision ID: j1
Revises: i1
"""
import sqlalchemy as sa
from alembic import op

revision = "j1"
down_revision = "i1"
branch_labels = None
depends_on = None


def upgrade():
    notes = sa.table("notes", sa.column("id", sa.Integer), sa.column("body", sa.Text))
    op.bulk_insert(notes, [{"id": 2, "body": "one\n-- Running upgrade one -> two\nBEGIN;\ntwo \\ three"}])
    op.execute("""
        UPDATE notes SET body = body || '!'
        WHERE id = 2  -- that one alone
    """)


def downgrade():
    op.get_bind().execute(sa.text("DELETE FROM notes WHERE id = :id"), {"id": 2})
