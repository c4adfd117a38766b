#!/usr/bin/env python3
"""The script of `--sql`, run by the engine's own shell, and the live run come to the same end: catalogue, rows, version
table and journal.

    offline.py RETORT sqlite
    offline.py RETORT postgresql MAJOR      on the server that tests/support/postgresql.sh started

A history of 200 revisions from a fixed seed: three lines of revisions with bases of their own, branches, merges,
dependencies, several steps a revision, statements of their own, and texts that have to survive quoting. It is upgraded in three parts,
and taken back in two. Times, and the id of a row, are no difference.
"""

import os
import random
import subprocess
import sys
import tempfile

COUNT = 200
BODY = """-- {message}
--
-- Revision ID: {id}
-- Revises: {revises}
{more}
{steps}"""


def run(command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise SystemExit(f"{command} failed with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


class Sqlite:
    """Two files, and sqlite3 to look into them."""

    name = "sqlite"

    def __init__(self, folder):
        self.folder = folder
        self.urls = {which: f"sqlite:{folder}/{which}.db" for which in ("live", "script")}

    def run_script(self, which, script):
        with open(script) as file:
            run(["sqlite3", "-init", "/dev/null", f"{self.folder}/{which}.db"], stdin=file)

    def refuses_script(self, which, script):
        with open(script) as file:
            done = subprocess.run(["sqlite3", "-init", "/dev/null", f"{self.folder}/{which}.db"], stdin=file, capture_output=True, text=True)
        return done.returncode != 0 and "somewhere else" in done.stderr

    def query(self, which, sql):
        return run(["sqlite3", "-init", "/dev/null", f"{self.folder}/{which}.db", sql])

    def catalogue(self, which):
        return self.query(which, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")

    def steps(self, n, random_number):
        """Upgrade and downgrade of revision n, whose table is t{n}."""
        up = [("", [f"CREATE TABLE t{n} (id INTEGER PRIMARY KEY, note TEXT DEFAULT 'it''s; {n} -- no comment' NOT NULL) -- a comment at the end"])]
        down = [("", [f"DROP TABLE t{n}"])]
        kind = random_number % 6
        if kind == 0:
            up.append(("", [f"INSERT INTO t{n} VALUES (1, 'two\nlines, $1 and :name'), (2, 'x')",
                            f"CREATE TRIGGER g{n} AFTER INSERT ON t{n} BEGIN UPDATE t{n} SET note = 'y'; DELETE FROM t{n} WHERE id < 0; END"]))
            down.insert(0, ("", [f"DROP TRIGGER g{n}"]))
        if kind == 1:
            up.append(("autocommit", [f"CREATE INDEX i{n} ON t{n} (note)", "VACUUM", f"INSERT INTO t{n} VALUES (3, 'z')"]))
            down.insert(0, ("autocommit", ["VACUUM", f"DROP INDEX i{n}"]))
        if kind == 2:
            up.append(("", [f"CREATE VIEW v{n} AS SELECT note FROM t{n} WHERE note <> '%s'"]))
            down.insert(0, ("", [f"DROP VIEW v{n}"]))
        if kind == 3:
            up.append(("foreign_keys=off", [f"CREATE TABLE n{n} (id INTEGER PRIMARY KEY, note TEXT, t INTEGER REFERENCES t{n} (id))",
                                            f"DROP TABLE t{n}", f"ALTER TABLE n{n} RENAME TO t{n}"]))
        if kind == 4:
            up, down = [], []
        return up, down


class Postgresql:
    """Two databases on the server of the tests, and psql to look into them."""

    name = "postgresql"

    def __init__(self, folder, major):
        self.folder = folder
        self.server = os.environ[f"RETORT_TEST_POSTGRESQL_{major}"]
        prefix = self.server.rsplit("/", 1)[0]
        self.urls = {}
        for which in ("live", "script"):
            name = f"retort_offline_{which}_{os.getpid()}"
            run(["psql", "-X", "-q", self.server, "-c", f"CREATE DATABASE {name} TEMPLATE template0"])
            self.urls[which] = f"{prefix}/{name}"

    def drop(self):
        for url in self.urls.values():
            run(["psql", "-X", "-q", self.server, "-c", f"DROP DATABASE {url.rsplit('/', 1)[1]} WITH (FORCE)"])

    def run_script(self, which, script):
        run(["psql", "-X", "-q", "-f", script, self.urls[which]])

    def refuses_script(self, which, script):
        done = subprocess.run(["psql", "-X", "-q", "-f", script, self.urls[which]], capture_output=True, text=True)
        return done.returncode != 0 and "somewhere else" in done.stderr

    def query(self, which, sql):
        return run(["psql", "-X", "-q", "-At", self.urls[which], "-c", sql])

    def catalogue(self, which):
        look = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../support/postgresql_catalogue.sql")
        return "".join(sorted(run(["psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-c", "SET search_path = pg_catalog", "-f",
                                   look, self.urls[which]]).splitlines(True)))

    def steps(self, n, random_number):
        up = [("", [f"CREATE TABLE t{n} (id bigint PRIMARY KEY, note text NOT NULL DEFAULT 'it''s; {n} -- no comment') -- a comment at the end"])]
        down = [("", [f"DROP TABLE t{n}"])]
        kind = random_number % 6
        if kind == 0:
            up.append(("", [f"INSERT INTO t{n} VALUES (1, E'two\\nlines, $1 and :name \\\\ '), (2, 'a\\b')",
                            f"CREATE FUNCTION f{n}() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN NEW.note := 'it''s ;'; RETURN NEW; END $f$",
                            f"CREATE TRIGGER g{n} BEFORE INSERT ON t{n} FOR EACH ROW EXECUTE FUNCTION f{n}()"]))
            down.append(("", [f"DROP FUNCTION f{n}()"]))
        if kind == 1:
            up.append(("autocommit", [f"CREATE INDEX CONCURRENTLY i{n} ON t{n} (note)", f"INSERT INTO t{n} VALUES (3, 'z')",
                                      f"VACUUM t{n}"]))
            down.insert(0, ("autocommit", [f"DROP INDEX CONCURRENTLY i{n}"]))
        if kind == 2:
            up.append(("", [f"SET search_path = pg_catalog", f"CREATE VIEW public.v{n} AS SELECT note FROM public.t{n} WHERE note <> '%s'",
                            f"CREATE TEMPORARY TABLE gone (x int)", "SELECT set_config('TimeZone', 'Asia/Tokyo', false)"]))
            down.insert(0, ("", [f"DROP VIEW v{n}"]))
        if kind == 3:
            up.append(("", [f"ALTER TABLE t{n} ADD COLUMN t bigint REFERENCES t{n} DEFERRABLE INITIALLY DEFERRED",
                            f"INSERT INTO t{n} VALUES (1, 'x', 2), (2, 'y', 1)"]))
        if kind == 4:
            up, down = [], []
        return up, down


def history(engine, seed):
    """Files by name. Three lines; heads that grow, divide and are joined."""
    chance = random.Random(seed)
    files, heads, ids = {}, [], []
    for n in range(COUNT):
        id = f"{n:04x}{chance.getrandbits(32):08x}"
        labels, depends = [], []
        if n < 3:
            parents, labels = [], [f"line{n}"]
        elif len(heads) > 5 or (len(heads) > 3 and chance.random() < 0.15):
            parents = chance.sample(heads, 2)
        elif chance.random() < 0.08:
            parents = [chance.choice(ids)]
        else:
            parents = [chance.choice(heads)]
        if n > 20 and chance.random() < 0.1:
            depends = [chance.choice(ids[: n - 10])]
            depends = [each for each in depends if each not in parents]
        heads = [head for head in heads if head not in parents] + [id]
        ids.append(id)
        up, down = ([], []) if len(parents) > 1 else engine.steps(n, chance.randrange(6))
        text = ""
        for direction, steps in (("upgrade", up), ("downgrade", down)):
            for mode, statements in steps:
                text += f"\n-- retort: {direction}{' ' + mode if mode else ''}\n" + "".join(
                    statement + ("\n;\n" if "--" in statement.splitlines()[-1] else ";\n") for statement in statements)
        if not up:
            text = "\n-- retort: upgrade\n\n-- retort: downgrade none nothing to do\n"
        more = (f"-- Branch Labels: {', '.join(labels)}\n" if labels else "") + (f"-- Depends On: {', '.join(depends)}\n" if depends else "")
        files[f"{id}.sql"] = BODY.format(message=f"revision {n}, it's \"quoted\"", id=id, revises=", ".join(parents), more=more, steps=text).replace("Revises: \n", "Revises:\n")
    return files, ids


JOURNAL = ("SELECT revision, revises, direction, step, steps, statement, hash, state, finished IS NOT NULL, username, hostname, "
           "file_name, file_text FROM retort_journal ORDER BY id")


def tables(engine, which):
    names = [line for line in engine.query(which, {
        "sqlite": "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 't%' ORDER BY name",
        "postgresql": "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '^t[0-9]+$' ORDER BY relname",
    }[engine.name]).splitlines() if line]
    if not names:
        return ""
    return engine.query(which, " UNION ALL ".join(f"SELECT '{name}', id, note FROM {name}" for name in names[:400]) + " ORDER BY 1, 2")


def main():
    program, kind = os.path.abspath(sys.argv[1]), sys.argv[2]
    with tempfile.TemporaryDirectory() as folder:
        engine = Sqlite(folder) if kind == "sqlite" else Postgresql(folder, sys.argv[3])
        files, ids = history(engine, 20261120)
        os.makedirs(f"{folder}/versions")
        for name, text in files.items():
            with open(f"{folder}/versions/{name}", "w") as file:
                file.write(text)
        with open(f"{folder}/retort.toml", "w") as file:
            file.write(f'revisions = "versions"\nengine = "{kind}"\n')
        def heads(which):
            return sorted(engine.query(which, "SELECT version_num FROM retort_version").split())

        def compare(where, target):
            for what, look in (
                ("catalogues", engine.catalogue),
                ("version tables", lambda which: heads(which)),
                ("journals", lambda which: engine.query(which, JOURNAL)),
                ("rows", lambda which: tables(engine, which)),
            ):
                live, script = look("live"), look("script")
                if not live and target != "base":
                    raise SystemExit(f"{where}: no {what}")
                if live != script:
                    for which, text in (("live", live), ("script", script)):
                        with open(f"{folder}/{which}.txt", "w") as file:
                            file.write(str(text))
                    difference = subprocess.run(["diff", f"{folder}/live.txt", f"{folder}/script.txt"], capture_output=True, text=True)
                    raise SystemExit(f"{where}: {what} differ\n{difference.stdout[:4000]}")
            steps = int(engine.query("live", "SELECT count(*) FROM retort_journal"))
            print(f"{where}: equal, at {len(heads('live'))} heads, {steps} rows in the journal")
            return steps

        def both(verb, target):
            """The live run of TARGET, and the script from the heads that it starts at."""
            start = ",".join(heads("live")) if os.path.exists(f"{folder}/begun") else ""
            open(f"{folder}/begun", "w").close()
            run([program, "-q", "--url", engine.urls["live"], verb, target], cwd=folder)
            script = f"{folder}/{verb}.sql"
            with open(script, "w") as file:
                # The project names no database: nothing could be connected to.
                file.write(run([program, verb, "--sql", f"{start}:{target}" if start else target], cwd=folder))
            engine.run_script("script", script)
            compare(f"{verb} {start or 'base'} to {target}", target)
            return script

        first = both("upgrade", ids[60])
        if not engine.refuses_script("script", first):
            raise SystemExit("a script that begins at base ran on a database that is further on")
        both("upgrade", ids[140])
        both("upgrade", "heads")
        both("downgrade", "line1@base")
        both("downgrade", "base")
        if kind != "sqlite":
            engine.drop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
