#!/usr/bin/python3
"""A database that Alembic and Retort move in turns (`version_table = "alembic_version"`), beside one that Alembic moves
alone: after each move, equal version tables and equal tables.

    together.py RETORT sqlite
    together.py RETORT postgresql MAJOR      on the server that tests/support/postgresql.sh started
"""

import importlib.util
import os
import re
import subprocess
import sys
import tempfile

from project import Config, command, sqlalchemy  # exits 77 where Debian's alembic is not installed

ENV_PY = '''
from alembic import context

attributes = context.config.attributes
with attributes["engine"].connect() as connection:
    context.configure(connection=connection, version_table_schema=attributes["schema"])
    with context.begin_transaction():
        context.run_migrations()
'''
VERSION = '''from alembic import op

revision = {id!r}
down_revision = {parents!r}
depends_on = {depends!r}
branch_labels = None


def upgrade():
    op.execute("CREATE TABLE t_{id} (x INTEGER)")


def downgrade():
    op.execute("DROP TABLE t_{id}")
'''
FILE = """-- {id}
--
-- Revision ID: {id}
-- Revises:{parents}
{more}
-- retort: upgrade
CREATE TABLE t_{id} (x INTEGER);

-- retort: downgrade{mode}
DROP TABLE t_{id};
"""
# Two lines; one depends on the other, so that its head implies that one's row.
GRAPH = {"a1": ((), ()), "a2": (("a1",), ()), "a3": (("a2",), ()), "b1": ((), ()), "b2": (("b1",), ("a2",)),
         "m1": (("a3", "b2"), ()), "m2": (("m1",), ())}
MOVES = [
    ("alembic", "upgrade", "a2"),  # a database that Alembic made
    ("retort", "upgrade", "b2"),  # a2 is implied from here on
    ("alembic", "upgrade", "a3"),
    ("retort", "downgrade", "a2"),
    ("alembic", "upgrade", "heads"),
    ("retort", "downgrade", "m1"),
    ("alembic", "downgrade", "a3"),
    ("retort", "upgrade", "heads"),
    ("alembic", "downgrade", "b1"),
    ("retort", "upgrade", "a3"),
    ("alembic", "stamp", "a2"),  # what is there and what is said to be there are two things now, for both
    ("retort", "stamp", "a3"),
    ("retort", "upgrade", "m2"),
    ("alembic", "downgrade", "base"),
    ("retort", "upgrade", "heads"),
    ("retort", "downgrade", "base"),
    ("alembic", "upgrade", "heads"),
]


def fail(message):
    raise SystemExit(f"FAILED: {message}")


