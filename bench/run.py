"""Times Retort beside its peers on the same work; medians and ratios are printed."""

import argparse
import os
import pathlib
import platform
import shutil
import tempfile

import on_models
import on_postgresql
import on_revisions
import on_sqlite
from contest import RETORT, version_of

ENGINES = {"sqlite": on_sqlite, "postgresql": on_postgresql, "models": on_models, "revisions": on_revisions}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--revisions", type=int, default=1000)
    parser.add_argument("--tables", type=int, default=1000)
    parser.add_argument("--many-tables", type=int, default=10000)
    parser.add_argument("--engine", choices=ENGINES, action="append", help="only this one; may be repeated")
    parser.add_argument("--write", action="store_true", help="put the table into bench/RESULTS.md")
    options = parser.parse_args()
    engines = options.engine or list(ENGINES)

    parts = [head(options)]
    for name in engines:
        root = pathlib.Path(tempfile.mkdtemp(prefix="retort-bench-"))
        try:
            parts.append(report(ENGINES[name], root, options))
        finally:
            shutil.rmtree(root)
        print(parts[-1], flush=True)
    if options.write:
        write(parts, complete=len(engines) == len(ENGINES))


def write(parts, complete):
    """All of the page, or in it the sections that were measured."""
    page = pathlib.Path(__file__).with_name("RESULTS.md")
    if complete:
        page.write_text("\n".join(parts))
        return
    sections = ["## " + part for part in page.read_text().split("\n## ")[1:]]
    for part in parts[1:]:
        title = part.splitlines()[0]
        sections = [section for section in sections if section.splitlines()[0] != title] + [part]
    page.write_text("\n".join([page.read_text().split("\n## ")[0], *[section.strip("\n") + "\n" for section in sections]]))


def head(options):
    return "\n".join([
        "# Benchmark", "",
        f"Medians of {options.rounds} interleaved rounds, whole processes. {version_of(RETORT, '--version')}, {platform.machine()}, "
        f"{os.cpu_count()} cores.",
        "`ratio` is retort's time over the peer's: under 1 retort is faster. Memory is the most that a process held.",
        "`./tools/bench --write` writes this page anew.", ""])


def report(engine, root, options):
    rows = [row for contest in engine.contests(root, options) for row in contest.rows(options.rounds)]
    return "\n".join([
        f"## {engine.TITLE}", "", f"{', '.join(engine.versions(root))}.", "",
        "| work | program | median | of it CPU | memory | ratio |", "|---|---|---|---|---|---|", *rows, "", engine.EXPLANATION])


if __name__ == "__main__":
    main()
