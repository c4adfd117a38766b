#!/usr/bin/python3
"""What `current`, `heads`, `branches`, `history` and `show` print, beside Debian's Alembic on the same graph.

    texts.py RETORT

Alembic lists branches, labels and heads in the order of Python's sets, which is another one each time: entries and
comma lists are sorted before they are compared. On a line of revisions nothing is sorted. Paths are left out, and
"(pending)", which Alembic does not know.
"""

import os
import re
import sqlite3
import subprocess
import sys
import tempfile

from project import Project, files_of

MESSAGE = "what {id} does"
DATE = "2026-11-20 08:30:00 UTC"

# Graph, and what is applied at a time. Ids of which none begins another.
GRAPHS = {
    "line": ("a1; b1<a1; c1<b1; d1<c1", ["", "b1", "d1"]),
    "labelled_line": ("a1; b1<a1{shop}; c1<b1", ["b1"]),
    "fork": ("a1; b1<a1{left}; b2<b1; c1<a1{right}; c2<c1", ["", "a1", "b2", "b1,c2"]),
    "diamond": ("a1; b1<a1{left}; c1<a1; m1<b1,c1; t1<m1", ["b1,c1", "m1", "t1"]),
    "bases": ("a1{shop}; a2<a1; x1{cellar}; x2<x1", ["a2,x1"]),
    "depends": ("a1{shop}; a2<a1; x1{cellar}; x2<x1+a2; x3<x2", ["x2", "x3", "a1,x1"]),
    "depends_on_label": ("a1{shop}; a2<a1; x1+shop; x2<x1", ["x1"]),
    "needed": ("a1; b1<a1; b2<b1; c1<a1; c2<c1+b1; m1<b2,c2; n1<m1; x1; x2<x1+m1", [""]),
    "wide": ("r1; p1<r1; q1<r1; s1<r1; m1<p1,q1,s1; n1<r1{late}", ["m1,n1"]),
}

RANGES = {
    "line": ["b1:c1", "b1:", ":b1", "base:c1", "b1:head", "current:", ":current", "b1:b1", "b1:+1", "base:+2", "-2:head",
             "current:+1", "c1:b1", "nobody:"],
    "fork": ["a1:b2", "b1:", ":c1", "left@base:left@head", "right@base:right@head", "a1:left@head", "c1:b1", "b1:heads"],
    "diamond": ["b1:m1", "c1:t1", "a1:m1", "base:m1"],
    "depends": ["x1:x3", "a1:x3", "cellar@base:cellar@head", "shop@base:shop@head"],
    "needed": ["b1:n1", "b1:", "a1:", "c1:n1", ":x2", "m1:x2"],
    "bases": ["cellar@base:cellar@head", "shop@base:heads", "x1:x2"],
}
SHOWN = {
    "line": ["head", "b1", "base+2", "nobody"],
    "labelled_line": ["b1", "shop"],
    "fork": ["a1", "heads", "left@head", "c1", "head"],
    "diamond": ["m1", "a1"],
    "depends": ["x2", "a2", "heads"],
    "depends_on_label": ["x1", "a1"],
}


