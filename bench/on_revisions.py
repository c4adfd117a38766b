"""Ten thousand revision files with branches and merges: how long until a program knows where it stands, beside reading the files
and nothing else."""

import textwrap

import peers
from contest import RETORT, Contest, timed, version_of

TITLE = "Many revisions"
EXPLANATION = """\
Every tenth revision is a merge of two branches. `cat` reads the same files to nowhere: the floor for a program that looks at
each of them. Retort parses and checks every file whole, statements included, and then links the graph; `plan` also lays out all
steps of an empty database, and `history` prints them. Alembic loads each file as a Python module."""
COUNT = 10000


def parents(number):
    """A line of ten: one, two branches of four, one that merges them."""
    place = number % 10
    if place == 0:
        return [number - 1] if number else []
    if place in (1, 5):
        return [number - place]
    if place == 9:
        return [number - 5, number - 1]
    return [number - 1]


def retort_project(folder):
    peers.retort_project(folder, 0)
    for n in range(COUNT):
        up, down = peers.statements(n)
        revises = ", ".join(peers.revision_id(parent) for parent in parents(n))
        mode = " foreign_keys=off" if down.startswith("DROP TABLE") else ""
        (folder / "db" / "versions" / f"{n:05d}_step.sql").write_text(textwrap.dedent(f"""\
            -- step {n}
            --
            -- Revision ID: {peers.revision_id(n)}
            -- Revises:{' ' + revises if revises else ''}
            -- Create Date: 2026-01-01 00:00:00 UTC

            -- retort: upgrade
            {up};

            -- retort: downgrade{mode}
            {down};
            """))


def alembic_project(folder):
    peers.alembic_project(folder, 0)
    for n in range(COUNT):
        up, down = peers.statements(n)
        ids = tuple(peers.revision_id(parent) for parent in parents(n))
        parent = repr(ids if len(ids) > 1 else ids[0]) if ids else None
        (folder / "alembic" / "versions" / f"{n:05d}_step.py").write_text(
            f'"""step {n}"""\nfrom alembic import op\nrevision = "{peers.revision_id(n)}"\ndown_revision = {parent}\n\n\n'
            f"def upgrade():\n    op.execute({up!r})\n\n\ndef downgrade():\n    op.execute({down!r})\n")


def versions(root):
    return [version_of("cat", "--version"), version_of("alembic", "--version")]


def contests(root, options):
    for name, project in (("retort", retort_project), ("alembic", alembic_project)):
        (root / name).mkdir()
        project(root / name)
    files = root / "retort" / "db" / "versions"
    ours = {verb: lambda words=words: timed([RETORT, "--env", "local", *words], root / "retort")
            for verb, words in (("heads", ["heads"]), ("plan", ["plan", "head"]), ("history", ["history"]))}
    cat = lambda: timed(["sh", "-c", "cat *.sql >/dev/null"], files)
    yield Contest(f"heads, {COUNT:,} revisions", {
        "retort": ours["heads"], "cat of the files": cat, "alembic": lambda: timed(["alembic", "heads"], root / "alembic")})
    yield Contest(f"plan head, {COUNT:,} revisions", {"retort": ours["plan"], "cat of the files": cat})
    yield Contest(f"history, {COUNT:,} revisions", {
        "retort": ours["history"], "alembic": lambda: timed(["alembic", "history"], root / "alembic")})
