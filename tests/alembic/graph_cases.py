#!/usr/bin/python3
"""Puts each case of tests/unit/plan/graph_cases.txt to Debian's Alembic, and compares.

    graph_cases.py TABLE EXCEPTIONS

The same revisions must run, in an order that the graph allows, and the same heads must be left; where Retort refuses,
Alembic must. EXCEPTIONS holds the cases in which Retort means to differ, "NAME: REASON" each; one that does not differ
(any more) is a failure, too. What Alembic meets with an AssertionError or another crash counts as refused.
"""

import os
import sys
import tempfile

from project import Project, files_of

VERBS = {"up": "upgrade", "down": "downgrade", "stamp": "stamp"}


def read_cases(path):
    graph = None
    case = None
    with open(path) as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("  "):
                yield (*case, line.strip())
            elif line.startswith("graph "):
                graph = line.partition(":")[2].strip()
            elif line and not line.startswith("#"):
                name, applied, asked = (part.strip() for part in line.split("|"))
                heads = [] if applied == "-" else applied.split(",")
                verb, *targets = asked.split()
                case = (graph, name, heads, verb, targets)


def read_exceptions(path):
    found = {}
    with open(path) as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                name, _, reason = line.partition(":")
                found[name.strip()] = reason.strip()
    return found


def answer_of(project, heads, verb, targets):
    project.set_heads(heads)
    try:
        target = targets if verb == "stamp" else targets[0]
        return project.run(VERBS[verb], target)
    except KeyboardInterrupt:
        raise
    except (Exception, SystemExit) as error:  # Alembic's own errors, and whatever it crashes with
        return f"{type(error).__name__}: {error}"


def order_problem(files, verb, steps):
    """A revision must not run before what it stands on, nor go before what stands on it."""
    owner = {label: file.id for file in files for label in file.labels}
    below = {file.id: [owner.get(id, id) for id in file.parents + file.depends_on] for file in files}
    place = {id: at for at, id in enumerate(steps if verb == "up" else reversed(steps))}
    for id in place:
        for under in below[id]:
            if under in place and place[under] > place[id]:
                return f"{under} comes in the wrong order to {id}"
    return None


def difference(files, verb, expected, got):
    if expected.startswith("!"):
        return None if isinstance(got, str) else f"Retort refuses, Alembic: {got}"
    if isinstance(got, str):
        return f"Alembic refuses: {got}"
    steps, _, after = expected[1:].strip().rpartition("=>")
    steps = steps.split()
    heads = [] if after.strip() == "base" else [id.strip() for id in after.split(",")]
    if verb != "stamp" and sorted(steps) != sorted(got[0]):
        return f"other steps: Alembic runs {got[0]}, Retort {steps}"
    if sorted(heads) != got[1]:
        return f"other heads: Alembic leaves {got[1]}, Retort {heads}"
    if verb != "stamp":
        for who, order in (("Alembic", got[0]), ("Retort", steps)):
            problem = order_problem(files, verb, order)
            if problem:
                return f"{who}: {problem}"
    return None


def main():
    table, exceptions_file = sys.argv[1:3]
    exceptions = read_exceptions(exceptions_file)
    failures = []
    cases = agreed = 0
    projects = {}
    with tempfile.TemporaryDirectory() as folder:
        for graph, name, heads, verb, targets, expected in read_cases(table):
            cases += 1
            if graph not in projects:
                projects[graph] = Project(os.path.join(folder, str(len(projects))), graph)
            found = difference(files_of(graph), verb, expected, answer_of(projects[graph], heads, verb, targets))
            reason = exceptions.pop(name, None)
            if found and not reason:
                failures.append(f"{name}: {' '.join([verb, *targets])} at {heads or 'base'}: {found}")
            elif reason and not found:
                failures.append(f"{name}: is listed as an exception, and Alembic does the same")
            agreed += not found
    failures += [f"{name}: is listed as an exception, and no case" for name in exceptions]
    for failure in failures:
        print(failure)
    print(f"{cases} cases, Alembic does the same in {agreed}")
    if cases < 150:
        print("fewer than 150 cases: was the table read?")
        return 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