class Retort:
    """A project of Retort with the same graph."""

    def __init__(self, program, folder, graph):
        self.program, self.folder = program, folder
        os.makedirs(os.path.join(folder, "versions"))
        with open(os.path.join(folder, "retort.toml"), "w") as file:
            file.write('revisions = "versions"\n[environments.local]\nurl = "sqlite:app.db"\n')
        for each in files_of(graph):
            lines = [MESSAGE.format(id=each.id), "", f"Revision ID: {each.id}", f"Revises: {', '.join(each.parents)}"]
            if each.labels:
                lines.append(f"Branch Labels: {', '.join(each.labels)}")
            if each.depends_on:
                lines.append(f"Depends On: {', '.join(each.depends_on)}")
            lines.append(f"Create Date: {DATE}")
            with open(os.path.join(folder, "versions", f"{each.id}.sql"), "w") as file:
                file.write("".join(f"-- {line}".rstrip() + "\n" for line in lines))
                file.write("\n-- retort: upgrade\n\n-- retort: downgrade none it does nothing\n")

    def set_heads(self, heads):
        path = os.path.join(self.folder, "app.db")
        if os.path.exists(path):
            os.remove(path)
        database = sqlite3.connect(path)
        database.execute("CREATE TABLE retort_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        database.executemany("INSERT INTO retort_version VALUES (?)", [(head,) for head in heads])
        database.commit()
        database.close()

    def text(self, *arguments):
        done = subprocess.run([self.program, *arguments], cwd=self.folder, capture_output=True, text=True)
        return done.stdout if done.returncode == 0 else None


def entries(text):
    """Lines, or whole entries of `-v`, without what differs for a reason."""
    text = re.sub(r" \(pending\)", "", text)
    text = re.sub(r"^Path: .*$", "Path: …", text, flags=re.M)
    text = re.sub(r"^Current revision\(s\) for .*$", "", text, flags=re.M)
    text = "\n".join(line.rstrip() for line in text.splitlines())
    text = re.sub(r"^(Branches into|Branch names|Also depends on): (.*)$",
                  lambda found: f"{found[1]}: {', '.join(sorted(found[2].split(', ')))}", text, flags=re.M)
    text = re.sub(r"\(([^()]*, [^()]*)\)", lambda found: f"({', '.join(sorted(found[1].split(', ')))})", text)
    if "Rev: " in text:
        return [part.strip() for part in re.split(r"^(?=Rev: )", text, flags=re.M) if part.strip()]
    return [line for line in text.splitlines() if line]


def branchpoints(text):
    """Each branchpoint with its children, which come in any order."""
    found = []
    for part in re.split(r"\n(?=\S)", text):
        lines = entries(part)
        children = sorted(line for line in lines if re.match(r" *-> ", line) or " -> " in line)
        found.append((sorted(set(lines) - set(children)), children))
    return sorted(found)


def calls_of(name):
    yield ("current",), ("current",), {}
    yield ("current", "-v"), ("current",), {"verbose": True}
    yield ("heads",), ("heads",), {}
    yield ("heads", "--verbose"), ("heads",), {"verbose": True}
    yield ("heads", "--resolve-dependencies"), ("heads",), {"resolve_dependencies": True}
    yield ("branches",), ("branches",), {}
    yield ("branches", "--verbose"), ("branches",), {"verbose": True}
    yield ("history",), ("history",), {}
    yield ("history", "-v"), ("history",), {"verbose": True}
    yield ("history", "-i"), ("history",), {"indicate_current": True}
    yield ("history", "-v", "-i"), ("history",), {"verbose": True, "indicate_current": True}
    for each in RANGES.get(name, []):
        yield ("history", "-r" + each), ("history",), {"rev_range": each}
    for each in SHOWN.get(name, []):
        yield ("show", each), ("show", each), {}


def alembic_text(project, call, options):
    try:
        return project.text(*call, **options)
    except Exception:  # its own errors, and what it crashes with
        return None


# Where Retort means to differ: graph, call, what is applied.
EXCEPTIONS = {
    ("line", "history -r:current", ""): "nothing comes up to base; Alembic takes it for a range that is open",
    ("line", "history -r-2:head", ""): "counts from what the database is at, as Alembic's manual has it; Alembic, from head",
    ("line", "history -r-2:head", "b1"): "the same",
    ("line", "show base+2", ""): "a target means the same for every command",
    ("line", "show base+2", "b1"): "the same",
    ("line", "show base+2", "d1"): "the same",
    ("depends", "history -ra1:x3", "x2"): "x2 depends on a2, and comes after it; Alembic ends in an AssertionError",
    ("depends", "history -ra1:x3", "x3"): "the same",
    ("depends", "history -ra1:x3", "a1,x1"): "the same",
    ("needed", "history -rm1:x2", ""): "the same: x2 depends on m1",
}


def main():
    program = os.path.abspath(sys.argv[1])
    failures, compared = [], 0
    exceptions = dict(EXCEPTIONS)
    with tempfile.TemporaryDirectory() as folder:
        for name, (graph, states) in GRAPHS.items():
            alembic = Project(os.path.join(folder, name, "alembic"), graph, MESSAGE, DATE)
            retort = Retort(program, os.path.join(folder, name, "retort"), graph)
            for state in states:
                heads = state.split(",") if state else []
                alembic.set_heads(heads)
                retort.set_heads(heads)
                for ours, theirs, options in calls_of(name):
                    compared += 1
                    theirs_text, ours_text = alembic_text(alembic, theirs, options), retort.text(*ours)
                    if theirs_text is None or ours_text is None:
                        same = theirs_text is None and ours_text is None
                    elif ours[0] == "branches":
                        same = branchpoints(theirs_text) == branchpoints(ours_text)
                    elif name.endswith("line"):
                        same = entries(theirs_text) == entries(ours_text)
                    else:
                        same = sorted(entries(theirs_text)) == sorted(entries(ours_text))
                    reason = exceptions.pop((name, " ".join(ours), state), None)
                    if same == (reason is None):
                        continue
                    failures.append(f"{name} at {state or 'base'}: {' '.join(ours)}"
                                    f"{' is listed as an exception' if same else ''}\n"
                                    f"--- Alembic\n{theirs_text}--- Retort\n{ours_text}")
    for failure in failures:
        print(failure)
    print(f"{compared} texts compared, {len(failures)} differ, {len(EXCEPTIONS)} exceptions")
    for exception in exceptions:
        print(f"{exception}: is listed as an exception, and was not met")
    return 1 if failures or exceptions or compared < 150 else 0


if __name__ == "__main__":
    sys.exit(main())