class Place:
    """One database, as a project of both."""

    def __init__(self, folder, url, alembic_url, schema):
        self.folder, self.url, self.schema = folder, url, schema
        self.engine = sqlalchemy.create_engine(alembic_url, poolclass=sqlalchemy.pool.NullPool)
        for each in ("versions", "files"):
            os.makedirs(os.path.join(folder, each))
        self.write("env.py", ENV_PY)
        with open(os.path.join(folder, "retort.toml"), "w") as file:
            file.write(f'revisions = "files"\nversion_table = "alembic_version"\n[environments.only]\nurl = "{url}"\n')
        if schema:
            self.write("retort.toml", f'version_schema = "{schema}"\n' + open(os.path.join(folder, "retort.toml")).read())
        for id, (parents, depends) in GRAPH.items():
            self.write(f"versions/{id}.py", VERSION.format(id=id, parents=parents or None, depends=depends or None))
            more = f"-- Depends On: {', '.join(depends)}\n" if depends else ""
            self.write(f"files/{id}.sql", FILE.format(id=id, parents=" " + ", ".join(parents) if parents else "", more=more,
                                                      mode=" foreign_keys=off" if url.startswith("sqlite") else ""))

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w") as file:
            file.write(text)

    def alembic(self, verb, *arguments):
        config = Config()
        config.set_main_option("script_location", self.folder)
        config.attributes.update(engine=self.engine, schema=self.schema)
        with open(os.devnull, "w") as config.stdout:
            getattr(command, verb)(config, *arguments)

    def retort(self, *arguments, status=0):
        done = subprocess.run([program, *arguments], cwd=self.folder, capture_output=True, text=True)
        if done.returncode != status:
            fail(f"retort {' '.join(arguments)}: status {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def query(self, sql):
        with self.engine.connect() as connection:
            return sorted(str(row[0]) for row in connection.execute(sqlalchemy.text(sql)))

    def execute(self, sql):
        with self.engine.begin() as connection:
            connection.execute(sqlalchemy.text(sql))

    def table(self, name):
        return f"{self.schema}.{name}" if self.schema else name

    def heads(self):
        return self.query(f"SELECT version_num FROM {self.table('alembic_version')}")

    def state(self):
        tables = [name for name in sqlalchemy.inspect(self.engine).get_table_names() if name.startswith("t_")]
        return self.heads(), sorted(tables)

    def shape(self):
        """Of the version table, as the engine's own tool tells it."""
        if self.url.startswith("sqlite"):
            return re.sub(r"\s+", "", self.query("SELECT sql FROM sqlite_schema WHERE name = 'alembic_version'")[0])
        dump = subprocess.run(["pg_dump", "--schema-only", "-t", self.table("alembic_version"), self.url], capture_output=True, text=True)
        return "".join(line for line in dump.stdout.splitlines(True) if line.strip() and not line.startswith(("--", "SET", "SELECT", "\\")))


def in_turns(both, alone):
    for tool, verb, target in MOVES:
        if tool == "retort":
            both.retort(verb, target)
        else:
            both.alembic(verb, target)
        alone.alembic(verb, target)
        if both.state() != alone.state():
            fail(f"after {tool} {verb} {target}: {both.state()}, and Alembic alone {alone.state()}")
        config = Config(stdout=open(os.path.join(both.folder, "current"), "w"))
        config.set_main_option("script_location", both.folder)
        config.attributes.update(engine=both.engine, schema=both.schema)
        command.current(config)
        config.stdout.close()
        texts = [sorted(line.strip() for line in text.splitlines() if line.strip()) for text in
                 (open(os.path.join(both.folder, "current")).read(), both.retort("current"))]
        if texts[0] != texts[1]:
            fail(f"after {tool} {verb} {target}: alembic current {texts[0]}, retort current {texts[1]}")
        report = both.retort("status")
        if re.search(r"^(unfinished|edited|in the way|warning|no file)", report, re.M):
            fail(f"after {tool} {verb} {target}, status says\n{report}")
    return len(MOVES)


def same_shape(made_by_retort, made_by_alembic):
    made_by_retort.retort("ensure-version")
    made_by_alembic.alembic("ensure_version")
    shapes = made_by_retort.shape(), made_by_alembic.shape()
    if not shapes[0] or "alembic_version_pkc" not in shapes[0] or shapes[0] != shapes[1]:
        fail(f"the version tables are\n{shapes[0]}\nand\n{shapes[1]}")
    made_by_retort.alembic("upgrade", "m2")
    made_by_retort.retort("downgrade", "base")


def what_the_journal_can_not_know(place):
    """Alembic finishes what Retort began, goes on, and comes back: nothing is unfinished or edited then."""
    broken = "-- a2\n--\n-- Revision ID: a2\n-- Revises: a1\n\n-- retort: upgrade\nCREATE TABLE half (x INTEGER);\n\n-- retort: upgrade\nCREATE TABLE half (x INTEGER);\n\n-- retort: downgrade\nDROP TABLE t_a2;\n"
    whole = open(os.path.join(place.folder, "files/a2.sql")).read()
    place.write("files/a2.sql", broken)
    place.retort("upgrade", "a2", status=5)
    if "a2 partly applied" not in place.retort("current"):
        fail("a2 is not partly applied")
    place.execute("DROP TABLE half")
    place.write("files/a2.sql", whole)
    place.alembic("upgrade", "a3")
    report = place.retort("status")
    if "unfinished" in report or "in the way" in report or "partly" in place.retort("current"):
        fail(f"Alembic went on from a2, and status says\n{report}")
    if not re.search(r"^elsewhere +a2, a3 applied: by a stamp, or by another program$", report, re.M):
        fail(f"who applied a2 and a3 is not told\n{report}")
    place.retort("upgrade", "b2")
    place.retort("downgrade", "b2@base")
    place.alembic("downgrade", "base")
    report = place.retort("status")
    if not re.search(r"^elsewhere +a1 taken back: by a stamp, or by another program$", report, re.M):
        fail(f"who took a1 back is not told\n{report}")
    place.write("files/a1.sql", open(os.path.join(place.folder, "files/a1.sql")).read().replace("x INTEGER", "x INTEGER, y INTEGER"))
    place.retort("upgrade", "a1")  # another text, which nobody has run
    place.retort("downgrade", "base")
    if "elsewhere" in place.retort("status"):
        fail("nothing is applied, and status tells of others")


def narrow_column(place):
    """An older Alembic's, or somebody's own: the server says no, and nothing of the step stays."""
    place.retort("downgrade", "base")
    place.execute(f"ALTER TABLE {place.table('alembic_version')} ALTER COLUMN version_num TYPE varchar(1)")
    said = place.retort("upgrade", "a1", status=5)
    if "value too long for type character varying(1)" not in said or "The step was rolled back; the database is at base" not in said:
        fail(f"a version column that is too narrow: {said}")


def main():
    global program
    program, kind = os.path.abspath(sys.argv[1]), sys.argv[2]
    if kind != "sqlite" and importlib.util.find_spec("psycopg2") is None:
        print("Debian's python3-psycopg2 is not installed (tools/install-deps postgresql)")
        return 1 if os.environ.get("CI") else 77
    with tempfile.TemporaryDirectory() as folder:
        schemas = [""] if kind == "sqlite" else ["", "meta"]
        names = []

        def place(name, schema):
            os.makedirs(f"{folder}/{name}")
            if kind == "sqlite":
                return Place(f"{folder}/{name}", f"sqlite:{folder}/{name}.db", f"sqlite:///{folder}/{name}.db", None)
            server = os.environ[f"RETORT_TEST_POSTGRESQL_{sys.argv[3]}"]
            database = f"retort_together_{os.getpid()}_{name}"
            subprocess.run(["psql", "-X", "-q", server, "-c", f"CREATE DATABASE {database} TEMPLATE template0"], check=True)
            names.append(database)
            url = f"{server.rsplit('/', 1)[0]}/{database}"
            made = Place(f"{folder}/{name}", url, url.replace("postgresql:", "postgresql+psycopg2:"), schema or None)
            if schema:  # which Alembic does not make
                made.execute(f"CREATE SCHEMA {schema}")
            return made

        try:
            for schema in schemas:
                count = in_turns(place("both" + schema, schema), place("alone" + schema, schema))
                same_shape(place("retort" + schema, schema), place("alembic" + schema, schema))
                odd = place("odd" + schema, schema)
                what_the_journal_can_not_know(odd)
                if kind != "sqlite":
                    narrow_column(odd)
                print(f"{kind}{', version_schema ' + schema if schema else ''}: {count} moves in turns, equal to Alembic's alone; equal version tables")
        finally:
            for name in names:
                subprocess.run(["psql", "-X", "-q", os.environ[f"RETORT_TEST_POSTGRESQL_{sys.argv[3]}"], "-c", f"DROP DATABASE {name} WITH (FORCE)"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
