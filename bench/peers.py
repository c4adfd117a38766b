"""The same chain of revisions, and the same models, as each peer wants them on disk."""

import os
import pathlib
import subprocess
import textwrap

COLUMNS = [
    ("id", "INTEGER"), ("name", "VARCHAR(100)"), ("email", "VARCHAR(200)"), ("amount", "NUMERIC(10, 2)"),
    ("created_at", "DATETIME"), ("status", "VARCHAR(20)"), ("note", "TEXT"), ("rank", "INTEGER"), ("active", "BOOLEAN"),
]
# Foreign keys chain tables in groups of this many: Alembic's sorting recurses, and ends at a thousand in a row.
GROUP = 10


def statements(number):
    """Revision `number` of the chain (from 0): mostly tables and indexes, with added columns and rows between."""
    kind, table = number % 4, f"item_{number // 4:04d}"
    if kind == 0:
        up = (f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, name VARCHAR(100) NOT NULL, amount NUMERIC(10, 2), "
              f"created_at DATETIME DEFAULT CURRENT_TIMESTAMP)")
        down = f"DROP TABLE {table}"
    elif kind == 1:
        up, down = f"CREATE INDEX ix_{table}_name ON {table} (name)", f"DROP INDEX ix_{table}_name"
    elif kind == 2:
        up, down = f"ALTER TABLE {table} ADD COLUMN status TEXT", f"ALTER TABLE {table} DROP COLUMN status"
    else:
        up = f"INSERT INTO {table} (name, amount) VALUES ('a', 1), ('b', 2), ('c', 3)"
        down = f"DELETE FROM {table} WHERE name IN ('a', 'b', 'c')"
    return up, down


def revision_id(number):
    return f"{number + 1:012x}"


def sqlite3_script(folder, count):
    path = folder / "chain.sql"
    path.write_text("".join(f"BEGIN IMMEDIATE;\n{statements(n)[0]};\nCOMMIT;\n" for n in range(count)))
    return path


def retort_project(folder, count):
    versions = folder / "db" / "versions"
    versions.mkdir(parents=True)
    (folder / "retort.toml").write_text(
        'schema = "db/schema.sql"\nrevisions = "db/versions"\n\n[environments.local]\nurl = "sqlite:app.db"\n')
    (folder / "db" / "schema.sql").write_text("")
    for n in range(count):
        up, down = statements(n)
        mode = " foreign_keys=off" if down.startswith("DROP TABLE") else ""
        (versions / f"{n:05d}_step.sql").write_text(textwrap.dedent(f"""\
            -- step {n}
            --
            -- Revision ID: {revision_id(n)}
            -- Revises:{' ' + revision_id(n - 1) if n else ''}
            -- Create Date: 2026-01-01 00:00:00 UTC

            -- retort: upgrade
            {up};

            -- retort: downgrade{mode}
            {down};
            """))


def dbmate_project(folder, count):
    migrations = folder / "migrations"
    migrations.mkdir(parents=True)
    for n in range(count):
        up, down = statements(n)
        (migrations / f"{20260101000000 + n}_step.sql").write_text(f"-- migrate:up\n{up};\n\n-- migrate:down\n{down};\n")


ENV_PY = """\
from alembic import context
from sqlalchemy import create_engine
import models
engine = create_engine(context.config.get_main_option("sqlalchemy.url"))
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=models.metadata, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
"""

SCRIPT_MAKO = '''\
"""${message}"""
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
from alembic import op
import sqlalchemy as sa
${imports if imports else ""}
def upgrade():
    ${upgrades if upgrades else "pass"}
def downgrade():
    ${downgrades if downgrades else "pass"}
'''


def alembic_project(folder, count, models="import sqlalchemy as sa\nmetadata = sa.MetaData()\n"):
    versions = folder / "alembic" / "versions"
    versions.mkdir(parents=True)
    (folder / "alembic.ini").write_text(
        "[alembic]\nscript_location = alembic\nsqlalchemy.url = sqlite:///app.db\nprepend_sys_path = .\n")
    (folder / "alembic" / "env.py").write_text(ENV_PY)
    (folder / "alembic" / "script.py.mako").write_text(SCRIPT_MAKO)
    (folder / "models.py").write_text(models)
    for n in range(count):
        up, down = statements(n)
        parent = repr(revision_id(n - 1)) if n else None
        (versions / f"{n:05d}_step.py").write_text(
            f'"""step {n}"""\nfrom alembic import op\nrevision = "{revision_id(n)}"\ndown_revision = {parent}\n\n\n'
            f"def upgrade():\n    op.execute({up!r})\n\n\ndef downgrade():\n    op.execute({down!r})\n")


def schema_sql(tables, extra=False):
    """`tables` tables of nine columns, a key, a unique, a foreign key, a check and an index each."""
    out = []
    for n in range(tables):
        parent = f",\n  parent_id INTEGER REFERENCES t_{n - 1:04d} (id)" if n % GROUP else ""
        columns = ",\n".join(f"  {c} {t}{' PRIMARY KEY' if c == 'id' else ''}" for c, t in COLUMNS)
        added = ",\n  added TEXT" if extra and n == tables // 2 else ""
        out.append(f"CREATE TABLE t_{n:04d} (\n{columns}{added}{parent},\n  UNIQUE (email),\n"
                   f"  CONSTRAINT ck_t_{n:04d} CHECK (rank >= 0)\n);\nCREATE INDEX ix_t_{n:04d} ON t_{n:04d} (name);\n")
    return "".join(out)


def sqlalchemy_models(tables, extra=False):
    types = {"INTEGER": "sa.Integer()", "VARCHAR(100)": "sa.String(100)", "VARCHAR(200)": "sa.String(200)",
             "NUMERIC(10, 2)": "sa.Numeric(10, 2)", "DATETIME": "sa.DateTime()", "VARCHAR(20)": "sa.String(20)",
             "TEXT": "sa.Text()", "BOOLEAN": "sa.Boolean()"}
    out = ["import sqlalchemy as sa\nmetadata = sa.MetaData()\n"]
    for n in range(tables):
        columns = [f"sa.Column({c!r}, {types[t]}{', primary_key=True' if c == 'id' else ''})" for c, t in COLUMNS]
        if extra and n == tables // 2:
            columns.append("sa.Column('added', sa.Text())")
        if n % GROUP:
            columns.append(f"sa.Column('parent_id', sa.Integer(), sa.ForeignKey('t_{n - 1:04d}.id'))")
        columns.append("sa.UniqueConstraint('email')")
        columns.append(f"sa.CheckConstraint('rank >= 0', name='ck_t_{n:04d}')")
        columns.append(f"sa.Index('ix_t_{n:04d}', 'name')")
        out.append(f"sa.Table('t_{n:04d}', metadata, {', '.join(columns)})\n")
    return "".join(out)


def install_dbmate(folder):
    """dbmate from the npm registry; returns the program's path."""
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), "dbmate"],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    program = pathlib.Path(folder, "node_modules", ".bin", "dbmate")
    native = next(pathlib.Path(folder, "node_modules", "@dbmate").glob("*/bin/dbmate"), None)
    return str(native or os.path.realpath(program))
