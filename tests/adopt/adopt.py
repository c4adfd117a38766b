#!/usr/bin/env python3
"""A chain that `retort adopt` took over makes the database that its own tool made, and goes back to nothing.

    adopt.py RETORT sqlite
    adopt.py RETORT postgresql MAJOR      on the server that tests/support/postgresql.sh started

The chains stand beside this file, a folder an engine and a tool; Alembic's is for both. dbmate and Debian's Alembic build
their own; what golang-migrate and Diesel would build, the raw client builds, from the files in the order that is written
down here. Then:

- the adopted chain, upgraded to head in an empty database, is compared with that, rows too, by pg_dump and sqlite3;
- what the tool built is stamped by its version table, `check` finds no difference, and a new revision goes on from there;
- `downgrade base` leaves nothing behind.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
DBMATE = HERE.parents[1] / "build" / "dbmate" / "dbmate"

# The files in their tools' order, with what their version tables hold afterwards.
ORDER = {
    ("sqlite", "golang-migrate"): ["1_books.up.sql", "2_pages.up.sql", "10_words.up.sql", "11_rows.up.sql"],
    ("postgresql", "golang-migrate"): ["000001_books.up.sql", "000002_title.up.sql", "000010_pages.up.sql"],
    ("sqlite", "diesel"): ["00000000000000_setup/up.sql", "2026-01-01-090000_create_posts/up.sql",
                           "2026-01-02-090000_posts_by_author/up.sql"],
    ("postgresql", "diesel"): ["00000000000000_diesel_initial_setup/up.sql", "2026-01-01-090000_create_posts/up.sql"],
}
TABLES = {
    ("sqlite", "golang-migrate"): "CREATE TABLE schema_migrations (version uint64, dirty bool); INSERT INTO schema_migrations VALUES (11, 0);",
    ("postgresql", "golang-migrate"): "CREATE TABLE schema_migrations (version bigint NOT NULL PRIMARY KEY, dirty boolean NOT NULL);"
                                      "INSERT INTO schema_migrations VALUES (10, false);",
    ("sqlite", "diesel"): "CREATE TABLE __diesel_schema_migrations (version VARCHAR(50) PRIMARY KEY NOT NULL, run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP);"
                          "INSERT INTO __diesel_schema_migrations (version) VALUES ('00000000000000'), ('20260101090000'), ('20260102090000');",
    ("postgresql", "diesel"): "CREATE TABLE __diesel_schema_migrations (version VARCHAR(50) PRIMARY KEY NOT NULL, run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP);"
                              "INSERT INTO __diesel_schema_migrations (version) VALUES ('00000000000000'), ('20260101090000');",
}
OWN = ("sqlite_sequence", "alembic_version", "schema_migrations", "__diesel_schema_migrations", "retort_version", "retort_journal")
# Ways back that the tools had not, written by hand: `downgrade base` has to get past them.
IRREVERSIBLE = {("sqlite", "alembic"): 1, ("postgresql", "alembic"): 1, ("sqlite", "golang-migrate"): 1, ("postgresql", "dbmate"): 1}


# What the Python of a revision does with rows, in SQL, in place of its todo.
WRITTEN = {"alembic": {"e1_slugs.sql": "UPDATE users SET slug = lower(name);",
                       "i1_query.sql": "INSERT INTO notes (id, body) VALUES (1, '100% of them');",
                       "j1_words.sql": "DELETE FROM notes WHERE id = 2;",
                       "k1_live.sql": "INSERT INTO notes (id, body) VALUES (3, 'first'), (4, 'after 3');"}}


def run(command, expect=0, **options):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    if done.returncode != expect:
        raise SystemExit(f"{command} ended with {done.returncode}, not {expect}:\n{done.stdout}{done.stderr}")
    return done.stdout


class Sqlite:
    name = "sqlite"

    def __init__(self, folder):
        self.folder = folder

    def make(self, name):
        return f"sqlite:{self.folder}/{name}.db"

    def script(self, url, text):
        # As the drivers of these tools do, and not as Retort does.
        run(["sqlite3", "-init", "/dev/null", "-bail", url.removeprefix("sqlite:")], input="PRAGMA foreign_keys = OFF;\n" + text)

    def file(self, url, text):
        """One migration, as its tool runs it."""
        alone = "BEGIN" in text or "journal_mode" in text
        self.script(url, text if alone else f"BEGIN;\n{text};\nCOMMIT;\n")

    def dump(self, url):
        tables = "".join(f" AND tbl_name <> '{name}'" for name in OWN)
        path = url.removeprefix("sqlite:")
        schema = run(["sqlite3", "-init", "/dev/null", path,
                      f"SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE true{tables} ORDER BY 1, 2"])
        names = run(["sqlite3", "-init", "/dev/null", path,
                     f"SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'{tables} ORDER BY 1"]).split()
        rows = [f"{name}: " + run(["sqlite3", "-init", "/dev/null", path, f"SELECT * FROM {name} ORDER BY 1"]) for name in names]
        return schema + "".join(rows)

    def drop(self):
        pass

    def dbmate_url(self, url):
        return url

    def alembic_url(self, url):
        return "sqlite:///" + url.removeprefix("sqlite:")

    def query(self, url, sql):
        return run(["sqlite3", "-init", "/dev/null", url.removeprefix("sqlite:"), sql])


class Postgresql:
    name = "postgresql"

    def __init__(self, major):
        self.server = os.environ[f"RETORT_TEST_POSTGRESQL_{major}"]
        self.dump_program = pathlib.Path(os.environ[f"RETORT_TEST_POSTGRESQL_{major}_BIN"]) / "pg_dump"
        if not self.dump_program.exists():
            self.dump_program = "pg_dump"
        self.made = []

    def make(self, name):
        database = f"retort_adopt_{name.replace('-', '_')}_{os.getpid()}"
        self.psql(self.server, f"CREATE DATABASE {database} TEMPLATE template0")
        self.made.append(database)
        return f"{self.server.rsplit('/', 1)[0]}/{database}"

    def psql(self, url, text):
        return run(["psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", url], input=text)

    script = psql

    def file(self, url, text):
        alone = "BEGIN;" in text or "CONCURRENTLY" in text
        self.psql(url, text if alone else f"BEGIN;\n{text};\nCOMMIT;\n")

    def dump(self, url):
        own = [f"--exclude-table={name}" for name in OWN] + ["--exclude-table=retort_journal_id_seq"]
        text = run([self.dump_program, "--no-owner", "--inserts", *own, url])
        return "".join(line for line in text.splitlines(True)
                       if line.strip() and not line.startswith(("--", "\\restrict", "\\unrestrict")))

    def drop(self):
        for database in self.made:
            self.psql(self.server, f"DROP DATABASE {database} WITH (FORCE)")

    def dbmate_url(self, url):
        return url + "?sslmode=disable"

    def alembic_url(self, url):
        return url

    query = psql


def build_original(engine, tool, chain, url):
    if tool == "dbmate":
        run([DBMATE, "--url", engine.dbmate_url(url), "--migrations-dir", chain, "--no-dump-schema", "up"])
        return
    if tool == "alembic":
        ini = (chain / "alembic.ini").read_text()
        (chain / "alembic.ini").write_text(ini.replace("driver://user:pass@localhost/dbname", engine.alembic_url(url)))
        run(["/usr/bin/python3", "-m", "alembic.config", "upgrade", "heads"], cwd=chain,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
        (chain / "alembic.ini").write_text(ini)
        return
    for name in ORDER[engine.name, tool]:
        engine.file(url, (chain / name).read_text().rstrip().rstrip(";") + ";\n")
    engine.script(url, TABLES[engine.name, tool])


def equal(what, a, b):
    if a != b:
        sys.stdout.writelines(__import__("difflib").unified_diff(a.splitlines(True), b.splitlines(True), "original", "adopted"))
        raise SystemExit(f"{what}: not equal")


def finish(project, written):
    """Writes what a person has to write."""
    for name, sql in written.items():
        file = project / "db/versions" / name
        text = file.read_text()
        lines = [sql if line.startswith("-- retort: todo ") else line for line in text.splitlines()]
        if text.count("\n-- retort: todo ") != 1:
            raise SystemExit(f"{name}: not one todo:\n{text}")
        file.write_text("\n".join(lines) + "\n")


def one(engine, retort, tool, folder):
    chain = folder / f"{tool}-chain"
    shutil.copytree(HERE / (tool if tool == "alembic" else f"{engine.name}/{tool}"), chain)
    project = folder / tool
    project.mkdir()
    original, adopted = engine.make(f"{tool}-original"), engine.make(f"{tool}-adopted")
    empty = engine.dump(engine.make(f"{tool}-empty"))
    build_original(engine, tool, chain, original)

    def here(*words, expect=0):
        return run([retort, *words], expect=expect, cwd=project, env={**os.environ, "XDG_CACHE_HOME": str(folder / "cache")})

    here("init", "--url", adopted)
    written = WRITTEN.get(tool, {})
    here("adopt", chain, expect=1 if written else 0)
    finish(project, written)
    if written:
        here("adopt", chain)
    here("upgrade", "heads")
    equal(f"{tool} on {engine.name}, upgraded", engine.dump(original), engine.dump(adopted))

    # The same again, for the database that the tool built.
    (project / "db/schema.sql").write_text(here("dump", "chain"))
    here("--url", original, "adopt", chain, "--stamp")
    here("--url", original, "check")
    (project / "db/versions/zz_next.sql").write_text(
        "-- next\n--\n-- Revision ID: zz0000000001\n-- Revises: " + here("heads").split()[0] +
        "\n\n-- retort: upgrade\nCREATE TABLE next (id INTEGER);\n\n-- retort: downgrade\nDROP TABLE next;\n")
    here("--url", original, "upgrade", "heads")
    here("upgrade", "heads")
    equal(f"{tool} on {engine.name}, gone on with", engine.dump(original), engine.dump(adopted))
    if tool == "alembic":
        versions = [engine.query(url, "SELECT version_num FROM alembic_version ORDER BY 1") for url in (original, adopted)]
        equal("alembic_version", *versions)

    stops = 0
    for file in sorted((project / "db/versions").glob("*.sql")):
        text = file.read_text()
        stops += text.count("\n-- retort: irreversible ")
        file.write_text(text.replace("\n-- retort: irreversible ", "\n-- retort: downgrade none "))
    if stops != IRREVERSIBLE.get((engine.name, tool), 0):
        raise SystemExit(f"{tool} on {engine.name}: {stops} revisions without a way back")
    for url in (original, adopted):
        here("--url", url, "downgrade", "base")
    equal(f"{tool} on {engine.name}, taken back", empty, engine.dump(adopted))
    equal(f"{tool} on {engine.name}, the original taken back", empty, engine.dump(original))


def elsewhere(retort, folder):
    """An env.py that has an address of its own is not let near it: it gets the scratch database. One that connects by itself is
    refused."""
    precious = folder / "precious.db"
    for name, engine, status, said in (
            ("address", f"create_engine('sqlite:///{precious}')", 1, "taken as Alembic ran it on a scratch database"),
            ("creator", f"create_engine('sqlite://', creator=lambda: __import__('sqlite3').connect('{precious}'))", 1,
             "it did not run either (alembic: env.py makes its connections by a function of its own")):
        chain, project = folder / f"{name}-chain", folder / name
        shutil.copytree(HERE / "alembic", chain)
        env = (chain / "env.py").read_text()
        own = f"import sqlalchemy\n    engine_from_config = lambda *some, **more: sqlalchemy.{engine}\n    engine ="
        (chain / "env.py").write_text(env.replace("engine =", own))
        project.mkdir()
        run([retort, "init"], cwd=project)
        told = run([retort, "adopt", chain, "--dry-run"], cwd=project, expect=status)
        if said not in told or (precious.exists() and run(["sqlite3", "-init", "/dev/null", precious, ".tables"])):
            raise SystemExit(f"{name}: another database was connected to:\n{told}")


def other_shapes(retort, folder):
    """Flask-Migrate's alembic.ini lies beside env.py and names no folder; two folders have files of one name; a default is
    Python's; an env.py for several databases is refused before it writes a file for each."""
    chain, project = folder / "shapes-chain", folder / "shapes"
    (chain / "versions").mkdir(parents=True)
    shutil.copy(HERE / "alembic" / "env.py", chain)
    shutil.copy(HERE / "alembic" / "versions" / "a1_users.py", chain / "versions")
    (chain / "alembic.ini").write_text("[alembic]\nversion_locations = %(here)s/versions %(here)s/more\n")
    (chain / "more").mkdir()
    shutil.copy(HERE / "alembic" / "versions" / "c1_notes.py", chain / "more" / "a1_users.py")  # of the same name
    project.mkdir()
    run([retort, "init"], cwd=project)
    (chain / "more" / "default.py").write_text("""
import sqlalchemy as sa
from alembic import op
revision, down_revision = "d1", "c1"
def upgrade():
    op.bulk_insert(sa.Table("notes", sa.MetaData(), sa.Column("id", sa.Integer), sa.Column("body", sa.Text, default="?")), [{"id": 1}])
def downgrade():
    op.execute("DELETE FROM notes")
""")
    told = run([retort, "adopt", chain], cwd=project, expect=1)
    if "it inserts values that only Python has" not in told or told.count("todo upgrade") != 1:
        raise SystemExit(f"a default of Python's:\n{told}")
    files = sorted(file.name for file in (project / "db/versions").glob("*.sql"))
    if files != ["a1_users.sql", "a1_users_c1.sql", "default.sql"]:
        raise SystemExit(f"two folders: {files}")
    (chain / "alembic.ini").write_text("[alembic]\nscript_location = .\ndatabases = one, two\n")
    (chain / "env.py").write_text('from alembic import context\nfor name in context.config.get_main_option("databases").split(", "):\n'
                                  '    open(f"{name}.sql", "w")\n')
    said = subprocess.run([retort, "adopt", chain], cwd=project, capture_output=True, text=True)
    if said.returncode != 2 or "several databases (one, two)" not in said.stderr or (chain / "one.sql").exists():
        raise SystemExit(f"several databases:\n{said}")


