"""PostgreSQL 15: beside pg_dump, psql and Alembic, on the server that tests/support/postgresql.sh starts, durable as in production."""

import os
import subprocess

import peers
from contest import RETORT, Contest, autogenerate, timed, version_of

SERVER = os.environ.get("RETORT_TEST_POSTGRESQL_15", "").rsplit("/", 1)[0]
TITLE = "PostgreSQL 15"
EXPLANATION = """\
The server is the tests' own, on this machine. For `upgrade head` a commit is on the disk when it returns, as the server's default
settings have it; the other contests, which hardly write, run without fsync.
Both read the whole catalogue, and `pg_dump -s` prints it; `retort` is `dump database t_0000`, which prints one table of it.
`upgrade head` commits each revision by itself, as `psql` does with the same statements; Retort writes a journal row and the version
into the same transactions, and sends each step's statements along with the commit before it.
"""


def versions(root):
    return [version_of("pg_dump", "--version"), version_of("alembic", "--version"),
            "psycopg2 " + version_of("/usr/bin/python3", "-c", "import psycopg2; print(psycopg2.__version__)")]


def psql(database, *arguments):
    done = subprocess.run(["psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-d", f"{SERVER}/{database}", *map(str, arguments)],
                          capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout.strip()


def durable(on):
    """Whether a commit waits for the disk: what only reads takes hours to prepare where it does."""
    psql("postgres", "-c", f"ALTER SYSTEM SET fsync = {'on' if on else 'off'}", "-c", "SELECT pg_reload_conf()", "-c", "CHECKPOINT")


def create(database):
    psql("postgres", "-c", f"DROP DATABASE IF EXISTS {database} WITH (FORCE)", "-c", f"CREATE DATABASE {database} TEMPLATE template0")
    return f"{SERVER}/{database}"


def wide_database(root, tables):
    """A database of so many tables, its schema as a file too."""
    name = f"bench_{tables}"
    url = create(name)
    script = root / f"{name}.sql"
    script.write_text(peers.schema_sql(tables, url=url))
    # In batches: one commit each is slow, and the locks of all of them in one transaction would be too many.
    pieces = script.read_text().split(";\n")
    batches = [pieces[start:start + 200] for start in range(0, len(pieces), 200)]
    script.write_text("".join("BEGIN;\n" + ";\n".join(batch) + ";\nCOMMIT;\n" for batch in batches))
    psql(name, "-f", script)
    psql(name, "-c", "ANALYZE")
    return name, url


def contests(root, options):
    if not SERVER:
        raise SystemExit("no server: run it by tools/bench")
    durable(False)
    yield from reading(root, options)
    yield from generating(root, options)
    durable(True)
    yield from upgrading(root, options)


def reading(root, options):
    folder = root / "reading"
    folder.mkdir()
    for tables in (options.tables, options.many_tables):
        name, url = wide_database(root, tables)
        peers.retort_project(folder / name, 0, url)
        yield Contest(f"read {tables:,} tables", {
            "retort": lambda folder=folder / name: timed([RETORT, "--env", "local", "dump", "database", "t_0000"], folder),
            "retort, all printed": lambda folder=folder / name: timed([RETORT, "--env", "local", "dump", "database"], folder),
            "pg_dump -s": lambda url=url: timed(["pg_dump", "-s", url], folder),
        })


def generating(root, options):
    """One change, from a project whose chain and schema were seen before."""
    for tables in (options.tables, options.many_tables):
        wide = root / f"wide_{tables}"
        url = create(f"bench_wide_{tables}")
        ours, theirs = wide / "retort", wide / "alembic"
        for folder in (ours, theirs):
            folder.mkdir(parents=True)
        peers.retort_project(ours, 0, url)
        schema = ours / "db" / "schema.sql"
        schema.write_text(peers.schema_sql(tables, url=url))
        timed([RETORT, "--env", "local", "revision", "--autogenerate", "-m", "baseline"], ours)
        timed([RETORT, "--env", "local", "-q", "upgrade", "head"], ours)
        schema.write_text(peers.schema_sql(tables, extra=True, url=url))
        command = [RETORT, "--env", "local", "revision", "--autogenerate", "-m", "one change"]
        versions = ours / "db" / "versions"
        autogenerate(ours, versions, command)()
        contenders = {"retort": autogenerate(ours, versions, command)}
        if tables == options.tables:  # at 10,000 these take minutes
            contenders["retort, no cache"] = autogenerate(ours, versions, command, cold=True)
            contenders["alembic"] = alembic(theirs, tables)
        yield Contest(f"revision --autogenerate, {tables:,} tables, one change", contenders)


def alembic(folder, tables):
    url = create("bench_alembic")
    peers.alembic_project(folder, 0, peers.sqlalchemy_models(tables), url)
    timed(["alembic", "revision", "--autogenerate", "-m", "baseline"], folder)
    timed(["alembic", "upgrade", "head"], folder)
    (folder / "models.py").write_text(peers.sqlalchemy_models(tables, extra=True))
    return autogenerate(folder, folder / "alembic" / "versions", ["alembic", "revision", "--autogenerate", "-m", "one change"])


def upgrading(root, options):
    count, chain = options.revisions, root / "chain"
    made = (count + 3) // 4
    for name in ("retort", "psql", "alembic"):
        (chain / name).mkdir(parents=True)
    peers.retort_project(chain / "retort", count, f"{SERVER}/bench_chain_retort")
    script = peers.psql_script(chain / "psql", count)
    peers.alembic_project(chain / "alembic", count, url=f"{SERVER}/bench_chain_alembic")

    def upgrade(name, command):
        def once():
            create(f"bench_chain_{name}")
            elapsed = timed(command, chain / name)
            found = int(psql(f"bench_chain_{name}", "-c", "SELECT count(*) FROM pg_tables WHERE tablename LIKE 'item\\_%'"))
            assert found == made, f"{name} made {found} tables of {made}"
            return elapsed
        return once

    yield Contest(f"upgrade head, {count:,} revisions", {
        "retort": upgrade("retort", [RETORT, "--env", "local", "-q", "upgrade", "head"]),
        "psql": upgrade("psql", ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", f"{SERVER}/bench_chain_psql", "-f", str(script)]),
        "alembic": upgrade("alembic", ["alembic", "upgrade", "head"]),
    })
