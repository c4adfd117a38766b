"""What is timed: whole processes, from exec to exit, in interleaved rounds, so that what else the machine does hits all alike."""

import os
import shutil
import statistics
import subprocess
import tempfile
import time

RETORT = os.environ["RETORT_PROGRAM"]
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith("RETORT_")}


def timed(command, folder, stdin=None, statuses=(0,)):
    """Runs a command to its end: seconds on the clock, seconds of CPU and the most memory (MB) of it and its children."""
    environment = dict(ENVIRONMENT, XDG_CACHE_HOME=str(folder / "cache"))
    with tempfile.TemporaryFile("w+") as output:
        source = open(stdin) if stdin else subprocess.DEVNULL
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdin=source, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        elapsed = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in statuses:
            output.seek(0)
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{output.read()[:5000]}")
    return elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


class Contest:
    """Named contenders, each a function that prepares its folder and returns what `timed` gives for one run."""

    def __init__(self, title, contenders):
        self.title, self.contenders = title, contenders

    def rows(self, rounds):
        """A line of the table for each, the medians of its columns."""
        times = {name: [] for name in self.contenders}
        for _ in range(rounds):
            for name, contender in self.contenders.items():
                times[name].append(contender())
        medians = {name: [statistics.median(column) for column in zip(*values)] for name, values in times.items()}
        for name, (seconds, cpu, memory) in medians.items():
            ratio = "" if name.startswith("retort") else f"{medians['retort'][0] / seconds:.2f}"
            yield f"| {self.title} | {name} | {seconds * 1000:,.0f} ms | {cpu * 1000:,.0f} ms | {memory:,.0f} MB | {ratio} |"


def autogenerate(folder, versions, command, cold=False):
    """A contender that writes a revision with the one change, and takes it away again."""
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


def version_of(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout.strip().splitlines()[0]
