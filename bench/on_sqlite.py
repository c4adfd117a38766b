"""SQLite: beside sqlite3, dbmate and Alembic."""

import sqlite3

import peers
from contest import RETORT, Contest, autogenerate, timed, version_of

TITLE = "SQLite"
EXPLANATION = """\
`upgrade head` writes each revision in a transaction of its own, as `sqlite3` does with the same statements; most of the
time on the clock is the engine's and the disk's (`sqlite3`'s row is the floor for that many durable transactions), so no
program that commits a thousand times can be far below it: the goals of a third of dbmate and a tenth of Alembic are out of
reach for this work. Retort writes a journal row and the version into the same transaction, and parses a thousand files. By
callgrind (400 revisions, 490 million instructions): 53% in libsqlite3, 29% in libc, 9% in Retort itself and libstdc++.
"""


def versions(root):
    return ["sqlite3 " + version_of("sqlite3", "--version").split()[0], version_of(peers.dbmate_in(root / "npm"), "--version"),
            version_of("alembic", "--version")]


def count(database, sql):
    with sqlite3.connect(database) as connection:
        return connection.execute(sql).fetchone()[0]


def contests(root, options):
    dbmate = peers.install_dbmate(root / "npm")
    count_revisions, tables = options.revisions, options.tables
    chain = root / "chain"
    for name in ("sqlite3", "retort", "dbmate", "alembic"):
        (chain / name).mkdir(parents=True)
    script = peers.sqlite3_script(chain / "sqlite3", count_revisions)
    peers.retort_project(chain / "retort", count_revisions)
    peers.dbmate_project(chain / "dbmate", count_revisions)
    peers.alembic_project(chain / "alembic", count_revisions)
    made = (count_revisions + 3) // 4

    def upgrade(name, command, stdin=None):
        def once():
            for leftover in (chain / name).glob("app.db*"):
                leftover.unlink()
            elapsed = timed(command, chain / name, stdin)
            found = count(chain / name / "app.db", "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'item_%' AND type = 'table'")
            assert found == made, f"{name} made {found} tables of {made}"
            return elapsed
        return once

    yield Contest(f"upgrade head, {count_revisions:,} revisions", {
        "retort": upgrade("retort", [RETORT, "--env", "local", "-q", "upgrade", "head"]),
        "sqlite3": upgrade("sqlite3", ["sqlite3", "app.db"], script),
        "dbmate": upgrade("dbmate", [dbmate, "--url", "sqlite:app.db", "--migrations-dir", "migrations", "--no-dump-schema", "up"]),
        "alembic": upgrade("alembic", ["alembic", "upgrade", "head"]),
    })

    for verb in ("current", "history"):
        yield Contest(f"{verb}, {count_revisions:,} revisions", {
            "retort": lambda verb=verb: timed([RETORT, "--env", "local", verb], chain / "retort"),
            "alembic": lambda verb=verb: timed(["alembic", verb], chain / "alembic"),
        })

    wide = root / "wide"
    (wide / "retort").mkdir(parents=True)
    (wide / "alembic").mkdir(parents=True)
    peers.retort_project(wide / "retort", 0)
    schema = wide / "retort" / "db" / "schema.sql"
    schema.write_text(peers.schema_sql(tables))
    timed([RETORT, "--env", "local", "revision", "--autogenerate", "-m", "baseline"], wide / "retort")
    timed([RETORT, "--env", "local", "-q", "upgrade", "head"], wide / "retort")
    peers.alembic_project(wide / "alembic", 0, peers.sqlalchemy_models(tables))
    timed(["alembic", "revision", "--autogenerate", "-m", "baseline"], wide / "alembic")
    timed(["alembic", "upgrade", "head"], wide / "alembic")
    schema.write_text(peers.schema_sql(tables, extra=True))
    (wide / "alembic" / "models.py").write_text(peers.sqlalchemy_models(tables, extra=True))

    ours = [RETORT, "--env", "local", "revision", "--autogenerate", "-m", "one change"]
    yield Contest(f"revision --autogenerate, {tables:,} tables, one change", {
        "retort": autogenerate(wide / "retort", wide / "retort" / "db" / "versions", ours),
        "retort, no cache": autogenerate(wide / "retort", wide / "retort" / "db" / "versions", ours, cold=True),
        "alembic": autogenerate(wide / "alembic", wide / "alembic" / "alembic" / "versions",
                                ["alembic", "revision", "--autogenerate", "-m", "one change"]),
    })
