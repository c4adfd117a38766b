"""Times Retort beside its peers on the same work. Rounds are interleaved, so that what else the machine does hits all
alike; medians and ratios are printed. What is timed is the whole process, from exec to exit."""

import argparse
import os
import pathlib
import platform
import shutil
import sqlite3
import statistics
import subprocess
import tempfile
import time

import peers

RETORT = os.environ["RETORT_PROGRAM"]
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith("RETORT_")}


def timed(command, folder, stdin=None):
    """Runs a command to its end: seconds on the clock, and of CPU in it and its children."""
    environment = dict(ENVIRONMENT, XDG_CACHE_HOME=str(folder / "cache"))
    with tempfile.TemporaryFile("w+") as output:
        source = open(stdin) if stdin else subprocess.DEVNULL
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdin=source, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        elapsed = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{output.read()}")
    return elapsed, usage.ru_utime + usage.ru_stime


def count(database, sql):
    with sqlite3.connect(database) as connection:
        return connection.execute(sql).fetchone()[0]


EXPLANATION = """\
`upgrade head` writes each revision in a transaction of its own, as `sqlite3` does with the same statements; most of the
time on the clock is the engine's and the disk's (`sqlite3`'s row is the floor for that many durable transactions), so no
program that commits a thousand times can be far below it: the goals of a third of dbmate and a tenth of Alembic are out of
reach for this work. Retort writes a journal row and the version into the same transaction, and parses a thousand files. By
callgrind (400 revisions, 490 million instructions): 53% in libsqlite3, 29% in libc, 9% in Retort itself and libstdc++.
"""


class Contest:
    """Named contenders, each a function that prepares its folder and returns what `timed` gives for one run."""

    def __init__(self, title, contenders):
        self.title, self.contenders = title, contenders

    def run(self, rounds):
        times = {name: [] for name in self.contenders}
        for _ in range(rounds):
            for name, contender in self.contenders.items():
                times[name].append(contender())
        return {name: [statistics.median(column) for column in zip(*values)] for name, values in times.items()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--revisions", type=int, default=1000)
    parser.add_argument("--tables", type=int, default=1000)
    parser.add_argument("--write", action="store_true", help="put the table into bench/RESULTS.md")
    options = parser.parse_args()

    root = pathlib.Path(tempfile.mkdtemp(prefix="retort-bench-"))
    try:
        text = report(root, options)
    finally:
        shutil.rmtree(root)
    print(text)
    if options.write:
        pathlib.Path(__file__).with_name("RESULTS.md").write_text(text)


def report(root, options):
    dbmate = peers.install_dbmate(root / "npm")
    rows = []
    for contest in contests(root, options, dbmate):
        medians = contest.run(options.rounds)
        for name, (seconds, cpu) in medians.items():
            ratio = "" if name.startswith("retort") else f"{medians['retort'][0] / seconds:.2f}"
            rows.append(f"| {contest.title} | {name} | {seconds * 1000:,.0f} ms | {cpu * 1000:,.0f} ms | {ratio} |")
    versions = ", ".join([
        subprocess.run([RETORT, "--version"], capture_output=True, text=True).stdout.strip(),
        "sqlite3 " + subprocess.run(["sqlite3", "--version"], capture_output=True, text=True).stdout.split()[0],
        subprocess.run([dbmate, "--version"], capture_output=True, text=True).stdout.strip(),
        subprocess.run(["alembic", "--version"], capture_output=True, text=True).stdout.strip(),
    ])
    return "\n".join([
        "# Benchmark", "",
        f"Medians of {options.rounds} interleaved rounds, whole processes. {versions}. "
        f"{platform.machine()}, {os.cpu_count()} cores. `ratio` is retort's time over the peer's: under 1 retort is faster.",
        "`./tools/bench` prints this table anew.", "",
        "| work | program | median | of it CPU | ratio |", "|---|---|---|---|---|", *rows, "", EXPLANATION])


def contests(root, options, dbmate):
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

    def autogenerate(folder, versions, command, cold=False):
        def once():
            before = set(versions.iterdir())
            if cold:
                shutil.rmtree(folder / "cache", ignore_errors=True)
            elapsed = timed(command, folder)
            new = {path for path in set(versions.iterdir()) - before if path.is_file()}
            assert len(new) == 1 and "added" in new.pop().read_text(), "no revision with the one change was written"
            for path in set(versions.iterdir()) - before:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            return elapsed
        return once

    ours = [RETORT, "--env", "local", "revision", "--autogenerate", "-m", "one change"]
    yield Contest(f"revision --autogenerate, {tables:,} tables, one change", {
        "retort": autogenerate(wide / "retort", wide / "retort" / "db" / "versions", ours),
        "retort, no cache": autogenerate(wide / "retort", wide / "retort" / "db" / "versions", ours, cold=True),
        "alembic": autogenerate(wide / "alembic", wide / "alembic" / "alembic" / "versions",
                                ["alembic", "revision", "--autogenerate", "-m", "one change"]),
    })


if __name__ == "__main__":
    main()