def own_schema(engine, retort, folder):
    """Alembic's version table stands in a schema, which Alembic does not make where a revision has to run."""
    chain, project = folder / "schema-chain", folder / "schema"
    (chain / "versions").mkdir(parents=True)
    env = (HERE / "alembic" / "env.py").read_text()
    (chain / "env.py").write_text(env.replace("context.configure(", 'context.configure(version_table_schema="meta", '))
    shutil.copy(HERE / "alembic" / "alembic.ini", chain)
    (chain / "versions" / "looks.py").write_text("""
import sqlalchemy as sa
from alembic import op
revision, down_revision = "a1", None
def upgrade():
    if not sa.inspect(op.get_bind()).has_table("notes"):
        op.create_table("notes", sa.Column("id", sa.Integer))
def downgrade():
    op.drop_table("notes")
""")
    project.mkdir()
    run([retort, "init", "--url", engine.make("schema")], cwd=project)
    run([retort, "adopt", chain], cwd=project)
    if 'version_schema = "meta"' not in (project / "retort.toml").read_text():
        raise SystemExit("version_schema is not set")


def main():
    retort = os.path.realpath(sys.argv[1])
    if not DBMATE.exists():
        print("no dbmate here: run tools/install-deps postgresql")
        sys.exit(1 if os.environ.get("CI") else 77)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="retort-adopt."))
    engine = Postgresql(sys.argv[3]) if sys.argv[2] == "postgresql" else Sqlite(folder)
    try:
        tools = ["alembic", *sorted(each.name for each in (HERE / engine.name).iterdir())]
        for tool in tools:
            one(engine, retort, tool, folder)
        if engine.name == "sqlite":
            elsewhere(retort, folder)
            other_shapes(retort, folder)
        else:
            own_schema(engine, retort, folder)
        print(f"{len(tools)} chains adopted on {engine.name}: {', '.join(tools)}")
    finally:
        engine.drop()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
